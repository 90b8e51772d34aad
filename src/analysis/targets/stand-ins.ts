import type { Repository } from '../../documents/document.ts';
import { activitiesOf, isUnknown } from '../activities/activities.ts';
import type { Activity, Operation } from '../activities/activity.ts';
import { isOwnMachine } from './credentials.ts';
import { pushedEdits } from './gitops.ts';
import { saysDeploy, titlesOf } from './titles.ts';

/**
 * Deploys that no single command gives away: an edit of manifests that is pushed, containers that a job starts on a machine
 * of one's own, and what nobody can read in a job whose environment has a page.
 */
export function joinedDeploys(operations: readonly Operation[], repository: Repository): readonly Activity[] {
  const edits = pushedEdits(operations).map((operation) => asDeploy(operation, 'certain', 'command'));
  if (edits.length > 0) return edits;
  const started = operations.filter(startsOnOwnMachine).map((operation) => asDeploy(operation, 'certain', 'command'));
  if (started.length > 0) return started;
  const opaque = opaqueEnvironmentDeploy(operations, repository);
  return opaque ? [opaque] : [];
}

/** A job whose environment has a page, and in which nobody can read what is done: most likely it deploys there. */
function opaqueEnvironmentDeploy(operations: readonly Operation[], repository: Repository): Activity | undefined {
  const candidates = operations.filter(({ job }) => job.environment?.url !== undefined);
  const [first] = candidates;
  if (!first) return undefined;
  const known = new Set(activitiesOf(first.entry, repository).map(({ evidence }) => evidence));
  const operation = candidates.findLast((each) => !known.has(each.evidence) && isUnknown(each, []));
  return operation && asDeploy(operation, 'tentative', 'name');
}

/** `docker compose up -d` in a job that is named after deploying, on a runner that stays. */
function startsOnOwnMachine(operation: Operation): boolean {
  const { programs, job } = operation;
  const starts = programs.some(({ program, arguments: words, isElsewhere }) => {
    const texts = words.map(({ text }) => text);
    return !isElsewhere && staysUp(program, texts);
  });
  return starts && isOwnMachine(job) && titlesOf(operation).some(saysDeploy);
}

function staysUp(program: string, words: readonly string[]): boolean {
  const [first = '', ...others] = words;
  if (/^(?:docker|podman)-compose$/.test(program)) return words.includes('up');
  if (program === 'pm2' || program === 'systemctl') return /^(?:restart|reload|start)$/.test(first);
  if (program !== 'docker' && program !== 'podman') return false;
  if (first === 'compose') return others.includes('up');
  // `-d`, `-itd`, `--detach`, `--restart=always`
  return first === 'run' && others.some((word) => /^-[itP]{0,3}d[itP]{0,3}$|^--(?:detach|restart)\b/.test(word));
}

/** What stands for the deploy of a job of which only the policy says that it is one. */
export function standInFor(operations: readonly Operation[]): Activity | undefined {
  const operation = operations.findLast((each) => isUnknown(each, [])) ?? operations.at(-1);
  return operation && asDeploy(operation, 'firm', 'name');
}

const asDeploy = (operation: Operation, certainty: Activity['certainty'], how: Activity['how']): Activity => ({
  ...operation,
  kind: 'deploy',
  sort: undefined,
  tool: toolOf(operation),
  how,
  certainty,
  isDoubtful: false,
});

function toolOf({ uses, via, programs, step, job }: Operation): string {
  if (uses) return uses.text.text;
  const inner = programs.at(-1);
  const task = via.at(-1)?.name;
  if (task !== undefined) return task;
  if (!inner) return step?.name?.text ?? job.id.text;
  const word = inner.arguments[0]?.text ?? '';
  return /^[a-z][\w-]*$/.test(word) ? `${inner.program} ${word}` : inner.program;
}
