import type { Finding, Waived } from '../core/finding.ts';
import type { PolicyNote, Report } from '../core/report.ts';
import type { Repository } from '../documents/document.ts';
import { covers } from './coverage.ts';
import { inlineWaiversOf, policyWaiversOf, unusedWaivers } from './waivers.ts';
import type { InlineWaiverOfRule } from './waivers.ts';
import type { Policy } from './policy.ts';
import type { Draft, SettleOptions, Settled } from './settle.ts';

/** Sets findings apart that a waiver accepts, and says of every waiver that does not count why. */
export function waive(
  drafts: readonly Draft[],
  repository: Repository,
  policy: Policy,
  options: SettleOptions,
): Settled {
  const fromPolicy = policyWaiversOf(policy, options);
  const inline = inlineWaiversOf(repository, policy, options);
  const refused: PolicyNote[] = [];
  const findings: Finding[] = [];
  const waived: Waived[] = [];
  const used = new Set<object>();
  const matched = drafts.map((draft) => {
    const byPolicy = fromPolicy.waivers.filter(
      (one) => one.rule === draft.finding.rule && draft.paths.some(one.matches),
    );
    const inFile = (inline.byPath.get(draft.finding.path) ?? []).filter((one) => coversDraft(one, draft));
    for (const one of [...byPolicy, ...inFile]) used.add(one);
    return { draft, byPolicy: byPolicy[0], inFile: inFile[0] };
  });
  const inlineOnly = matched.flatMap(({ draft, byPolicy, inFile }) => (inFile && !byPolicy ? [draft.finding] : []));
  const onBase = waivedOnBase(inlineOnly, options);
  for (const { draft, byPolicy, inFile } of matched) {
    const { finding } = draft;
    if (byPolicy) {
      waived.push(recordOf(finding, byPolicy, 'policy', false, options));
      continue;
    }
    const refusal = inFile && !onBase.has(finding) ? refusalOf(finding, policy, options) : undefined;
    if (inFile && refusal === undefined) {
      waived.push(recordOf(finding, inFile, 'inline', options.base !== undefined && !onBase.has(finding), options));
      continue;
    }
    if (inFile && refusal !== undefined) {
      const { path, line } = inFile;
      refused.push({
        kind: 'waiver-refused',
        message: `Waiver of \`${finding.rule}\` does not count: ${refusal}`,
        path,
        line,
      });
    }
    findings.push(finding);
  }
  const unused = unusedWaivers(
    fromPolicy.waivers,
    [...inline.byPath.values()].flat(),
    used,
    repository,
    policy,
    options,
  );
  return { findings, waived, notes: unique([...fromPolicy.notes, ...inline.notes, ...refused, ...unused]) };
}

const coversDraft = (waiver: InlineWaiverOfRule, draft: Draft): boolean =>
  waiver.rule === draft.finding.rule && waiver.coverage !== undefined && covers(waiver.coverage, draft.problem.at);

interface Ground {
  readonly reason: string;
  readonly until: string | undefined;
  readonly path: string;
  readonly line: number;
}

const recordOf = (
  finding: Finding,
  { reason, until, path, line }: Ground,
  origin: Waived['origin'],
  isNew: boolean,
  options: SettleOptions,
): Waived => ({
  finding,
  reason: options.redact(reason).slice(0, 500),
  until: until ?? null,
  origin,
  path,
  line,
  pointsWithheld: 0,
  isNew,
});

/** Why an inline waiver that is not on the base does not count for a finding; `undefined` where it does. */
function refusalOf(finding: Finding, policy: Policy, options: SettleOptions): string | undefined {
  if (!options.base) return undefined;
  if (options.isFork) return 'it comes from a fork and counts once it is on the base branch';
  if (policy.inlineWaivers === 'base-only') return 'the policy lets it count only once it is on the base branch';
  if (isFirmCritical(finding, options)) return 'a firm critical finding can be waived only on the base branch';
  return undefined;
}

/** What stands in a file that cannot be read whole is tentative for that reason alone, which excuses nothing. */
const isFirmCritical = ({ severity, certainty, rule, path }: Finding, options: SettleOptions): boolean =>
  severity === 'critical' && (certainty === 'firm' || !options.checked(rule, path));

const isAsGrave = (there: Finding, here: Finding): boolean =>
  there.severity === 'critical' && (there.certainty === 'firm' || here.certainty === 'tentative');

/** The findings that the base waives inline as well, each against one of its records: by fingerprint, then by what they say. */
function waivedOnBase(findings: readonly Finding[], options: SettleOptions): ReadonlySet<Finding> {
  const left = baseRecords(options.base);
  const found = new Set<Finding>();
  const take = (isSame: (here: Finding, there: Finding) => boolean): void => {
    for (const finding of findings) {
      if (found.has(finding)) continue;
      const at = left.findIndex(
        (there) => isSame(finding, there) && (!isFirmCritical(finding, options) || isAsGrave(there, finding)),
      );
      if (at < 0) continue;
      left.splice(at, 1);
      found.add(finding);
    }
  };
  take((here, there) => here.fingerprint === there.fingerprint);
  const isSameFault = (here: Finding, there: Finding): boolean => {
    const path = here.identity.path && (options.renamed?.get(here.identity.path) ?? here.identity.path);
    return here.rule === there.rule && path === there.identity.path && here.identity.key === there.identity.key;
  };
  take((here, there) => isSameFault(here, there) && here.identity.excerpt === there.identity.excerpt);
  // What is said of a whole job shows the job's id, which a renamed job has another of.
  take((here, there) => isSameFault(here, there) && isOfWholeJob(here) && isOfWholeJob(there));
  return found;
}

const isOfWholeJob = ({ identity }: Finding): boolean => /^workflow\/job [^/]*$/.test(identity.anchor);

const baseRecords = (base: Report | undefined): Finding[] =>
  (base?.waived ?? []).flatMap((record) => (record.origin === 'inline' ? [record.finding] : []));

function unique(notes: readonly PolicyNote[]): readonly PolicyNote[] {
  const byText = new Map(notes.map((note) => [JSON.stringify([note.kind, note.path, note.line, note.message]), note]));
  return [...byText.values()];
}
