// What pipelines of real repositories do: `node --import ./scripts/register.mjs src/dev/evidence.ts [KIND …] [--repo NAME] [--commands]`
// One block for each repository; `--commands` adds what the evidence says, as written, and names what nobody understands.
import { parseArgs } from 'node:util';
import { activitiesIn, activitiesOf, isUnknown } from '../analysis/activities/activities.ts';
import type { Activity, Operation } from '../analysis/activities/activity.ts';
import { entryJobsOf, operationsOf } from '../analysis/activities/operations.ts';
import { targetsOf } from '../analysis/targets/targets.ts';
import { positionOf, textOfSpan, type Span } from '../core/source.ts';
import { repositoryOf } from '../inspect.ts';
import { corpusTrees } from './corpus-trees.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: { repo: { type: 'string' }, commands: { type: 'boolean' } },
});
const usual = ['test', 'lint', 'type-check', 'scan', 'publish', 'deploy', 'verify', 'rollback', 'notify', 'approve'];
const kinds = positionals.length > 0 ? positionals : usual;

const placeOf = ({ file, start }: Span): string =>
  `${file.path.replace('.github/workflows/', '')}:${positionOf(file, start).line}`;

const oneLine = (span: Span): string => textOfSpan(span).replace(/\s+/g, ' ').slice(0, 140);

function lineOf(activity: Activity): string {
  const { kind, sort, tool, how, certainty, mute, via } = activity;
  const flags = [
    mute ? `MUTED by ${mute.text}` : '',
    activity.isDisabled ? 'DISABLED' : '',
    activity.isAfterFailure ? 'after failure' : '',
    activity.isDoubtful ? 'doubtful' : '',
    via.length > 0 ? `via ${via.map(({ name }) => name).join(' > ')}` : '',
  ];
  return `${sort ? `${kind} (${sort})` : kind} | ${tool} | ${how}, ${certainty} | ${flags.filter(Boolean).join(', ')}`;
}

function printActivities(activities: readonly Activity[]): void {
  const groups = new Map<string, Activity[]>();
  for (const activity of activities.filter(({ kind }) => kinds.includes(kind))) {
    const line = lineOf(activity);
    groups.set(line, [...(groups.get(line) ?? []), activity]);
  }
  const inOrder = [...groups].sort(
    ([, [a]], [, [b]]) => kinds.indexOf(a?.kind ?? 'set-up') - kinds.indexOf(b?.kind ?? 'set-up'),
  );
  for (const [line, found] of inOrder) {
    console.log(`  ${line} | ×${found.length} ${found[0] ? `${placeOf(found[0].at)} ${found[0].entry.id.text}` : ''}`);
    if (!values.commands) continue;
    for (const text of new Set(found.map(({ evidence }) => oneLine(evidence)))) console.log(`      ${text}`);
  }
}

function printUnknown(operations: readonly Operation[], activities: readonly Activity[]): void {
  const unknown = operations.filter((operation) =>
    isUnknown(
      operation,
      activities.filter(({ evidence, at }) => evidence === operation.evidence && at === operation.at),
    ),
  );
  for (const text of new Set(unknown.map(({ evidence }) => oneLine(evidence)))) console.log(`      ? ${text}`);
}

for (const { repository: name, tree } of corpusTrees(values.repo)) {
  const repository = repositoryOf(tree, { today: '2026-11-21', owner: name.split('/')[0] ?? '' }, () => false);
  console.log(`\n${name}`);
  printActivities(activitiesIn(repository));
  for (const target of targetsOf(repository)) {
    const tools = [...new Set(target.deploys.map(({ tool }) => tool))].join(', ');
    console.log(
      `  → ${target.class} (${target.certainty}) ${placeOf(target.first.at)} ${target.job.id.text}: ${target.reason} [${tools}]`,
    );
  }
  if (!values.commands) continue;
  for (const job of entryJobsOf(repository)) printUnknown(operationsOf(job, repository), activitiesOf(job, repository));
}
