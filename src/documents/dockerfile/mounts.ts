import type { Span, Text } from '../../core/source.ts';
import { sliceText } from '../../core/source.ts';
import type { Instruction } from './model.ts';

/** One `RUN --mount=type=cache,target=…`. */
export interface Mount {
  /** `bind` where none is said. */
  readonly type: string;
  /** `from`, `target`, `source`, `id` …; `dst` and `destination` stand as `target`, `src` as `source`. */
  readonly options: ReadonlyMap<string, Text>;
  readonly span: Span;
}

/** https://docs.docker.com/reference/dockerfile/#run---mount */
export function mountsOf(instruction: Instruction): readonly Mount[] {
  return instruction.flags.flatMap((flag) => {
    if (flag.name !== 'mount' || !flag.value) return [];
    const options = optionsOf(flag.value);
    return [{ type: options.get('type')?.text.toLowerCase() ?? 'bind', options, span: flag.span }];
  });
}

const aliases: Readonly<Record<string, string>> = { dst: 'target', destination: 'target', src: 'source' };

function optionsOf(value: Text): ReadonlyMap<string, Text> {
  const options = new Map<string, Text>();
  let start = 0;
  for (const part of value.text.split(',')) {
    const equals = part.indexOf('=');
    const name = (equals === -1 ? part : part.slice(0, equals)).trim().toLowerCase();
    const from = equals === -1 ? start + part.length : start + equals + 1;
    options.set(
      Object.hasOwn(aliases, name) ? (aliases[name] ?? name) : name,
      sliceText(value, from, start + part.length),
    );
    start += part.length + 1;
  }
  return options;
}
