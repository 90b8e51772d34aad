import { describe, expect, test } from '@jest/globals';
import { sourceFile, textOfSpan } from '../../src/core/source.ts';
import type { Text } from '../../src/core/source.ts';
import { parseAction } from '../../src/documents/action.ts';
import { parseDependabot } from '../../src/documents/dependabot.ts';
import type { Variable, Workflow } from '../../src/documents/workflow-model.ts';
import { parseWorkflow } from '../../src/documents/workflow.ts';
import { sample } from '../../src/rules/rule.ts';

const parse = (text: string): Workflow => parseWorkflow(sourceFile('.github/workflows/ci.yml', text));
const jobsOf = (text: string): Workflow['jobs'] => parse(`on: push\njobs:\n${text}`).jobs;

const stringsOf = (texts: readonly Text[]): readonly string[] => texts.map((text) => text.text);
const pairsOf = (variables: readonly Variable[]): unknown =>
  Object.fromEntries(variables.map(({ name, value }) => [name.text, value?.text]));

describe('triggers', () => {
  test.each([
    ['on: push', ['push']],
    ['on: [push, pull_request]', ['push', 'pull_request']],
    ['on:\n  - push\n  - release', ['push', 'release']],
    ['on:\n  push:\n  pull_request:\n    branches: main', ['push', 'pull_request']],
    ['"on": push', ['push']],
    ['on: *x', []],
  ])('%j', (text, events) => {
    expect(parse(text).triggers.map((trigger) => trigger.event.text)).toEqual(events);
  });

  test('carry their filters, inputs and times', () => {
    const { triggers } = parse(sample`
      on:
        push:
          branches: [main, 'release/**']
          branches-ignore: wip
          tags: v*
          paths-ignore: ['**.md']
        workflow_run: { workflows: [CI], types: [completed] }
        schedule:
          - cron: '0 4 * * 1'
          - cron: 30 5 * * *
        workflow_dispatch:
          inputs:
            level: { type: choice, default: low, required: true, options: [low, high] }
            dry:
    `);
    const [push, run, schedule, dispatch] = triggers;
    expect([
      push && [push.branches, push.branchesIgnore, push.tags, push.paths, push.pathsIgnore].map(stringsOf),
      run && [run.workflows, run.types].map(stringsOf),
      schedule && stringsOf(schedule.crons),
      dispatch?.inputs.map((input) => [input.name.text, input.type?.text, input.default?.text, input.required]),
    ]).toEqual([
      [['main', 'release/**'], ['wip'], ['v*'], [], ['**.md']],
      [['CI'], ['completed']],
      ['0 4 * * 1', '30 5 * * *'],
      [
        ['level', 'choice', 'low', true],
        ['dry', undefined, undefined, false],
      ],
    ]);
  });
});

