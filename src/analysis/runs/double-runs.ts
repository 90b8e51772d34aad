import type { Repository } from '../../documents/document.ts';
import { isSwitchedOff } from '../../documents/expression.ts';
import type { Job, Trigger, Workflow } from '../../documents/workflow-model.ts';
import { cancelsTwin, isSkipped, type Twin } from './twin-runs.ts';

/** Jobs that one push starts twice: for the branch, and for the pull request that is open for it. */
export interface DoubleRun {
  readonly push: Trigger;
  readonly pullRequest: Trigger;
  /** Of the workflow that `push` belongs to. */
  readonly jobs: readonly Job[];
}

/** What a workflow runs for every pushed commit that it, or another that calls the same workflow, runs for pull requests. */
export function doubleRunsOf(workflow: Workflow, repository: Repository): readonly DoubleRun[] {
  const push = workflow.triggers.find(({ event }) => event.text === 'push');
  if (!push || !takesEveryBranch(push) || isOfItself(push, workflow) || skipsDuplicates(workflow)) return [];
  return repository.workflows.flatMap((other) => {
    const pullRequest = other.triggers.find(({ event }) => event.text === 'pull_request');
    if (!pullRequest || !startsOnPush(pullRequest) || !meet(push, pullRequest) || skipsDuplicates(other)) return [];
    const twin: Twin = { push: { workflow, trigger: push }, pullRequest: { workflow: other, trigger: pullRequest } };
    const jobs = workflow.jobs.filter((job) => {
      const same = other === workflow ? job : other.jobs.find((each) => isSameCall(job, each));
      return same !== undefined && !isSwitchedOff(job.if) && runsTwice(job, same, twin, repository);
    });
    return jobs.length === 0 ? [] : [{ push, pullRequest, jobs }];
  });
}

/**
 * Without filters of branches and tags, or with one that lets any name in.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#onpushbranchestagsbranches-ignoretags-ignore
 */
function takesEveryBranch({ branches, branchesIgnore, tags, tagsIgnore }: Trigger): boolean {
  // Who leaves out the branches of robots and of pull requests has seen the second run, and takes the rest of it.
  if ([...branches, ...branchesIgnore].some(({ text }) => ofPullRequests.test(text))) return false;
  if (branches.length > 0) return branches.some(({ text }) => text === '**' || text === '*');
  if (branchesIgnore.length > 0) return !branchesIgnore.some(({ text }) => text === '**' || text === '*');
  return tags.length === 0 && tagsIgnore.length === 0;
}

const ofPullRequests = /^!?(?:dependabot|renovate|snyk|pr|prs|pull|pull-request|update|scala-steward)[-/*]/;

/** A workflow that only its own changes start hardly ever runs. */
const isOfItself = ({ paths }: Trigger, { file }: Workflow): boolean =>
  paths.length > 0 && paths.every(({ text }) => text === file.path);

const startsOnPush = ({ types }: Trigger): boolean =>
  types.length === 0 || types.some(({ text }) => text === 'synchronize');

/** Whether some change passes the filters of paths of both. */
function meet(push: Trigger, pullRequest: Trigger): boolean {
  const shares = (left: readonly { text: string }[], right: readonly { text: string }[]): boolean =>
    left.some(({ text }) => right.some((other) => other.text === text));
  if (push.paths.length > 0 && pullRequest.paths.length > 0) return shares(push.paths, pullRequest.paths);
  return !shares(push.paths, pullRequest.pathsIgnore) && !shares(push.pathsIgnore, pullRequest.paths);
}

/** https://github.com/fkirc/skip-duplicate-actions asks the platform which runs are superfluous. */
const skipsDuplicates = ({ jobs }: Workflow): boolean =>
  jobs.some(({ steps }) => steps.some(({ uses }) => uses?.repository === 'fkirc/skip-duplicate-actions'));

/** Two jobs that hand the same to the same workflow. */
function isSameCall(left: Job, right: Job): boolean {
  if (left.uses?.text.text === undefined || left.uses.text.text !== right.uses?.text.text) return false;
  const given = (job: Job): string =>
    job.with
      .map(({ name, value }) => `${name.text.toLowerCase()}=${value?.text ?? ''}`)
      .sort()
      .join('\n');
  return given(left) === given(right);
}

function runsTwice(job: Job, same: Job, twin: Twin, repository: Repository): boolean {
  if (isSkipped(job, twin, 'push') || isSkipped(same, twin, 'pullRequest')) return false;
  const called = job.uses && repository.workflows.find(({ file }) => file.path === job.uses?.path);
  const pairs = [
    [twin.push.workflow.concurrency, twin.pullRequest.workflow.concurrency],
    [job.concurrency, same.concurrency],
    [called?.concurrency, called?.concurrency],
  ] as const;
  return !pairs.some(([left, right]) => left && right && cancelsTwin(left, right, twin));
}
