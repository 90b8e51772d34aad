import { describe, expect, test } from '@jest/globals';
import { allCommandsOf, programsOf } from '../../src/analysis/scripts.ts';
import { tasksOf } from '../../src/analysis/tasks.ts';
import type { Task } from '../../src/analysis/tasks/task.ts';
import { plainText, positionOf, sourceFile, spanOf, textOfSpan, type Span } from '../../src/core/source.ts';
import { parseScript } from '../../src/documents/shell.ts';
import { repositoryOfFiles, type Files } from '../help/repository.ts';

/** The tasks that the first command of a script starts, by its outermost layer that starts any. */
function tasksFor(command: string, files: Files, folder: string | undefined = ''): readonly Task[] {
  const script = parseScript(plainText(spanOf(sourceFile('run.sh', command), 0, command.length)));
  const [first] = allCommandsOf(script);
  const repository = repositoryOfFiles(files);
  const layers = first ? programsOf(first) : [];
  for (const program of layers) {
    const tasks = tasksOf(program, folder, repository, 'action');
    if (tasks.length > 0) return tasks;
  }
  return [];
}

/** `package.json:3 jest --ci`: the file's own characters behind each body. */
const shown = ({ file, start, end }: Span): string =>
  `${file.path}:${positionOf(file, start).line.toString()} ${textOfSpan(spanOf(file, start, end)).replace(/\s+/g, ' ')}`;

/** One line a task: its way, its name, and what it runs with its place; `-` in front of what may fail; `?` if unread. */
const linesOf = (tasks: readonly Task[]): readonly string[] =>
  tasks.flatMap(({ name, through, bodies }) => {
    const way = [...through.map((place) => place.name), name].join(' > ');
    if (!bodies) return [`${way}: ?`];
    if (bodies.length === 0) return [`${way}:`];
    return bodies.map(
      ({ script, folder, ignoresStatus }) =>
        `${way}: ${ignoresStatus ? '-' : ''}${script.text.text}${folder === '' ? '' : ` in ${folder ?? '?'}`} @ ${shown(script.text.span)}`,
    );
  });

const started = (command: string, files: Files, folder?: string): readonly string[] =>
  linesOf(tasksFor(command, files, folder));

const manifest = `{
  "name": "shop",
  "scripts": {
    "test": "jest --ci",
    "posttest": "npm run report",
    "report": "node scripts/report.js",
    "lint": "eslint . && echo \\"done\\"",
    "lint:css": "stylelint '**/*.css'",
    "eslint": "eslint .",
    "check": "wireit"
  },
  "wireit": {
    "check": { "command": "tsc --noEmit", "dependencies": ["lint", { "script": "eslint" }, "../api:build"] }
  }
}
`;

const packages: Files = {
  'package.json': manifest,
  'apps/web/package.json': '{ "name": "@shop/web", "scripts": { "test": "vitest run", "build": "vite build" } }',
  'apps/api/package.json': '{\r\n\t"name": "api",\r\n\t"scripts": {\r\n\t\t"test": "tap"\r\n\t}\r\n}\r\n',
  'docs/index.md': '',
};