describe('a job', () => {
  test('is read whole', () => {
    const [job] = jobsOf(
      sample`
      build:
        name: Build \${{ matrix.os }}
        if: github.ref == 'refs/heads/main'
        needs: lint
        runs-on: [self-hosted, linux, "\${{ matrix.os }}"]
        permissions: { contents: read, id-token: write }
        environment: { name: production, url: https://a.example }
        concurrency: { group: deploy, cancel-in-progress: true }
        timeout-minutes: 10
        continue-on-error: true
        strategy: { fail-fast: false, matrix: { os: [a, b] } }
        container: { image: "node:22", options: --cpus 1, env: { A: b } }
        services:
          db: { image: "postgres:17" }
          cache: redis
        env: { CI: 1, EMPTY: }
        outputs: { x: "\${{ steps.a.outputs.x }}" }
        defaults: { run: { shell: bash, working-directory: web } }
        steps: []
    `.replaceAll(/^/gm, '  '),
    );
    if (!job) throw new Error('no job');
    expect({
      id: job.id.text,
      start: textOfSpan(job.span).slice(0, 6),
      texts: [job.name, job.if?.value, job.timeoutMinutes, job.continueOnError, ...job.needs].map((text) => text?.text),
      runsOn: stringsOf(job.runsOn),
      permissions: job.permissions?.scopes.map((scope) => `${scope.name.text}: ${scope.level?.text}`),
      environment: [job.environment?.name?.text, job.environment?.url?.text],
      concurrency: [job.concurrency?.group?.text, job.concurrency?.cancelInProgress?.text],
      strategy: [job.strategy?.failFast?.text, job.strategy?.matrix?.kind],
      container: [job.container?.image?.text, job.container?.options?.text, pairsOf(job.container?.env ?? [])],
      services: job.services.map((service) => `${service.id?.text} ${service.image?.text}`),
      variables: [pairsOf(job.env), pairsOf(job.outputs)],
      defaults: [job.defaults.shell?.text, job.defaults.workingDirectory?.text],
    }).toEqual({
      id: 'build',
      start: 'build:',
      texts: ['Build ${{ matrix.os }}', "github.ref == 'refs/heads/main'", '10', 'true', 'lint'],
      runsOn: ['self-hosted', 'linux'],
      permissions: ['contents: read', 'id-token: write'],
      environment: ['production', 'https://a.example'],
      concurrency: ['deploy', 'true'],
      strategy: ['false', 'mapping'],
      container: ['node:22', '--cpus 1', { A: 'b' }],
      services: ['db postgres:17', 'cache redis'],
      variables: [{ CI: '1', EMPTY: undefined }, { x: '${{ steps.a.outputs.x }}' }],
      defaults: ['bash', 'web'],
    });
  });

  test('in its short forms', () => {
    const [job] = jobsOf(
      sample`
      a:
        needs: [b, c]
        runs-on: { group: big, labels: [gpu] }
        permissions: {}
        environment: staging
        concurrency: one
        strategy: { matrix: "\${{ fromJSON(needs.b.outputs.m) }}" }
        container: alpine
    `.replaceAll(/^/gm, '  '),
    );
    expect([
      job && stringsOf(job.needs),
      job && stringsOf(job.runsOn),
      job?.permissions?.scopes,
      job?.environment?.name?.text,
      job?.concurrency?.group?.text,
      job?.strategy?.matrix?.kind,
      job?.container?.image?.text,
    ]).toEqual([['b', 'c'], ['gpu'], [], 'staging', 'one', 'scalar', 'alpine']);
  });

  test('may call a reusable workflow', () => {
    const [one, two] = jobsOf(
      sample`
      one:
        uses: octo/ci/.github/workflows/build.yml@v1 # the one
        with: { level: 3 }
        secrets: inherit
      two:
        uses: ./.github/workflows/b.yml
        secrets: { token: "\${{ secrets.T }}" }
    `.replaceAll(/^/gm, '  '),
    );
    expect([
      [
        one?.uses?.repository,
        one?.uses?.path,
        one?.uses?.comment,
        one?.inheritsSecrets?.text,
        pairsOf(one?.with ?? []),
      ],
      [two?.uses?.kind, two?.inheritsSecrets, pairsOf(two?.secrets ?? [])],
    ]).toEqual([
      ['octo/ci', '.github/workflows/build.yml', 'the one', 'inherit', { level: '3' }],
      ['local', undefined, { token: '${{ secrets.T }}' }],
    ]);
  });
});

describe('permissions', () => {
  test.each([
    ['permissions: read-all', 'all read-all'],
    ['permissions: {}', 'scopes'],
    ['permissions:\n  contents: read', 'scopes contents=read'],
    ['permissions:', undefined],
    ['name: x', undefined],
  ])('%j', (text, expected) => {
    const found = parse(text).permissions;
    const scopes = found?.scopes.map((scope) => ` ${scope.name.text}=${scope.level?.text}`).join('');
    expect(found && `${found.kind}${found.all ? ` ${found.all.text}` : ''}${scopes}`).toBe(expected);
  });
});

