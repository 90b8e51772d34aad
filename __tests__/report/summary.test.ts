import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { type Block, fitBlocks } from '../../src/report/fit.ts';
import { renderSummary } from '../../src/report/summary.ts';
import { comparison, finding, head, report, result, score, setting, waived } from './example-result.ts';
import { adoptionRun, failedRun } from './example-runs.ts';

const headings = (page: string): readonly string[] => page.split('\n').filter((line) => line.startsWith('#'));

describe('the summary', () => {
  test('has all that was said, the verdict first', () => {
    const failed = failedRun();
    const fixed = [finding({ rule: 'literal-secret', message: 'A token stands here' })];
    const run = {
      ...failed,
      setting: setting({ setupNotes: ['`edited` is missing'] }),
      comparison: comparison({ ...failed.comparison, fixed }),
    };
    const page = renderSummary({
      ...run,
      report: { ...run.report, notChecked: [{ path: 'a.yml', reason: 'too large' }] },
    });
    expect(headings(page)).toEqual([
      '# Plimsoll: failed – 2 new High, 1 new Medium',
      ...['## What this pull request brings', '## What it mends', '## What wins most', '## Points by category'],
      ...['## Findings by rule', '## Findings by file', '## Why this many points', '### The change: −7.9'],
      ...[
        '## Waived',
        '## Policy',
        '## Does not apply, or unknown',
        '## Not checked',
        '## How our workflow is set up',
        '## What ran',
      ],
      '## Every finding',
    ]);
  });

  test('tells why this many points: what stood here apart from what the pull request brings', () => {
    const page = renderSummary(failedRun());
    expect(page).toContain('100 less 15.468 lost is 84.532.');
    expect(page).toMatch(/\| −4\.000 \| new \| `unpinned-action` \| \[ci\.yml, line 41\]/);
    expect(page.indexOf('What this pull request brings costs')).toBeLessThan(
      page.indexOf('What stood here before costs'),
    );
    expect(page.match(/^\| 0\.100 \|/gm)).toHaveLength(17);
  });

  test('gives the cap a line of its own', () => {
    expect(renderSummary(adoptionRun(false))).toContain('Cap: 1 critical allows 39.900 at most, −11.340.');
  });

  test('keeps the record of waivers and the score without them', () => {
    const run = result({
      report: report({
        score: score(92_431, 'A', { withoutWaivers: 88_123 }),
        waived: [waived({ origin: 'inline', path: '.github/workflows/ci.yml', line: 8, until: null, isNew: true })],
      }),
    });
    expect(renderSummary(run)).toMatch(
      /\| `unpinned-action` \| High \| \[ci\.yml, line 1\]\([^)]+\) \| `Replaced in the next release` \| no end \| `\.github\/workflows\/ci\.yml:8` \| 1\.200 \| new \|\n\nWith nothing waived the score is 88\.1\./,
    );
  });

  test('joins equal answers of a rule about many files', () => {
    const applicability = ['a', 'b', 'c', 'd'].map((path) => ({
      rule: 'missing-healthcheck',
      answer: 'does not apply' as const,
      reason: 'Kubernetes probes it',
      path,
    }));
    expect(renderSummary(result({ report: report({ applicability }) }))).toContain(
      '| `missing-healthcheck` | does not apply | Kubernetes probes it | `a`, `b`, `c` and 1 more |',
    );
  });

  test('tells what else was seen, one line each, and what files do not tell', () => {
    const practices = [
      { name: 'coverage', answer: 'seen', detail: '`pytest --cov`', path: '.github/workflows/ci.yml', line: 8 },
      { name: 'code owners', answer: 'seen', detail: '`CODEOWNERS`', path: 'CODEOWNERS' },
      { name: 'load tests', answer: 'not seen', detail: 'no step puts a running system under load' },
      { name: 'deployment strategy', answer: 'does not apply', detail: 'nothing is deployed' },
      { name: 'build duration', answer: 'unknown', detail: 'it stands in the history of runs' },
    ] as const;
    const page = renderSummary(result({ report: report({ practices }) }));
    expect(page.slice(page.indexOf('## Also seen'), page.indexOf('\n\n## Policy'))).toBe(
      [
        '## Also seen\n',
        `- Coverage: \`pytest --cov\` – [ci.yml, line 8](https://github.com/acme/shop/blob/${head}/.github/workflows/ci.yml#L8)`,
        '- Code owners: `CODEOWNERS`\n',
        'Files do not tell: build duration (it stands in the history of runs).',
      ].join('\n'),
    );
    const nothing = practices.filter(({ answer }) => answer !== 'seen');
    expect(renderSummary(result({ report: report({ practices: nothing }) }))).not.toContain('Also seen');
  });

  test('stays below 1 MiB, says what is left out, and leaves nothing open', () => {
    const findings = Array.from({ length: 5000 }, (_, i) =>
      finding({
        path: `services/${'x'.repeat(150)}/${i}.yml`,
        message: `\`${'ü'.repeat(300)}\``,
        status: i % 2 ? 'new' : 'unchanged',
      }),
    );
    const page = renderSummary(result({ report: report({ findings }) }));
    expect(Buffer.byteLength(page)).toBeLessThan(1024 * 1024);
    expect(page).toMatch(
      /\*\d+ more rows are left out here: the page must stay under 1 MiB\. The JSON report holds them all\.\*/,
    );
    expect(page.split('<details>').length).toBe(page.split('</details>').length);
    expect(headings(page)).toContain('## What ran');
  });
});

