import { describe, expect, jest, test } from '@jest/globals';
import { listingComments, reading } from '../help/faults.ts';
import { newestNode } from '../help/runner.ts';
import { sail } from './port.ts';
import { careless, ships } from './ships.ts';

jest.setTimeout(120_000);

const { name, path: node } = newestNode();

const many = (count: number, file: (at: number) => readonly [string, string]): Record<string, string> =>
  Object.fromEntries(Array.from({ length: count }, (_, at) => file(at)));

describe(`on ${name}`, () => {
  test.concurrent('a repository that takes more than forty requests is read in part, alike on both sides', async () => {
    const boats = many(9_000, (at) => [
      `boats/${at % 90}/${at}/Dockerfile`,
      `FROM alpine:3.2${at % 10}\nLABEL n=${at}\n`,
    ]);
    const main = { ...ships, ...boats };
    const { arrival, step, github } = await sail({
      node,
      main,
      head: {
        ...main,
        '.github/workflows/release.yml': careless,
        'boats/0/0/Dockerfile': 'FROM alpine:latest\nCMD ["a"]\n',
      },
    });
    const reads = github.requests.filter((request) => reading(request) && !listingComments(request));
    const { findings, notChecked } = JSON.parse(step.report) as {
      readonly findings: readonly { readonly status: string; readonly rule: string; readonly path: string }[];
      readonly notChecked: readonly { readonly path: string }[];
    };
    const fresh = findings.filter(({ status }) => status === 'new').map(({ rule, path }) => `${rule} ${path}`);
    expect(reads.length).toBeLessThanOrEqual(40);
    expect(notChecked.length).toBeGreaterThan(1_000);
    // Changed files and workflows are read before the rest.
    expect([arrival.verdict, arrival.faults, fresh.includes('unpinned-action .github/workflows/release.yml')]).toEqual([
      'fail',
      [],
      true,
    ]);
    expect(fresh).toContain('floating-base-image boats/0/0/Dockerfile');
    expect(fresh.filter((entry) => !/release\.yml|boats\/0\/0\//.test(entry))).toEqual([]);
  });

  test.concurrent('six thousand findings fit on every surface', async () => {
    const steps = (at: number) =>
      Array.from(
        { length: 100 },
        (_, step) => `      - uses: "harbour/very-long-name-of-an-action-${at}-${step}@main"\n`,
      ).join('');
    const fleet = many(60, (at) => [
      `.github/workflows/fleet-${at}.yml`,
      `on: push\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    env: { T: "\${{ secrets.T }}" }\n    steps:\n${steps(at)}`,
    ]);
    const { arrival, step, github } = await sail({ node, head: { ...ships, ...fleet } });
    expect(arrival.faults).toEqual([]);
    expect(arrival.verdict).toBe('fail');
    expect(Number(step.outputs['new-findings'])).toBeGreaterThanOrEqual(6_000);
    expect(github.state.comments[0]?.body.length).toBeLessThan(12_000);
    expect(step.annotations.filter(({ level }) => level === 'error').length).toBeLessThanOrEqual(10);
    expect(Buffer.byteLength(step.summary)).toBeLessThan(1024 * 1024);
    expect(step.milliseconds).toBeLessThan(60_000);
  });
});
