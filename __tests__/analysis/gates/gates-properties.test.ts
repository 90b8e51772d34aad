import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { evidenceFor } from '../../../src/analysis/gates/gates.ts';
import { defaultPolicy } from '../../../src/dev/default-policy.ts';
import { inspect } from '../../../src/inspect.ts';
import { rules } from '../../../src/rules/index.ts';
import type { Rule } from '../../../src/rules/rule.ts';
import { treeOfFiles, unmark } from '../../help/example-files.ts';
import { repositoryOfFiles } from '../../help/repository.ts';

/** What must hold whatever a repository looks like: that checks cannot be feigned, and that none is muted or deleted for points. */

const testing = rules.filter(({ info }) => info.category === 'testing');
const absences = ['no-tests', 'no-lint', 'no-dependency-scan', 'no-image-scan'];

type Files = Readonly<Record<string, string>>;

const look = (files: Files, asked: readonly Rule[] = testing) =>
  inspect(
    treeOfFiles(new Map(Object.entries(files))),
    defaultPolicy,
    { today: '2026-01-01', server: 'github.com' },
    { root: '.', rules: asked, onCrash: 'throw' },
  );

const ruleNames = (files: Files): readonly string[] => look(files).findings.map(({ rule }) => rule);
const scoreOf = (files: Files, asked: readonly Rule[] = rules): number => look(files, asked).score?.total ?? 100_000;

/** Commands by what they are there for. */
const commands = {
  test: ['pytest', 'npx jest --ci', 'go test ./...', 'cargo test', 'npm test', 'make check', './gradlew test'],
  lint: ['ruff check', 'npx eslint .', 'golangci-lint run', 'cargo fmt --check'],
  types: ['mypy src', 'npx tsc --noEmit'],
  scan: ['npm audit', 'pip-audit', 'govulncheck ./...', 'semgrep scan', 'gitleaks detect', 'trivy image shop'],
  other: ['npm ci', 'make', 'ls -l', 'docker build .', 'echo "::notice::built"', 'npm publish', 'kubectl apply -f k8s'],
} as const;
const checks = [...commands.test, ...commands.lint, ...commands.types, ...commands.scan];

interface Step {
  readonly run: string;
  readonly more: readonly string[];
}
interface Job {
  readonly id: string;
  readonly name: string | undefined;
  readonly more: readonly string[];
  readonly steps: readonly Step[];
}
interface Workflow {
  readonly path: string;
  readonly on: string;
  readonly jobs: readonly Job[];
}

const written = ({ on, jobs }: Workflow): string =>
  [
    `on: ${on}`,
    'jobs:',
    ...jobs.flatMap(({ id, name, more, steps }) => [
      `  ${id}:`,
      ...(name === undefined ? [] : [`    name: ${name}`]),
      '    runs-on: ubuntu-latest',
      ...more.map((line) => `    ${line}`),
      '    steps:',
      ...steps.flatMap((step) => [`      - run: ${quoted(step.run)}`, ...step.more.map((line) => `        ${line}`)]),
    ]),
    '',
  ].join('\n');

const quoted = (text: string): string => (text.includes('\n') ? JSON.stringify(text) : `'${text}'`);

const stepOf = (from: readonly string[]): fc.Arbitrary<Step> =>
  fc.constantFrom(...from).map((run) => ({ run, more: [] }));

const jobNames = ['build', 'verify-all', 'test', 'lint', 'deploy', 'x1'] as const;

const jobs = fc.uniqueArray(fc.constantFrom(...jobNames), { minLength: 1, maxLength: 3 }).chain((ids) =>
  fc.tuple(
    ...ids.map((id) =>
      fc.array(stepOf([...checks, ...commands.other]), { minLength: 1, maxLength: 4 }).map((steps): Job => ({
        ...{ id, name: undefined, more: [], steps },
      })),
    ),
  ),
);

const events = [
  'push',
  'pull_request',
  '[push, pull_request]',
  '{ push: { branches: [main] } }',
  '{ schedule: [{ cron: "1 2 * * 3" }] }',
];

