import type { Text } from '../../core/source.ts';
import { findFlag, type Dockerfile, type Instruction } from '../../documents/dockerfile/model.ts';
import { isFixed, isUnencryptedUrl } from './downloads.ts';
import { nameOf } from '../folders.ts';
import { findFileRunner, type RemoteScript } from './remote-scripts.ts';
import { scriptsOfInstruction } from './scripts.ts';

/** Nobody keeps a script for longer. */
const mostLater = 50;

/**
 * Scripts that an `ADD` fetches and a later `RUN` of its stage runs; nothing with a `--checksum`.
 * https://docs.docker.com/reference/dockerfile/#add---checksum
 */
export const addedScriptsIn = (dockerfile: Dockerfile): readonly RemoteScript[] =>
  dockerfile.stages.flatMap(({ instructions }) =>
    instructions.flatMap((instruction, index) =>
      instruction.keyword === 'ADD' && !findFlag(instruction, 'checksum')
        ? scriptsAddedBy(instruction, instructions.slice(index + 1, index + 1 + mostLater))
        : [],
    ),
  );

function scriptsAddedBy({ words }: Instruction, later: readonly Instruction[]): readonly RemoteScript[] {
  const target = words.at(-1)?.text ?? '';
  const scripts = later.flatMap((other) => (other.keyword === 'RUN' ? scriptsOfInstruction(other) : []));
  return words.slice(0, -1).flatMap((source) => {
    const url = source.text;
    if (!/^https?:\/\//i.test(url) || isFixed(url)) return [];
    for (const file of filesOf(source, target)) {
      const runner = findFileRunner({ file }, [], () => scripts);
      if (!runner) continue;
      const { interpreter, command } = runner;
      return [{ at: source.span, url, isUnencrypted: isUnencryptedUrl(url), interpreter, run: command.span }];
    }
    return [];
  });
}

/** What the file may be called where it is run: by its whole path, or from its folder by its name. */
function filesOf({ text }: Text, target: string): ReadonlySet<string> {
  const isFolder = /(?:^|\/)\.{0,2}$/.test(target);
  const path = isFolder ? `${target.replace(/\.?$/, '')}${nameOf(text.replace(/[?#].*$/, ''))}` : target;
  return new Set([path.replace(/^\.\//, ''), nameOf(path)].filter((name) => name !== ''));
}