describe('steps', () => {
  const workflow = parse(sample`
    on: push
    defaults: { run: { shell: sh, working-directory: top } }
    jobs:
      a:
        runs-on: x
        defaults: { run: { working-directory: web } }
        steps: &steps
          - uses: actions/checkout@v4 # v4.2.2
            with: { fetch-depth: 0 }
          - id: build
            name: Build
            run: |
              npm ci
            shell: bash
          - run: npm test
            background: true
          - parallel:
              - run: one
              - parallel: [{ run: two }]
          - wait-all:
      b:
        runs-on: y
        steps: *steps
  `);

  test('of every kind stand in order, groups flat', () => {
    const steps = workflow.jobs[0]?.steps.map((step) => [
      step.index,
      step.uses?.text.text ?? step.run?.value.text ?? step.entries[0]?.key.value.text,
      step.shell?.text,
      step.workingDirectory?.text,
      step.parallel,
      step.uses?.comment,
    ]);
    expect(steps).toEqual([
      [0, 'actions/checkout@v4', undefined, undefined, false, 'v4.2.2'],
      [1, 'npm ci\n', 'bash', 'web', false, undefined],
      [2, 'npm test', 'sh', 'web', true, undefined],
      [3, 'one', 'sh', 'web', true, undefined],
      [4, 'two', 'sh', 'web', true, undefined],
      [5, 'wait-all', undefined, undefined, false, undefined],
    ]);
  });

  test('shared by an alias belong to the job that uses them', () => {
    const [a, b] = workflow.jobs;
    expect([b?.steps.length, b?.steps[1]?.owner === b, b?.steps[2]?.workingDirectory?.text]).toEqual([6, true, 'top']);
    expect(b?.steps[1]?.span).toBe(a?.steps[1]?.span);
  });

  test('know their jobs, and jobs their workflow', () => {
    const job = workflow.jobs[0];
    expect([job?.workflow === workflow, job?.steps[0]?.owner === job]).toEqual([true, true]);
  });
});

test('whatever stands where something else belongs is absent, never an exception', () => {
  for (const value of ['', 'x', '[x]', '{ x: y }', '[[x]]', '3', '~', '"${{ x }}"']) {
    const keys = ['name', 'on', 'env', 'defaults', 'permissions', 'concurrency', 'jobs'];
    const jobKeys = [
      'steps',
      'needs',
      'runs-on',
      'container',
      'services',
      'strategy',
      'environment',
      'secrets',
      'uses',
      'if',
    ];
    const stepKeys = ['run', 'uses', 'with', 'env', 'id', 'parallel', 'shell', 'if', 'name'];
    const texts = [
      ...keys.map((key) => `${key}: ${value}`),
      ...jobKeys.map((key) => `jobs:\n  a:\n    ${key}: ${value}`),
      ...stepKeys.map((key) => `jobs:\n  a:\n    steps:\n      - ${key}: ${value}`),
    ];
    for (const text of texts) expect(() => parse(text)).not.toThrow();
  }
});

test('a composite action has steps without inherited defaults, and outputs one level deeper', () => {
  const action = parseAction(
    sourceFile(
      'action.yml',
      sample`
        name: Set up
        inputs: { version: { required: true, default: 22 } }
        outputs: { path: { value: "\${{ steps.a.outputs.p }}" } }
        runs:
          using: composite
          steps:
            - run: echo
              shell: bash
      `,
    ),
  );
  expect([
    [action.name?.text, action.using?.text, pairsOf(action.outputs), action.problems],
    action.inputs.map((input) => [input.name.text, input.default?.text, input.required]),
    action.steps.map((step) => [step.run?.value.text, step.shell?.text, step.owner === action]),
  ]).toEqual([
    ['Set up', 'composite', { path: '${{ steps.a.outputs.p }}' }, []],
    [['version', '22', true]],
    [['echo', 'bash', true]],
  ]);
});

test('a Dependabot file lists what is updated where', () => {
  const { updates } = parseDependabot(
    sourceFile(
      '.github/dependabot.yml',
      'version: 2\nupdates:\n  - package-ecosystem: npm\n    directory: /\n    schedule: { interval: weekly }\n  - package-ecosystem: docker\n    directories: [/a, /b]\n',
    ),
  );
  expect(
    updates.map((update) => [update.ecosystem?.text, stringsOf(update.directories), update.interval?.text]),
  ).toEqual([
    ['npm', ['/'], 'weekly'],
    ['docker', ['/a', '/b'], undefined],
  ]);
});
