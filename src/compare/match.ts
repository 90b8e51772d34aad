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

/**
 * Which findings of two reports are the same fault. A multiset match in rounds, strict first: the same place in the same
 * file; then without job and step; then a whole job under another id, a whole file that breaks at another place; then all
 * of them again across renamed files. Within a round an equal excerpt goes first, the rest by order. No round looks at a
 * line number or a version.
 *
 * @param basePathOf the base's path of a renamed file of head
 */
export function matchFindings(
  head: readonly Finding[],
  base: readonly Finding[],
  basePathOf: ReadonlyMap<string, string>,
): Matched {
  const pairs: Pair[] = [];
  let left: Matched = { pairs: [], onlyHead: head, onlyBase: base };
  for (const samePath of [true, false]) {
    for (const keyOf of [placeKey, placelessKey, wholeJobKey, wholeFileKey]) {
      left = matchRound(left, (finding, isHead) => {
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

/** Findings about a whole job, whose excerpt is the job's id and changes with it. */
const wholeJobKey: KeyOf = ({ rule, identity }, path) =>
  /^job [^/]*$/.test(identity.anchor) ? join(rule, path, identity.key) : undefined;

/** A file that cannot be read is that, wherever the first fault in it stands. */
const wholeFileKey: KeyOf = ({ rule }, path) => (rule === readabilityRule ? join(rule, path) : undefined);

function matchRound(left: Matched, keyOf: (finding: Finding, isHead: boolean) => string | undefined): Matched {
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
  const pairUp = (equalExcerpt: boolean) => (finding: Finding) => {
    if (taken.has(finding)) return;
    const group = waiting.get(keyOf(finding, true) ?? '') ?? [];
    const index = equalExcerpt ? group.findIndex((other) => other.identity.excerpt === finding.identity.excerpt) : 0;
    const [other] = index === -1 ? [] : group.splice(index, 1);
    if (!other) return;
    pairs.push({ head: finding, base: other });
    taken.add(finding).add(other);
  };
  left.onlyHead.forEach(pairUp(true));
  left.onlyHead.forEach(pairUp(false));
  return {
    pairs,
    onlyHead: left.onlyHead.filter((finding) => !taken.has(finding)),
    onlyBase: left.onlyBase.filter((finding) => !taken.has(finding)),
  };
}

const join = (...parts: readonly string[]): string => parts.join('\u0000');
