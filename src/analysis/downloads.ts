import type { Span } from '../core/source.ts';
import type { Command, Script, Word } from '../documents/shell.ts';
import { allCommandsOf, programOf } from './scripts.ts';

/** A script from the network that is run unseen. */
export interface RemoteScript {
  /** The URL's word, else the whole download. */
  readonly at: Span;
  readonly url: string;
  readonly interpreter: string;
  /** Where it is run. */
  readonly run: Span;
}

/** Downloads that end in an interpreter: piped, substituted, or by way of a file. Nothing where the script checks what it got. */
export function remoteScriptsIn(script: Script): readonly RemoteScript[] {
  // Most scripts download nothing; their words need not be looked at.
  if (!/\b(curl|wget)\b/.test(script.text.text)) return [];
  const commands = allCommandsOf(script);
  if (commands.some(checksContent)) return [];
  return commands.flatMap((command, index) => {
    const download = downloadOf(command);
    if (!download || isFixed(download.url)) return [];
    const run = runnerOf(command, commands, script) ?? runOfFile(download, commands.slice(index + 1));
    return run ? [{ at: download.at, url: download.url, interpreter: run.interpreter, run: run.command.span }] : [];
  });
}

interface Download {
  readonly at: Span;
  readonly url: string;
  /** The file it is kept in; `undefined` for standard output. */
  readonly file: string | undefined;
}

