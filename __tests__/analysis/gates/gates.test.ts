import { describe, expect, test } from '@jest/globals';
import { evidenceFor, findSkippedTests, wordsOf } from '../../../src/analysis/gates/gates.ts';
import { findFormatCheck } from '../../../src/analysis/activities/format-checks.ts';
import { findHidingPlace, findHidingPlaceOfTests } from '../../../src/analysis/gates/hiding-places.ts';
import { staticAnalysisAnswer } from '../../../src/analysis/gates/static-analysis.ts';
import { type Files, repositoryOfFiles } from '../../help/repository.ts';

const workflow = (...steps: readonly string[]): string =>
  [
    'on: push',
    'jobs:',
    '  one:',
    '    runs-on: ubuntu-latest',
    '    steps:',
    ...steps.map((step) => `      - ${step}`),
    '',
  ].join('\n');

const repositoryWith = (steps: readonly string[], files: Files = {}) =>
  repositoryOfFiles({ ...files, '.github/workflows/ci.yml': workflow(...steps) });

test('evidence is sound, muted, or a name; what runs after a failure is none', () => {
  const repository = repositoryWith([
    '{ run: npx jest }',
    '{ run: pytest || true }',
    '{ run: "$RUNNER", name: Run the tests }',
    '{ run: go test ./..., if: failure() }',
  ]);
  const { sound, muted } = evidenceFor('test', undefined, repository);
  expect([sound.map(({ tool }) => tool), muted.map(({ tool, mute }) => `${tool} ${mute?.text ?? ''}`)]).toEqual([
    ['jest'],
    ['pytest || true'],
  ]);
});

test('a name speaks only for what is not understood', () => {
  const named = (run: string) =>
    evidenceFor('test', undefined, repositoryWith([`{ run: ${run}, name: Run the tests }`])).named.length;
  expect([named('"$RUNNER"'), named('ls -l')]).toEqual([1, 0]);
});

describe('a hiding place', () => {
  test.each([
    ['./ci/everything', 'ci/everything'],
    ['make everything', 'everything'],
    ['./ci/changelog', undefined],
    ['ls', undefined],
    ['./ci/everything || true', undefined],
  ])('%s', (run, name) => {
    const found = findHidingPlace(repositoryWith([`{ run: ${run} }`], { Makefile: 'include other.mk\n' }));
    expect(found && wordsOf(found)).toBe(name);
  });
});

test.each([
  ['./Build.ps1', 'Build.ps1'],
  ['dotnet fsi build.fsx', 'build.fsx'],
  ['lein everything', 'lein everything'],
  ['some-tool --run-tests', 'some-tool --run-tests'],
  ['some-tool --latest', undefined],
  ['some-tool unit-tests', 'some-tool unit-tests'],
  ['npx rimraf dist', undefined],
  ['npm ci', undefined],
])('tests may hide in %s', (run, name) => {
  const found = findHidingPlaceOfTests(repositoryWith([`{ run: ${run}, name: Build and publish }`]));
  expect(found && wordsOf(found)).toBe(name);
});

test.each([
  [['gofmt -w .', 'git diff --exit-code'], true],
  [['npm run format', 'git status --porcelain'], true],
  [['git diff --exit-code', 'gofmt -w .'], false],
  [['gofmt -w .', 'git diff'], false],
  [['go generate ./...', 'git diff --exit-code'], false],
])('%j checks the format: %j', (runs, isSeen) => {
  const found = findFormatCheck(repositoryWith(runs.map((run) => `{ run: ${run} }`)));
  expect(found !== undefined).toBe(isSeen);
});

describe('tests that a build leaves out', () => {
  test.each([
    ['mvn -B verify -DskipTests', '-DskipTests'],
    ['./mvnw package -Dmaven.test.skip=true', '-Dmaven.test.skip=true'],
    ['./gradlew build -x test', '-x test'],
    ['mvn -B verify', undefined],
    ['mvn deploy -DskipTests', undefined],
    ['mvn -DskipTests=false verify', undefined],
  ])('%s', (run, text) => {
    const repository = repositoryWith([`{ run: ${run} }`], { 'src/test/java/CartTest.java': '' });
    expect(findSkippedTests(repository)?.mute.text).toBe(text);
  });

  test('are none where there are no tests, or where they run elsewhere', () => {
    expect([
      findSkippedTests(repositoryWith(['{ run: mvn verify -DskipTests }'])),
      findSkippedTests(
        repositoryWith(['{ run: mvn verify -DskipTests }', '{ run: mvn test }'], { 'src/test/java/CartTest.java': '' }),
      ),
    ]).toEqual([undefined, undefined]);
  });
});

test('whether code is scanned can be told only where a scanner is seen', () => {
  const sources: Files = { 'a.go': '', 'b.go': '', 'c.go': '', 'd.go': '', 'e.go': '' };
  expect([
    staticAnalysisAnswer(repositoryWith(['{ run: semgrep ci }'], sources)).answer,
    staticAnalysisAnswer(repositoryWith(['{ run: go test ./... }'], sources)).answer,
    staticAnalysisAnswer(repositoryWith(['{ run: go test ./... }'])).answer,
  ]).toEqual(['does not apply', 'unknown', 'does not apply']);
});