const workflows = fc
  .array(fc.tuple(fc.constantFrom(...events), jobs), { minLength: 1, maxLength: 2 })
  .map((all) =>
    all.map(([on, of], index): Workflow => ({ path: `.github/workflows/w${index.toString()}.yml`, on, jobs: of })),
  );

const projects: fc.Arbitrary<Files> = fc.constantFrom<Files>(
  {
    'src/a.py': '',
    'src/b.py': '',
    'src/c.py': '',
    'src/d.py': '',
    'src/e.py': '',
    'tests/test_a.py': '',
    'pyproject.toml': '',
  },
  { 'a.go': '', 'b.go': '', 'c.go': '', 'd.go': '', 'e.go': '', 'a_test.go': '', 'go.mod': '', 'go.sum': '' },
  { 'src/a.ts': '', 'src/b.ts': '', 'package.json': '{"scripts":{"test":"jest"},"dependencies":{"a":"1"}}' },
  {
    ...{ 'lib/a.js': '', 'lib/b.js': '', 'lib/c.js': '', 'lib/d.js': '', 'lib/e.js': '' },
    'test/a.test.js': '',
    '.travis.yml': '',
  },
  { 'README.md': '' },
);

const filesOf = (project: Files, all: readonly Workflow[]): Files => ({
  ...project,
  ...Object.fromEntries(all.map((workflow) => [workflow.path, written(workflow)])),
});

/** The workflows with one step replaced; as they were where there is no such step. */
const withStep = (
  all: readonly Workflow[],
  at: number,
  change: (step: Step, job: Job) => readonly Step[],
): readonly Workflow[] => {
  let count = 0;
  return all.map((workflow) => ({
    ...workflow,
    jobs: workflow.jobs.map((job) => ({
      ...job,
      steps: job.steps.flatMap((step) => (count++ === at ? change(step, job) : [step])),
    })),
  }));
};

const stepsOf = (all: readonly Workflow[]): readonly Step[] =>
  all.flatMap((workflow) => workflow.jobs.flatMap(({ steps }) => steps));

const places = (all: readonly Workflow[]): number => stepsOf(all).length;

const isCheck = (step: Step): boolean => checks.some((check) => check === step.run);

const mutings: readonly ((step: Step) => Step)[] = [
  (step) => ({ ...step, run: `${step.run} || true` }),
  (step) => ({ ...step, run: `${step.run} || echo "did not pass"` }),
  (step) => ({ ...step, run: `set +e\n${step.run}\necho done` }),
  (step) => ({ ...step, more: ['continue-on-error: true'] }),
  (step) => ({ ...step, more: ['if: false'] }),
];

/** Every example of the testing rules. */
const examples = testing.flatMap(({ info, examples: all }) =>
  all.flatMap((example, index) =>
    (['bad', 'good'] as const).flatMap((side) => {
      const text = example[side];
      if (text === undefined) return [];
      const files: Files = Object.fromEntries(unmark(text, info.kinds, example.path).files);
      return [{ name: `${info.id} ${(index + 1).toString()} ${side}`, files }];
    }),
  ),
);

const isWorkflow = (path: string): boolean => path.startsWith('.github/workflows/');

describe('a comment or an echo never satisfies a rule', () => {
  const said = checks.flatMap((check) => [`# ${check}`, `# run: ${check}`]);
  const echoed = checks.map((check) => `      - run: echo '${check}'`);

  test.each(examples.map(({ name, files }) => [name, files] as const))('%s', (_, files) => {
    const feigned = Object.fromEntries(
      Object.entries(files).map(([path, text]) => {
        if (!isWorkflow(path)) return [path, text];
        const job = /^jobs:/m.test(text) ? ['  feigned:', '    runs-on: ubuntu-latest', '    steps:', ...echoed] : [];
        return [path, `${[text.trimEnd(), ...job, ...said].join('\n')}\n`];
      }),
    );
    expect(ruleNames(feigned)).toEqual(ruleNames(files));
  });

  test('in any repository', () => {
    fc.assert(
      fc.property(projects, workflows, fc.nat(9), fc.constantFrom(...checks), (project, all, at, check) => {
        const more = withStep(all, at % places(all), (step) => [step, { run: `echo ${check}`, more: [`# ${check}`] }]);
        expect(ruleNames(filesOf(project, more))).toEqual(ruleNames(filesOf(project, all)));
      }),
    );
  });
});

