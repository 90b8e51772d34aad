import type { Span } from '../../core/source.ts';
import type { Dockerfile, Instruction, Stage } from '../../documents/dockerfile/model.ts';
import { mountsOf } from '../../documents/dockerfile/mounts.ts';
import type { Repository } from '../../documents/document.ts';
import { commandsOf } from '../images/commands-of-stage.ts';
import { contextOf } from '../images/contexts.ts';
import { copiesOf } from '../images/copies.ts';
import { folderOf, joinPath } from '../folders.ts';
import type { Program } from '../shell/programs.ts';

/** An install of dependencies that comes after the copy of everything, and so gains nothing from the layer cache. */
export interface LateInstall {
  readonly copy: Instruction;
  readonly install: Span;
  /** `npm ci` */
  readonly command: string;
}

/** The first of each stage. */
export function lateInstallsIn(dockerfile: Dockerfile, repository: Repository): readonly LateInstall[] {
  return dockerfile.stages.flatMap((stage) => lateInstallOf(stage, repository) ?? []);
}

function lateInstallOf(stage: Stage, repository: Repository): LateInstall | undefined {
  const copy = stage.instructions.find((instruction) => copiesOf(instruction).some(({ isBroad }) => isBroad));
  if (!copy) return undefined;
  const installs = commandsOf(stage, namesManager).flatMap(({ instruction, command, program }) => {
    const manager = managerOf(program);
    return manager ? [{ instruction, command, manager }] : [];
  });
  for (const { instruction, command, manager } of installs) {
    if (instruction.span.start < copy.span.start || hasMount(instruction)) continue;
    // Installed before from the manifests alone: what comes now only adds to it.
    const isRepeated = installs.some(
      (other) => other.instruction.span.start < copy.span.start && other.manager.name === manager.name,
    );
    if (isRepeated || needsSource(manager, stage.dockerfile, repository)) continue;
    return { copy, install: command.span, command: manager.command };
  }
  return undefined;
}

/** Cheap to ask of a script; the programs below. */
const namesManager = /npm|yarn|pnpm|bun|pip|poetry|uv|composer|go/;

const hasMount = (instruction: Instruction): boolean =>
  mountsOf(instruction).some(({ type }) => type === 'cache' || type === 'bind');

interface Manager {
  /** One for all that read the same manifest. */
  readonly name: string;
  readonly command: string;
}

/** The package manager, where the command installs what a manifest lists and nothing of the source itself. */
function managerOf({ program, arguments: words }: Program): Manager | undefined {
  const texts = words.map(({ text }) => text);
  const [first = ''] = texts;
  const plain = texts.slice(1).filter((text) => !text.startsWith('-'));
  const named = (name: string): Manager => ({ name, command: `${program} ${first}`.trim() });
  switch (program) {
    case 'npm':
      return /^(?:ci|clean-install|install-clean)$/.test(first) || (/^(?:install|i)$/.test(first) && plain.length === 0)
        ? named('npm')
        : undefined;
    case 'yarn':
      return first === '' || first.startsWith('--') || first === 'install'
        ? { name: 'npm', command: 'yarn install' }
        : undefined;
    case 'pnpm':
    case 'bun':
      return /^(?:install|i|ci)$/.test(first) && plain.length === 0 ? named('npm') : undefined;
    case 'pip':
      return first === 'install' && readsRequirements(texts) ? named('pip') : undefined;
    case 'pipenv':
      return first === 'sync' || (first === 'install' && plain.length === 0) ? named('pip') : undefined;
    case 'poetry':
      return first === 'install' && texts.includes('--no-root') ? named('pip') : undefined;
    case 'uv':
      if (first === 'pip')
        return texts[1] === 'install' && readsRequirements(texts)
          ? { name: 'pip', command: 'uv pip install' }
          : undefined;
      return first === 'sync' && texts.includes('--no-install-project') ? named('pip') : undefined;
    case 'bundle':
      return first === 'install' ? named('bundle') : undefined;
    case 'composer':
      return first === 'install' && texts.includes('--no-scripts') && texts.includes('--no-autoloader')
        ? named('composer')
        : undefined;
    case 'go':
      return first === 'mod' && texts[1] === 'download' ? { name: 'go', command: 'go mod download' } : undefined;
    default:
      return undefined;
  }
}

/** `-r file`, and neither a folder nor an editable install beside it. */
const readsRequirements = (texts: readonly string[]): boolean =>
  texts.some((text) => /^(?:-r.*|--requirement(?:=.*)?)$/.test(text)) &&
  !texts.some((text) => /^(?:\.\/?|\.\[.*|-e|--editable(?:=.*)?)$/.test(text));

const workspaceFiles = ['pnpm-workspace.yaml', 'lerna.json', 'rush.json', 'nx.json', 'turbo.json'];

/** Workspaces install from many manifests, some packages run scripts while they are installed, a gem installs itself. */
function needsSource(manager: Manager, dockerfile: Dockerfile, repository: Repository): boolean {
  const root = contextOf(dockerfile, repository)?.root ?? folderOf(dockerfile.file.path);
  if (manager.name === 'bundle')
    return repository.paths.some((path) => folderOf(path) === root && path.endsWith('.gemspec'));
  if (manager.name !== 'npm') return false;
  const inRoot = (name: string): string => joinPath(root, name) ?? name;
  if (workspaceFiles.some((name) => repository.paths.includes(inRoot(name)))) return true;
  const manifest = repository.tree.texts.get(inRoot('package.json')) ?? '';
  return /"(?:workspaces|prepare|preinstall|install|postinstall)"\s*:/.test(manifest);
}