test('fitted blocks keep their limit, the kept ones and whole rows', () => {
  const row = fc.string({ unit: 'grapheme', maxLength: 30 }).map((text) => text.replace(/\s/g, '_'));
  const block = fc.record({
    head: fc.constant('<open>'),
    rows: fc.array(row, { maxLength: 12 }),
    tail: fc.constant('</open>'),
  });
  fc.assert(
    fc.property(fc.array(block), fc.integer({ min: 80, max: 400 }), (blocks: readonly Block[], most) => {
      const kept = { rows: ['kept'], isKept: true };
      const text = fitBlocks([...blocks, kept], {
        most,
        sizeOf: (part) => part.length,
        omitted: (rows) => `(${rows} left out)`,
      });
      expect(text.length).toBeLessThanOrEqual(most);
      expect(text).toContain('kept');
      expect(text.split('<open>').length).toBe(text.split('</open>').length);
      const known = new Set(['kept', '<open>', '</open>', '', ...blocks.flatMap((one) => one.rows)]);
      expect(text.split('\n').filter((line) => !known.has(line) && !/^\(\d+ left out\)$/.test(line))).toEqual([]);
    }),
  );
});

test('without a comparison nothing is called older', () => {
  const page = renderSummary(
    result({ report: report({ findings: [finding({ status: null })] }), comparison: null, base: null }),
  );
  expect(page).toContain('- 1 finding; nothing was compared, so none of them is new.');
  expect(page).toContain('Every finding costs');
});

test('tells where jobs deploy, what users see first, and how to set it right', () => {
  const path = '.github/workflows/deploy.yml';
  const publish = {
    path,
    job: 'image',
    startLine: 12,
    class: 'publish',
    reason: '`docker push` publishes an image',
  } as const;
  const ship = { path, job: 'ship', startLine: 30, class: 'production', reason: 'environment `live|x`' } as const;
  const pages = (...targets: readonly (typeof publish | typeof ship)[]): string =>
    renderSummary(result({ report: report({ targets }) }));
  expect(pages(publish, ship)).toContain(
    [
      '## Where it deploys',
      '',
      '| Class | Job | Where | Why |',
      '| --- | --- | --- | --- |',
      `| production | \`ship\` | [deploy.yml, line 30](https://github.com/acme/shop/blob/${head}/${path}#L30) | environment \`live\\|x\` |`,
      `| publish | \`image\` | [deploy.yml, line 12](https://github.com/acme/shop/blob/${head}/${path}#L12) | \`docker push\` publishes an image |`,
      '',
      'A class that is wrong is set right by one line of the policy file, such as `targets: { deploy.yml/ship: staging }`.',
    ].join('\n'),
  );
  const unknown = { ...ship, job: 'run', class: 'unknown', reason: 'x' } as const;
  expect(renderSummary(result({ report: report({ targets: [ship, unknown] }) }))).toContain(
    'What is unknown or wrong is set right by one line of the policy file, such as `targets: { deploy.yml/run: production }`.',
  );
});
