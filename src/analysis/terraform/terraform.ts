import type { Span } from '../../core/source.ts';
import type { Repository } from '../../documents/document.ts';
import { blocksOfType, parseHcl } from '../../documents/hcl.ts';
import { sourceFile } from '../../core/source.ts';
import { type TerraformStep, terraformActions, terraformPlatforms } from '../../knowledge/terraform.ts';
import type { Operation } from '../activities/activity.ts';
import { joinPaths } from '../workspace-paths.ts';
import { operationsIn } from '../activities/operations.ts';
import { programOf } from '../shell/programs.ts';

/** One run of Terraform, OpenTofu or Terragrunt. */
export interface TerraformCall {
  readonly operation: Operation;
  readonly step: TerraformStep | 'destroy' | 'other';
  /** As the message names it: `terraform apply`, an action. */
  readonly tool: string;
  /** What stands behind the subcommand. */
  readonly words: readonly CallWord[];
  /** Where its configuration stands; `undefined` where that is not this repository or not known. */
  readonly folder: string | undefined;
}

export interface CallWord {
  readonly text: string;
  readonly at: Span;
}

const known = new WeakMap<Repository, readonly TerraformCall[]>();

/** In the order of jobs and of what they do; what is switched off is left out. */
export function terraformCallsOf(repository: Repository): readonly TerraformCall[] {
  const found =
    known.get(repository) ??
    operationsIn(repository).flatMap((operation) => (operation.isDisabled ? [] : callsOf(operation)));
  known.set(repository, found);
  return found;
}

const callsOf = (operation: Operation): readonly TerraformCall[] =>
  operation.uses ? callsOfAction(operation) : callsOfCommand(operation);

const tools: ReadonlySet<string> = new Set(['terraform', 'tofu', 'terragrunt', 'opentofu']);

function callsOfCommand(operation: Operation): readonly TerraformCall[] {
  const { programs, fill, evidence } = operation;
  // Of `docker run hashicorp/terraform apply` the image is the tool.
  const program = programs.findLast((each) => tools.has(each.program));
  if (!program) return [];
  const isWritten = evidence.file.path === operation.at.file.path && program.arguments.every(isPlaced(evidence));
  const words = program.arguments.flatMap(({ text, span }) =>
    wordsIn(text.includes('$') ? fill(text) : text, isWritten ? span : operation.at),
  );
  return [callOf(operation, program.program, [...words, ...wordsOfEnvironment(operation)])];
}

/** Words of a matrix value stand in a text that is made up. */
const isPlaced =
  (evidence: Span) =>
  ({ span }: { readonly span: Span }): boolean =>
    span.file === evidence.file;

/** https://developer.hashicorp.com/terraform/cli/config/environment-variables#tf_cli_args-and-tf_cli_args_name */
const wordsOfEnvironment = ({ fill, at }: Operation): readonly CallWord[] =>
  ['$TF_CLI_ARGS_apply', '$TF_CLI_ARGS'].flatMap((name) => {
    const value = fill(name);
    return value === name ? [] : wordsIn(value, at);
  });

const wordsIn = (text: string, at: Span): readonly CallWord[] =>
  text.includes('${{') || !/\s/.test(text)
    ? [{ text, at }]
    : text.split(/\s+/).flatMap((part) => (part === '' ? [] : [{ text: part, at }]));

const subcommands =
  /^(?:(?:hcl)?fmt|format|(?:hcl)?validate|validate-inputs|plan|apply|destroy|test|init|output|show|import|state|refresh|workspace|console|graph|providers|version|login|logout|get|taint|untaint|force-unlock|metadata)(?:-all)?$/;

function callOf(operation: Operation, program: string, words: readonly CallWord[]): TerraformCall {
  const index = words.findIndex(({ text }) => subcommands.test(text));
  const subcommand = words[index]?.text.replace(/-all$/, '') ?? '';
  const before = words.slice(0, Math.max(index, 0));
  const isDestroying = words.some(({ text }) => /^--?destroy(?:=true)?$/.test(text));
  const change = before.flatMap(({ text }) => /^--?chdir=(.*)$/.exec(text)?.[1] ?? []).at(-1);
  const { folder } = operation;
  const isForAll =
    before.some(({ text }) => text === 'run-all' || text === 'stack') ||
    /-all$/.test(words[index]?.text ?? '') ||
    (program === 'terragrunt' && words.some(({ text }) => text === '--all' || text === '-a'));
  return {
    operation,
    step: isDestroying && subcommand === 'apply' ? 'destroy' : stepOf(subcommand),
    tool: `${program} ${isForAll ? 'run --all ' : ''}${subcommand}`.trim(),
    words: words.slice(index + 1),
    folder: folder === undefined || change === undefined ? folder : joinPaths(folder, change),
  };
}

function stepOf(subcommand: string): TerraformCall['step'] {
  switch (subcommand) {
    case 'fmt':
    case 'hclfmt':
    case 'format':
      return 'format';
    case 'validate':
    case 'hclvalidate':
    case 'validate-inputs':
      return 'validate';
    case 'plan':
    case 'apply':
    case 'destroy':
      return subcommand;
    default:
      return 'other';
  }
}

function callsOfAction(operation: Operation): readonly TerraformCall[] {
  const name = nameOfAction(operation);
  const action = name === undefined ? undefined : terraformActions.find((each) => each.action.test(name));
  if (!action || name === undefined) return [];
  const { at, inputs } = operation;
  const written = action.input === undefined ? undefined : inputs.get(action.input);
  const calls: TerraformCall[] = [];
  if (written !== undefined) calls.push({ ...callOf(operation, '', wordsIn(written, at)), tool: name });
  const path = inputs.get('path') ?? inputs.get('working-directory') ?? inputs.get('tf_actions_working_dir');
  const folder = path === undefined ? operation.folder : joinPaths('', path);
  for (const step of action.does) calls.push({ operation, step, tool: name, words: [], folder });
  return calls;
}

