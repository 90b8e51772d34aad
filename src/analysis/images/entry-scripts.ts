import type { Dockerfile, Instruction, Stage } from '../../documents/dockerfile/model.ts';
import type { Repository } from '../../documents/document.ts';
import { userSwitchers } from '../../knowledge/base-images.ts';
import { contextOf } from './contexts.ts';
import { copiesOf } from './copies.ts';
import { folderOf, joinPath, nameOf } from '../folders.ts';
import { allCommandsOf, scriptsOfInstruction } from '../shell/scripts.ts';
import { ancestryOf, effectiveOf } from './stages.ts';

/** Where the scripts that start a Dockerfile's containers may stand in the repository, seen from its folder and the root. */
export function entryScriptsOf(dockerfile: Dockerfile): readonly string[] {
  const folders = [folderOf(dockerfile.file.path), ''];
  const found = dockerfile.stages.flatMap((stage) => entryFilesOf(stage).flatMap(({ paths }) => paths));
  return [...new Set(folders.flatMap((folder) => found.flatMap((path) => joinPath(folder, path) ?? [])))];
}

/**
 * Whether what starts the container hands over to another user: `gosu` and its like in `ENTRYPOINT` or `CMD`, s6, or a
 * script that calls one. `unknown` where that script cannot be read.
 */
export function switchesUser(stage: Stage, repository: Repository): 'yes' | 'no' | 'unknown' {
  const words = startInstructionsOf(stage).flatMap(wordsOf);
  if (words.some((word) => userSwitchers.has(nameOf(word)) || word === '/init')) return 'yes';
  const answers = entryFilesOf(stage).map(({ paths }) => {
    const text = textOf(paths, stage.dockerfile, repository);
    if (text === undefined) return 'unknown';
    return switching.test(text.replace(/^[ \t]*(?:#|echo\b).*$/gm, '')) ? 'yes' : 'no';
  });
  if (answers.includes('yes')) return 'yes';
  if (!answers.includes('unknown')) return 'no';
  // Who installs such a tool has a use for it.
  return ancestryOf(stage).some(({ instructions }) => instructions.some(installsSwitcher)) ? 'yes' : 'unknown';
}

const installsSwitcher = ({ keyword, body }: Instruction): boolean =>
  (keyword === 'RUN' || keyword === 'COPY' || keyword === 'ADD') && /\b(?:gosu|su-exec|s6-overlay)\b/.test(body.text);

const switching = new RegExp(String.raw`(?:^|[\s"'/;&|(])(?:${[...userSwitchers].join('|')})[\s"']`, 'm');

function textOf(paths: readonly string[], dockerfile: Dockerfile, repository: Repository): string | undefined {
  const context = contextOf(dockerfile, repository)?.root;
  const folders = [...(context === undefined ? [] : [context]), folderOf(dockerfile.file.path), ''];
  for (const folder of folders) {
    for (const path of paths) {
      const text = repository.tree.texts.get(joinPath(folder, path) ?? '');
      if (text !== undefined) return text;
    }
  }
  return undefined;
}

interface EntryFile {
  /** Candidates in the build context, the likeliest first; none where the base image or a `RUN` brings it. */
  readonly paths: readonly string[];
}

const startInstructionsOf = (stage: Stage): readonly Instruction[] =>
  [effectiveOf(stage, 'ENTRYPOINT'), effectiveOf(stage, 'CMD')].filter((instruction) => instruction !== undefined);

function wordsOf(instruction: Instruction): readonly string[] {
  if (instruction.form === 'json') return instruction.words.map(({ text }) => text);
  const commands = scriptsOfInstruction(instruction).flatMap(allCommandsOf);
  return commands.flatMap(({ words }) => words.map(({ text }) => text));
}

/** `start` alone is a word of many commands (`npm start`); with a folder it is a file. */
const scriptName = /\.(?:sh|bash)$|entrypoint[^/]*$|\/(?:start|run|init|boot|launch)(?:[-_]\w+)?$/;

/** Cheap to ask of a whole Dockerfile: whether any word of it may be such a name. */
export const mayNameScript = /\.(?:sh|bash)\b|entrypoint|\/(?:start|run|init|boot|launch)/;

/** The files among what starts the container that look like scripts. */
function entryFilesOf(stage: Stage): readonly EntryFile[] {
  const instructions = ancestryOf(stage).flatMap((one) => one.instructions);
  const words = startInstructionsOf(stage).flatMap(wordsOf);
  return words.flatMap((word) => {
    const name = nameOf(word);
    if (!scriptName.test(word) || word.length > 200 || !/^[\w./][\w./-]*$/.test(word)) return [];
    return [{ paths: [...instructions.flatMap((instruction) => copiedAs(instruction, name)), ...tailsOf(word)] }];
  });
}

/** Sources of a `COPY` that bring a file of this name, or that are named so by where they go. */
function copiedAs(instruction: Instruction, name: string): readonly string[] {
  const copies = copiesOf(instruction);
  const target = nameOf(instruction.words.at(-1)?.text ?? '');
  return copies.flatMap(({ path }) => {
    if (path === undefined || path === '') return [];
    return nameOf(path) === name || (copies.length === 1 && target === name) ? [path] : [];
  });
}

/** `/app/docker/start.sh` may be `docker/start.sh` of a context copied to `/app`. */
function tailsOf(word: string): readonly string[] {
  const segments = word.split('/').filter((segment) => segment !== '' && segment !== '.');
  return segments.slice(0, 6).map((_, index) => segments.slice(index).join('/'));
}
