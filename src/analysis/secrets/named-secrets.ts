import { spanOf, spanWithin, textOfSpan, type Span, type Text } from '../../core/source.ts';
import type { Dockerfile } from '../../documents/dockerfile/model.ts';
import type { Command, Script, Word } from '../../documents/shell.ts';
import { type Action, type Container, type Job, type Variable, type Workflow } from '../../documents/workflow-model.ts';
import { findText, findValue, type Value } from '../../documents/yaml-value.ts';
import { scriptOfStep, scriptsOfInstruction } from '../shell/scripts.ts';
import { isBrowserSetting, isSecretName } from './secret-names.ts';

/** One `NAME=value` whose name says that the value is secret, whatever notation it is written in. */
export interface NamedSecret {
  readonly name: string;
  /** Without quotes; expressions and variables as written. */
  readonly value: string;
  /** The value in the file, without its quotes. */
  readonly at: Span;
}

/**
 * Everything that a file sets under the name of a secret: `env`, `with`, `secrets` and `credentials`, `ENV`, `ARG` and
 * `LABEL`, assignments in scripts. Placeholders and variables among them. What `services` are started with is left out,
 * and so is that same value elsewhere: they live as long as the job.
 */
export const namedSecretsIn = (document: Workflow | Action | Dockerfile): readonly NamedSecret[] =>
  settingsIn(document).filter(({ name }) => isSecretName(name) && !isBrowserSetting(name));

function settingsIn(document: Workflow | Action | Dockerfile): readonly NamedSecret[] {
  switch (document.kind) {
    case 'workflow':
      return [...document.env.flatMap(settingsOfVariable), ...document.jobs.flatMap(settingsOfJob)];
    case 'action':
      return settingsOfSteps(document);
    case 'dockerfile':
      return settingsOfDockerfile(document);
  }
}

function settingsOfJob(job: Job): readonly NamedSecret[] {
  const containers: readonly Container[] = job.container ? [job.container] : [];
  const own = [...job.env, ...containers.flatMap((container) => container.env), ...job.with, ...job.secrets];
  const throwaways = new Set(job.services.flatMap((service) => service.env.map((variable) => variable.value?.text)));
  const settings = [...own.flatMap(settingsOfVariable), ...credentialsOf(job), ...settingsOfSteps(job)];
  return settings.filter((setting) => !throwaways.has(setting.value));
}

/** The logins with which the runner pulls the images of `container` and `services`. */
function credentialsOf(job: Job): readonly NamedSecret[] {
  const valueOf = (key: string): Value | undefined => job.entries.find((entry) => entry.key.value.text === key)?.value;
  const services = valueOf('services');
  const containers = [
    valueOf('container'),
    ...(services?.kind === 'mapping' ? services.entries.map(({ value }) => value) : []),
  ];
  return containers.flatMap((container) => {
    const password = findText(findValue(container, 'credentials'), 'password');
    return password ? [{ name: 'password', value: password.text, at: withoutQuotes(password.span) }] : [];
  });
}

function settingsOfSteps(owner: Job | Action): readonly NamedSecret[] {
  return owner.steps.flatMap((step) => {
    const run = step.run?.value;
    const script = maySetSecret(run?.text ?? '') ? scriptOfStep(step) : undefined;
    const ofRun = script ? settingsOfScript(script) : run && !scriptOfStep(step) ? settingsOfPowerShell(run) : [];
    return [...step.env, ...step.with].flatMap(settingsOfVariable).concat(ofRun);
  });
}

const settingsOfVariable = ({ name, value }: Variable): readonly NamedSecret[] =>
  value ? [{ name: name.text, value: value.text, at: withoutQuotes(value.span) }] : [];

function settingsOfDockerfile(dockerfile: Dockerfile): readonly NamedSecret[] {
  return dockerfile.instructions.flatMap((instruction) => {
    const { keyword, body, heredocs, pairs: written } = instruction.trigger ?? instruction;
    const pairs = written.flatMap(({ name, value }) =>
      value ? [{ name: name.text, value: value.text, at: withoutQuotes(value.span) }] : [],
    );
    const isTold =
      keyword === 'RUN' && [body, ...heredocs.map((one) => one.body)].some(({ text }) => maySetSecret(text));
    return [...pairs, ...(isTold ? scriptsOfInstruction(instruction).flatMap(settingsOfScript) : [])];
  });
}

/** Cheap to ask; only such a script is worth parsing. */
const maySetSecret = (text: string): boolean =>
  Array.from(text.matchAll(/([\w.-]{3,80})(?:\[[^\]\n]{0,80}\])?\+?=/g)).some(([, name = '']) => isSecretName(name));

const setters = new Set(['export', 'declare', 'local', 'readonly', 'typeset']);

function settingsOfScript(script: Script): readonly NamedSecret[] {
  return script.commands.flatMap((command) => [
    ...command.assignments.flatMap(({ name, value }) =>
      value?.isLiteral === true ? [{ name, value: value.text, at: withoutQuotes(value.span) }] : [],
    ),
    ...(setters.has(command.name ?? '') || setsVariable(command) ? command.words.slice(1).flatMap(settingOfWord) : []),
  ]);
}

/** `echo "NAME=value" >> "$GITHUB_ENV"` */
const setsVariable = ({ name, redirects }: Command): boolean =>
  (name === 'echo' || name === 'printf') &&
  redirects.some(({ target }) => /GITHUB_(?:ENV|OUTPUT)/.test(target?.text ?? ''));

/** `$env:NAME = "value"`, where it is PowerShell that reads the script. */
const settingsOfPowerShell = (run: Text): readonly NamedSecret[] =>
  [...run.text.matchAll(/\$env:(\w+)[ \t]*=[ \t]*(["'])([^"'$\r\n]+)\2/gi)].map((match) => {
    const [whole, name = '', , value = ''] = match;
    const end = match.index + whole.length - 1;
    return { name, value, at: spanWithin(run, end - value.length, end) };
  });

/** `export NAME=value`, `export "NAME=value"` */
function settingOfWord(word: Word): readonly NamedSecret[] {
  const sign = word.text.indexOf('=');
  if (!word.isLiteral || sign < 1) return [];
  const span = withoutQuotes(word.span);
  const written = textOfSpan(span).indexOf('=');
  const at = withoutQuotes(spanOf(span.file, span.start + written + 1, span.end));
  return [{ name: word.text.slice(0, sign), value: word.text.slice(sign + 1), at }];
}

function withoutQuotes(span: Span): Span {
  const isQuoted = /^(["']).*\1$/s.test(textOfSpan(span));
  return isQuoted ? spanOf(span.file, span.start + 1, span.end - 1) : span;
}