export const nameOfAction = ({ uses }: Operation): string | undefined =>
  uses?.repository === undefined ? undefined : [uses.repository, uses.path.toLowerCase()].filter(Boolean).join('/');

/** How an apply comes to its changes. */
export interface Application {
  /** `none`: it plans for itself, and nobody has seen that plan. */
  readonly plan: 'saved' | 'none' | 'unknown';
  /** Nobody is asked. */
  readonly isUnasked: boolean;
  /** The option that applies a part only, and the one that works without the lock. */
  readonly target: CallWord | undefined;
  readonly unlocked: CallWord | undefined;
}

export function applicationOf(call: TerraformCall): Application {
  const { operation, words } = call;
  if (operation.uses) return applicationOfAction(call);
  const isForAll = call.tool.includes(' --all ');
  const positionals = positionalsOf(words);
  const has = (pattern: RegExp): CallWord | undefined => words.find(({ text }) => pattern.test(text));
  const isSaved = positionals.some(({ text }) => !text.includes('$') && isPlanFile(text));
  const isUnknown = words.some(
    ({ text }) => text.includes('$') && !/^--?[\w-]+=/.test(text) && !/^[\w.-]+=/.test(text),
  );
  return {
    plan: isSaved || has(/^--?(?:terragrunt-)?out-dir(?:=|$)/) ? 'saved' : isUnknown ? 'unknown' : 'none',
    isUnasked:
      has(/^--?auto-approve(?:=true)?$/) !== undefined ||
      // It adds the option by itself: https://terragrunt.gruntwork.io/docs/features/stacks/
      isForAll ||
      isAnswered(operation),
    target: has(/^--?target(?:=|$)/),
    unlocked: has(/^--?lock=false$/),
  };
}

/** https://github.com/dflook/terraform-github-actions/tree/main/terraform-apply: without the input a plan of the pull request is applied. */
function applicationOfAction({ operation, tool, words }: TerraformCall): Application {
  const { inputs, at } = operation;
  const text = (name: string): string => inputs.get(name)?.trim() ?? '';
  const target = text('target') === '' ? undefined : { text: 'target', at };
  if (tool.startsWith('dflook/')) {
    const isUnasked = text('auto_approve') === 'true';
    return { plan: isUnasked && text('plan_path') === '' ? 'none' : 'saved', isUnasked, target, unlocked: undefined };
  }
  if (tool.includes('tf-via-pr')) return { plan: 'saved', isUnasked: true, target: undefined, unlocked: undefined };
  const isUnasked = tool.startsWith('hashicorp/') || words.some(({ text: word }) => /^--?auto-approve/.test(word));
  const isSaved = positionalsOf(words).length > 0;
  return { plan: isSaved ? 'saved' : 'none', isUnasked, target: undefined, unlocked: undefined };
}

/** Options whose value is a word of its own. */
const valued =
  /^--?(?:var|var-file|target|replace|exclude|parallelism|lock-timeout|state|state-out|backup|out|working-dir|terragrunt-[a-z-]*(?:dir|config|level|role|source|parallelism)|config|log-level|queue-[a-z-]*dir|filter)$/;

const positionalsOf = (words: readonly CallWord[]): readonly CallWord[] =>
  words.filter(({ text }, index) => !text.startsWith('-') && !valued.test(words[index - 1]?.text ?? ''));

/** Before Terraform 1.0 a folder could stand there. */
const isPlanFile = (text: string): boolean => !/^\.{0,2}\/?$/.test(text) && !text.endsWith('/');

/** `echo yes | terraform apply`. */
function isAnswered({ command }: Operation): boolean {
  const before = command?.pipedFrom && programOf(command.pipedFrom)?.program;
  return before === 'yes' || before === 'echo' || before === 'printf';
}

/** A service that plans and applies by itself, by its own file, an action of its own or what the configuration says. */
export function findPlatform(repository: Repository): string | undefined {
  const operations = operationsIn(repository);
  const actions = new Set(operations.flatMap((operation) => nameOfAction(operation) ?? []));
  for (const { name, path, action } of terraformPlatforms) {
    if (path && repository.paths.some((each) => path.test(each))) return name;
    if (action && [...actions].some((each) => action.test(each))) return name;
  }
  for (const [path, text] of repository.tree.texts) if (isRemote(path, text)) return 'HCP Terraform';
  return operations.some(hasRemoteToken) ? 'HCP Terraform' : undefined;
}

/** https://developer.hashicorp.com/terraform/cli/config/config-file#environment-variable-credentials */
const hasRemoteToken = ({ inputs, innerStep, job, entry }: Operation): boolean =>
  inputs.has('cli_config_credentials_token') ||
  [innerStep?.env ?? [], job.env, job.workflow.env, entry.env].some((variables) =>
    variables.some(({ name }) => /^TF_(?:TOKEN_app_terraform_io|CLOUD_ORGANIZATION|API_TOKEN)$/.test(name.text)),
  );

/** https://developer.hashicorp.com/terraform/language/block/terraform#cloud */
function isRemote(path: string, text: string): boolean {
  if (!/\.(?:tf|tofu)$/.test(path) || !/\bcloud\s*\{|"remote"/.test(text)) return false;
  return parseHcl(sourceFile(path, text))
    .filter(({ type }) => type === 'terraform')
    .some(
      ({ blocks }) =>
        blocksOfType(blocks, 'cloud').length > 0 ||
        blocksOfType(blocks, 'backend').some(({ labels }) => labels[0] === 'remote'),
    );
}
