import type { Span } from '../../core/source.ts';
import type { Command, Script, Word } from '../../documents/shell.ts';
import { type Download, downloadOf, isUnencrypted } from './downloads.ts';
import { allCommandsOf, programOf } from './scripts.ts';

/** A script from the network that is run unseen. */
export interface RemoteScript {
  /** The URL's word. */
  readonly at: Span;
  readonly url: string;
  readonly isUnencrypted: boolean;
  readonly interpreter: string;
  /** Where it is run. */
  readonly run: Span;
}

/**
 * Downloads that end in an interpreter: piped, substituted, or by way of a file, which a later one of the scripts may
 * run. Nothing where a script on the way checks what it got.
 */
export const remoteScriptsIn = (scripts: readonly Script[]): readonly RemoteScript[] =>
  scripts.flatMap((script, index) => remoteScriptsOf(script, () => scripts.slice(index + 1, index + 1 + mostLater)));

/** Nobody keeps a script for longer. */
const mostLater = 50;

function remoteScriptsOf(script: Script, later: () => readonly Script[]): readonly RemoteScript[] {
  // Most scripts download nothing; their words need not be looked at.
  if (!/\b(curl|wget)\b/.test(script.text.text)) return [];
  const commands = allCommandsOf(script);
  if (commands.some(checksContent)) return [];
  return commands.flatMap((command, index) => {
    const download = downloadOf(command);
    if (!download) return [];
    const runner = findReader(command, commands) ?? findFileRunner(download, commands.slice(index + 1), later);
    if (!runner) return [];
    const { interpreter } = runner;
    const { at, url } = download;
    return [{ at, url, isUnencrypted: isUnencrypted(download), interpreter, run: runner.command.span }];
  });
}

interface Runner {
  readonly interpreter: string;
  readonly command: Command;
}

/** Who reads its output: the end of a pipe, or the interpreter in whose `$( )` or `<( )` it stands. */
function findReader(command: Command, commands: readonly Command[]): Runner | undefined {
  for (let next = command.pipedInto; next; next = next.pipedInto) {
    const runner = findProgramReader(next);
    if (runner) return runner;
    if (!passesOn(next)) return undefined;
  }
  return command.substitutionDepth === 0 ? undefined : findSubstituted(command, commands);
}

function findSubstituted(command: Command, commands: readonly Command[]): Runner | undefined {
  for (const around of commands) {
    const program = around.words.some((word) => word.commands.includes(command)) ? programOf(around) : undefined;
    if (!program) continue;
    const runner = { interpreter: program.program, command: around };
    if (/^(?:eval|source|\.)$/.test(program.program)) return runner;
    if (!interpreters.has(program.program)) continue;
    const position = program.arguments.findIndex((argument) => argument.commands.includes(command));
    const before = program.arguments.slice(0, position);
    const isCode = /^-[a-z]*[ce]$/.test(before.at(-1)?.text ?? '');
    const isFile = before.every(({ text }) => text.startsWith('-')) && isProcess(program.arguments[position]);
    if (isCode || isFile) return runner;
  }
  return undefined;
}

const isProcess = (word: Word | undefined): boolean => word?.span.file.text.startsWith('<(', word.span.start) ?? false;

/** An interpreter that takes its program from standard input: no script file and no code among its words. */
function findProgramReader(command: Command): Runner | undefined {
  const program = programOf(command);
  if (!program || !interpreters.has(program.program)) return undefined;
  const isShell = /sh$/.test(program.program);
  for (const [index, { text }] of program.arguments.entries()) {
    // What stands behind these are arguments of the program that is read.
    if (/^(?:-s|--|-|\/dev\/(?:stdin|fd\/0)|\/proc\/self\/fd\/0)$/.test(text)) break;
    const isOption = /^[-+]/.test(text) || (isShell && /^[-+]o$/.test(program.arguments[index - 1]?.text ?? ''));
    if (!isOption || /^-[a-z]*c$/.test(text) || (!isShell && /^-[a-z]*[em]$/.test(text))) return undefined;
  }
  return { interpreter: program.program, command };
}

/** A later command that runs the file: named to an interpreter, or itself. */
export function findFileRunner(
  { file }: Pick<Download, 'file'>,
  commands: readonly Command[],
  later: () => readonly Script[],
): Runner | undefined {
  if (file === undefined) return undefined;
  const name = withoutDot(file);
  for (const command of commands) {
    const runner = runnerOfFile(command, name);
    if (runner) return runner;
  }
  for (const script of later()) {
    if (!script.text.text.includes(name)) continue;
    const following = allCommandsOf(script);
    if (following.some(checksContent)) return undefined;
    for (const command of following) {
      const runner = runnerOfFile(command, name);
      if (runner) return runner;
    }
  }
  return undefined;
}

function runnerOfFile(command: Command, name: string): Runner | undefined {
  const program = programOf(command);
  if (!program) return undefined;
  const first = program.arguments.find(({ text }) => !text.startsWith('-'));
  const reads = interpreters.has(program.program) || program.program === '.' || program.program === 'source';
  if (first && reads && withoutDot(first.text) === name) return { interpreter: program.program, command };
  // A downloaded program that is no script is run as well; only what is plainly a script is meant here.
  const called = command.words.find(({ text }) => text !== 'sudo' && !/^-|^\w+=/.test(text))?.text ?? '';
  const isCalled = called.includes('/') && withoutDot(called) === name && /\.(?:sh|bash|py|pl|rb)$/.test(name);
  return isCalled ? { interpreter: name, command } : undefined;
}

const withoutDot = (path: string): string => path.replace(/^\.\//, '');

/** Compares a sum or a signature: whoever does has seen what he runs. */
function checksContent(command: Command): boolean {
  const program = programOf(command);
  if (!program) return false;
  const words = program.arguments.map(({ text }) => text);
  const has = (...options: readonly string[]): boolean => words.some((word) => options.includes(word));
  // A sum that is only printed compares nothing.
  const isUsed = command.substitutionDepth > 0 || command.pipedInto !== undefined;
  if (/^(?:sha\d*sum|shasum|md5sum|b2sum|b3sum)$/.test(program.program)) {
    return isUsed || words.some((word) => word === '--check' || /^-[a-z]*c[a-z]*$/.test(word));
  }
  if (program.program === 'openssl') return isUsed && has('dgst', 'sha256', 'sha512');
  if (/^gpgv?2?$/.test(program.program)) return program.program.startsWith('gpgv') || has('--verify', '--verify-files');
  if (program.program === 'cosign') return has('verify-blob', 'verify');
  if (program.program === 'gh') return has('attestation') && has('verify');
  return /^(?:minisign|slsa-verifier|signify)$/.test(program.program);
}

/** Gives on what it reads, changed or not. */
const passesOn = (command: Command): boolean => filters.has(programOf(command)?.program ?? '');

const filters: ReadonlySet<string> = new Set(
  'tee sed tr cat gunzip zcat gzip xz bzip2 zstd awk base64 grep head tail envsubst'.split(' '),
);

const interpreters: ReadonlySet<string> = new Set(
  'sh bash dash ash zsh ksh python python2 python3 perl ruby node php pwsh'.split(' '),
);
