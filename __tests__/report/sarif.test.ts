import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { lineHashesOf } from '../../src/report/line-hash.ts';
import { sarifOf } from '../../src/report/sarif.ts';
import { finding, report, result, setting, waived } from './example-result.ts';

/** By the definition: for each line the polynomial over 100 significant units from its start, in whole numbers. */
function hashesByDefinition(text: string): readonly string[] {
  const lines = text.replace(/\r\n?/g, '\n').replace(/[ \t]/g, '').split('\n');
  const stream = [...lines.join('\n')].flatMap((character) =>
    Array.from({ length: character.length }, (_, i) => character.charCodeAt(i)),
  );
  stream.push(65535);
  let start = 0;
  const seen = new Map<string, number>();
  return lines.map((line) => {
    let hash = 0n;
    for (let i = 0; i < 100; i++) hash = (hash * 37n + BigInt(stream[start + i] ?? 0)) % (1n << 64n);
    start += line.length + 1;
    const hex = hash.toString(16);
    seen.set(hex, (seen.get(hex) ?? 0) + 1);
    return `${hex}:${seen.get(hex) ?? 0}`;
  });
}

describe('the hash of a line', () => {
  test('is the one that code scanning computes', () => {
    const text = fc.array(
      fc.constantFrom('a', 'b', ' ', '\t', '\n', '\r', '\r\n', 'steps:', '\uFFFF', '😀', 'x'.repeat(90)),
      { maxLength: 60 },
    );
    fc.assert(
      fc.property(text, (pieces) => {
        // A line feed after a return and blanks begins a line of its own there, which the definition above folds.
        const whole = pieces.join('').replace(/\r[ \t]+\n/g, '\n');
        expect(lineHashesOf(whole)).toEqual(hashesByDefinition(whole));
      }),
    );
  });

  test('tells equal lines apart by their number', () => {
    expect(
      lineHashesOf(`${'same\n'.repeat(60)}end`)
        .slice(0, 2)
        .map((hash) => hash.split(':')[1]),
    ).toEqual(['1', '2']);
  });
});

describe('SARIF', () => {
  const long = finding({
    startLine: 2,
    startColumn: 3,
    endLine: 4,
    endColumn: 2,
    message: 'See [x](y)',
    points: 1234,
    status: 'new',
  });
  const run = result({
    report: report({
      findings: [long],
      waived: [waived({}), waived({ origin: 'inline', path: 'ci [1].yml', line: 9 })],
      notChecked: [{ path: 'big.yml', reason: 'too large' }],
    }),
    setting: setting({ label: 'api' }),
  });
  const sarif = sarifOf(run, () => 'one\n  two two\nthree\nfour\n');
  const [first] = sarif.runs;

  test('has regions of one line, its own line hash and our fingerprint', () => {
    expect(first?.results[0]).toEqual({
      ruleId: 'unpinned-action',
      ruleIndex: 1,
      level: 'error',
      message: { text: 'See [x] (y)' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: '.github/workflows/ci.yml', uriBaseId: '%SRCROOT%' },
            region: { startLine: 2, startColumn: 3, endLine: 2, endColumn: 10 },
          },
        },
      ],
      partialFingerprints: {
        primaryLocationLineHash: lineHashesOf('one\n  two two\nthree\nfour\n')[1],
        'plimsoll/v1': long.fingerprint,
      },
      properties: { severity: 'high', certainty: 'firm', points: 1234, status: 'new', disabled: false },
    });
  });

  test('has no hash of a secret: lines are hashed as they are shown', () => {
    const shown = finding({ startLine: 2, excerpt: ['  PASSWORD: …(17 characters)'] });
    const above = finding({ startLine: 1, excerpt: ['env:'] });
    const hashesWith = (secret: string) =>
      sarifOf(result({ report: report({ findings: [above, shown] }) }), () => `env:\n  PASSWORD: ${secret}\n`)
        .runs.flatMap((each) => each.results)
        .map((entry) => entry.partialFingerprints);
    expect(hashesWith('battery-staple-12')).toEqual(hashesWith('correct-horse-345'));
  });

  test('names what is waived, where and why', () => {
    expect(
      first?.results.map((entry) =>
        entry.suppressions?.map(({ kind, justification, location }) => [
          kind,
          justification,
          location.physicalLocation.artifactLocation.uri,
        ]),
      ),
    ).toEqual([
      undefined,
      [['external', 'Replaced in the next release', '.github/plimsoll.yml']],
      [['inSource', 'Replaced in the next release', 'ci%20%5B1%5D.yml']],
    ]);
  });

  test('has an id of its own, what it ran on, and what it could not look at', () => {
    expect([first?.automationDetails, first?.versionControlProvenance, first?.invocations]).toEqual([
      { id: 'plimsoll-api/' },
      [{ repositoryUri: 'https://github.com/acme/shop', revisionId: run.head }],
      [
        {
          executionSuccessful: true,
          toolExecutionNotifications: [{ level: 'warning', message: { text: 'Not checked: big.yml: too large' } }],
        },
      ],
    ]);
  });

  test('files rules of the attack under security and the others under quality', () => {
    expect(
      first?.tool.driver.rules.map(({ id, properties }) => [id, { ...properties, tags: properties.tags.join(' ') }]),
    ).toEqual([
      ['template-injection', { tags: 'security attack-surface', precision: 'high', 'security-severity': '9.5' }],
      ['unpinned-action', { tags: 'security supply-chain', precision: 'high', 'security-severity': '8.0' }],
      ['unverified-deploy', { tags: 'delivery', precision: 'high', 'problem.severity': 'warning' }],
      ['secret-in-script', { tags: 'security access', precision: 'high', 'security-severity': '8.0' }],
      ['literal-secret', { tags: 'security access', precision: 'high', 'security-severity': '8.0' }],
      ['missing-timeout', { tags: 'speed', precision: 'high', 'problem.severity': 'recommendation' }],
    ]);
  });

  test('keeps the gravest 5,000', () => {
    const findings = [
      ...Array.from({ length: 5000 }, () => finding({ severity: 'low' })),
      finding({ severity: 'critical', rule: 'template-injection' }),
    ];
    const many = sarifOf(result({ report: report({ findings }) }), () => undefined).runs[0]?.results ?? [];
    expect([many.length, many.at(-1)?.ruleId]).toEqual([5000, 'template-injection']);
  });
});
