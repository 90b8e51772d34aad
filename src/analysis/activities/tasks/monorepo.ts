import type { Word } from '../../../documents/shell.ts';
import { readArguments, type Given } from './arguments.ts';
import type { Call } from './call.ts';
import { packageAbove, packagesOf } from './package-json.ts';
import { followed, unreadTask, type Task } from './task.ts';

const valued: ReadonlySet<string> = new Set([
  ...['-t', '--target', '--targets', '-p', '--project', '--projects', '-c', '--configuration', '--base', '--head'],
  ...['--filter', '-F', '--concurrency', '--scope', '--since', '--parallel', '--exclude', '--cwd', '--log-order'],
  ...['--to', '--from', '-o', '--only', '--impacted-by', '--stream', '--loglevel', '--cache-dir', '--team', '--token'],
]);

/** Scripts of all packages that a tool for many packages starts: Turborepo, Nx, Lerna, Rush. */
export function tasksOfMonorepo(call: Call): readonly Task[] {
  const given = readArguments(call.words, valued);
  return targetsAsked(call.program, given).flatMap((target) => tasksNamed(target, call));
}

type Asked = Pick<Word, 'text' | 'isLiteral'>;

function targetsAsked(program: string, { plain, values }: Given): readonly Asked[] {
  const [first, second] = plain;
  if (!first) return [];
  switch (program) {
    case 'turbo':
      if (first.text === 'run') return plain.slice(1);
      return turboCommands.has(first.text) ? [] : plain;
    case 'lerna':
      return first.text === 'run' ? plain.slice(1).flatMap(splitAtCommas) : [];
    case 'rush':
    case 'rushx':
      return rushCommands.has(first.text) ? [] : [first];
    case 'nx':
      break;
    default:
      return [];
  }
  if (first.text === 'run-many' || first.text === 'affected')
    return values('-t', '--target', '--targets')
      .flatMap(splitAtCommas)
      .concat(plain.slice(1).filter((word) => /^[\w:-]+$/.test(word.text)));
  const [, affected] = /^affected:(.+)$/.exec(first.text) ?? [];
  if (affected !== undefined)
    return affected === 'graph' || affected === 'apps' || affected === 'libs' ? [] : [{ ...first, text: affected }];
  if (first.text === 'run') return second ? [{ ...second, text: second.text.split(':')[1] ?? second.text }] : [];
  return nxCommands.has(first.text) ? [] : [{ ...first, text: first.text.split(':')[1] ?? first.text }];
}

const splitAtCommas = ({ text, isLiteral }: Asked): readonly Asked[] =>
  text.split(',').flatMap((part) => (part === '' ? [] : [{ text: part, isLiteral }]));

const turboCommands = new Set(
  'bin completion config daemon gen generate info link login logout ls prune query scan telemetry unlink watch boundaries docs devtools'.split(
    ' ',
  ),
);
const rushCommands = new Set(
  'add change check deploy init install install-autoinstaller link list prettier publish purge remove scan setup unlink update update-autoinstaller update-cloud-credentials upgrade-interactive version alert bridge-package'.split(
    ' ',
  ),
);
const nxCommands = new Set(
  'add configure-ai-agents connect daemon exec fix-ci format format:check format:write format-check format-write g generate graph import init list login logout migrate new plugin print-affected release repair report reset show start-ci-run sync sync:check view-logs watch workspace-lint'.split(
    ' ',
  ),
);

function tasksNamed({ text, isLiteral }: Asked, call: Call): readonly Task[] {
  const own = packageAbove(call.repository, call.folder);
  const isRootToo = call.program === 'nx' && own?.folder === '';
  const packages = [...packagesOf(call.repository), ...(isRootToo ? [own] : [])];
  const name = text.includes('#') ? text.slice(text.indexOf('#') + 1) : text;
  const found = isLiteral
    ? packages.flatMap(({ scripts }) => (scripts.find(name) ? withoutLoop(followed(scripts, name)) : []))
    : [];
  return found.length > 0 ? found.slice(0, mostTasks) : [unreadTask('package script', name, undefined, [])];
}

/** `"test": "turbo run test"` in the root starts those of the packages, and not itself. */
const withoutLoop = (tasks: readonly Task[]): readonly Task[] =>
  tasks.filter(({ bodies }) => !bodies?.some(({ script }) => /\b(?:turbo|nx|lerna|rush)\b/.test(script.text.text)));

const mostTasks = 100;
