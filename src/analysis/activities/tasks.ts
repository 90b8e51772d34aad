import type { Repository } from '../../documents/document.ts';
import type { Command } from '../../documents/shell.ts';
import { nameOf } from '../folders.ts';
import type { Program } from '../shell/programs.ts';
import { startsWithKnownFolder, type Call } from './tasks/call.ts';
import { tasksOfComposer } from './tasks/composer.ts';
import { tasksOfDeno } from './tasks/deno.ts';
import { tasksOfJust } from './tasks/just.ts';
import { tasksOfMake } from './tasks/make.ts';
import { tasksOfMise } from './tasks/mise.ts';
import { tasksOfMonorepo } from './tasks/monorepo.ts';
import { tasksOfNox } from './tasks/nox.ts';
import { programWordOf, tasksOfPackageManager } from './tasks/package-scripts.ts';
import { tasksOfPython } from './tasks/python-scripts.ts';
import { tasksOfRake } from './tasks/rake.ts';
import { tasksOfConcurrently, tasksOfRunAll } from './tasks/run-all.ts';
import { mayStartScript, tasksOfScriptFile } from './tasks/script-file.ts';
import { unreadTask, type Task } from './tasks/task.ts';
import { tasksOfTaskfile } from './tasks/taskfile.ts';
import { tasksOfTox } from './tasks/tox.ts';

export { scriptsOfBuild } from './build-scripts.ts';
export type { Body, Task } from './tasks/task.ts';

/**
 * The tasks of the project that a program starts when it runs in a folder of the repository, in the order in which they
 * run: `make lint test` starts two and what they need, `npm test` perhaps a `pretest` before. None where the program is
 * no runner of tasks. `actionFolder` is that of the composite action in whose step it stands.
 */
export function tasksOf(
  { program, word, arguments: words, isElsewhere }: Program,
  folder: string | undefined,
  repository: Repository,
  actionFolder?: string,
): readonly Task[] {
  if (isElsewhere) return [];
  const runner = Object.hasOwn(runners, program) ? runners[program] : undefined;
  const call: Call = { program, word, words, folder, actionFolder, repository };
  const tasks = runner?.(call) ?? [];
  return tasks.length > 0 || !mayStartScript(program, word.text) ? tasks : tasksOfScriptFile(call);
}

/** Likewise for a command that is started by a path below a known folder: `$GITHUB_ACTION_PATH/run.sh`. */
export function tasksOfComputed(
  { words }: Command,
  folder: string | undefined,
  repository: Repository,
  actionFolder?: string,
): readonly Task[] {
  const [word, ...others] = words;
  if (!word || !startsWithKnownFolder(word.text)) return [];
  const program = { program: nameOf(word.text), word, arguments: others, isElsewhere: false };
  return tasksOf(program, folder, repository, actionFolder);
}

/** The program of a dependency that `yarn jest`, `pnpm tsc` and their like start, where it is no script of the package. */
export function binaryOf(program: Program, folder: string | undefined, repository: Repository): Program | undefined {
  // Asked of every command there is.
  if (!startsBinaries.has(program.program)) return undefined;
  const word = programWordOf({ ...program, words: program.arguments, folder, actionFolder: undefined, repository });
  if (!word) return undefined;
  const rest = program.arguments.slice(program.arguments.indexOf(word) + 1);
  return { program: nameOf(word.text), word, arguments: rest, isElsewhere: program.isElsewhere };
}

const startsBinaries: ReadonlySet<string> = new Set(['pnpm', 'yarn', 'bun']);

const runners: Readonly<Record<string, (call: Call) => readonly Task[]>> = {
  npm: tasksOfPackageManager,
  pnpm: tasksOfPackageManager,
  yarn: tasksOfPackageManager,
  bun: tasksOfPackageManager,
  node: tasksOfPackageManager,
  'npm-run-all': tasksOfRunAll,
  'npm-run-all2': tasksOfRunAll,
  'run-s': tasksOfRunAll,
  'run-p': tasksOfRunAll,
  concurrently: tasksOfConcurrently,
  turbo: tasksOfMonorepo,
  nx: tasksOfMonorepo,
  lerna: tasksOfMonorepo,
  rush: tasksOfMonorepo,
  just: tasksOfJust,
  task: tasksOfTask,
  'go-task': tasksOfTask,
  tox: tasksOfTox,
  nox: tasksOfNox,
  composer: tasksOfComposer,
  deno: tasksOfDeno,
  mise: tasksOfMise,
  rake: tasksOfRake,
  poe: (call) => tasksOfPython(call, 'poe'),
  poethepoet: (call) => tasksOfPython(call, 'poe'),
  pdm: (call) => tasksOfPython(call, 'pdm'),
  hatch: (call) => tasksOfPython(call, 'hatch'),
  pixi: (call) => tasksOfPython(call, 'pixi'),
  pipenv: (call) => tasksOfPython(call, 'pipenv'),
  rye: (call) => tasksOfPython(call, 'rye'),
  mage: tasksByName,
  invoke: tasksByName,
  inv: tasksByName,
  gulp: tasksByName,
  grunt: tasksByName,
  doit: tasksByName,
  ant: tasksByName,
  earthly: tasksByName,
  cargo: tasksOfCargo,
  dotnet: tasksOfDotnet,
  nuke: tasksOfBuildProject,
  cake: tasksOfBuildProject,
  fake: tasksOfBuildProject,
  make: tasksOfMake,
  gmake: tasksOfMake,
  'mingw32-make': tasksOfMake,
};

/** Taskfile's command and that of taskipy have the same name. */
function tasksOfTask(call: Call): readonly Task[] {
  return tasksOfTaskfile(call) ?? tasksOfPython(call, 'task');
}

/** Runners whose files are programs: what they start is known by its name alone. */
function tasksByName({ words }: Call): readonly Task[] {
  const plain = words.filter(({ text }) => !/^-|=/.test(text));
  return plain.map(({ text }) => unreadTask('target', text.replace(/^\+/, ''), undefined, []));
}

/** `cargo xtask ci` and `cargo make ci`. */
function tasksOfCargo(call: Call): readonly Task[] {
  const [command, ...words] = call.words;
  return command?.text === 'xtask' || command?.text === 'make'
    ? tasksByName({ ...call, words: words.slice(0, 1) })
    : [];
}

/** `dotnet fsi build.fsx`, `dotnet cake`, `dotnet run --project build`: the build is a program of the project. */
function tasksOfDotnet(call: Call): readonly Task[] {
  const [command, ...words] = call.words;
  if (!command) return [];
  if (/^(?:fsi|fake|cake|nuke)$/.test(command.text)) return tasksOfBuildProject(call);
  const project = words[words.findIndex(({ text }) => /^(?:-p|--project)$/.test(text)) + 1]?.text ?? '';
  return command.text === 'run' && /build|\bci\b/i.test(project) ? tasksOfBuildProject(call) : [];
}

function tasksOfBuildProject({ program, words }: Call): readonly Task[] {
  const path = words.find(({ text }) => /[/.]\w|\w\//.test(text) && !text.startsWith('-'));
  return [unreadTask('script', path?.text ?? program, undefined, [])];
}
