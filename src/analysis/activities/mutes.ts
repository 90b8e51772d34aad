import { textOfSpan, type Span } from '../../core/source.ts';
import { isSwitchedOff } from '../../documents/expression.ts';
import type { Repository } from '../../documents/document.ts';
import type { Command, Script } from '../../documents/shell.ts';
import type { Job, Step, Uses } from '../../documents/workflow-model.ts';
import { mutingInputs, mutingOptions } from '../../knowledge/muting-options.ts';
import { programName } from '../../knowledge/shells.ts';
import type { Mute } from './activity.ts';
import { testFilesOf } from '../gates/project.ts';
import { endsInSuccess, findSwallower, spanOfPrefix } from './swallowed-status.ts';

/** What is asked about: a command or action, and all that stands around it. */
export interface MuteQuestion {
  readonly command: Command | undefined;
  readonly script: Script | undefined;
  /** The program and its arguments. */
  readonly words: readonly string[];
  readonly uses: Uses | undefined;
  readonly inputs: ReadonlyMap<string, string>;
  /** Where it is written, then what calls that; jobs likewise. */
  readonly steps: readonly Step[];
  readonly jobs: readonly Job[];
  /** The commands that lead to it, outermost first: `npm test`, `make check`. */
  readonly calls: readonly CallingCommand[];
  readonly repository: Repository;
}

export interface CallingCommand {
  readonly command: Command;
  readonly script: Script;
  /** The line of a recipe to which it leads begins with `-`. */
  readonly ignoresStatus: boolean;
}

/** Why a failure of this command or action fails nothing. */
export function findMute(question: MuteQuestion): Mute | undefined {
  const { steps, jobs } = question;
  const switched = [...steps, ...jobs].find((place) => isSwitchedOff(place.if));
  if (switched?.if) return muteAt('switched off', switched.if.span, `if: ${switched.if.value.text}`);
  const mute =
    muteOfCommand(question) ??
    muteOfAction(question) ??
    steps.map(continueOnErrorOfStep).find(Boolean) ??
    jobs.map(continueOnErrorOfJob).find(Boolean);
  return mute && isUploaded(mute, question) ? undefined : mute;
}

const muteAt = (kind: Mute['kind'], at: Span, text: string): Mute => ({ kind, at, text });

function muteOfCommand({ command, script, words, steps, calls, repository }: MuteQuestion): Mute | undefined {
  if (!command || !script) return undefined;
  const chain = [...calls, { command, script, ignoresStatus: false }];
  const option = findMutingOption(words) ?? findEmptyPass(words, repository);
  if (option) return muteOfOption(option, command);
  for (const [index, call] of chain.entries()) {
    const given = index < calls.length ? findMutingOption(wordsOf(call.command)) : undefined;
    if (given) return muteOfOption(given, call.command);
    const swallower = findIgnoredStatus(call, steps[0]);
    if (swallower) return muteAt('ignored status', swallower, textOfSpan(swallower));
    const line = call.ignoresStatus ? chain[index + 1] : undefined;
    if (line) return muteAt('ignored status', spanOfPrefix(line.command), '-');
  }
  return undefined;
}

const wordsOf = (command: Command): readonly string[] =>
  command.words.map(({ text }, index) => (index === 0 ? programName(text) : text));

function muteOfOption(option: readonly string[], command: Command): Mute {
  const word = command.words.find(({ text }) => text === option[0]);
  return muteAt('option', word?.span ?? command.span, option.join(' '));
}

function findIgnoredStatus({ command, script }: CallingCommand, step: Step | undefined): Span | undefined {
  // What a substitution prints is read by something, which may well fail.
  if (command.substitutionDepth > 0 || command.isCondition) return undefined;
  return findSwallower(command) ?? endsInSuccess(command, script, step);
}

/** Where there are tests, the option only serves packages without any. */
function findEmptyPass(words: readonly string[], repository: Repository): readonly string[] | undefined {
  const option = words.find((word) => /^--pass-?with-?no-?tests$/i.test(word));
  return option !== undefined && testFilesOf(repository).length === 0 ? [option] : undefined;
}

