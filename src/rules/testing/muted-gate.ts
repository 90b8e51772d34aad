import type { Activity } from '../../analysis/activities/activity.ts';
import { type CheckKind, checkKinds } from '../../analysis/gates/check-kinds.ts';
import { evidenceFor, findOnlyMuted, findSkippedTests, type MutedCheck, wordsOf } from '../../analysis/gates/gates.ts';
import { findOtherCi } from '../../analysis/gates/other-ci.ts';
import { code } from '../../core/message.ts';
import type { Repository } from '../../documents/document.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'muted-gate',
  title: 'A check whose failure fails nothing',
  category: 'testing',
  severity: 'medium',
  since: '0.1.0',
  on: ['repository'],
  family: 'missing-gate',
  why: 'The run is green whatever the check says, so nobody looks, and what it finds is merged.',
  remedy: 'Let the check fail the run, or leave it out and say why.',
  references: [
    'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepscontinue-on-error',
    'https://www.gnu.org/software/bash/manual/html_node/Lists.html',
  ],
  sameAs: [],
  applies(repository) {
    const muted = mutedIn(repository);
    if (muted.length === 0) return { answer: 'does not apply', reason: 'no kind of check is muted altogether' };
    const other = findOtherCi(repository);
    if (other)
      return { answer: 'unknown', reason: `what is muted here may gate in ${other.name} (${code(other.path)})` };
    return { answer: 'applies', reason: muted.map(({ check }) => check.key).join(', ') };
  },
  *check(repository) {
    for (const { check, muted } of mutedIn(repository)) {
      const { mute, tool } = muted;
      yield {
        at: mute.at,
        key: check.key,
        ofRepository: true,
        severity: check.severity,
        certainty: check.certainty,
        message: `${sentences[mute.kind](code(mute.text), code(tool))}, and nothing else here ${check.does}`,
        ...(muted.at && muted.at.file !== mute.at.file
          ? { related: [{ at: muted.at, message: 'The step that runs it' }] }
          : {}),
      };
    }
  },
  examples: [
    {
      bad: sample`
        on: pull_request
        jobs:
          test:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v6
              - run: pytest «|| true»
      `,
      good: sample`
        on: pull_request
        jobs:
          test:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v6
              - run: pytest || { cat log.txt; exit 1; }
              - run: pip install codecov || true
      `,
    },
    {
      title: 'a step, a job, an option, a switch',
      bad: sample`
        on: pull_request
        jobs:
          test:
            runs-on: ubuntu-latest
            continue-on-error: «true»
            steps:
              - run: go test ./...
          lint:
            runs-on: ubuntu-latest
            steps:
              - run: flake8 «--exit-zero» src
              - run: mypy src
                if: «false»
              - run: npm audit
                continue-on-error: «true»
      `,
    },
    {
      title: 'something else of the kind gates',
      good: sample`
        on: pull_request
        jobs:
          test:
            runs-on: ubuntu-latest
            steps:
              - run: flake8 --select=E9,F63,F7,F82 .
              - run: flake8 --exit-zero --max-line-length=127 .
              - run: pytest
          next:
            runs-on: ubuntu-latest
            continue-on-error: true
            steps:
              - run: pytest --pre
      `,
    },
    {
      title: 'a choice for some versions; an outcome that is asked for later',
      good: sample`
        on: pull_request
        jobs:
          test:
            runs-on: ubuntu-latest
            continue-on-error: \${{ matrix.experimental }}
            strategy:
              matrix:
                experimental: [true, false]
            steps:
              - id: lint
                run: npx eslint .
                continue-on-error: true
              - run: npm test
              - if: steps.lint.outcome == 'failure'
                run: exit 1
      `,
    },
    {
      title: 'code scanning gates what it is given',
      good: sample`
        on: pull_request
        jobs:
          scan:
            runs-on: ubuntu-latest
            steps:
              - uses: docker/build-push-action@v7
                with: { load: true, tags: shop }
              - uses: aquasecurity/trivy-action@v0.35.0
                with: { image-ref: shop, format: sarif, output: trivy.sarif, exit-code: 0 }
              - uses: github/codeql-action/upload-sarif@v4
                with: { sarif_file: trivy.sarif }
      `,
    },
    {
      title: 'tests that every build leaves out',
      bad: {
        '.github/workflows/ci.yml': sample`
          on: pull_request
          jobs:
            build:
              runs-on: ubuntu-latest
              steps:
                - run: ./mvnw verify «-DskipTests»
        `,
        'src/test/java/CartTest.java': '',
      },
      good: {
        '.github/workflows/ci.yml': sample`
          on: pull_request
          jobs:
            test:
              runs-on: ubuntu-latest
              steps:
                - run: ./mvnw verify
            package:
              needs: test
              runs-on: ubuntu-latest
              steps:
                - run: ./mvnw package -DskipTests
        `,
        'src/test/java/CartTest.java': '',
      },
    },
  ],
});

interface Muted {
  readonly check: CheckKind;
  readonly muted: MutedCheck;
}

function mutedIn(repository: Repository): readonly Muted[] {
  return checkKinds.flatMap((check) => {
    const evidence = evidenceFor(check.kind, check.sort, repository);
    const found = check.kind === 'type-check' && mayCheckTypes(repository) ? undefined : findOnlyMuted(evidence);
    const muted = found ? asMuted(found) : check.kind === 'test' ? findSkippedTests(repository) : undefined;
    return muted ? [{ check, muted }] : [];
  });
}

/** A build that nobody can read may compile, which checks types on the way. */
const mayCheckTypes = (repository: Repository): boolean =>
  evidenceFor('build', undefined, repository).sound.some(({ isOpaque }) => isOpaque);

const asMuted = (activity: Activity): MutedCheck | undefined =>
  activity.mute && {
    mute: activity.mute,
    tool: activity.how === 'command' ? activity.tool : wordsOf(activity),
    at: activity.at,
  };

const sentences = {
  'ignored status': (mute: string, tool: string) => `${mute} lets ${tool} fail without a trace`,
  'continue-on-error': (mute: string, tool: string) => `${mute} lets the run go on when ${tool} fails`,
  option: (mute: string, tool: string) => `With ${mute}, ${tool} succeeds whatever it finds`,
  'switched off': (mute: string, tool: string) => `${mute} keeps ${tool} from ever running`,
  'skipped tests': (mute: string, tool: string) => `${mute} leaves out the tests of ${tool}`,
} as const;
