import { once } from '../../core/once.ts';
import type { Span } from '../../core/source.ts';
import type { Repository } from '../../documents/document.ts';
import type { Job, Trigger } from '../../documents/workflow-model.ts';
import { activitiesOf } from '../activities/activities.ts';
import type { Activity } from '../activities/activity.ts';

import type { Target } from '../targets/targets.ts';
import { occasionsOfTarget } from './occasions.ts';
import { entryJobsOf } from '../activities/operations.ts';
import { findDeployTool } from './deploy-tools.ts';
import { afterOf } from './order.ts';
import { isVersion } from './versions.ts';

/** How what ran before is brought back. */
export interface WayBack {
  /**
   * `step`: one that runs after a failure. `inherent`: the host keeps what ran before. `dispatch`: a workflow that is
   * started by hand, with the version. `setting`: a file that tells the platform to go back by itself. `not asked`:
   * infrastructure, which has a state and no versions.
   */
  readonly kind: 'step' | 'inherent' | 'dispatch' | 'setting' | 'not asked' | 'unknown' | 'none';
  readonly at: Span | undefined;
  /** The tool, the workflow, the file. */
  readonly by: string | undefined;
}

export const wayBackOf = once(
  (target: Target, repository: Repository): WayBack =>
    findStep(target, repository) ??
    findInherent(target) ??
    findDispatch(repository) ??
    findCaller(target, repository) ??
    findSetting(target, repository) ?? { kind: 'none', at: undefined, by: undefined },
);

/** What runs after a failure and deploys or rolls back, in the job, in jobs behind it or in a workflow that follows. */
function findStep(target: Target, repository: Repository): WayBack | undefined {
  const after = afterOf(target, target.first, repository);
  const back = after.activities.find(isBack);
  if (back) return { kind: 'step', at: back.at, by: back.tool };
  const unknown = after.unknown.find(({ isAfterFailure }) => isAfterFailure);
  return unknown && { kind: 'unknown', at: unknown.at, by: undefined };
}

const isBack = ({ kind, isAfterFailure, isDisabled, isDoubtful }: Activity): boolean =>
  !isDisabled && ((kind === 'rollback' && (isAfterFailure || !isDoubtful)) || (isAfterFailure && kind === 'deploy'));

function findInherent({ deploys, last }: Target): WayBack | undefined {
  const ways = deploys.map((deploy) => ({ deploy, wayBack: wayBackOfDeploy(deploy) }));
  const asked = ways.filter(({ wayBack }) => wayBack === 'none');
  if (asked.length > 0) return undefined;
  const inherent = ways.find(({ wayBack }) => wayBack === 'inherent');
  if (inherent) return { kind: 'inherent', at: inherent.deploy.at, by: inherent.deploy.tool };
  const isState = ways.every(({ wayBack }) => wayBack === 'state');
  return { kind: isState ? 'not asked' : 'unknown', at: last.at, by: last.tool };
}

function wayBackOfDeploy(deploy: Activity): 'inherent' | 'none' | 'state' | 'unknown' {
  // What a name promises may do anything.
  if (deploy.isOpaque && !deploy.uses) return 'unknown';
  return findDeployTool(deploy)?.wayBack ?? 'unknown';
}

/** A workflow started by hand that deploys what its input names, or that is called a rollback. */
const findDispatch = once((repository: Repository): WayBack | undefined => {
  for (const job of entryJobsOf(repository)) {
    for (const trigger of job.workflow.triggers) {
      if (trigger.event.text !== 'workflow_dispatch' && trigger.event.text !== 'repository_dispatch') continue;
      if (!leadsBack(job, trigger, repository)) continue;
      return { kind: 'dispatch', at: trigger.event.span, by: job.workflow.file.path };
    }
  }
  return undefined;
});

/** Whoever calls the workflow may bring back what was there before. */
function findCaller(target: Target, repository: Repository): WayBack | undefined {
  const isCalled = occasionsOfTarget(target, repository).some(({ ref }) => ref.kind === 'unknown');
  return isCalled ? { kind: 'unknown', at: undefined, by: 'a caller' } : undefined;
}

function leadsBack(job: Job, trigger: Trigger, repository: Repository): boolean {
  const activities = activitiesOf(job, repository).filter(({ isDisabled }) => !isDisabled);
  const does = activities.some(({ kind }) => kind === 'deploy' || kind === 'rollback');
  const { name, file } = job.workflow;
  const names = [name?.text ?? '', file.path, job.id.text, job.name?.text ?? ''];
  if (names.some((each) => rollback.test(each))) return job.steps.length > 0 || job.uses !== undefined;
  return does && trigger.inputs.some(isVersion);
}

const rollback = /roll-?_?\s?back|\brevert\b/i;

/** What tells a platform to go back by itself. */
function findSetting({ deploys }: Target, repository: Repository): WayBack | undefined {
  const tools = deploys.map(({ tool }) => tool).join(' ');
  const { set, script } = settingsIn(repository);
  const found = set.find(({ settings: own }) => own.some(({ of }) => of.test(tools)));
  if (found) return { kind: 'setting', at: undefined, by: found.path };
  return script === undefined ? undefined : { kind: 'unknown', at: undefined, by: script };
}

/** The files with such settings, and one that seems to go back; comments are left out. */
const settingsIn = once(({ tree, paths }: Repository) => ({
  set: [...tree.texts].flatMap(([path, text]) => {
    const lines = /\.(?:tf|ya?ml|json)$/.test(path) && maySet.test(text) ? withoutComments(text) : '';
    const own = settings.filter((each) => each.text.test(lines));
    return own.length === 0 ? [] : [{ path, settings: own }];
  }),
  script: paths.find((path) => goingBack.test(path.slice(path.lastIndexOf('/') + 1))),
}));

const goingBack = /roll-?_?back.*\.(?:sh|bash|py|js|ts|ps1|ya?ml|md)$/i;

const withoutComments = (text: string): string =>
  text
    .split('\n')
    .filter((line) => !/^\s*(?:#|\/\/)/.test(line))
    .join('\n');

/** Words of the settings below; most files hold none of them. */
const maySet = /circuit|rollback|preference|alias|argoproj|flagger/i;

/**
 * https://docs.aws.amazon.com/AmazonECS/latest/developerguide/deployment-circuit-breaker.html
 * https://docs.aws.amazon.com/codedeploy/latest/userguide/deployments-rollback-and-redeploy.html
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/automating-updates-to-serverless-apps.html
 * https://argo-rollouts.readthedocs.io/en/stable/ · https://docs.flagger.app/ · https://docs.docker.com/reference/compose-file/deploy/#update_config
 */
const settings: readonly { readonly of: RegExp; readonly text: RegExp }[] = [
  { of: /ecs/, text: /deployment_?circuit_?breaker/i },
  { of: /ecs|deploy|lambda/, text: /auto_?rollback_?configuration|DeploymentPreference|AutoPublishAlias/i },
  {
    of: /kubectl|oc|helm|skaffold|k8s/,
    text: /apiVersion:\s*["']?(?:argoproj\.io\/[\w.]+["']?\s+kind:\s*["']?Rollout|flagger\.app\/)/,
  },
  { of: /docker/, text: /failure_action:\s*["']?rollback/ },
];