/** `--exit-code 0` and `--exit-code=0` alike: the words that mute, as written. */
function findMutingOption(words: readonly string[]): readonly string[] | undefined {
  const [program = '', ...others] = words;
  const own = Object.hasOwn(mutingOptions, program) ? mutingOptions[program] : undefined;
  const muting = [...(mutingOptions['*'] ?? []), ...(own ?? [])];
  for (const [index, word] of others.entries()) {
    if (muting.includes(word.replace(/=(["'])(.*)\1$/, '=$2'))) return [word];
    const value = others[index + 1];
    if (value !== undefined && muting.includes(`${word}=${value}`)) return [word, value];
  }
  return undefined;
}

function muteOfAction({ uses, inputs, steps }: MuteQuestion): Mute | undefined {
  const [step] = steps;
  if (!uses || !step) return undefined;
  for (const [name, values] of Object.entries(mutingInputs)) {
    const value = inputs.get(name);
    if (value === undefined || !values.includes(value.trim().toLowerCase())) continue;
    return muteAt('option', spanOfInput(name, step), `${name}: ${value.trim()}`);
  }
  // `args` of an action that hands them to its program.
  const options = findMutingOption(['', ...(inputs.get('args') ?? '').split(/\s+/)]);
  return options && muteAt('option', spanOfInput('args', step), options.join(' '));
}

const spanOfInput = (name: string, step: Step): Span =>
  (step.with.find((input) => input.name.text.toLowerCase() === name) ?? step).span;

/** Not where the job asks for the outcome later: `if: steps.test.outcome == 'failure'`. */
function continueOnErrorOfStep(step: Step): Mute | undefined {
  const { continueOnError, id, owner } = step;
  if (!continueOnError || !isTrue(continueOnError.text)) return undefined;
  const whole = owner.kind === 'job' ? textOfSpan(owner.span) : owner.file.text;
  if (id && asksFor(id.text, whole)) return undefined;
  return muteAt('continue-on-error', continueOnError.span, 'continue-on-error: true');
}

function asksFor(id: string, text: string): boolean {
  const lower = text.toLowerCase();
  const name = id.toLowerCase();
  if (/tojson\(\s*steps\s*\)|\bsteps\.\*/.test(lower)) return true;
  return [`steps.${name}.outcome`, `steps['${name}'].outcome`, `steps['${name}']['outcome']`].some((use) =>
    lower.includes(use),
  );
}

const continueOnErrorOfJob = ({ continueOnError }: Job): Mute | undefined =>
  continueOnError && isTrue(continueOnError.text)
    ? muteAt('continue-on-error', continueOnError.span, 'continue-on-error: true')
    : undefined;

/** `${{ matrix.experimental }}` is a choice, made for each job of the matrix. */
const isTrue = (text: string): boolean => /^\s*(?:\$\{\{\s*)?true(?:\s*\}\})?\s*$/i.test(text);

/** Code scanning gates what it is given: a scan that writes SARIF need not fail itself. */
function isUploaded(mute: Mute, { steps, command, inputs }: MuteQuestion): boolean {
  const [step] = steps;
  if (!step || mute.kind === 'switched off') return false;
  const writesSarif = [...wordsOfPipe(command), ...inputs.values()].some((text) => /sarif/i.test(text));
  if (!writesSarif && mute.kind !== 'option') return false;
  const { owner } = step;
  const candidates =
    writesSarif && owner.kind === 'job'
      ? owner.workflow.jobs.flatMap((job) => job.steps)
      : owner.steps.slice(step.index + 1);
  return candidates.some(uploadsSarif);
}

/** `cargo clippy --message-format json | clippy-sarif | tee clippy.sarif` */
function wordsOfPipe(command: Command | undefined): readonly string[] {
  const words: string[] = [];
  for (let each = command, left = 10; each && left > 0; each = each.pipedInto, left--)
    words.push(...each.words.map(({ text }) => text), ...each.redirects.flatMap(({ target }) => target?.text ?? []));
  return words;
}

const uploadsSarif = ({ uses, if: condition }: Step): boolean =>
  uses?.repository === 'github/codeql-action' && uses.path === 'upload-sarif' && !isSwitchedOff(condition);
