import { spanOf, spanWithin, textOfSpan, type Span, type Text } from '../../core/source.ts';
import type { Dockerfile, Instruction, Stage } from '../../documents/dockerfile/model.ts';
import type { Word } from '../../documents/shell.ts';
import { findVariable, stepsOf, type Action, type Step, type Workflow } from '../../documents/workflow-model.ts';
import { allCommandsOf, programOf, scriptOfStep } from '../shell/scripts.ts';
import { isSecretName } from '../secrets/secret-names.ts';
import { ancestryOf } from './stages.ts';

/** A build argument for a secret that is used, or that a workflow sets to one. */
export interface BuildArgument {
  /** The argument's, then the secret's where one is handed in. One of them says that it is secret. */
  readonly names: readonly string[];
  readonly at: Span;
}

export const findBuildArguments = (document: Dockerfile | Workflow | Action): readonly BuildArgument[] =>
  document.kind === 'dockerfile'
    ? usedArguments(document)
    : stepsOf(document)
        .flatMap((step) => [...handedInputs(step), ...handedOptions(step)])
        .filter(({ names }) => names.some(isSecretName));

/** `ARG`s that a later `RUN`, `ENV` or `LABEL` of the stage, or of one that builds on it, reads. */
function usedArguments({ stages }: Dockerfile): readonly BuildArgument[] {
  const built = new Map<Stage, Stage[]>(stages.map((stage) => [stage, []]));
  for (const stage of stages) for (const ancestor of ancestryOf(stage)) built.get(ancestor)?.push(stage);
  return stages.flatMap((stage) => usedArgumentsOf(stage, built.get(stage) ?? []));
}

/** `built`: the stage itself and those that build on it. */
function usedArgumentsOf(stage: Stage, built: readonly Stage[]): readonly BuildArgument[] {
  const named = stage.instructions
    .filter(({ keyword }) => keyword === 'ARG')
    .flatMap((instruction) => instruction.pairs.map((pair) => ({ ...pair, from: instruction.span.end })))
    .filter(({ name }) => isSecretName(name.text));
  if (named.length === 0) return [];
  const readers = built
    .flatMap(({ instructions }) => instructions)
    .filter(({ keyword }) => keyword === 'RUN' || keyword === 'ENV' || keyword === 'LABEL');
  return named
    .filter(({ name, from }) => isRead(name.text, readers, from))
    .map(({ name, span }) => ({ names: [name.text], at: span }));
}

function isRead(name: string, readers: readonly Instruction[], from: number): boolean {
  const plain = name.replace(/\W/g, '');
  const pattern = new RegExp(String.raw`\$\{?${plain}\b`);
  const unasked = unaskedReaders.find(({ names }) => names.test(plain))?.commands;
  return readers.some(
    ({ keyword, body, heredocs, span }) =>
      span.start > from &&
      [body, ...heredocs.map((heredoc) => heredoc.body)].some(
        ({ text }) => pattern.test(text) || (keyword === 'RUN' && unasked?.test(text) === true),
      ),
  );
}

/**
 * The shell sees every argument as a variable, and some programs read theirs unasked, npm by way of `.npmrc`:
 * https://docs.npmjs.com/docker-and-private-modules, https://docs.aws.amazon.com/cli/latest/userguide/cli-configure-envvars.html,
 * https://cli.github.com/manual/gh_help_environment, https://docs.sentry.io/cli/configuration/
 */
const unaskedReaders: readonly { readonly names: RegExp; readonly commands: RegExp }[] = [
  {
    names: /^(?:NPM_TOKEN|NPM_AUTH_TOKEN|NODE_AUTH_TOKEN)$/,
    commands: /\b(?:npm|yarn|pnpm|bun)\s+(?:ci|i|install|publish)\b/,
  },
  { names: /^AWS_(?:SECRET_ACCESS_KEY|SESSION_TOKEN)$/, commands: /\baws\s/ },
  { names: /^(?:GH|GITHUB)_TOKEN$/, commands: /\bgh\s/ },
  { names: /^CARGO_REGISTRY_TOKEN$/, commands: /\bcargo\s/ },
  { names: /^SENTRY_AUTH_TOKEN$/, commands: /\bsentry-cli\b|\b(?:npm|yarn|pnpm|bun)\s+(?:run\s+)?build\b/ },
];

