import { sliceText } from '../../core/source.ts';
import type { Heredoc, Instruction } from '../../documents/dockerfile/model.ts';
import { unquote } from '../../documents/dockerfile/words.ts';
import { parseScript, type Command, type Script, type Word } from '../../documents/shell.ts';
import type { Step } from '../../documents/workflow-model.ts';
import { otherShells, posixShells, programName, shellWrappers } from '../../knowledge/shells.ts';
import { type Program, programOf, programsOf } from './programs.ts';
import { runsOnWindows } from '../runs/runners.ts';
import { effectiveAt, rootBaseOf } from '../images/stages.ts';

export { programOf, programsOf, type Program } from './programs.ts';

/** The script of a `run:` step; `undefined` without one, or where another interpreter than a POSIX shell reads it. */
export function scriptOfStep(step: Step): Script | undefined {
  if (!step.run) return undefined;
  const isShell = step.shell ? isPosixShellLine(step.shell.text) : !runsOnWindows(step);
  return isShell ? parseScript(step.run.value) : undefined;
}

/** `bash`, `bash -leo pipefail {0}`, `nix develop -c bash {0}`; an expression could be anything. */
const isPosixShellLine = (line: string): boolean =>
  line.split(/\s+/).some((word) => posixShells.has(programName(word)) || shellWrappers.has(programName(word)));

const scripts = new WeakMap<Instruction, readonly Script[]>();

/**
 * What a shell reads of `RUN`, and of `CMD`, `ENTRYPOINT`, `HEALTHCHECK CMD` and `ONBUILD RUN`: the line itself, and
 * heredocs that are the script or are handed to a shell. The JSON form is one command, or the script behind `sh -c`.
 * Nothing where PowerShell, `cmd` or another interpreter reads it.
 */
export function scriptsOfInstruction(instruction: Instruction): readonly Script[] {
  const known = scripts.get(instruction);
  if (known) return known;
  const found = readScripts(instruction.trigger ?? instruction);
  scripts.set(instruction, found);
  return found;
}

/** All commands of a script, those of `bash -c '…'` and of heredocs to a shell behind the command that starts them. */
export function allCommandsOf(script: Script): readonly Command[] {
  const known = ofScripts.get(script);
  if (known) return known;
  const found = withInner(script, 0);
  ofScripts.set(script, found);
  return found;
}

const ofScripts = new WeakMap<Script, readonly Command[]>();

/** `bash -c "bash -c …"`: deeper ones are nobody's script. */
const nestingLimit = 3;

function withInner(script: Script, depth: number): readonly Command[] {
  if (depth > nestingLimit) return [];
  const all: Command[] = [];
  for (const command of script.commands) {
    all.push(command);
    for (const inner of innerScriptsOf(command, script)) all.push(...withInner(inner, depth + 1));
  }
  return all;
}

/** The scripts a command hands to a shell: `sh -c '…'`, `nix-shell --run '…'`, `bash <<EOF`, `ssh host <<EOF`. */
export function innerScriptsOf(command: Command, script: Script): readonly Script[] {
  const program = programOf(command);
  if (!program) return [];
  const inner = takesShell(program.program)
    ? command.redirects.flatMap(({ heredoc }) => (heredoc ? [parseScript(heredoc)] : []))
    : [];
  const text = scriptHandedTo(program, script);
  return text ? [parseScript(text), ...inner] : inner;
}

/** The script that a shell in a container is handed: `docker run image bash -c '…'`. */
export function findScriptElsewhere(command: Command, script: Script): Script | undefined {
  const program = programsOf(command).at(-1);
  const text = program?.isElsewhere ? scriptHandedTo(program, script) : undefined;
  return text && parseScript(text);
}

const takesShell = (program: string): boolean => posixShells.has(program) || program === 'ssh';

function scriptHandedTo({ program, arguments: words }: Program, script: Script): ReturnType<typeof textOfWord> {
  const options = Object.hasOwn(scriptOptions, program) ? scriptOptions[program] : undefined;
  const word = posixShells.has(program)
    ? scriptArgument(words)
    : options && words[words.findIndex(({ text }) => options.includes(text)) + 1];
  return word && word !== words[0] ? textOfWord(word, script) : undefined;
}

/** Of programs that start a shell with the script behind such an option, wherever it stands. */
const scriptOptions: Readonly<Record<string, readonly string[]>> = {
  'nix-shell': ['--run', '--command'],
  su: ['-c', '--command'],
  sg: ['-c'],
  script: ['-c', '-ec', '-qec', '--command'],
  vagrant: ['-c', '--command'],
};

