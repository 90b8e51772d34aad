import { once } from '../../core/once.ts';
import { textOfSpan } from '../../core/source.ts';
import type { Repository } from '../../documents/document.ts';
import { conditionOf, termsIn } from '../../documents/expression.ts';
import type { Scalar } from '../../documents/yaml-value.ts';
import {
  clusterActions,
  clusterPrograms,
  clusterText,
  clusterTools,
  cloudActions,
  cloudImages,
  cloudPrograms,
  cloudTools,
  teardown,
} from '../../knowledge/throwaway.ts';
import type { Activity, Operation } from '../activities/activity.ts';
import { activitiesOf } from '../activities/activities.ts';
import { operationsOf } from '../activities/operations.ts';
import { canReachOut } from './credentials.ts';
import { environmentOf } from './names.ts';
import type { Occasion } from './occasions.ts';
import { quoted } from './quote.ts';
import { saysDeploy, saysPublish, saysTest } from './titles.ts';
import { classOfName } from './words.ts';

/** Why a deploy or publish leaves nothing behind; `undefined` where it may. */
export function whyEphemeral(
  deploy: Activity,
  occasions: readonly Occasion[],
  repository: Repository,
): string | undefined {
  const local = localhostOf(deploy);
  if (local) return `${quoted(local)} is the job's own machine`;
  const operations = operationsOf(deploy.entry, repository);
  const at = operations.findIndex(({ evidence }) => evidence === deploy.evidence);
  const earlier = operations.slice(0, Math.max(0, at));
  if (deploy.kind === 'publish') return deploy.sort === 'image' ? whyPushedToTest(earlier) : undefined;
  const maker = findMaker(deploy, earlier);
  if (maker)
    return `${quoted(maker)} makes ${clusterTools.test(deploy.tool) ? 'the cluster' : 'the cloud'} in this job`;
  const undone = operationsBehind(deploy, operations, repository).find((each) => isTeardown(each, deploy));
  if (undone) return `${quoted(callOf(undone))} takes it down again in this job`;
  if (isTestRun(deploy, repository)) return `job ${quoted(deploy.job.id.text)} tests what it starts`;
  const isTried = occasions.some(({ ref }) => ref.kind === 'pull request');
  return isTried && needsCredential(deploy) && !canReachOut(deploy)
    ? 'the job runs for pull requests too, and holds no credential to reach anything that stays'
    : undefined;
}

/** An image that is pushed to the registry of a cluster of the job's own: nobody has logged in anywhere. */
function whyPushedToTest(earlier: readonly Operation[]): string | undefined {
  const maker = earlier.flatMap((operation) => clusterMaker(operation) ?? [])[0];
  const logsIn = ({ uses, programs }: Operation): boolean =>
    /login|auth|credential/.test(uses?.repository ?? '') ||
    programs.some(({ arguments: words }) => words.some(({ text }) => text === 'login' || text === 'auth'));
  return maker !== undefined && !earlier.some(logsIn) ? `${quoted(maker)} makes the cluster in this job` : undefined;
}

/** What made a cluster or a cloud before this command, if that is what the command talks to. */
function findMaker(deploy: Activity, earlier: readonly Operation[]): string | undefined {
  const isCluster = clusterTools.test(deploy.tool);
  const isCloud = cloudTools.test(deploy.tool);
  if (isCloud) {
    const service = [...deploy.job.services, ...deploy.entry.services].find(({ image }) =>
      cloudImages.test(image?.text ?? ''),
    );
    if (service) return service.image?.text;
  }
  const makers = [...earlier, deploy];
  for (const operation of makers) {
    const name = (isCluster ? clusterMaker(operation) : undefined) ?? (isCloud ? cloudMaker(operation) : undefined);
    if (name !== undefined) return name;
  }
  return undefined;
}

const clusterMaker = once((operation: Operation): string | undefined => {
  const action = operation.uses && [operation.uses.repository, operation.uses.path].filter(Boolean).join('/');
  if (action !== undefined) return clusterActions.test(action) ? action : undefined;
  const program = findProgram(operation, clusterPrograms);
  if (program !== undefined) return program;
  const text = operation.command && clusterText.exec(textOfSpan(operation.command.span))?.[0];
  return text ?? taskMaker(operation);
});

/** A target or script that cannot be read, by the name of what it starts: `make kind-up`, `hack/start-minikube.sh`. */
function taskMaker({ isOpaque, via }: Operation): string | undefined {
  const task = isOpaque ? via.at(-1) : undefined;
  if (!task || !['package script', 'target', 'script'].includes(task.kind)) return undefined;
  return /(?:^|[^a-z])(?:kind|k3[ds]|minikube|microk8s)(?:[^a-z]|$)/i.test(task.name) ? task.name : undefined;
}

