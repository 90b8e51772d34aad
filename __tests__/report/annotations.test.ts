import { describe, expect, test } from '@jest/globals';
import { annotationsOf } from '../../src/report/annotations.ts';
import { renderCommands } from '../../src/report/github-commands.ts';
import { comparison, finding, report, result, setting, waived } from './example-result.ts';
import { failedRun } from './example-runs.ts';

describe('annotations', () => {
  test('begin with the whole run in a title', () => {
    expect(annotationsOf(failedRun())[0]).toEqual({
      level: 'notice',
      title: 'Plimsoll: B 84.5 (−7.9), 3 new, failed',
      message: '2 new findings are high or worse.',
    });
  });

  test('say what is wrong here, what to do, and which rule it is', () => {
    expect(renderCommands(annotationsOf(failedRun())).split('\n').slice(1)).toEqual([
      '::error file=.github/workflows/ci.yml,line=41,endLine=41,col=15,endColumn=39,title=unpinned-action (high)::Action `snyk/actions/node` follows a branch in a job that holds `SNYK_TOKEN` and may write packages. Pin the action to a full commit SHA. (unpinned-action)',
      '::error file=.github/workflows/deploy.yml,line=97,endLine=97,col=25,endColumn=49,title=secret-in-script (high)::Secret `SLACK_URL` is pasted into a script that calls the network. Hand the secret to the script through `env:`. (secret-in-script)',
      '::warning file=.github/workflows/deploy.yml,line=88,endLine=90,title=unverified-deploy (medium)::Nothing checks production after `kubectl apply`. Ask the deployed service for its health after the deployment. (unverified-deploy)',
      '',
    ]);
  });

  test('are none without a comparison', () => {
    expect(annotationsOf({ ...failedRun(), comparison: null })).toEqual([]);
  });

  test('have the level of their weight, and leave out what weighs nothing or is old', () => {
    const findings = (['critical', 'medium', 'low', 'info'] as const).flatMap((severity) =>
      (['firm', 'tentative'] as const).map((certainty) => finding({ severity, certainty, status: 'new' })),
    );
    const switchedOff = finding({ severity: 'high', status: 'new', disabled: true });
    const run = result({ report: report({ findings: [...findings, switchedOff, finding({ severity: 'high' })] }) });
    expect(
      annotationsOf(run)
        .slice(1)
        .map((note) => `${note.level} ${note.title}`),
    ).toEqual([
      'warning unpinned-action (critical)',
      'warning unpinned-action (medium)',
      'notice unpinned-action (critical, tentative)',
      'notice unpinned-action (medium, tentative)',
      'notice unpinned-action (low)',
    ]);
  });

  test('stand outside a file only where they fail the gate', () => {
    const failing = finding({ severity: 'high', status: 'new', path: 'Dockerfile' });
    const other = finding({ severity: 'high', status: 'new', path: 'Dockerfile' });
    const run = result({
      report: report({ findings: [failing, other] }),
      verdict: { outcome: 'fail', reasons: [], failing: [failing], newWaivers: 0, belowLineAnyway: false },
    });
    expect(annotationsOf(run).slice(1)).toEqual([
      {
        level: 'error',
        title: 'unpinned-action (high)',
        message:
          'Something is off. It stands in Dockerfile, which this pull request does not change. Pin the action to a full commit SHA. (unpinned-action)',
      },
    ]);
  });

  test('are ten of a level at most, own notes counted, and say how many are left', () => {
    const findings = (['high', 'low'] as const).flatMap((severity) =>
      Array.from({ length: 30 }, () => finding({ severity, status: 'new' })),
    );
    const run = result({
      report: report({ findings, waived: [waived({ isNew: true })] }),
      setting: setting({
        notices: ['The list of files was cut'],
        setupNotes: ['`edited` is missing'],
        changesOwnWorkflow: true,
      }),
      verdict: { outcome: 'fail', reasons: [], failing: findings.slice(0, 30), newWaivers: 1, belowLineAnyway: false },
    });
    const notes = annotationsOf(run);
    expect(['error', 'warning', 'notice'].map((level) => notes.filter((note) => note.level === level).length)).toEqual([
      7, 1, 9,
    ]);
    expect(notes[0]?.message).toBe('46 more problems are in the step summary.');
    expect(notes.at(-1)?.message).toBe('The list of files was cut.\n`edited` is missing.');
  });

  test('say what a change was, not more', () => {
    const worse = finding({ severity: 'high', status: 'worsened', message: 'x'.repeat(9000) });
    const run = result({ report: report({ findings: [worse] }), comparison: comparison({ delta: 0 }) });
    expect(annotationsOf(run)[0]?.title).toBe('Plimsoll: A 92.4 (unchanged), 1 worse, passed');
    expect(
      renderCommands(annotationsOf(run))
        .split('\n')
        .every((line) => line.length < 4400),
    ).toBe(true);
  });
});
