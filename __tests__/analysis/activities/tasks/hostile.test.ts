import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { programsOf } from '../../../../src/analysis/shell/scripts.ts';
import { binaryOf, tasksOf, tasksOfComputed } from '../../../../src/analysis/activities/tasks.ts';
import type { Task } from '../../../../src/analysis/activities/tasks/task.ts';
import type { Span } from '../../../../src/core/source.ts';
import { commandsOf, tasksFor } from '../../../help/tasks.ts';
import { repositoryOfFiles } from '../../../help/repository.ts';

/** A file of tasks, the command that reads it, and what such files are made of. */
const kinds: readonly (readonly [path: string, command: string, pieces: readonly string[]])[] = [
  [
    'Makefile',
    'make t',
    [
      't:',
      ' u',
      '\n\t',
      '\n',
      '$(A)',
      'A = $(B)',
      'B:=',
      '%',
      '$$',
      '$(',
      ')',
      '\\\n',
      '@-',
      '#',
      '::',
      ';',
      'define x',
      'endef',
      'include a',
      '|',
      '\r\n',
      '.ONESHELL:',
      'go test',
      '$<',
      '"',
      "'",
    ],
  ],
  [
    'justfile',
    'just t u',
    [
      't:',
      't a="b" *c:',
      '\n  ',
      '\n',
      '{{a}}',
      '{{',
      'alias t := u',
      'u',
      '&&',
      '(u "x")',
      '#!bash',
      '@-',
      'a := "b"',
      'set shell := ["sh"]',
      '\\\n',
      '\r\n',
      "'",
      'import "x"',
      '[private]',
    ],
  ],
  [
    'Taskfile.yml',
    'task t',
    [
      'tasks:',
      '\n  t:',
      '\n    cmds:',
      '\n      - ',
      'go test',
      'task: t',
      '{{.A}}',
      'vars: {A: b}',
      'includes: {t: .}',
      'dir: x',
      '&a',
      '*a',
      '"',
      '\r\n',
      ': ',
      '[',
      ']',
    ],
  ],
  [
    'tox.ini',
    'tox',
    [
      '[tox]',
      '\nenvlist = ',
      '[testenv]',
      '[testenv:a]',
      '\ncommands =',
      '\n  ',
      'a,b',
      '{a,b}',
      '-',
      'py: ',
      'pytest',
      '{posargs:x}',
      '{[testenv:a]commands}',
      '\\\n',
      '\r\n',
      '#',
      '{',
      '}',
    ],
  ],
  [
    'noxfile.py',
    'nox -s t',
    [
      '@nox.session',
      '(',
      ')',
      '\ndef t(session):',
      '\n  ',
      'session.run("a", "b")',
      "session.run('",
      'session.notify("t")',
      '"""',
      '# ',
      'name="t"',
      '\n',
      '\\',
      '[1]',
      '\r\n',
      'success_codes=[1]',
    ],
  ],
  [
    'package.json',
    'npm run t',
    [
      '{',
      '}',
      '"scripts":',
      '"t":',
      '"pret":',
      '"npm run t"',
      ',',
      '"wireit"',
      '[',
      ']',
      '\\u0041',
      '\n',
      '"',
      '\t',
      '//',
      '\uFEFF',
      '\r\n',
    ],
  ],
  [
    'composer.json',
    'composer t',
    ['{"scripts":', '{', '}', '"t":', '"@t"', '["', '"]', '"@php x"', 'A::b', ',', '\\\\', '\n'],
  ],
  ['deno.jsonc', 'deno task t', ['{"tasks":', '{', '}', '"t":', '"x"', '//', '/*', '*/', '"command":', ',', '\n', '"']],
  [
    'pyproject.toml',
    'poe t',
    [
      '[tool.poe.tasks]',
      '\n',
      't = ',
      '"a"',
      "'''",
      '"""',
      '[',
      ']',
      '{',
      '}',
      'cmd=',
      'sequence = ["t"]',
      ',',
      '\\',
      '\\u00e9',
      '.',
      '#',
      '\r\n',
      't',
    ],
  ],
  [
    'mise.toml',
    'mise run t',
    ['[tasks.t]', '\nrun = ', '"""', '["a",\n', ']', "'x'", 'depends = ["t"]', '{{a}}', '\\\n', '\n', '[[t]]', '#'],
  ],
  [
    'Rakefile',
    'rake t',
    [
      'task :t',
      ' => ',
      '[:t',
      ']',
      ' do',
      '\nend',
      '\n',
      'namespace :n do',
      'sh "x"',
      "sh '",
      'RSpec::Core::RakeTask.new(:t)',
      '%w[t',
      '#',
      '|x|',
      '\r\n',
    ],
  ],
  ['t.sh', 'bash t.sh', ['#!/bin/sh', '\n', 'go test', '`', '$(', '"', "'", '<<EOF', '\r\n', ';', '&&']],
];

function spansOf(task: Task): readonly Span[] {
  const bodies = (task.bodies ?? []).flatMap(({ script }) => [
    script.text.span,
    ...script.commands.map(({ span }) => span),
  ]);
  return [...(task.at ? [task.at] : []), ...task.through.map(({ at }) => at), ...bodies];
}

