import { describe, expect, test } from '@jest/globals';
import { namedFilesIn } from '../../../../src/analysis/activities/named-files.ts';
import { programsOf } from '../../../../src/analysis/shell/scripts.ts';
import { binaryOf, tasksOfComputed } from '../../../../src/analysis/activities/tasks.ts';
import type { FileTree, TreeEntry } from '../../../../src/core/tree.ts';
import { commandsOf, started, tasksFor } from '../../../help/tasks.ts';
import { repositoryOfFiles } from '../../../help/repository.ts';

const files = {
  'ci/test.sh': 'go test\n',
  'ci/check': '#!/usr/bin/env bash\ngo vet\n',
  'ci/x.py': 'print()',
  'bin/run': '#!/usr/bin/env python3\nprint()\n',
  gradlew: '#!/bin/sh\nexec java\n',
  'action/run.sh': 'go generate\n',
  'long.sh': 'go test\n'.repeat(9000),
};

const script = 'ci/test.sh: go test\n @ ci/test.sh:1 go test ';
const check = 'ci/check: #!/usr/bin/env bash\ngo vet\n @ ci/check:1 #!/usr/bin/env bash go vet ';

describe('a script of the repository', () => {
  test.each<[string, readonly string[]]>([
    ['./ci/test.sh', [script]],
    ['ci/test.sh --fast', [script]],
    ['ci/check', [check]],
    ['bash ci/test.sh', [script]],
    ['bash -ex ci/test.sh a', [script]],
    ['bash -euo pipefail ci/test.sh', [script]],
    ['bash -o pipefail ci/test.sh', [script]],
    ['sudo -E sh ci/test.sh', [script]],
    ['. ci/test.sh', [script]],
    ['source ./ci/test.sh', [script]],
    ['bash $GITHUB_WORKSPACE/ci/test.sh', [script]],
    ['bash "${{ github.workspace }}/ci/test.sh"', [script]],
    ['sh ./gone/../ci/check', [check]],
    ['bash ${GITHUB_ACTION_PATH}/run.sh', ['action/run.sh: go generate\n @ action/run.sh:1 go generate ']],
    ['./ci/gone.sh', ['ci/gone.sh: ?']],
    ['python ci/x.py', ['ci/x.py: ?']],
    ['node --enable-source-maps ci/gone.mjs', ['ci/gone.mjs: ?']],
    ['bin/run', ['bin/run: ?']],
    ['./out/unit-tests', ['out/unit-tests: ?']],
    ['bash $SCRIPT', ['$SCRIPT: ?']],
    ['../outside.sh', ['../outside.sh: ?']],
    ['bash long.sh', ['long.sh: ?']],
    ['out/unit-tests', ['out/unit-tests: ?']],
    ['out/anything', []],
    ['./gradlew test', []],
    ['python3 -m pytest tests/x.py', []],
    ['python -c "x" y.py', []],
    ['node --test x.js', []],
    ['node_modules/.bin/jest', []],
    ['/usr/bin/env', []],
    ['bash -s -- x', []],
    ['cat ci/test.sh', []],
    ['docker run app ./ci/test.sh', []],
  ])('%s', (command, expected) => {
    expect(started(command, files, '')).toEqual(expected);
  });

  test('is found from the folder in which the command runs', () => {
    expect(started('./test.sh', files, 'ci')).toEqual(['ci/test.sh: go test\n in ci @ ci/test.sh:1 go test ']);
    expect(tasksFor('./test.sh', repositoryOfFiles(files), undefined)).toMatchObject([{ bodies: undefined }]);
  });

  test.each([
    ['$GITHUB_ACTION_PATH/run.sh a', ['action/run.sh']],
    ['"${{ github.action_path }}/run.sh"', ['action/run.sh']],
    ['${GITHUB_WORKSPACE}/ci/test.sh', ['ci/test.sh']],
    ['"$PWD/ci/test.sh"', ['ci/test.sh']],
    ['$TOOLS/ci/test.sh', []],
    ['$TEST', []],
  ])('%s is started below a known folder', (text, expected) => {
    const repository = repositoryOfFiles(files);
    const tasks = commandsOf(text).flatMap((command) => tasksOfComputed(command, '', repository, 'action'));
    expect(tasks.map(({ name }) => name)).toEqual(expected);
  });
});

test.each([
  ['yarn jest --ci', ['jest']],
  ['pnpm --filter web tsc --noEmit', ['tsc']],
  ['bun vitest', ['vitest']],
  ['yarn workspace a eslint .', ['eslint']],
  ['yarn build', []],
  ['yarn install', []],
  ['npm jest', []],
  ['yarn $TOOL', []],
])('%s starts a program of the dependencies', (text, expected) => {
  const repository = repositoryOfFiles({ 'package.json': '{ "scripts": { "build": "vite build" } }' });
  const programs = commandsOf(text).flatMap(programsOf);
  const found = programs.flatMap((program) => binaryOf(program, '', repository) ?? []);
  expect(found.map(({ program }) => program)).toEqual(expected);
});

describe('files that texts name', () => {
  const treeOf = (texts: Readonly<Record<string, string>>, others: readonly (string | TreeEntry)[]): FileTree => ({
    entries: [
      ...Object.keys(texts).map((path): TreeEntry => ({ path, mode: 'file' })),
      ...others.map((entry): TreeEntry => (typeof entry === 'string' ? { path: entry, mode: 'file' } : entry)),
    ],
    texts: new Map(Object.entries(texts)),
    unread: new Map(),
    gaps: [],
  });
  const workflow = `
    on: push
    jobs:
      a:
        steps:
          - run: ./ci/test.sh && make -C api lint
          - run: ../b/script/cibuild
            working-directory: web
          - run: cat docs/readme.md ci/run.py ./gradlew vendor/x.sh gone.sh
  `;
  const texts = {
    '.github/workflows/ci.yml': workflow,
    '.github/actions/a/action.yml': 'runs: { steps: [{ run: "$GITHUB_ACTION_PATH/run.sh" }] }',
    Makefile: 'include Makefile.common more.mk\n-include .env.mk\nt:\n\tci/release.sh\n',
    'package.json': '{ "scripts": { "test": "bash ci/unit.sh" } }',
    'docs/notes.md': 'ci/never.sh',
  };
  const executables = ['b/script/cibuild', 'ci/run.py', 'gradlew'].map((path): TreeEntry => ({
    path,
    mode: 'executable',
  }));
  const link: TreeEntry = { path: 'ci/link.sh', mode: 'symlink' };
  const others = [
    'ci/test.sh',
    'ci/release.sh',
    'ci/unit.sh',
    'ci/never.sh',
    '.github/actions/a/run.sh',
    'api/Makefile',
  ];
  const more = ['web/tox.ini', 'Makefile.common', 'more.mk', 'docs/readme.md', 'vendor/x.sh', ...executables, link];

  test('come in the order of their weight: what workflows start, files of tasks, what those start', () => {
    expect(namedFilesIn(treeOf(texts, [...others, ...more]))).toEqual([
      'ci/test.sh',
      'b/script/cibuild',
      '.github/actions/a/run.sh',
      'api/Makefile',
      'web/tox.ini',
      'Makefile.common',
      'more.mk',
      'ci/release.sh',
      'ci/unit.sh',
    ]);
  });

  test('end soon, however many words there are', () => {
    const words = Array.from({ length: 150_000 }, (_, at) => `a/${at.toString(36)}`).join(' ');
    const before = performance.now();
    namedFilesIn(treeOf({ '.github/workflows/ci.yml': words }, []));
    expect(performance.now() - before).toBeLessThan(3000);
  });
});
