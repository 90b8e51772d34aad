import { describe, expect, test } from '@jest/globals';
import { activitiesIn } from '../../../src/analysis/activities/activities.ts';
import type { Activity } from '../../../src/analysis/activities/activity.ts';
import { entryJobsOf, operationsOf } from '../../../src/analysis/activities/operations.ts';
import { textOfSpan } from '../../../src/core/source.ts';
import { sample } from '../../../src/rules/rule.ts';
import { type Files, repositoryOfFiles } from '../../help/repository.ts';

const told = ({ kind, tool, how, at, evidence }: Activity): string =>
  `${kind} ${tool} by ${how}: ${textOfSpan(at)}${evidence === at ? '' : ` → ${evidence.file.path}: ${textOfSpan(evidence)}`}`;

/** All but what only prepares. */
const activities = (files: Files | string): readonly string[] =>
  activitiesIn(repositoryOfFiles(files))
    .filter(({ kind }) => kind !== 'set-up' && kind !== 'cache')
    .map(told);

const steps = (...lines: readonly string[]): string =>
  `on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n${lines.map((line) => `      - ${line}\n`).join('')}`;

describe('evidence', () => {
  test.each([
    ['a command', steps('run: pytest -q'), ['test pytest by command: pytest -q']],
    ['behind a wrapper', steps('run: poetry run pytest'), ['test pytest by command: poetry run pytest']],
    [
      'in a container',
      steps('run: docker run --rm app pytest'),
      ['test pytest by command: docker run --rm app pytest'],
    ],
    ['in a list', steps("run: 'npm ci && npx eslint .'"), ['lint eslint by command: npx eslint .']],
    [
      'of an action',
      steps('uses: golangci/golangci-lint-action@v8'),
      ['lint golangci/golangci-lint-action by action: golangci/golangci-lint-action@v8'],
    ],
    [
      'in a heredoc to a shell',
      sample`
        on: push
        jobs:
          a:
            runs-on: ubuntu-24.04
            steps:
              - run: |
                  bash <<EOF
                  pytest
                  EOF
      `,
      ['test pytest by command: pytest'],
    ],
  ])('is %s', (_, workflow, expected) => {
    expect(activities(workflow)).toEqual(expected);
  });

  test.each([
    ['an echo', steps('run: echo "pytest"')],
    ['a comment', steps("run: '# pytest'")],
    ['a name over a command that is understood', steps('{ name: Run tests, run: echo done }')],
    [
      'a heredoc to anything else',
      sample`
        on: push
        jobs:
          a:
            runs-on: ubuntu-24.04
            steps:
              - run: |
                  cat > notes <<EOF
                  pytest
                  EOF
      `,
    ],
    ['a dry run', steps('run: npm publish --dry-run')],
  ])('is not %s', (_, workflow) => {
    expect(activities(workflow)).toEqual([]);
  });

  test('a name counts where a script cannot be read', () => {
    expect(activities(steps('{ name: Run unit tests, run: ./ci/x }'))).toEqual(['test Run unit tests by name: ./ci/x']);
  });
});

describe('what lies in other files', () => {
  const workflow = steps('run: npm run verify');

  test('a package script is read, and its body overrules its name', () => {
    const body = (script: string): readonly string[] =>
      activities({
        '.github/workflows/ci.yml': steps('run: npm test'),
        'package.json': `{"scripts":{"test":"${script}"}}`,
      });
    expect(body('echo no tests yet')).toEqual([]);
    expect(body('jest --ci')).toEqual(['test jest by package script: npm test → package.json: jest --ci']);
  });

  test('a package script that starts another', () => {
    const scripts = '{"scripts":{"verify":"npm run lint && npm run types","lint":"eslint .","types":"mypy src"}}';
    expect(activities({ '.github/workflows/ci.yml': workflow, 'package.json': scripts })).toEqual([
      'lint eslint by package script: npm run verify → package.json: eslint .',
      'type-check mypy by package script: npm run verify → package.json: mypy src',
    ]);
  });

  test('a target and what it needs', () => {
    const files = {
      '.github/workflows/ci.yml': steps('run: make check'),
      Makefile: 'check: lint\n\tgo test ./...\nlint:\n\tgolangci-lint run\n',
    };
    expect(activities(files)).toEqual([
      'lint golangci-lint by target: make check → Makefile: golangci-lint run',
      'test go test by target: make check → Makefile: go test ./...',
    ]);
  });

  test('a composite action, with the inputs it is given', () => {
    const files = {
      '.github/workflows/ci.yml': steps('{ uses: ./.github/actions/ship, with: { namespace: production } }'),
      '.github/actions/ship/action.yml': sample`
        inputs: { namespace: {} }
        runs:
          using: composite
          steps:
            - run: kubectl apply -f app.yaml -n \${{ inputs.namespace }}
              shell: bash
      `,
    };
    expect(activities(files)).toEqual([
      'deploy kubectl apply by command: ./.github/actions/ship → .github/actions/ship/action.yml: kubectl apply -f app.yaml -n ${{ inputs.namespace }}',
    ]);
    const repository = repositoryOfFiles(files);
    const [deploy] = activitiesIn(repository);
    expect(deploy?.programs.at(-1)?.arguments.map(({ text }) => deploy.fill(text))).toContain('production');
  });

  test('a reusable workflow stands in the place of its call, and is no entry of its own', () => {
    const files = {
      '.github/workflows/ci.yml': 'on: push\njobs:\n  ship:\n    uses: ./.github/workflows/ship.yml\n',
      '.github/workflows/ship.yml': steps('run: kubectl apply -f app.yaml').replace('on: push', 'on: workflow_call'),
    };
    const repository = repositoryOfFiles(files);
    expect(entryJobsOf(repository).map(({ id }) => id.text)).toEqual(['ship']);
    const [deploy] = activitiesIn(repository);
    expect([deploy?.entry.id.text, deploy?.job.id.text, deploy?.via.map(({ kind }) => kind)]).toEqual([
      'ship',
      'a',
      ['reusable workflow'],
    ]);
  });

  test('workflows that call each other end', () => {
    const call = (path: string): string =>
      `on: [push, workflow_call]\njobs:\n  a:\n    uses: ./.github/workflows/${path}\n`;
    const repository = repositoryOfFiles({
      '.github/workflows/a.yml': call('b.yml'),
      '.github/workflows/b.yml': call('a.yml'),
    });
    const [job] = entryJobsOf(repository);
    expect(job && operationsOf(job, repository).map(({ isOpaque }) => isOpaque)).toEqual([true]);
  });

  test('a command that a matrix supplies', () => {
    const matrix = sample`
      on: push
      jobs:
        a:
          runs-on: ubuntu-24.04
          strategy:
            matrix:
              run: ['pytest -q', 'ruff check .']
          steps:
            - run: \${{ matrix.run }}
    `;
    expect(activities(matrix)).toEqual([
      'test pytest by matrix: ${{ matrix.run }}',
      'lint ruff by matrix: ${{ matrix.run }}',
    ]);
  });
});