describe('a muted check', () => {
  /** A repository with one of its checks as it is, muted, and left out. */
  const muted = fc
    .tuple(projects, workflows, fc.nat(9), fc.constantFrom(...mutings))
    .map(([project, all, choice, mute]) => {
      const found = stepsOf(all).flatMap((step, index) => (isCheck(step) ? [index] : []));
      const at = found[choice % Math.max(1, found.length)] ?? -1;
      return {
        sound: filesOf(project, all),
        muted: filesOf(
          project,
          withStep(all, at, (step) => [mute(step)]),
        ),
        without: filesOf(
          project,
          withStep(all, at, () => [{ run: 'date', more: [] }]),
        ),
      };
    });

  test('never raises the score, and never weighs less than none', () => {
    fc.assert(
      fc.property(muted, (files) => {
        expect(scoreOf(files.muted)).toBeLessThanOrEqual(scoreOf(files.sound));
        // What a job tests tells what its deploys are for, so that rules for deploys may well say more where nothing tests.
        expect(scoreOf(files.muted, testing)).toBeLessThanOrEqual(scoreOf(files.without, testing));
      }),
    );
  });

  test('is never silence where leaving it out is a fault', () => {
    fc.assert(
      fc.property(muted, (files) => {
        const before = ruleNames(files.sound);
        const after = ruleNames(files.muted);
        const missing = ruleNames(files.without).filter((rule) => absences.includes(rule) && !before.includes(rule));
        expect(missing.filter((rule) => !after.includes(rule) && !after.includes('muted-gate'))).toEqual([]);
      }),
    );
  });
});

test('deleting the only workflow that tests does not raise the score', () => {
  // With nothing else to blame it for, which would go as well.
  const tested = fc.constantFrom(...commands.test).map(
    (command) => `
permissions: {}
on: pull_request
concurrency: { group: "\${{ github.ref }}", cancel-in-progress: true }
jobs:
  test:
    runs-on: ubuntu-latest
    timeout-minutes: 10
    steps:
      - run: ${command}
`,
  );
  const withoutTests = workflows.map((all) =>
    all.map((workflow) => ({
      ...workflow,
      jobs: workflow.jobs.map((job) => ({
        ...job,
        steps: job.steps.filter(({ run }) => !commands.test.some((command) => command === run)),
      })),
    })),
  );
  fc.assert(
    fc.property(projects, withoutTests, tested, (project, others, only) => {
      const files = filesOf(project, others);
      expect(scoreOf(files)).toBeLessThanOrEqual(scoreOf({ ...files, '.github/workflows/test.yml': only }));
    }),
  );
});

test('renaming jobs never removes what commands tell', () => {
  const certain = (files: Files): readonly string[] => {
    const repository = repositoryOfFiles(files);
    return (['test', 'lint', 'type-check', 'scan'] as const).flatMap((kind) => {
      const { sound, muted } = evidenceFor(kind, undefined, repository);
      return [...sound, ...muted]
        .filter(({ certainty }) => certainty === 'certain')
        .map(({ tool, mute }) => `${kind} ${tool} ${mute?.text ?? ''}`);
    });
  };
  fc.assert(
    fc.property(projects, workflows, fc.constantFrom(...jobNames), (project, all, name) => {
      const renamed = all.map((workflow) => ({
        ...workflow,
        jobs: workflow.jobs.map((job, index) => ({ ...job, id: `job${index.toString()}`, name })),
      }));
      expect(certain(filesOf(project, renamed))).toEqual(certain(filesOf(project, all)));
    }),
  );
});