function downloadOf(command: Command): Download | undefined {
  const program = programOf(command);
  if (program?.program !== 'curl' && program?.program !== 'wget') return undefined;
  const url = program.arguments.find((word) => /^https?:\/\//i.test(word.text) || /^["']?\$\{?\w+/.test(word.text));
  if (!url) return undefined;
  const redirected = command.redirects.find(({ operator }) => operator === '>' || operator === '1>')?.target?.text;
  return { at: url.span, url: url.text, file: redirected ?? namedFile(program.program, program.arguments, url.text) };
}

function namedFile(program: string, words: readonly Word[], url: string): string | undefined {
  const file = optionOf(words, program === 'curl' ? ['-o', '--output'] : ['-O', '--output-document']);
  if (file !== undefined) return file === '-' || file === '/dev/stdout' ? undefined : file;
  const lastPart = /\/([^/?#]+)(?:[?#].*)?$/.exec(url)?.[1];
  const keepsName =
    program === 'wget' ||
    words.some((word) => word.text === '--remote-name' || /^-[a-zA-Z]*O[a-zA-Z]*$/.test(word.text));
  // `wget -qO- URL` writes to standard output.
  return words.some((word) => /^-[a-zA-Z]*O-$/.test(word.text)) ? undefined : keepsName ? lastPart : undefined;
}

/** The value of an option, as the next word, joined by `=`, or as the last of joined short ones (`-sSLo file`). */
function optionOf(words: readonly Word[], names: readonly string[]): string | undefined {
  const [short = '', long = ''] = names;
  const letter = short.slice(1);
  for (const [index, { text }] of words.entries()) {
    if (text.startsWith(`${long}=`)) return text.slice(long.length + 1);
    if (text === long || new RegExp(`^-[a-zA-Z]*${letter}$`).test(text)) return words[index + 1]?.text;
    const joined = new RegExp(`^-[a-zA-Z]*?${letter}(.+)$`).exec(text)?.[1];
    if (joined !== undefined && !text.startsWith('--') && !/^[a-zA-Z]*$/.test(joined)) return joined;
  }
  return undefined;
}

interface Runner {
  readonly interpreter: string;
  readonly command: Command;
}

/** Who reads its output: the end of a pipe, or the interpreter in whose `$( )` or `<( )` it stands. */
function runnerOf(command: Command, commands: readonly Command[], script: Script): Runner | undefined {
  for (let next = command.pipedInto; next; next = next.pipedInto) {
    const runner = readsProgram(next);
    if (runner) return runner;
    if (!isFilter(next)) return undefined;
  }
  if (command.substitutionDepth === 0) return undefined;
  const around = commands.find(
    (other) => programOf(other) !== undefined && other.words.some((word) => word.commands.includes(command)),
  );
  const program = around && programOf(around);
  if (!around || !program) return undefined;
  if (program.program === 'eval' || program.program === 'source' || program.program === '.') {
    return { interpreter: program.program, command: around };
  }
  if (!interpreters.has(program.program)) return undefined;
  const word = program.arguments.find((argument) => argument.commands.includes(command));
  const position = word ? program.arguments.indexOf(word) : -1;
  const before = program.arguments[position - 1]?.text;
  const isCode = before !== undefined && /^-[a-z]*[ce]$/.test(before);
  const isFile =
    program.arguments.slice(0, position).every(({ text }) => text.startsWith('-')) &&
    isProcessSubstitution(word, script);
  return isCode || isFile ? { interpreter: program.program, command: around } : undefined;
}

const isProcessSubstitution = (word: Word | undefined, script: Script): boolean =>
  word !== undefined && script.text.span.file.text.startsWith('<(', word.span.start);

/** An interpreter that takes its program from standard input: no script file and no code among its words. */
function readsProgram(command: Command): Runner | undefined {
  const program = programOf(command);
  if (!program || !interpreters.has(program.program)) return undefined;
  const words = program.arguments.map(({ text }) => text);
  const isShell = /sh$/.test(program.program);
  const end = words.findIndex((word) => word === '-s' || word === '--' || word === '-');
  const own = end === -1 ? words : words.slice(0, end);
  const hasProgram = own.some(
    (word, index) => (isShell ? isScript(word, own[index - 1]) : true) && word !== '/dev/stdin',
  );
  return hasProgram ? undefined : { interpreter: program.program, command };
}

const isScript = (word: string, before: string | undefined): boolean =>
  /^-[a-z]*c$/.test(word) || (!word.startsWith('-') && !word.startsWith('+') && before !== '-o');

/** A later command that runs the file: named to an interpreter, or itself. */
function runOfFile({ file }: Download, later: readonly Command[]): Runner | undefined {
  if (file === undefined || /^\$/.test(file)) return undefined;
  const name = file.replace(/^\.\//, '');
  const same = (text: string): boolean => text.replace(/^\.\//, '') === name;
  for (const command of later) {
    const program = programOf(command);
    const [first] = program?.arguments.filter(({ text }) => !text.startsWith('-')) ?? [];
    if (
      program &&
      first &&
      (interpreters.has(program.program) || program.program === '.' || program.program === 'source') &&
      same(first.text)
    ) {
      return { interpreter: program.program, command };
    }
    const called = command.words.find(({ text }) => text !== 'sudo' && !/^\w+=/.test(text));
    // A downloaded program that is no script is run as well; only what is plainly a script is meant here.
    if (called && /\//.test(called.text) && same(called.text) && /\.(sh|bash|py|pl|rb)$/.test(name)) {
      return { interpreter: name, command };
    }
  }
  return undefined;
}

/** https://docs.npmjs.com and others sign or publish sums: whoever compares them has seen what he runs. */
function checksContent(command: Command): boolean {
  const program = programOf(command);
  if (!program) return false;
  const words = program.arguments.map(({ text }) => text);
  const has = (...options: readonly string[]): boolean => words.some((word) => options.includes(word));
  if (/^(sha\d*sum|shasum|md5sum|b2sum|b3sum)$/.test(program.program)) return true;
  if (/^gpgv?2?$/.test(program.program)) return program.program.startsWith('gpgv') || has('--verify', '--verify-files');
  if (program.program === 'openssl') return has('dgst', 'sha256', 'sha512');
  if (program.program === 'cosign') return has('verify-blob', 'verify');
  return program.program === 'minisign' || program.program === 'slsa-verifier' || program.program === 'signify';
}

/** Passes on what it reads. */
const isFilter = (command: Command): boolean =>
  ['tee', 'sed', 'tr', 'cat', 'gunzip', 'zcat', 'gzip', 'awk', 'base64', 'grep', 'head', 'tail'].includes(
    programOf(command)?.program ?? '',
  );

const interpreters: ReadonlySet<string> = new Set([
  ...['sh', 'bash', 'dash', 'ash', 'zsh', 'ksh'],
  ...['python', 'python2', 'python3', 'perl', 'ruby', 'node', 'php', 'pwsh'],
]);

/** A commit in the URL fixes the content; what comes from this machine is not remote. */
const isFixed = (url: string): boolean =>
  /(^|[^0-9a-f])[0-9a-f]{40}([^0-9a-f]|$)/i.test(url) ||
  /^https?:\/\/(localhost|127\.\d+\.\d+\.\d+|\[::1\])([:/]|$)/i.test(url);
