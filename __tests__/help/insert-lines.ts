import { rangeOf, sourceFile } from '../../src/core/source.ts';
import { kindOf } from '../../src/documents/kind.ts';
import { parseYaml } from '../../src/documents/yaml.ts';
import type { Scalar, Value } from '../../src/documents/yaml-value.ts';

/** A text with `line` put in front of every line where that changes nothing of what the text means. */
export function insertEverywhere(text: string, path: string, line: '' | `#${string}`): string {
  const isAllowed = isYaml(path) ? allowedInYaml(text, path, line) : allowedInDockerfile;
  const lines = text.split('\n');
  return lines
    .flatMap((written, at) => {
      // Where a line is blank, nothing says how far in a comment had to stand.
      const isBlank = written.trim() === '' && at < lines.length - 1;
      if ((line !== '' && isBlank) || !isAllowed(at, written, lines[at - 1] ?? '')) return [written];
      const indent = line === '' ? '' : (/^ */.exec(written)?.[0] ?? '');
      return [`${indent}${line}`, written];
    })
    .join('\n');
}

type Allowed = (at: number, written: string, before: string) => boolean;

const isYaml = (path: string): boolean => !['dockerfile', 'dockerignore'].includes(kindOf(path) ?? '');

/** A comment above a directive would end the directives; between the lines of an instruction one may stand. */
const allowedInDockerfile: Allowed = (at, written) => at > 0 && !/^#\s*\w+\s*=/.test(written);

/** Not inside a scalar that folds its lines, and as a comment inside a block only where a shell reads it. */
function allowedInYaml(text: string, path: string, line: string): Allowed {
  const barred = new Set<number>();
  for (const { scalar, key } of scalarsIn(parseYaml(sourceFile(path, text)).root, '')) {
    const { startLine, endLine, endColumn } = rangeOf(scalar.span);
    if (scalar.style === 'literal' && (line === '' || key === 'run')) continue;
    const last = endColumn === 1 ? endLine - 1 : endLine;
    for (let at = startLine; at < last; at++) barred.add(at);
  }
  return (at, _, before) => !barred.has(at) && !before.endsWith('\\');
}

interface KeyedScalar {
  readonly scalar: Scalar;
  readonly key: string;
}

function scalarsIn(value: Value | undefined, key: string): readonly KeyedScalar[] {
  if (value === undefined) return [];
  if (value.kind === 'scalar') return [{ scalar: value, key }];
  if (value.kind === 'sequence') return value.items.flatMap((item) => scalarsIn(item, key));
  return value.entries.flatMap((entry) => [
    { scalar: entry.key, key: '' },
    ...scalarsIn(entry.value, entry.key.value.text),
  ]);
}
