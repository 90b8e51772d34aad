import { expect, test } from '@jest/globals';
import { inspect } from '../../src/inspect.ts';
import { defaultPolicy } from '../../src/dev/default-policy.ts';
import retiredActionVersion from '../../src/rules/correctness/retired-action-version.ts';
import unreadableFile from '../../src/rules/correctness/unreadable-file.ts';
import deprecatedCommand from '../../src/rules/upkeep/deprecated-command.ts';
import { said } from '../help/repository.ts';

const step = (text: string): string =>
  `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n      - ${text}\n`;

test('what fails today is an error, what runs at its own risk is not', () => {
  expect(said(retiredActionVersion, step('uses: actions/upload-artifact@v3'))).toEqual(['6 high']);
  expect(said(retiredActionVersion, step('uses: actions/checkout@v3'))).toEqual(['6 medium']);
  expect(said(retiredActionVersion, step('uses: actions/create-release@v1'))).toEqual(['6 medium']);
});

test('without a server the artifact actions may still be an enterprise server’s', () => {
  const findings = (uses: string): readonly string[] =>
    inspect(
      {
        entries: [{ path: '.github/workflows/ci.yml', mode: 'file' }],
        texts: new Map([['.github/workflows/ci.yml', step(`uses: ${uses}`)]]),
        unread: new Map(),
        gaps: [],
      },
      defaultPolicy,
      { today: '2026-01-01' },
      { root: '.', rules: [retiredActionVersion], onCrash: 'throw' },
    ).findings.map(({ severity, certainty, category }) => `${severity} ${certainty} ${category}`);
  expect(findings('actions/upload-artifact@v3')).toEqual(['high tentative correctness']);
  expect(findings('actions/cache@v2')).toEqual(['high firm correctness']);
  expect(findings('actions/checkout@v3')).toEqual(['medium firm upkeep']);
});

test('a file too large to read is a finding, not only unchecked', () => {
  const report = inspect(
    {
      entries: [{ path: '.github/workflows/ci.yml', mode: 'file' }],
      texts: new Map(),
      unread: new Map([['.github/workflows/ci.yml', 'larger than 1 MiB']]),
      gaps: [],
    },
    defaultPolicy,
    { today: '2026-01-01' },
    { root: '.', rules: [unreadableFile], onCrash: 'throw' },
  );
  expect(report.findings.map(({ path, severity }) => `${path} ${severity}`)).toEqual(['.github/workflows/ci.yml high']);
  expect(said(unreadableFile, step('run: a\n') + '      - run: b\n'.repeat(20_000))).toEqual(['1 high']);
  expect(said(unreadableFile, { Dockerfile: 'FROM a\nRUNN b\n' })).toEqual(['2 medium']);
});

test('commands that no longer work weigh more than those that still do', () => {
  expect(said(deprecatedCommand, step('run: echo "::set-output name=a::b"'))).toEqual(['6 low']);
  expect(said(deprecatedCommand, step('run: echo "::add-path::/b"'))).toEqual(['6 medium']);
});