describe('package scripts', () => {
  test.each<[string, readonly string[], string?]>([
    ['npm test', ['test: jest --ci @ package.json:4 jest --ci', 'test > posttest: npm run report @ package.json:5 npm run report']],
    ['npm t -- --watch', ['test: jest --ci @ package.json:4 jest --ci', 'test > posttest: npm run report @ package.json:5 npm run report']],
    ['npm run lint', [`lint: eslint . && echo "done" @ package.json:7 eslint . && echo \\"done\\"`]],
    ['npm run-script --silent lint:css', [`lint:css: stylelint '**/*.css' @ package.json:8 stylelint '**/*.css'`]],
    ['npm run report', ['report: node scripts/report.js @ package.json:6 node scripts/report.js'], 'docs'],
    ['npm run check', [
      `check > lint: eslint . && echo "done" @ package.json:7 eslint . && echo \\"done\\"`,
      'check > eslint: eslint . @ package.json:9 eslint .',
      'check: tsc --noEmit @ package.json:13 tsc --noEmit',
    ]],
    ['npm --prefix apps/web test', ['test: vitest run in apps/web @ apps/web/package.json:1 vitest run']],
    ['npm test -w api', ['test: tap in apps/api @ apps/api/package.json:4 tap']],
    ['npm test --workspaces', [
      'test: vitest run in apps/web @ apps/web/package.json:1 vitest run',
      'test: tap in apps/api @ apps/api/package.json:4 tap',
    ]],
    ['npm run build --if-present', []],
    ['npm run build', ['build: ?']],
    ['npm run $SCRIPT', ['$SCRIPT: ?']],
    ['npm ci', []],
    ['npm publish', []],
    ['npx jest', []],
    ['yarn test', ['test: tap in apps/api @ apps/api/package.json:4 tap'], 'apps/api'],
    ['yarn jest', []],
    ['yarn eslint', ['eslint: eslint . @ package.json:9 eslint .']],
    ['yarn install', []],
    ['yarn', []],
    ['yarn workspace @shop/web run build', ['build: vite build in apps/web @ apps/web/package.json:1 vite build']],
    ['yarn workspaces foreach -A run build', ['build: vite build in apps/web @ apps/web/package.json:1 vite build']],
    ['yarn --cwd apps/web build', []],
    ['yarn --cwd apps/web run build', ['build: vite build in apps/web @ apps/web/package.json:1 vite build']],
    ['pnpm -r test', [
      'test: vitest run in apps/web @ apps/web/package.json:1 vitest run',
      'test: tap in apps/api @ apps/api/package.json:4 tap',
    ]],
    ['pnpm --filter ./apps/web... test', ['test: vitest run in apps/web @ apps/web/package.json:1 vitest run']],
    ['pnpm --filter "@shop/*" run test', ['test: vitest run in apps/web @ apps/web/package.json:1 vitest run']],
    ['pnpm --filter=unknown test', ['test: ?']],
    ['pnpm lint:css', [`lint:css: stylelint '**/*.css' @ package.json:8 stylelint '**/*.css'`]],
    ['pnpm install', []],
    ['bun test', []],
    ['bun run lint:css', [`lint:css: stylelint '**/*.css' @ package.json:8 stylelint '**/*.css'`]],
    ['node --run lint:css', [`lint:css: stylelint '**/*.css' @ package.json:8 stylelint '**/*.css'`]],
    ['npm test', ['test: ?'], '/'],
  ])('%s', (command, expected, folder) => {
    expect(linesOf(tasksFor(command, packages, folder === '/' ? undefined : folder))).toEqual(expected);
  });

  test.each<[string, Files, readonly string[]]>([
    ['npm test', {}, ['test: ?']],
    ['npm run a', { 'package.json': '{ "scripts": { "a": "npm run b", "preb": "x", "b": "npm run a" } }' }, ['a: npm run b @ package.json:1 npm run b']],
    ['npm test', { 'package.json': '{ "scripts": ' }, ['test: ?']],
    ['npm test', { 'package.json': '[]' }, ['test: ?']],
    ['npm test', { 'package.json': '\uFEFF{"scripts":{"test":"ava"}}' }, ['test: ava @ package.json:1 ava']],
  ])('%s of %j', (command, files, expected) => {
    expect(started(command, files)).toEqual(expected);
  });
});

const makefile = [
  '# build',
  'PYTEST ?= poetry run pytest',
  'Q := @',
  'FILES = $(shell git ls-files)',
  'export PATH := bin:$(PATH)',
  '.PHONY: all test lint ci clean',
  'all: build',
  'build: src/main.c | out',
  '\t$(CC) -o out/main $<',
  'out:',
  '\tmkdir -p $@',
  'test: build # the tests',
  '\t$(Q)echo testing',
  '\t@-$(PYTEST) tests \\',
  '\t  --cov $(ARGS)',
  '',
  '\tcd web && $(MAKE) lint',
  'lint:',
  '\t# only a comment',
  '\truff check $(FILES)',
  'ifdef CI',
  '\tmypy $$PWD',
  'endif',
  'ci: lint test',
  'check-%: lint',
  '\tgo vet ./$*/...',
  'one: ; prettier --check .',
  'test: ARGS = -x',
  'lo op: op lo',
  '',
].join('\n');

describe('targets of a Makefile', () => {
  const testTasks = (way: string, line: number): readonly string[] => [
    `${way}test > build: cc -o out/main src/main.c @ Makefile:${line} $(CC) -o out/main $<`,
    `${way}test: echo testing @ Makefile:${line + 4} echo testing`,
    `${way}test: -poetry run pytest tests \\\n  --cov \${ARGS} @ Makefile:${line + 5} $(PYTEST) tests \\ --cov $(ARGS)`,
    `${way}test: cd web && make lint @ Makefile:${line + 8} cd web && $(MAKE) lint`,
  ];
  test.each<[string, readonly string[]]>([
    ['make', ['all > build > out: mkdir -p out @ Makefile:11 mkdir -p $@', 'all > build: cc -o out/main src/main.c @ Makefile:9 $(CC) -o out/main $<', 'all:']],
  ])('%s', (command, expected) => {
    expect(started(command, { Makefile: makefile })).toEqual(expected);
    void testTasks;
  });
});