/** The word behind `-c`, `-ec`, `-lc`. */
function scriptArgument(words: readonly Word[]): Word | undefined {
  for (const [index, word] of words.entries()) {
    if (/^-[a-z]*c$/.test(word.text)) return words[index + 1];
    if (!/^[-+]/.test(word.text) && !/^[-+]o$/.test(words[index - 1]?.text ?? '')) return undefined;
  }
  return undefined;
}

const texts = new WeakMap<Word, ReturnType<typeof unquote>>();

function textOfWord(word: Word, script: Script): ReturnType<typeof unquote> | undefined {
  if (!word.place) return undefined;
  const known = texts.get(word);
  if (known) return known;
  const text = unquote(sliceText(script.text, ...word.place), '\\');
  texts.set(word, text);
  return text;
}

function readScripts(instruction: Instruction): readonly Script[] {
  switch (instruction.keyword) {
    case 'RUN':
    case 'CMD':
    case 'ENTRYPOINT':
      return instruction.form === 'json' ? execScripts(instruction, 0) : shellScripts(instruction, 0);
    case 'HEALTHCHECK':
      if (instruction.words[0]?.text.toUpperCase() !== 'CMD') return [];
      return instruction.form === 'json' ? execScripts(instruction, 1) : shellScripts(instruction, 1);
    default:
      return [];
  }
}

function shellScripts(instruction: Instruction, from: number): readonly Script[] {
  const text = from === 0 ? instruction.body : instruction.words[from];
  if (!text || !hasPosixShell(instruction)) return [];
  if (instruction.heredocs.length > 0 && isOnlyHeredocs(instruction)) {
    return instruction.heredocs.flatMap((heredoc) => (isShellHeredoc(heredoc) ? [parseScript(heredoc.body)] : []));
  }
  const script = parseScript(text);
  return [
    script,
    ...instruction.heredocs.filter((heredoc) => readsHeredoc(script, heredoc)).map(({ body }) => parseScript(body)),
  ];
}

/** `RUN <<EOF`: the heredoc is the command. */
function isOnlyHeredocs({ body, heredocs }: Instruction): boolean {
  return body.text.split(/\s+/).filter((word) => word !== '').length === heredocs.length;
}

/** Read by the shell, unless a first line names something else. */
function isShellHeredoc({ body }: Heredoc): boolean {
  const shebang = /^#![ \t]*([^\n]*)/.exec(body.text)?.[1];
  return shebang === undefined || isPosixShellLine(shebang);
}

function readsHeredoc(script: Script, { name }: Heredoc): boolean {
  return script.commands.some((command) => {
    const program = programOf(command)?.program;
    if (program === undefined || !takesShell(program)) return false;
    // Docker keeps the body, so that the shell's own parser sees an opener without one.
    return command.redirects.some(
      ({ operator, span }) => operator.startsWith('<<') && span.file.text.slice(span.start, span.end).includes(name),
    );
  });
}

/** `["sh", "-c", "…"]` is a script; anything else one command whose words are the strings. */
function execScripts(instruction: Instruction, from: number): readonly Script[] {
  const words = instruction.words.slice(from);
  const first = words[0];
  if (!first) return [];
  const name = programName(first.text);
  if (otherShells.has(name)) return [execScript(instruction, words)];
  const script = posixShells.has(name) ? words.findIndex(({ text }) => /^-[a-z]*c$/.test(text)) + 1 : 0;
  const text = script === 0 ? undefined : words[script];
  return [text ? parseScript(text) : execScript(instruction, words)];
}

function execScript(instruction: Instruction, strings: readonly Instruction['body'][]): Script {
  const words = strings.map((string) => ({
    span: string.span,
    place: undefined,
    text: string.text,
    isLiteral: true,
    commands: [],
  }));
  const command: Command = {
    span: instruction.body.span,
    assignments: [],
    name: words[0]?.text,
    words,
    redirects: [],
    pipedFrom: undefined,
    pipedInto: undefined,
    substitutionDepth: 0,
    followedBy: undefined,
    next: undefined,
    afterFailure: false,
    isCondition: false,
  };
  return { text: instruction.body, commands: [command], isBroken: false };
}

/** By `SHELL` if there is one; else Windows images run `cmd`, all others `sh`. */
function hasPosixShell(instruction: Instruction): boolean {
  const shell = effectiveAt(instruction, 'SHELL');
  if (shell) return shell.words.some(({ text }) => posixShells.has(programName(text)));
  return !instruction.stage || !isWindowsStage(instruction.stage);
}

/** By the names of Microsoft's base images, or a backtick as escape character, which only Windows paths ask for. */
function isWindowsStage(stage: NonNullable<Instruction['stage']>): boolean {
  if (stage.dockerfile.escape === '`') return true;
  const base = rootBaseOf(stage);
  return base.kind === 'image' && /windows|nanoserver|servercore/i.test(base.text);
}
