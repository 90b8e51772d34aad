import { spanOf, type SourceFile } from '../core/source.ts';
import { contextMatcher } from './context-pattern.ts';
import type { Dockerignore, IgnorePattern } from './dockerignore-model.ts';
import type { SyntaxProblem } from './yaml-value.ts';

/** Above any real ignore file; what is larger is not read. */
const sizeLimit = 1 << 20;
const patternLimit = 2_000;

/** An ignore file after Docker's rules. https://docs.docker.com/build/concepts/context/#dockerignore-files */
export function parseDockerignore(file: SourceFile): Dockerignore {
  const patterns: IgnorePattern[] = [];
  const problems: SyntaxProblem[] =
    file.text.length > sizeLimit
      ? [{ at: spanOf(file, 0, 0), message: 'This file is larger than 1 MiB and was not read', isTooLarge: true }]
      : [];
  const text = problems.length > 0 ? '' : file.text;
  for (let start = 0; start < text.length;) {
    const feed = text.indexOf('\n', start);
    const end = feed === -1 ? text.length : feed;
    const pattern = patternOf(file, start, end);
    if (pattern && patterns.length === patternLimit) {
      const message = `The file has more than ${patternLimit} patterns, more than Plimsoll reads`;
      problems.push({ at: pattern.span, message });
      break;
    }
    if (pattern) patterns.push(pattern);
    start = end + 1;
  }
  return { kind: 'dockerignore', file, problems, patterns };
}

/**
 * Whether Docker leaves the path out of the build context. The last pattern that matches the path, or a folder it is
 * in, decides; so an exception may bring back a file from an ignored folder.
 */
export function isIgnored(ignore: Dockerignore, path: string): boolean {
  let isOut = false;
  for (const pattern of ignore.patterns) {
    // Only a pattern that would change the answer needs to be asked.
    if (pattern.negated === isOut && matcherOf(pattern)(path)) isOut = !isOut;
  }
  return isOut;
}

function patternOf(file: SourceFile, lineStart: number, lineEnd: number): IgnorePattern | undefined {
  const line = file.text.slice(lineStart, lineEnd);
  // A `#` is a comment only as the line's first character.
  if (line.startsWith('#')) return undefined;
  const trimmed = line.trim();
  const start = lineStart + line.indexOf(trimmed);
  const negated = trimmed.startsWith('!');
  const pattern = cleaned(negated ? trimmed.slice(1).trim() : trimmed);
  return pattern === '' ? undefined : { span: spanOf(file, start, start + trimmed.length), pattern, negated };
}

/** As Go's `filepath.Clean`, without a leading slash. Alone, `.` and `/` are ignored by documentation. */
function cleaned(pattern: string): string {
  const segments: string[] = [];
  for (const segment of pattern.split('/')) {
    if (segment === '' || segment === '.') continue;
    if (segment !== '..') segments.push(segment);
    else if (segments.length > 0 && segments.at(-1) !== '..') segments.pop();
    else if (!pattern.startsWith('/')) segments.push(segment);
  }
  return segments.join('/');
}

const matchers = new WeakMap<IgnorePattern, (path: string) => boolean>();

function matcherOf(pattern: IgnorePattern): (path: string) => boolean {
  const known = matchers.get(pattern);
  if (known) return known;
  const matcher = contextMatcher(pattern.pattern);
  matchers.set(pattern, matcher);
  return matcher;
}
