import { describe, expect, test } from '@jest/globals';
import { findMute } from '../../../src/analysis/activities/mutes.ts';
import { innerScriptsOf, programOf, scriptOfStep } from '../../../src/analysis/shell/scripts.ts';
import type { Command, Script } from '../../../src/documents/shell.ts';
import { sample } from '../../../src/rules/rule.ts';
import { repositoryOfFiles } from '../../help/repository.ts';

describe('what mutes a command', () => {
  test.each([
    ['pytest || true', '|| true'],
    ['pytest ||  :', '||  :'],
    ['pytest || /bin/true', '|| /bin/true'],
    ['pytest || exit 0', '|| exit 0'],
    ['pytest || echo "tests failed"', '|| echo "tests failed"'],
    ['pytest || echo failed >&2', '|| echo failed >&2'],
    ['pytest || { echo failed; true; }', '|| { echo failed; true; }'],
    ['cd api && pytest && coverage report || true', '|| true'],
    ['pytest || pytest --last-failed || true', '|| pytest --last-failed || true'],
    ['pytest | tee log.txt || true', '|| true'],
    ['set +e\npytest\necho done', 'set +e'],
    ['set +e\npytest\ncat log.txt\nexit 0', 'set +e'],
    ['pytest --exit-zero', '--exit-zero'],
    ['pytest --issues-exit-code 0', '--issues-exit-code 0'],
    ['pytest --exit-code=0', '--exit-code=0'],
    ['pytest --pass-with-no-tests', '--pass-with-no-tests'],
  ])('%s', (run, text) => {
    expect(muteOf(run)?.text).toBe(text);
  });
});

describe('what does not', () => {
  test.each([
    ['pytest'],
    ['pytest # || true'],
    ['pytest "|| true"'],
    ['pytest || exit 1'],
    ['pytest || exit'],
    ['pytest || exit $?'],
    ['pytest || { echo failed; exit 1; }'],
    ['pytest || (echo failed && exit 1)'],
    ['pytest || echo failed && exit 1'],
    ['pytest || pytest --last-failed'],
    ['pytest || status=$?\nexit $status'],
    ['pytest || echo "failed=true" >> "$GITHUB_OUTPUT"'],
    ['pytest || [ $? -eq 5 ]'],
    // Under `bash -e` the script ends with the failing command.
    ['pytest\nexit 0'],
    ['pytest; true'],
    ['pytest | tee log.txt'],
    ['set +e\npytest'],
    ['set +e\npytest\nstatus=$?\necho done\nexit $status'],
    ['set +e\npytest\nmake report'],
    ['set +e\nset -e\npytest\necho done'],
    ['if ! pytest; then exit 1; fi'],
    ['pytest --exit-code 1'],
    ['pytest --no-fail-fast'],
  ])('%s', (run) => {
    expect(muteOf(run)).toBeUndefined();
  });
});

describe('a shell that goes on after a failure', () => {
  test.each([
    ['pytest; true', 'bash {0}', 'true'],
    ['pytest; exit 0', 'sh {0}', 'exit 0'],
    ['pytest; true', 'bash -e {0}', undefined],
    ['pytest; make report', 'bash {0}', undefined],
    ["bash -c 'pytest; true'", undefined, 'true'],
    ["bash -ec 'pytest; true'", undefined, undefined],
  ])('%s with %s', (run, shell, text) => {
    expect(muteOf(run, shell ? `        shell: ${shell}` : '')?.text).toBe(text);
  });
});

describe('steps and jobs', () => {
  test.each([
    ['        continue-on-error: true', 'continue-on-error: true'],
    ['        continue-on-error: ${{ true }}', 'continue-on-error: true'],
    ['        continue-on-error: ${{ matrix.experimental }}', undefined],
    ['        continue-on-error: false', undefined],
    ['        if: false', 'if: false'],
    ['        if: ${{ false && always() }}', 'if: ${{ false && always() }}'],
    ["        if: github.ref == 'refs/heads/main'", undefined],
    ['    continue-on-error: true', 'continue-on-error: true'],
    [
      "        id: test\n        continue-on-error: true\n      - if: steps.test.outcome == 'failure'\n        run: exit 1",
      undefined,
    ],
  ])('%s', (lines, text) => {
    expect(muteOf('pytest', lines)?.text).toBe(text);
  });
});

describe('scans', () => {
  const scan = (first: string, second: string) =>
    mutesOf(
      sample`
      on: push
      jobs:
        scan:
          runs-on: ubuntu-latest
          steps:
            - FIRST
            - SECOND
    `
        .replace('FIRST', first)
        .replace('SECOND', second),
    ).map((mute) => mute?.text);
  const upload = 'uses: github/codeql-action/upload-sarif@v4';

  test.each([
    ['uses: aquasecurity/trivy-action@v1\n        with: { exit-code: 0 }', 'run: date', 'exit-code: 0'],
    ['uses: anchore/scan-action@v7\n        with: { fail-build: false }', 'run: date', 'fail-build: false'],
    ['uses: astral-sh/ruff-action@v3\n        with: { args: check --exit-zero }', 'run: date', '--exit-zero'],
    ['uses: anchore/scan-action@v7\n        with: { fail-build: false }', upload, undefined],
    ['run: semgrep --sarif -o out.sarif || true', upload, undefined],
    ['run: pytest || true', upload, '|| true'],
  ])('%s, then %s', (first, second, text) => {
    expect(scan(first, second)[0]).toBe(text);
  });
});

const muteOf = (run: string, lines = '') =>
  mutesOf(
    [
      'on: push',
      'jobs:',
      '  test:',
      '    runs-on: ubuntu-latest',
      '    steps:',
      '      - run: |',
      ...run.split('\n').map((line) => `          ${line}`),
      lines,
    ].join('\n'),
  )[0];

/** Of the command or action in each step that is meant. */
function mutesOf(workflow: string) {
  const repository = repositoryOfFiles({ '.github/workflows/ci.yml': workflow });
  return repository.workflows.flatMap(({ jobs }) =>
    jobs.flatMap((job) =>
      job.steps.map((step) => {
        const outer = scriptOfStep(step);
        const inner = outer && allScripts(outer).findLast((one) => one.commands.some(isMeant));
        const command = inner?.commands.find(isMeant);
        return findMute({
          command,
          script: inner,
          words: command ? command.words.map(({ text }) => text) : [],
          uses: step.uses,
          inputs: new Map(step.with.flatMap(({ name, value }) => (value ? [[name.text, value.text]] : []))),
          steps: [step],
          jobs: [job],
          calls: [],
          repository,
        });
      }),
    ),
  );
}

const allScripts = (script: Script): readonly Script[] => [
  script,
  ...script.commands.flatMap((command) => innerScriptsOf(command, script).flatMap(allScripts)),
];

const isMeant = (command: Command): boolean => /^(?:pytest|semgrep)$/.test(programOf(command)?.program ?? '');