const isInside = ({ file, start, end }: Span): boolean => 0 <= start && start <= end && end <= file.text.length;

test.each(kinds)('no %s makes its reader throw or point outside', (path, command, pieces) => {
  const text = fc.array(fc.oneof(fc.constantFrom(...pieces), fc.string({ maxLength: 6 })), { maxLength: 40 });
  fc.assert(
    fc.property(text, (parts) => {
      const tasks = tasksFor(command, repositoryOfFiles({ [path]: parts.join('') }), '');
      expect(tasks.flatMap(spansOf).filter((span) => !isInside(span))).toEqual([]);
    }),
    { numRuns: 300 },
  );
});

const runners =
  'npm pnpm yarn bun node make just task tox nox composer deno mise rake poe pdm hatch pixi pipenv rye turbo nx lerna ' +
  'npm-run-all concurrently bash source python ./x.sh $GITHUB_ACTION_PATH/x.sh';

test('no command line makes its reader throw', () => {
  const words = fc.oneof(
    fc.constantFrom(
      '-C',
      '--prefix',
      '-f',
      'run',
      'test',
      '--',
      '-s',
      't',
      '$X',
      '"a b"',
      '../..',
      '/',
      '-e',
      'a:b',
      '*',
      '-j4',
      '--filter',
      'workspace',
      '-',
    ),
    fc.string({ maxLength: 5 }),
  );
  const files = { 'package.json': '{"scripts":{"t":"x","test":"y"}}', Makefile: 't:\n\tx\n', 'x.sh': 'y' };
  const repository = repositoryOfFiles(files);
  const folder = fc.constantFrom('', 'a/b', undefined);
  fc.assert(
    fc.property(
      fc.constantFrom(...runners.split(' ')),
      fc.array(words, { maxLength: 6 }),
      folder,
      (runner, given, place) => {
        for (const command of commandsOf([runner, ...given].join(' '))) {
          for (const program of programsOf(command)) {
            tasksOf(program, place, repository, place);
            binaryOf(program, place, repository);
          }
          tasksOfComputed(command, place, repository, place);
        }
      },
    ),
    { numRuns: 1500 },
  );
});

const size = (1 << 18) - 100;
const filled = (head: string, piece: string, tail = ''): string =>
  head + piece.repeat(Math.floor((size - head.length - tail.length) / piece.length)) + tail;

test.each<[string, string, string, string]>([
  [
    'a chain of targets',
    'Makefile',
    'make t0',
    Array.from({ length: 10_000 }, (_, at) => `t${at.toString()}: t${(at + 1).toString()}\n`).join(''),
  ],
  [
    'variables of variables',
    'Makefile',
    'make t',
    `${Array.from({ length: 40 }, (_, at) => `V${at.toString()} = $(V${(at + 1).toString()})$(V${(at + 1).toString()})\n`).join('')}t: $(V0)\n\t$(V0)\n`,
  ],
  ['long values', 'Makefile', 'make t', filled(`A = ${'x'.repeat(7000)}\nt:\n`, '\t$(A)$(A)$(A)\n')],
  ['open brackets', 'Makefile', 'make t', filled('t:', '$(', '\n\t$($($(')],
  ['many rules of one target', 'Makefile', 'make t', filled('', 't: a\n\tx\n')],
  ['many needs', 'justfile', 'just t', filled('t:', ' t', '\n')],
  ['many parameters', 'justfile', 'just t', filled('t ', 'a ', ':\n  {{a}}\n')],
  ['products of factors', 'tox.ini', 'tox', filled('[testenv]\ncommands = x\n[tox]\nenvlist = ', '{a,b}')],
  [
    'many commands',
    'tox.ini',
    'tox',
    filled('[tox]\nenvlist = {a,b,c}{d,e,f}{g,h,i}{j,k}\n[testenv]\ncommands =\n', '  pytest {posargs}\n'),
  ],
  ['calls that never close', 'noxfile.py', 'nox -s t', filled('@nox.session\ndef t(session):\n  ', 'session.run(')],
  ['comments that never close', 'deno.json', 'deno task t', filled('', '/*')],
  ['many tasks', 'Rakefile', 'rake t', filled('', 'task t: :a\n')],
  ['tables in tables', 'pyproject.toml', 'poe t', filled('', '[a.b.c]\n')],
  ['a list in a list', 'pyproject.toml', 'poe t', filled('a = ', '[')],
])('%s end soon', (_, path, command, text) => {
  const repository = repositoryOfFiles({ [path]: text });
  const before = performance.now();
  tasksFor(command, repository, '');
  expect(performance.now() - before).toBeLessThan(5000);
});

test('a folder of thousands of levels is none of the repository', () => {
  const repository = repositoryOfFiles({ 'package.json': '{"scripts":{"test":"x"}}' });
  expect(tasksFor('npm test', repository, `${'a/'.repeat(50_000)}b`)).toMatchObject([{ bodies: undefined }]);
});
