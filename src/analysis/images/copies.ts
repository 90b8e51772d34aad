import type { Text } from '../../core/source.ts';
import { findFlag, type Dockerfile, type Instruction } from '../../documents/dockerfile/model.ts';
import { resolve } from '../../documents/dockerfile/variables.ts';
import { joinPath } from '../folders.ts';

/** One source of a `COPY` or `ADD` that comes out of the build context. */
export interface ContextCopy {
  readonly instruction: Instruction;
  readonly source: Text;
  /** As a path in the context, which is `''` for all of it; `undefined` where a variable or pattern decides. */
  readonly path: string | undefined;
  /** Takes the whole context: `.`, `/`, `*`. */
  readonly isBroad: boolean;
}

/** What an instruction takes from the context: nothing for other instructions, `--from`, addresses and heredocs. */
export function copiesOf(instruction: Instruction): readonly ContextCopy[] {
  if (instruction.keyword !== 'COPY' && instruction.keyword !== 'ADD') return [];
  if (findFlag(instruction, 'from')) return [];
  return instruction.words.slice(0, -1).flatMap((source) => {
    const { value, isResolved } =
      instruction.form === 'json' ? { value: source.text, isResolved: true } : resolve(source, instruction);
    if (/^[a-z+]+:\/\/|^git@|^<</i.test(value)) return [];
    const isPattern = /[*?[]/.test(value);
    const path = isResolved && !isPattern ? joinPath('', value) : undefined;
    return [{ instruction, source, path, isBroad: path === '' || /^(?:\.?\/)*\*$/.test(value) }];
  });
}

export const copiesIn = (dockerfile: Dockerfile): readonly ContextCopy[] => dockerfile.instructions.flatMap(copiesOf);