test('a matrix that supplies package scripts, and a program below a folder that only the run knows', () => {
  const matrix = sample`
    on: push
    jobs:
      a:
        runs-on: ubuntu-24.04
        strategy:
          matrix:
            run: ['npm test', 'npm run \${{ matrix.x }}']
        steps:
          - run: \${{ matrix.run }}
          - run: $(go env GOPATH)/bin/golangci-lint run
  `;
  const files = { '.github/workflows/ci.yml': matrix, 'package.json': '{"scripts":{"test":"jest"}}' };
  expect(activities(files)).toEqual([
    'test jest by package script: ${{ matrix.run }} → package.json: jest',
    'lint golangci-lint by command: $(go env GOPATH)/bin/golangci-lint run',
  ]);
});

describe('what cannot happen, or only after a failure', () => {
  const only = (step: string): Activity | undefined => activitiesIn(repositoryOfFiles(steps(step)))[0];

  test('a step that is switched off', () => {
    expect(only('{ if: false, run: pytest }')).toMatchObject({ kind: 'test', isDisabled: true });
  });

  test.each(['failure()', "steps.deploy.outcome == 'failure'", "always() && needs.a.result == 'failure'"])(
    'if: %s',
    (condition) => {
      expect(only(`{ if: "${condition}", run: kubectl rollout undo deployment/api }`)).toMatchObject({
        kind: 'rollback',
        isAfterFailure: true,
      });
    },
  );

  test.each(['success()', '!failure()', "github.ref == 'refs/heads/failure'"])('if: %s', (condition) => {
    expect(only(`{ if: "${condition}", run: pytest }`)).toMatchObject({ kind: 'test', isAfterFailure: false });
  });
});

describe('what a hostile repository cannot do', () => {
  test('workflows that call each other many times over end, and the rest is unknown', () => {
    const path = (level: number): string => `.github/workflows/w${level.toString()}.yml`;
    const workflow = (level: number): string =>
      `on: [push, workflow_call]\njobs:\n${Array.from({ length: 40 }, (_, index) =>
        level === 4
          ? `  j${index.toString()}:\n    runs-on: x\n    steps: [{ run: pytest }]\n`
          : `  j${index.toString()}:\n    uses: ./${path(level + 1)}\n`,
      ).join('')}`;
    const files = Object.fromEntries([0, 1, 2, 3, 4].map((level) => [path(level), workflow(level)]));
    const repository = repositoryOfFiles(files);
    const [job] = entryJobsOf(repository);
    const operations = job ? operationsOf(job, repository) : [];
    expect(operations.length).toBeLessThan(2_000);
    expect(operations.at(-1)?.isOpaque).toBe(true);
    expect(activitiesIn(repository).length).toBeGreaterThan(0);
  });

  test('variables in variables stay short', () => {
    const env = Array.from(
      { length: 30 },
      (_, index) => `  V${index.toString()}: ${`\${{ env.V${(index + 1).toString()} }}`.repeat(9)}\n`,
    ).join('');
    const repository = repositoryOfFiles(
      `on: push\nenv:\n${env}  V30: ${'x'.repeat(500)}\njobs:\n  a:\n    runs-on: x\n    steps:\n      - run: kubectl apply -n \${{ env.V0 }} -n $V28\n`,
    );
    const [deploy] = activitiesIn(repository);
    expect(deploy?.fill('${{ env.V0 }} $V28').length).toBeLessThan(3_000);
  });
});
