import { fitsBetween } from '../../../core/wildcards.ts';
import type { Word } from '../../../documents/shell.ts';
import { readArguments, type Given } from './arguments.ts';
import { pathFrom, type Call } from './call.ts';
import { packageAbove, packagesOf, type Package } from './package-json.ts';
import { followed, unreadTask, type Task } from './task.ts';

const valued: ReadonlySet<string> = new Set([
  ...['--prefix', '-C', '--cwd', '--dir', '-w', '--workspace', '-F', '--filter', '--filter-prod', '--registry'],
  ...['--loglevel', '--userconfig', '--reporter', '--workspace-concurrency', '--include', '--exclude', '--from', '-j'],
  ...['--jobs', '--script-shell', '--color-output', '--env-file', '--elide-lines', '--shell'],
]);

/** What `npm`, `pnpm`, `yarn`, `bun` and `node --run` start of a package's own scripts. */
export function tasksOfPackageManager(call: Call): readonly Task[] {
  const given = readArguments(call.words, valued);
  const asked = scriptAsked(call.program, given);
  if (!asked) return [];
  const packages = packagesAsked(call, given, asked.workspace);
  const name = asked.script.text;
  const isKnown = asked.script.isLiteral && packages !== undefined;
  const found = isKnown
    ? packages.flatMap((each) => (each.scripts.find(name) ? followed(each.scripts, name) : []))
    : [];
  if (found.length > 0) return found.slice(0, mostTasks);
  // `--if-present`, or a program of the dependencies.
  if (!asked.isCertain || (isKnown && given.has('--if-present'))) return [];
  return [unreadTask('package script', name, undefined, [])];
}

const mostTasks = 200;

/** `yarn eslint`: the word that names a program of the dependencies, for want of a script of this name. */
export function programWordOf(call: Call): Word | undefined {
  const asked = scriptAsked(call.program, readArguments(call.words, valued));
  if (!asked || asked.isCertain || tasksOfPackageManager(call).length > 0) return undefined;
  return call.words.find((word) => word.isLiteral && word.text === asked.script.text);
}

interface Asked {
  readonly script: Pick<Word, 'text' | 'isLiteral'>;
  /** Otherwise it may be a program as well: `yarn eslint`. */
  readonly isCertain: boolean;
  /** Of the packages below the root by its name, `*` for all of them. */
  readonly workspace: string | undefined;
}

const literal = (text: string): Asked['script'] => ({ text, isLiteral: true });
const usualScripts: Readonly<Record<string, string>> = {
  test: 'test',
  t: 'test',
  tst: 'test',
  it: 'test',
  cit: 'test',
  'install-test': 'test',
  'install-ci-test': 'test',
  start: 'start',
  stop: 'stop',
  restart: 'restart',
};

function scriptAsked(program: string, given: Given): Asked | undefined {
  const { plain } = given;
  if (program === 'node') return fromNode(given);
  let at = 0;
  let workspace: Asked['workspace'];
  if (program === 'pnpm' && /^(?:recursive|multi|m)$/.test(plain[0]?.text ?? '')) {
    at = 1;
    workspace = '*';
  } else if (program === 'yarn' && plain[0]?.text === 'workspace') {
    workspace = plain[1]?.text ?? '*';
    at = 2;
  } else if (program === 'yarn' && plain[0]?.text === 'workspaces') {
    workspace = '*';
    at = plain[1]?.text === 'foreach' ? 2 : 1;
  }
  const command = plain[at];
  if (!command) return undefined;
  if (/^(?:run|run-script|rum|urn)$/.test(command.text)) {
    const script = plain[at + 1];
    return script && { script, isCertain: true, workspace };
  }
  const usual = Object.hasOwn(usualScripts, command.text) ? usualScripts[command.text] : undefined;
  if (program === 'npm')
    return usual === undefined ? undefined : { script: literal(usual), isCertain: true, workspace };
  const isTest = command.text === 'test' || command.text === 't' || command.text === 'start';
  if (program !== 'bun' && isTest) return { script: literal(usual ?? command.text), isCertain: true, workspace };
  const own = Object.hasOwn(builtIn, program) ? builtIn[program] : undefined;
  return own?.has(command.text) || !command.isLiteral ? undefined : { script: command, isCertain: false, workspace };
}

/** https://nodejs.org/api/cli.html#--run */
function fromNode({ plain, has }: Given): Asked | undefined {
  const [script] = plain;
  return script && has('--run') ? { script, isCertain: true, workspace: undefined } : undefined;
}

/** Commands of the managers themselves, which no script replaces; by their manuals, looked over in November 2026. */
const builtIn: Readonly<Record<string, ReadonlySet<string>>> = {
  yarn: new Set(
    (
      'access add audit autoclean bin cache config constraints create dedupe dlx exec explain generate-lock-entry global ' +
      'help import info init install licenses link list login logout node npm outdated owner pack patch patch-commit ' +
      'plugin policies publish rebuild remove run search set tag team unlink unplug up upgrade upgrade-interactive ' +
      'version versions why workspace workspaces'
    ).split(' '),
  ),
  pnpm: new Set(
    (
      'add approve-builds audit bin c cache cat-file cat-index ci config create dedupe deploy dlx doctor env exec fetch ' +
      'find-hash help i ignored-builds import info init install install-test it licenses link list ln login logout ls ' +
      'multi outdated pack patch patch-commit patch-remove prune publish rb rebuild recursive remove rm root run ' +
      'self-update server setup store un uninstall unlink up update upgrade version view why'
    ).split(' '),
  ),
  bun: new Set(
    (
      'a add audit build c create exec feedback help i info init install link outdated patch pm publish remove repl rm ' +
      'run test unlink update upgrade why x'
    ).split(' '),
  ),
};

/** `undefined` where none of them can be read. */
function packagesAsked(call: Call, given: Given, workspace: Asked['workspace']): readonly Package[] | undefined {
  const folders = given.values('--prefix', '-C', '--cwd', '--dir');
  let folder = call.folder;
  for (const { text } of folders) folder = pathFrom({ ...call, folder }, text);
  const filters = given.values('-w', '--workspace', '-F', '--filter', '--filter-prod').map(({ text }) => text);
  const named = workspace === undefined || workspace === '*' ? filters : [workspace, ...filters];
  const isAll =
    workspace === '*' ||
    (call.program === 'npm' && given.has('--workspaces', '--ws')) ||
    (call.program === 'pnpm' && given.has('-r', '--recursive'));
  if (named.length > 0) return packagesNamed(call, named);
  if (isAll) return packagesOf(call.repository);
  const own = packageAbove(call.repository, folder);
  return own && [own];
}

/** By name, with `*`, or by folder; what filters leave out is nobody's evidence. */
function packagesNamed(call: Call, names: readonly string[]): readonly Package[] {
  const tests = names
    .filter((name) => !name.startsWith('!'))
    .map((name) => name.replace(/^\.\.\.|^\^|\.\.\.$|\^\.\.\.$/g, '').replace(/\[[^\]]*\]$/, ''));
  return packagesOf(call.repository).filter(({ name, folder }) =>
    tests.some((test) => {
      const path = test
        .replace(/^\{|\}$/g, '')
        .replace(/^\.\//, '')
        .replace(/\/\*\*?$/, '');
      if (path === '' || path === '*' || folder === path || folder.startsWith(`${path}/`)) return true;
      return name !== undefined && (name === test || matches(name, test) || name.endsWith(`/${test}`));
    }),
  );
}

const matches = (name: string, pattern: string): boolean =>
  pattern.includes('*') && fitsBetween(name, pattern.split('*'));
