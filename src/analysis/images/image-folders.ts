import type { Instruction, Stage } from '../../documents/dockerfile/model.ts';
import { mountsOf } from '../../documents/dockerfile/mounts.ts';
import { resolve } from '../../documents/dockerfile/variables.ts';
import type { Command } from '../../documents/shell.ts';
import { copiesOf } from './copies.ts';
import { folderOf, joinPath, nameOf } from '../folders.ts';
import { allCommandsOf, programOf, scriptsOfInstruction } from '../shell/scripts.ts';
import { ancestryOf } from './stages.ts';

/** The folder of the image in which a command of a `RUN` runs, by `WORKDIR` and the `cd`s written before it. */
export function folderOfCommand(instruction: Instruction, command: Command): string {
  const first = stateAt(instruction).folder;
  const script = scriptsOfInstruction(instruction).find((one) => allCommandsOf(one).includes(command));
  let folder = first;
  for (const other of script ? allCommandsOf(script) : []) {
    if (other === command) break;
    const program = programOf(other);
    if (program?.program !== 'cd') continue;
    const target = program.arguments.find(({ text }) => !/^-./.test(text))?.text;
    folder = target === undefined || target === '-' ? first : inImage(folder, target);
  }
  return folder;
}

/** The folders of the build context whose manifests lie in a folder of the image when a `RUN` starts, latest first. */
export function contextFoldersAt(
  instruction: Instruction,
  imageFolder: string,
  below: string | undefined,
): readonly string[] {
  const folder = inImage(imageFolder, below ?? '');
  const { folder: here, places } = stateAt(instruction);
  const found = [...places, ...mountedPlaces(instruction, here)].toReversed().flatMap((place) => {
    if (place.target === folder) return [place.source];
    const start = place.target === '/' ? '/' : `${place.target}/`;
    return place.isWhole && folder.startsWith(start) ? (joinPath(place.source, folder.slice(start.length)) ?? []) : [];
  });
  return [...new Set(found)];
}

/** A folder of the image that holds a folder of the context, or only manifests out of it. */
interface Place {
  readonly target: string;
  readonly source: string;
  readonly isWhole: boolean;
}

interface State {
  readonly folder: string;
  readonly places: readonly Place[];
}

/** What the instructions before have copied, and where they have gone. */
function stateAt(instruction: Instruction): State {
  const changes = (instruction.stage ? changesOf(instruction.stage) : []).filter(
    ({ at }) => at < instruction.span.start,
  );
  return {
    folder: changes.findLast(({ folder }) => folder !== undefined)?.folder ?? '/',
    places: changes.flatMap(({ places }) => places),
  };
}

/** What one instruction does: it goes to a folder, or copies. */
interface Change {
  /** Its offset in the file. */
  readonly at: number;
  readonly folder: string | undefined;
  readonly places: readonly Place[];
}

const changes = new WeakMap<Stage, readonly Change[]>();

/** Of a stage and what it builds on, in order. A base image's own folder counts as the root. */
function changesOf(stage: Stage): readonly Change[] {
  const known = changes.get(stage);
  if (known) return known;
  let folder = '/';
  const found: Change[] = [];
  for (const instruction of ancestryOf(stage)
    .toReversed()
    .flatMap(({ instructions }) => instructions)) {
    const at = instruction.span.start;
    if (instruction.keyword === 'WORKDIR' && instruction.words[0]) {
      folder = inImage(folder, resolve(instruction.words[0], instruction).value);
      found.push({ at, folder, places: [] });
    }
    const places = copiedPlaces(instruction, folder);
    if (places.length > 0) found.push({ at, folder: undefined, places });
  }
  changes.set(stage, found);
  return found;
}

function copiedPlaces(instruction: Instruction, folder: string): readonly Place[] {
  const last = instruction.words.at(-1);
  if (!last) return [];
  const target = instruction.form === 'json' ? last.text : resolve(last, instruction).value;
  return copiesOf(instruction).flatMap(({ source, path }) =>
    placeOf(path ?? source.text.replace(/^\.?\//, ''), inImage(folder, target)),
  );
}

const mountedPlaces = (instruction: Instruction, folder: string): readonly Place[] =>
  mountsOf(instruction).flatMap(({ type, options }) => {
    const target = options.get('target')?.text;
    if (type !== 'bind' || options.has('from') || target === undefined) return [];
    return placeOf(joinPath('', options.get('source')?.text ?? '') ?? '', inImage(folder, target));
  });

/** Files that say what a package manager is to install; a pattern may stand for some of them. */
const manifest =
  /^(?:package[^/]*\.json|package\*|npm-shrinkwrap\.json|yarn\.lock|pnpm-lock\.yaml|Gemfile.*|Pipfile.*|uv\.lock|pyproject\.toml|\*\.(?:json|lock|toml))$/;

function placeOf(source: string, target: string): readonly Place[] {
  const name = nameOf(source);
  if (manifest.test(name)) {
    const folder = folderOf(source);
    return /[*?[$]/.test(folder)
      ? []
      : [{ target: nameOf(target) === name ? parentOf(target) : target, source: folder, isWhole: false }];
  }
  if (source === '*') return [{ target, source: '', isWhole: true }];
  return /[*?[$]/.test(source) ? [] : [{ target, source, isWhole: true }];
}

const parentOf = (path: string): string => folderOf(path) || '/';

/** An absolute path of the image, without `.` and `..`. A variable that nobody set stands as it is written. */
function inImage(folder: string, path: string): string {
  const isAbsolute = /^[/$~]/.test(path);
  return `/${joinPath('', isAbsolute ? path : `${folder}/${path}`) ?? ''}`;
}
