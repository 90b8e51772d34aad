import { lineSpan } from '../../../core/source.ts';
import { parseScript, type Word } from '../../../documents/shell.ts';
import { otherShells, posixShells } from '../../../knowledge/shells.ts';
import { exists } from '../../folders.ts';
import { pathFrom, type Call } from './call.ts';
import { isForShell, textAt, unreadTask, type Task } from './task.ts';

/** What a script handed to an interpreter, sourced or started by its path does: `bash ci/test.sh`, `./ci/test.sh`. */
export function tasksOfScriptFile(call: Call): readonly Task[] {
  const { program } = call;
  if (posixShells.has(program) || program === 'source' || program === '.') {
    const file = scriptWord(call.words);
    return file ? tasksOfPath(file, call, true) : [];
  }
  if (/^(?:pwsh|powershell)$/i.test(program)) {
    // `-File x.ps1`, `-Command "& ./x.ps1"`
    const path = call.words.flatMap(({ text }) => /[\w./\\@-]+\.ps1\b/.exec(text)?.[0] ?? []).at(0);
    return path === undefined ? [] : [unreadTask('script', path.replaceAll('\\', '/'), undefined, [])];
  }
  if (isInterpreter(program)) {
    const file = firstFile(call.words);
    return file && sourceName.test(file.text) ? [unreadTask('script', nameIn(file, call), undefined, [])] : [];
  }
  return isStartedByPath(call.word.text) ? tasksOfPath(call.word, call, false) : [];
}

/** Cheap to ask of any program. */
export const mayStartScript = (program: string, written: string): boolean =>
  posixShells.has(program) ||
  program === 'source' ||
  program === '.' ||
  isInterpreter(program) ||
  isStartedByPath(written);

const isInterpreter = (program: string): boolean =>
  otherShells.has(program) || /^python\d/.test(program) || others.has(program);
const others: ReadonlySet<string> = new Set([
  'tsx',
  'ts-node',
  'zx',
  'groovy',
  'julia',
  'swift',
  'elixir',
  'osascript',
]);

const sourceName = /\.(?:py|[cm]?[jt]s|rb|pl|php|ps1|bat|cmd|fish|nu|lua|r|R|groovy|jl|exs?|swift)$/;

/** None where the program stands on the line or is a module. */
function firstFile(words: readonly Word[]): Word | undefined {
  const at = words.findIndex(({ text }, index) => !text.startsWith('-') && !loads.test(words[index - 1]?.text ?? ''));
  return words.slice(0, at).some(({ text }) => /^-(?:c|e|m|p|-eval|-print|-test|-run|-check)$/.test(text))
    ? undefined
    : words[at];
}

const loads = /^-(?:r|W|X|I|-require|-import|-loader)$/;

/** The first word that is no option; none behind `-c`, whose text is a script itself. */
function scriptWord(words: readonly Word[]): Word | undefined {
  for (const [index, word] of words.entries()) {
    if (/^-[a-z]*[cs]$/.test(word.text) && !/^-/.test(words[index - 1]?.text ?? '')) return undefined;
    if (/^[-+]/.test(word.text) || /^[-+][a-z]*[oO]$/.test(words[index - 1]?.text ?? '')) continue;
    return word;
  }
  return undefined;
}

/** Wrappers of build tools and what packages bring along are programs, wherever they stand. */
const programs =
  /^(?:gradlew|mvnw|sbt|sbtx|millw?|mill|pants|bazelisk|bazel|dev\.sh|configure|autogen\.sh|manage\.py)$/;
const packaged = /(?:^|\/)(?:node_modules|vendor|\.?venv|env|\.tox|\.bin)\//;

function isStartedByPath(written: string): boolean {
  if (!written.includes('/') || packaged.test(written)) return false;
  const name = written.slice(written.lastIndexOf('/') + 1);
  return (
    !programs.test(name) &&
    !/^[~-]|^[A-Za-z]+:/.test(written) &&
    (!written.startsWith('/') || written.startsWith('/github/'))
  );
}

const nameIn = (word: Word, call: Call): string => pathFrom(call, word.text) ?? word.text;

function tasksOfPath(word: Word, call: Call, isShell: boolean): readonly Task[] {
  const path = pathFrom(call, word.text);
  const text = path === undefined ? undefined : textAt(call.repository, path);
  if (path === undefined || !text) {
    // `bin/tool` that is nowhere in the repository is built, downloaded or installed: a program as any other.
    const isKnown =
      isShell ||
      /\.(?:sh|bash|zsh|ksh)$|^\.\//.test(word.text) ||
      builtTest.test(word.text) ||
      (path !== undefined && exists(call.repository, path));
    return isKnown ? [unreadTask('script', path ?? word.text, undefined, [])] : [];
  }
  const at = lineSpan(text.span.file, 1);
  const isRead = (isShell || isForShell(text.text)) && !sourceName.test(path) && text.text.length <= longest;
  if (!isRead) return [unreadTask('script', path, at, [])];
  const bodies = [{ script: parseScript(text), folder: call.folder, ignoresStatus: false }];
  return [{ kind: 'script', name: path, at, through: [], bodies }];
}

/** A program of the project that tests it: `build/bin/unit_tests`. */
const builtTest = /\/(?:[\w-]+[-_])?(?:unit)?tests?(?:[-_][\w-]+)?(?:\.exe)?$/i;

/** What a shell's parser reads. */
const longest = 1 << 16;
