import { describe, expect, test } from '@jest/globals';
import type { Result } from '../../src/core/result.ts';
import { annotationsOf } from '../../src/report/annotations.ts';
import { renderComment } from '../../src/report/comment.ts';
import { renderCommands } from '../../src/report/github-commands.ts';
import { renderJson } from '../../src/report/json.ts';
import { renderLog } from '../../src/report/log.ts';
import { outputsOf } from '../../src/report/outputs.ts';
import { publishedOf } from '../../src/report/publishable.ts';
import { renderSarif } from '../../src/report/sarif.ts';
import { renderSummary } from '../../src/report/summary.ts';
import { comparison, finding, report, result, setting, waived } from './example-result.ts';

/** An open critical at a place and with words that occur nowhere else. */
const old = finding({
  rule: 'template-injection',
  severity: 'critical',
  path: 'secret-place.yml',
  message: 'Secret words',
  excerpt: ['secret excerpt'],
  related: [
    { path: 'secret-related.yml', startLine: 1, startColumn: 1, endLine: 1, endColumn: 2, message: 'secret note' },
  ],
});

const run = (isPublic: boolean, isAdoption = false): Result =>
  result({
    report: report({
      findings: [old, finding({ status: 'new' })],
      waived: [waived({ finding: { ...old, fingerprint: 'f1' }, path: 'secret-waiver.yml' })],
    }),
    comparison: comparison({
      fixed: [{ ...old, fingerprint: 'f2' }],
      attribution: [{ kind: 'fixed', fingerprint: 'f2', rule: old.rule, points: 0 }],
    }),
    setting: setting({ isPublic, isAdoption, changedPaths: ['secret-place.yml', '.github/workflows/ci.yml'] }),
  });

const surfaces = (of: Result): readonly string[] => [
  renderComment(of),
  renderSummary(of),
  renderCommands(annotationsOf(of)),
  renderLog(of),
  JSON.stringify(outputsOf(of, { report: null, sarif: null })),
];

describe('an old critical', () => {
  test('is a rule and a number on every published surface of a public repository', () => {
    for (const isAdoption of [false, true]) {
      for (const surface of surfaces(run(true, isAdoption)))
        expect(surface).not.toMatch(/secret[- ](place|words|excerpt|related|note|waiver)/i);
    }
    expect(publishedOf(run(true)).withheld).toEqual([{ rule: 'template-injection', count: 1, points: 1000 }]);
    expect(renderComment(run(true))).toContain('Critical: 1 × `template-injection`; run it locally to see where.');
  });

  test('is told in full where only its owners read, and in the files of a run', () => {
    expect(renderSummary(run(false))).toMatch(/secret-place\.yml.*Secret words/);
    expect(renderJson(run(true))).toContain('secret-place.yml');
    expect(renderSarif(run(true), () => undefined)).toContain('secret-place.yml');
  });
});

test('a new critical is told in public: the pull request shows it already', () => {
  const fresh = finding({ rule: 'template-injection', severity: 'critical', status: 'new', message: 'Fresh words' });
  expect(
    renderComment(result({ report: report({ findings: [fresh] }), setting: setting({ isPublic: true }) })),
  ).toContain('Fresh words');
});

test('without a comparison every critical is old', () => {
  const pushed = { ...run(true), comparison: null, report: report({ findings: [{ ...old, status: null }] }) };
  for (const surface of surfaces(pushed)) expect(surface).not.toContain('secret');
});

test('a secret that is gone is to be rotated, told on every surface that tells of it', () => {
  const gone = result({ comparison: comparison({ fixed: [finding({ rule: 'literal-secret' })] }) });
  for (const surface of [renderComment(gone), renderSummary(gone)]) expect(surface).toContain('so rotate it.');
});