const cloudMaker = once((operation: Operation): string | undefined => {
  const action = operation.uses?.repository;
  if (action !== undefined) return cloudActions.test(action) ? action : undefined;
  return findProgram(operation, cloudPrograms);
});

function findProgram({ programs }: Operation, table: Readonly<Record<string, RegExp | undefined>>): string | undefined {
  return programs.find(({ program, arguments: words }) => {
    if (!Object.hasOwn(table, program)) return false;
    const word = table[program];
    return word === undefined || word.test(words[0]?.text ?? '');
  })?.program;
}

/** What comes after a deploy whatever happens: in other steps of its job, and in jobs that need it. */
function operationsBehind(
  deploy: Activity,
  operations: readonly Operation[],
  repository: Repository,
): readonly Operation[] {
  const { entry } = deploy;
  const at = operations.findIndex(({ evidence }) => evidence === deploy.evidence);
  const later = operations.slice(at + 1).filter(({ innerStep }) => innerStep !== deploy.innerStep);
  const needing = entry.workflow.jobs.filter(({ needs }) => needs.some(({ text }) => text === entry.id.text));
  return [...later, ...needing.flatMap((job) => operationsOf(job, repository))].filter(
    ({ isDisabled, step, innerStep, entry: job }) => {
      // `if: inputs.action == 'destroy'` is the other choice, and no end of this one.
      const places = [step, innerStep, ...(job === entry ? [] : [job])];
      return !isDisabled && places.every((place) => !asksMore(place?.if));
    },
  );
}

/** Whether a condition asks more than how the run went. */
function asksMore(condition: Scalar | undefined): boolean {
  const tree = condition && conditionOf(condition)?.tree;
  return (
    tree !== undefined && termsIn(tree).some((term) => term.kind === 'access' && !/^(?:needs|steps)\./.test(term.path))
  );
}

/** `terraform apply`, then `terraform destroy`: the same tool. */
function isTeardown({ programs }: Operation, deploy: Activity): boolean {
  return programs.some(({ program, arguments: words }) => {
    const word = Object.hasOwn(teardown, program) ? teardown[program] : undefined;
    if (!word?.test(words[0]?.text ?? '')) return false;
    if (program === 'k3d') return words[1]?.text === 'delete' && clusterTools.test(deploy.tool);
    if (program === 'kind' || program === 'eksctl') return clusterTools.test(deploy.tool);
    if (program === 'terragrunt' && words[0]?.text !== 'destroy') return words.some(({ text }) => text === 'destroy');
    return deploy.programs.some((own) => own.program === program);
  });
}

const callOf = ({ programs }: Operation): string => {
  const inner = programs.at(-1);
  return inner ? [inner.program, inner.arguments[0]?.text ?? ''].join(' ').trim() : '';
};

/** The host of a registry, server or cluster that is this machine. */
function localhostOf({ programs, inputs, kind, fill }: Activity): string | undefined {
  const words = [...(programs.at(-1)?.arguments ?? [])].map(({ text }) => fill(text));
  // Where ko and its like push to: https://ko.build/configuration/#basic-configuration
  if (programs.some(({ program }) => program === 'ko')) words.push(fill('${{ env.KO_DOCKER_REPO }}'));
  const found = words.flatMap((word) => localhost.exec(word)?.[1] ?? [])[0];
  if (found) return found;
  if (kind !== 'publish') return undefined;
  const tags = (inputs.get('tags') ?? '').split(/[\n,]/).map((tag) => tag.trim());
  const named = tags.filter((tag) => tag !== '');
  return named.length > 0 && named.every((tag) => localhost.test(tag))
    ? localhost.exec(named[0] ?? '')?.[1]
    : undefined;
}

const localhost =
  /(?:^|\/\/|@|=)((?:localhost|127\.0\.0\.1|0\.0\.0\.0|\[::1\]|kind-registry|registry\.local|host\.docker\.internal)(?::\d+)?)(?=$|[/:])/;

/** A job that is named after tests and runs them: what it deploys on the way is what it tests. */
function isTestRun(deploy: Activity, repository: Repository): boolean {
  const { entry, job } = deploy;
  if (!testTools.test(deploy.tool) || classOfName(environmentOf(deploy) ?? '') !== undefined) return false;
  const titles = [entry, job].flatMap(({ id, name }) => [id.text, ...(name ? [name.text] : [])]);
  const isNamed = titles.some(saysTest) && !titles.some((title) => saysDeploy(title) || saysPublish(title));
  if (!isNamed) return false;
  return activitiesOf(entry, repository).some(({ kind, how }) => kind === 'test' && how !== 'name');
}

const testTools = new RegExp(`${clusterTools.source}|${cloudTools.source}`, 'i');

export const needsCredential = (deploy: Activity): boolean => testTools.test(deploy.tool);
