import type { Word } from '../../../documents/shell.ts';

/** What a runner of tasks is given, options apart. */
export interface Given {
  /** All that is no option and no option's value, up to a `--`. */
  readonly plain: readonly Word[];
  /** Behind a `--`. */
  readonly rest: readonly Word[];
  /** Values of options by their name as written, in order. */
  readonly values: (...names: readonly string[]) => readonly Value[];
  readonly has: (...names: readonly string[]) => boolean;
}

export interface Value {
  readonly text: string;
  readonly isLiteral: boolean;
}

/** `valued` are the options that take the next word: `--directory web`, `-C web`, `-Cweb`, `-sC web`, `--directory=web`. */
export function readArguments(words: readonly Word[], valued: ReadonlySet<string>): Given {
  const plain: Word[] = [];
  const rest: Word[] = [];
  const options: [name: string, value: Value | undefined][] = [];
  const written = inWrittenOrder(words);
  for (let at = 0; at < written.length; at++) {
    const word = written[at];
    if (!word) continue;
    const { text, isLiteral } = word;
    if (text === '--') {
      rest.push(...written.slice(at + 1));
      break;
    }
    if (!/^-./.test(text)) {
      plain.push(word);
      continue;
    }
    const [, long, value] = /^(--[^=]+|-[^-=])=([^]*)$/.exec(text) ?? [];
    if (long !== undefined && value !== undefined) {
      options.push([long, { text: value, isLiteral }]);
      continue;
    }
    const isWhole = text.startsWith('--') || valued.has(text);
    // `-j$(nproc)`: letters are options only as far as they are letters.
    const letters = isWhole ? [text] : Array.from(/^-([A-Za-z]*)/.exec(text)?.[1] ?? '', (letter) => `-${letter}`);
    for (const [index, name] of letters.entries()) {
      const attached = text.slice(index + 2);
      if (!valued.has(name)) options.push([name, undefined]);
      else if (!isWhole && attached !== '') options.push([name, { text: attached, isLiteral }]);
      else options.push([name, written[++at]]);
      if (valued.has(name)) break;
    }
  }
  return {
    plain,
    rest,
    values: (...names) => options.flatMap(([name, value]) => (value && names.includes(name) ? [value] : [])),
    has: (...names) => options.some(([name]) => names.includes(name)),
  };
}

/** Programs are read with the options in front of the subcommand put behind it. */
const inWrittenOrder = (words: readonly Word[]): readonly Word[] =>
  [...words].sort((one, other) => one.span.start - other.span.start);