/** Inputs with a line `NAME=value` for each argument; bake's are `target.args.NAME=value`. */
const argumentInputs: Readonly<Record<string, string>> = {
  'docker/build-push-action': 'build-args',
  'depot/build-push-action': 'build-args',
  'redhat-actions/buildah-build': 'build-args',
  'docker/bake-action': 'set',
};

const secretExpression = /\$\{\{\s*(?:secrets\.([\w-]+)|secrets\[\s*'([\w-]+)'\s*\]|(github\.token))\s*\}\}/i;

/** `NAME=${{ secrets.NAME }}` lines of an action's input. https://github.com/docker/build-push-action#inputs */
function handedInputs(step: Step): readonly BuildArgument[] {
  const repository = step.uses?.repository ?? '';
  const input = Object.hasOwn(argumentInputs, repository) ? argumentInputs[repository] : undefined;
  const written = input === undefined ? undefined : findVariable(step.with, input)?.value;
  return written ? linesOf(written) : [];
}

function linesOf(written: Text): readonly BuildArgument[] {
  return [...written.text.matchAll(/^[ \t"']*(?:[\w*.-]+\.args\.)?([A-Za-z_]\w*)=(.*)$/gm)].flatMap((match) => {
    const [whole, argument = '', value = ''] = match;
    const secret = secretExpression.exec(value);
    if (!secret) return [];
    const start = match.index + whole.length - value.length + secret.index;
    return [{ names: [argument, nameOfSecret(secret)], at: spanWithin(written, start, start + secret[0].length) }];
  });
}

const nameOfSecret = ([, plain, indexed, token]: RegExpExecArray): string => plain ?? indexed ?? token ?? '';

/** `docker build --build-arg NAME=value` of a script, with a secret or a variable that holds one; `NAME` alone hands that on. */
function handedOptions(step: Step): readonly BuildArgument[] {
  if (!step.run?.value.text.includes('--build-arg')) return [];
  const script = scriptOfStep(step);
  if (!script) return [];
  return allCommandsOf(script).flatMap((command) => {
    const program = programOf(command);
    if (!program || !builders.has(program.program)) return [];
    return program.arguments.flatMap((word, index) => {
      const isBehind = program.arguments[index - 1]?.text === '--build-arg';
      const text = isBehind ? word.text : /^--build-arg=(.*)$/s.exec(word.text)?.[1];
      return text === undefined ? [] : (handedBy(word, text, step) ?? []);
    });
  });
}

const builders = new Set(['docker', 'podman', 'buildah', 'nerdctl', 'docker-compose']);

function handedBy(word: Word, text: string, step: Step): BuildArgument | undefined {
  const [, argument = '', sign = '', value = ''] = /^([A-Za-z_]\w*)(=?)(.*)$/s.exec(text) ?? [];
  const pasted = secretExpression.exec(value);
  if (pasted) return { names: [argument, nameOfSecret(pasted)], at: partOf(word, pasted[0]) };
  const [reference, variable = ''] = sign === '' ? [argument, argument] : (/\$\{?([A-Za-z_]\w*)\}?/.exec(value) ?? []);
  const secret = secretExpression.exec(valueOf(step, variable));
  return secret && reference ? { names: [argument, nameOfSecret(secret)], at: partOf(word, reference) } : undefined;
}

function valueOf({ env, owner }: Step, name: string): string {
  const ofJob = owner.kind === 'job' ? [owner.env, owner.workflow.env] : [];
  return [env, ...ofJob].flatMap((variables) => findVariable(variables, name) ?? [])[0]?.value?.text ?? '';
}

/** Where a part of a word stands, quotes around it or not. */
function partOf({ span }: Word, part: string): Span {
  const at = textOfSpan(span).lastIndexOf(part);
  return at === -1 ? span : spanOf(span.file, span.start + at, span.start + at + part.length);
}
