import { readFileSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { expect, test } from '@jest/globals';

const root = join(import.meta.dirname, '..');

/** Which folder or file of `src` may import which; the table of docs/architecture.md. */
const mayImport: Readonly<Record<string, readonly string[] | 'all but dev' | 'all but main, cli'>> = {
  core: [],
  documents: ['core'],
  knowledge: ['core'],
  analysis: ['core', 'documents', 'knowledge'],
  rules: ['core', 'documents', 'knowledge', 'analysis'],
  policy: ['core', 'documents'],
  score: ['core'],
  compare: ['core'],
  report: ['core'],
  'inspect.ts': ['core', 'documents', 'analysis', 'rules', 'policy', 'score'],
  github: ['core'],
  'disk.ts': ['core', 'run-git.ts'],
  'git.ts': ['core', 'run-git.ts'],
  'run-git.ts': ['core'],
  dev: 'all but main, cli',
};

/** Which files may import which npm package; every other import of it is a fault. */
const packages: Readonly<Record<string, RegExp>> = {
  yaml: /^documents\/yaml(-\w+)*\.ts$/,
  unbash: /^documents\/shell(-\w+)*\.ts$/,
  '@actions/expressions': /^documents\/expression(-\w+)*\.ts$/,
  picomatch: /^policy\/glob\.ts$/,
  '@actions/core': /^(github\/.*|main|run-[a-z-]+)\.ts$/,
  '@actions/github': /^github\/.*\.ts$/,
};

const files = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
  .map((entry) => posix.join(entry.parentPath.slice(join(root, 'src').length + 1), entry.name))
  .sort();

const textOf = (file: string): string => readFileSync(join(root, 'src', file), 'utf8');

const importsOf = (file: string): readonly string[] =>
  [
    ...textOf(file).matchAll(
      /(?:^|\n)(?:import|export)\s[^;]*?from\s+'([^']+)'|import\(\s*(?:\/\*[^*]*\*\/\s*)?'([^']+)'\s*\)/g,
    ),
  ].map((match) => match[1] ?? match[2] ?? '');

const unitOf = (file: string): string => (file.includes('/') ? (file.split('/')[0] ?? '') : file);

test('imports keep to the table', () => {
  const faults = files.flatMap((file) => {
    const unit = unitOf(file);
    const allowed = mayImport[unit] ?? 'all but dev';
    return importsOf(file).flatMap((name) => {
      if (!name.startsWith('.')) return [];
      const target = unitOf(posix.join(posix.dirname(file), name));
      const isEntry = target === 'main.ts' || target === 'cli.ts';
      const isAllowed =
        target === unit ||
        (allowed === 'all but dev'
          ? target !== 'dev' && !isEntry
          : allowed === 'all but main, cli'
            ? !isEntry
            : allowed.includes(target));
      return isAllowed ? [] : [`${file} imports ${name}`];
    });
  });
  expect(faults).toEqual([]);
});

test('npm packages stay behind the files that may import them', () => {
  const faults = files.flatMap((file) =>
    importsOf(file).flatMap((name) => {
      if (name.startsWith('.') || name.startsWith('node:')) return [];
      const allowed =
        packages[
          name
            .split('/')
            .slice(0, name.startsWith('@') ? 2 : 1)
            .join('/')
        ];
      return allowed?.test(file) ? [] : [`${file} imports ${name}`];
    }),
  );
  expect(faults).toEqual([]);
});

const pure = /^(core|documents|knowledge|analysis|rules|policy|score|compare|report)\//;

test('nothing pure reads a clock, a file, the environment or the network, or logs', () => {
  const reads =
    /\bDate\.now\(|new Date\(\)|process\.(?!stdout\.columns)|from 'node:(?!crypto|util)|\bfetch\(|\bconsole\.|Math\.random/;
  const faults = files.filter(
    (file) =>
      pure.test(file) &&
      reads.test(
        textOf(file)
          .replace(/\n  examples: \[[^]*?\n  \],\n/, '')
          .replace(/^\s*(\*|\/\/|\/\*\*).*$/gm, ''),
      ),
  );
  expect(faults).toEqual([]);
});

test('no rule imports another rule', () => {
  const faults = files
    .filter((file) => /^rules\/.+\//.test(file))
    .filter((file) => importsOf(file).some((name) => /^\.\.?\/(?!\.\.\/|rule\.ts)/.test(name)));
  expect(faults).toEqual([]);
});

test('files are small, data apart', () => {
  const long = files
    .filter((file) => !file.startsWith('knowledge/') && file !== 'rules/index.ts' && file !== 'score/damping-table.ts')
    .map((file) => ({ file, lines: textOf(file).split('\n').length }))
    .filter(({ lines }) => lines > 340);
  expect(long).toEqual([]);
});

test('the project speaks of itself alone', () => {
  const faults = files.filter(
    (file) =>
      /\/(?:home|work|tmp)\/|TODO|FIXME|issue \d/.test(textOf(file)) ||
      (!file.startsWith('dev/') && /\.\.\/shared/.test(textOf(file))),
  );
  expect(faults).toEqual([]);
});
