import { describe, expect, test } from '@jest/globals';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isScalar, parseDocument } from 'yaml';
import { inputsFrom, settingNames } from '../../src/github/inputs.ts';
import { asRecord } from '../../src/github/json.ts';
import { runnerFrom } from '../../src/github/runner.ts';
import { outputNames } from '../../src/report/outputs.ts';

describe('action.yml', () => {
  const action = parseDocument(readFileSync(join(import.meta.dirname, '../../action.yml'), 'utf8'));
  const keysOf = (name: 'inputs' | 'outputs') => Object.keys(asRecord(asRecord(action.toJS())[name]));

  test('names every input and output, and no other', () => {
    expect(keysOf('inputs')).toEqual(['token', ...settingNames]);
    expect(keysOf('outputs')).toEqual([...outputNames]);
  });

  test('gives a default to the token alone: a default would override the policy file', () => {
    const defaults = keysOf('inputs').map((name) => action.getIn(['inputs', name, 'default']));
    expect(defaults).toEqual(['${{ github.token }}', ...settingNames.map(() => undefined)]);
  });

  test('describes each of them', () => {
    const described = (['inputs', 'outputs'] as const).flatMap((part) =>
      keysOf(part).map((name) => action.getIn([part, name, 'description'], true)),
    );
    expect(described.filter((text) => !isScalar(text) || String(text.value).length < 20)).toEqual([]);
  });

  test('runs the bundle on node24', () => {
    expect(Object(action.toJS())).toMatchObject({
      runs: { using: 'node24', main: 'dist/index.js' },
      branding: { icon: 'anchor', color: 'blue' },
    });
  });
});

describe('an input', () => {
  test('that is empty is none', () => {
    const values: Readonly<Record<string, string>> = { token: ' t ', 'fail-on': ' high ', comment: ' ' };
    expect(inputsFrom((name) => values[name] ?? '')).toEqual({ token: 't', settings: { 'fail-on': 'high' } });
  });
});

describe('the runner', () => {
  const at = (workflow: string) =>
    runnerFrom({ GITHUB_REPOSITORY: 'octo/hello', GITHUB_WORKFLOW_REF: workflow }).callingWorkflow;

  test('says which workflow of this repository calls us', () => {
    expect(at('Octo/hello/.github/workflows/a@b.yml@refs/heads/x@y')).toBe('.github/workflows/a@b.yml');
    expect(at('octo/.github/.github/workflows/ci.yml@refs/heads/main')).toBeUndefined();
    expect(at('')).toBeUndefined();
  });

  test('names the addresses of a server of one’s own, and by default GitHub’s', () => {
    const enterprise = {
      GITHUB_API_URL: 'https://git.example.com/api/v3/',
      GITHUB_GRAPHQL_URL: 'https://git.example.com/api/graphql',
      GITHUB_SERVER_URL: 'https://git.example.com/',
    };
    const addresses = [runnerFrom(enterprise), runnerFrom({})].map(({ apiUrl, graphqlUrl, serverUrl }) => [
      apiUrl,
      graphqlUrl,
      serverUrl,
    ]);
    expect(addresses).toEqual([
      ['https://git.example.com/api/v3', 'https://git.example.com/api/graphql', 'https://git.example.com'],
      ['https://api.github.com', 'https://api.github.com/graphql', 'https://github.com'],
    ]);
  });
});
