import type { Repository } from '../../documents/document.ts';
import { isNonShipping } from '../../core/paths.ts';
import {
  readsTerraform,
  terraformActions,
  terraformCheckers,
  terraformHooks,
  terraformScanners,
} from '../../knowledge/terraform.ts';
import { activitiesIn } from '../activities/activities.ts';
import type { Operation } from '../activities/activity.ts';
import { applicationOf, nameOfAction, type TerraformCall, terraformCallsOf } from './terraform.ts';
import { entryJobsOf, operationsOf } from '../activities/operations.ts';
import { occasionsOf } from '../targets/occasions.ts';

/** What stands between a change of the configuration and its apply. */
export const terraformStages = {
  format: 'a check of its format',
  validate: '`validate`',
  lint: '`tflint`',
  scan: 'a scanner or a policy check',
  plan: 'a plan on pull requests',
  'saved plan': 'a saved plan',
} as const;
export type TerraformStage = keyof typeof terraformStages;

export interface StagesSeen {
  readonly seen: ReadonlySet<TerraformStage>;
  /** What may hold any of them and cannot be read. */
  readonly hidden: Operation | undefined;
}

/** The stages that workflows run, wherever. One that is muted is there all the same. */
export function stagesSeenIn(repository: Repository): StagesSeen {
  const calls = terraformCallsOf(repository);
  const seen = new Set<TerraformStage>();
  for (const call of calls) for (const stage of stagesOfCall(call, repository)) seen.add(stage);
  for (const { kind, sort, tool } of activitiesIn(repository))
    if (kind === 'scan' && sort === 'infrastructure' && readsTerraform.test(tool)) seen.add('scan');
  let hidden: Operation | undefined;
  for (const job of entryJobsOf(repository)) {
    const operations = operationsOf(job, repository).filter(({ isDisabled }) => !isDisabled);
    const isOfTerraform = operations.some((operation) => isAboutTerraform(operation, calls));
    for (const operation of operations) {
      for (const stage of stagesOfTools(operation, repository)) seen.add(stage);
      if (isOfTerraform && operation.isOpaque && mayHold(operation)) hidden ??= operation;
    }
  }
  return { seen, hidden };
}

function stagesOfCall(call: TerraformCall, repository: Repository): readonly TerraformStage[] {
  switch (call.step) {
    case 'format':
    case 'validate':
      return [call.step];
    case 'plan':
      // It validates on the way.
      return isForPullRequests(call.operation, repository) ? ['validate', 'plan'] : ['validate'];
    case 'apply':
      return applicationOf(call).plan === 'none' ? ['validate'] : ['validate', 'saved plan'];
    case 'destroy':
    case 'other':
      return [];
  }
}

/** Started by a pull request, by what people write under one, or by a push to a branch that is still to be merged. */
const isForPullRequests = (operation: Operation, repository: Repository): boolean =>
  occasionsOf(operation, repository).some(
    ({ event, ref }) =>
      /^(?:pull_request|issue_comment|workflow_call|merge_group)/.test(event) || ref.kind === 'any branch',
  );

function stagesOfTools(operation: Operation, repository: Repository): readonly TerraformStage[] {
  const { programs } = operation;
  if (operation.uses) {
    const name = nameOfAction(operation) ?? '';
    const isPreCommit = name === 'pre-commit/action' || /(?:^|\/)pre-commit/.test(name);
    const known = terraformCheckers.filter(({ action }) => action.test(name)).flatMap(({ does }) => does);
    return [...known, ...(isPreCommit ? stagesOfHooks(repository) : [])];
  }
  return programs.flatMap(({ program, arguments: words }): readonly TerraformStage[] => {
    if (program === 'tflint') return ['lint'];
    if (terraformScanners.has(program)) return ['scan'];
    if (program === 'trivy' && /^(?:config|conf|fs|filesystem|repo)$/.test(words[0]?.text ?? '')) return ['scan'];
    if (program === 'snyk' && words[0]?.text === 'iac') return ['scan'];
    if (program === 'pre-commit' || program === 'prek') return stagesOfHooks(repository);
    return program === 'trunk' ? staticStages : [];
  });
}

const staticStages: readonly TerraformStage[] = ['format', 'validate', 'lint', 'scan'];

/** What pre-commit runs; anything, where its file cannot be read. */
function stagesOfHooks({ tree }: Repository): readonly TerraformStage[] {
  const text = tree.texts.get('.pre-commit-config.yaml');
  if (text === undefined) return staticStages;
  return terraformHooks.flatMap(({ hook, does }) => (hook.test(text) ? [does] : []));
}

function isAboutTerraform(operation: Operation, calls: readonly TerraformCall[]): boolean {
  if (calls.some((call) => call.operation === operation)) return true;
  const name = nameOfAction(operation) ?? '';
  if (aboutTerraform.test(name)) return true;
  return operation.isOpaque && operation.via.some((via) => aboutTerraform.test(via.name));
}

const aboutTerraform = /terraform|terragrunt|opentofu|tofu\b|tflint|(?:^|[/_.-])tf(?:$|[/_.-])/i;

/** A script that nobody can read, or a workflow of others by whose name it is about Terraform. */
function mayHold(operation: Operation): boolean {
  if (!operation.uses) return true;
  const name = nameOfAction(operation) ?? '';
  const isKnown =
    terraformActions.some(({ action }) => action.test(name)) ||
    /setup|install|version|docs|comment|report|notif|cache|min-max|directories|infracost|output/.test(name);
  return operation.innerStep === undefined || (aboutTerraform.test(name) && !isKnown);
}

/** Whether the repository has a configuration of its own, outside of examples and tests; `undefined` where none is here at all. */
export function hasConfiguration({ paths }: Repository): boolean | undefined {
  const files = paths.filter((path) => /\.(?:tf|tofu)(?:\.json)?$|(?:^|\/)(?:terragrunt|root)\.hcl$/.test(path));
  return files.length === 0 ? undefined : files.some((path) => !isNonShipping(path));
}
