import type { Finding } from '../core/finding.ts';
import { readabilityRule } from '../core/report.ts';

/** A finding of head and the finding of the base that it is. */
export interface Pair {
  readonly head: Finding;
  readonly base: Finding;
}

export interface Matched {
  readonly pairs: readonly Pair[];
  readonly onlyHead: readonly Finding[];
  readonly onlyBase: readonly Finding[];
}

/** What else is known of the two sides. */
export interface Circumstances {
  /** The base's path of a renamed file of head. */
  readonly basePathOf: ReadonlyMap<string, string>;
  /** Whether both sides have the job or stage of that name, in the same file. */
  readonly isOnBothSides: (finding: Finding, part: string) => boolean;
  /** How much it counts: severity, certainty, whether it is switched off or waived. */
  readonly standingOf: (finding: Finding) => string;
}

/**
 * Which findings of two reports are the same fault. A multiset match in rounds, strict first: the same place in the same
 * file; then without job and step; then a whole job or stage under another name, a whole file that breaks at another place; then all
 * of them again across renamed files. Within a round an equal excerpt goes first, of those what counts as much, the rest
 * by order. No round looks at a line number or a version.
 */
export function matchFindings(
  head: readonly Finding[],
  base: readonly Finding[],
  circumstances: Circumstances,
): Matched {
  const { basePathOf, isOnBothSides } = circumstances;
  const pairs: Pair[] = [];
  let left: Matched = { pairs: [], onlyHead: head, onlyBase: base };
  for (const samePath of [true, false]) {
    for (const keyOf of [placeKey, placelessKey, wholePartKey(isOnBothSides), wholeFileKey]) {
      left = matchRound(left, circumstances, (finding, isHead) => {
        const path = finding.identity.path;
        const renamed = isHead ? basePathOf.get(path) : undefined;
        return keyOf(finding, samePath ? path : (renamed ?? path));
      });
      pairs.push(...left.pairs);
    }
  }
  return { pairs, onlyHead: left.onlyHead, onlyBase: left.onlyBase };
}

type KeyOf = (finding: Finding, path: string) => string | undefined;

const placeKey: KeyOf = ({ rule, identity }, path) => join(rule, path, identity.anchor, identity.key);

const placelessKey: KeyOf = ({ rule, identity }, path) => join(rule, path, identity.key, identity.excerpt);

/**
 * Findings about a whole job or image, whose excerpt is the job's id or the stage's base and changes with a name. What is
 * still there was not renamed.
 */
const wholePartKey =
  (isOnBothSides: Circumstances['isOnBothSides']): KeyOf =>
  (finding, path) => {
    const [, job, stage] =
      /^(?:workflow\/job ([^/]*)|dockerfile\/stage (.*)\/FROM)$/.exec(finding.identity.anchor) ?? [];
    const part = job ?? stage;
    const isRenamed = part !== undefined && !isOnBothSides(finding, part);
    return isRenamed ? join(finding.rule, path, finding.identity.key) : undefined;
  };

/** A file that cannot be read is that, wherever the first fault in it stands. */
const wholeFileKey: KeyOf = ({ rule }, path) => (rule === readabilityRule ? join(rule, path) : undefined);

function matchRound(
  left: Matched,
  { standingOf }: Circumstances,
  keyOf: (finding: Finding, isHead: boolean) => string | undefined,
): Matched {
  const waiting = new Map<string, Finding[]>();
  for (const finding of left.onlyBase) {
    const key = keyOf(finding, false);
    if (key === undefined) continue;
    const group = waiting.get(key);
    if (group) group.push(finding);
    else waiting.set(key, [finding]);
  }
  const pairs: Pair[] = [];
  const taken = new Set<Finding>();
  const pairUp = (isSame: (head: Finding, base: Finding) => boolean): void => {
    for (const finding of left.onlyHead) {
      if (taken.has(finding)) continue;
      const group = waiting.get(keyOf(finding, true) ?? '') ?? [];
      const index = group.findIndex((other) => isSame(finding, other));
      const [other] = index === -1 ? [] : group.splice(index, 1);
      if (!other) continue;
      pairs.push({ head: finding, base: other });
      taken.add(finding).add(other);
    }
  };
  const hasEqualExcerpt = (one: Finding, other: Finding): boolean => one.identity.excerpt === other.identity.excerpt;
  // Where one of two equal faults goes, the one that stays is the one that counts as it did.
  pairUp((one, other) => hasEqualExcerpt(one, other) && standingOf(one) === standingOf(other));
  pairUp(hasEqualExcerpt);
  pairUp((one, other) => standingOf(one) === standingOf(other));
  pairUp(() => true);
  return {
    pairs,
    onlyHead: left.onlyHead.filter((finding) => !taken.has(finding)),
    onlyBase: left.onlyBase.filter((finding) => !taken.has(finding)),
  };
}

const join = (...parts: readonly string[]): string => parts.join('\u0000');
