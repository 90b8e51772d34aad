import { spanOf, textOfSpan, type Span } from '../core/source.ts';
import type { Dockerfile } from '../documents/dockerfile/model.ts';
import type { Script, Word } from '../documents/shell.ts';
import { type Action, type Container, type Job, type Variable, type Workflow } from '../documents/workflow-model.ts';
import { scriptOfStep, scriptsOfInstruction } from './scripts.ts';

/** One `NAME=value` that stands in the file, whatever notation it is written in. */
export interface Setting {
  readonly name: string;
  /** Without quotes; expressions and variables as written. */
  readonly value: string;
  /** The value in the file, without its quotes. */
  readonly at: Span;
}

/**
 * Everything that a file sets by name: `env`, `with` and `secrets`, `ENV`, `ARG` and `LABEL`, assignments in scripts.
 * What `services` are started with is left out, and so is that same value elsewhere: they live as long as the job.
 */
export function settingsIn(document: Workflow | Action | Dockerfile): readonly Setting[] {
  switch (document.kind) {
    case 'workflow':
      return [...document.env.flatMap(settingsOfVariable), ...document.jobs.flatMap(settingsOfJob)];
    case 'action':
      return settingsOfSteps(document);
    case 'dockerfile':
      return settingsOfDockerfile(document);
  }
}

function settingsOfJob(job: Job): readonly Setting[] {
  const containers: readonly Container[] = job.container ? [job.container] : [];
  const own = [...job.env, ...containers.flatMap((container) => container.env), ...job.with, ...job.secrets];
  const throwaways = new Set(job.services.flatMap((service) => service.env.map((variable) => variable.value?.text)));
  const settings = [...own.flatMap(settingsOfVariable), ...settingsOfSteps(job)];
  return settings.filter((setting) => !throwaways.has(setting.value));
}

function settingsOfSteps(owner: Job | Action): readonly Setting[] {
  return owner.steps.flatMap((step) => {
    const script = scriptOfStep(step);
    return [...step.env, ...step.with].flatMap(settingsOfVariable).concat(script ? settingsOfScript(script) : []);
  });
}

const settingsOfVariable = ({ name, value }: Variable): readonly Setting[] =>
  value ? [{ name: name.text, value: value.text, at: withoutQuotes(value.span) }] : [];

function settingsOfDockerfile(dockerfile: Dockerfile): readonly Setting[] {
  return dockerfile.instructions.flatMap((instruction) => {
    const pairs = instruction.pairs.flatMap(({ name, value }) =>
      value ? [{ name: name.text, value: value.text, at: withoutQuotes(value.span) }] : [],
    );
    const scripts = instruction.keyword === 'RUN' ? scriptsOfInstruction(instruction) : [];
    return [...pairs, ...scripts.flatMap(settingsOfScript)];
  });
}

const setters = new Set(['export', 'declare', 'local', 'readonly', 'typeset']);

function settingsOfScript(script: Script): readonly Setting[] {
  return script.commands.flatMap((command) => [
    ...command.assignments.flatMap(({ name, value }) =>
      value?.isLiteral === true ? [{ name, value: value.text, at: withoutQuotes(value.span) }] : [],
    ),
    ...(setters.has(command.name ?? '') ? command.words.slice(1).flatMap(settingOfWord) : []),
  ]);
}

/** `export NAME=value` */
function settingOfWord(word: Word): readonly Setting[] {
  const sign = word.text.indexOf('=');
  if (!word.isLiteral || sign < 1) return [];
  const written = textOfSpan(word.span).indexOf('=');
  const at = withoutQuotes(spanOf(word.span.file, word.span.start + written + 1, word.span.end));
  return [{ name: word.text.slice(0, sign), value: word.text.slice(sign + 1), at }];
}

function withoutQuotes(span: Span): Span {
  const isQuoted = /^(["']).*\1$/s.test(textOfSpan(span));
  return isQuoted ? spanOf(span.file, span.start + 1, span.end - 1) : span;
}
