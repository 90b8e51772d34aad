import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readOutput } from '../help/command-parser.ts';
import { surfaceOf } from '../help/markdown-surface.ts';
import type { Surface } from '../help/markdown-surface.ts';
import type { FakeGitHub } from '../help/fake-github.ts';
import type { Step } from '../help/runner.ts';
import { runTerminal } from '../help/terminal.ts';
import { hostile, hostilePolicy, payloads } from './hostile-repository.ts';
import { sail } from './port.ts';
import type { Voyage } from './port.ts';
import { shipsWith } from './ships.ts';

jest.setTimeout(120_000);

/** Branch names may hold all of this; titles and names of people anything. */
const branch = '@octo-org/owners`<b>&#64;mona##[error]PWNED';

const voyages: Readonly<Record<string, Voyage>> = {
  'a pull request that brings it all': {
    head: hostile,
    pullRequest: { title: 'x\n::error title=PWNED::owned ##[error]PWNED' },
    github: { isPrivate: true },
  },
  'a base that has it all': { main: hostile, head: { ...hostile, '.github/workflows/ci.yml': 'on: push\n' } },
  'a base that has it all, in a private repository': {
    main: hostile,
    head: shipsWith({}),
    github: { isPrivate: true },
  },
  'a policy that is hostile, on the base': {
    main: { ...shipsWith({}), '.github/plimsoll.yml': hostilePolicy },
    head: { ...hostile, '.github/plimsoll.yml': hostilePolicy },
  },
  'a policy that is hostile, in the pull request': { head: { ...hostile, '.github/plimsoll.yml': hostilePolicy } },
  'a hostile inline policy and label': {
    head: hostile,
    inputs: { policy: 'x: "\\n::error title=PWNED::owned ##[error]PWNED @mona"\n', label: '--> @mona <b>' },
  },
  'a hostile base branch': {
    head: hostile,
    prepare: ({ state }) => {
      const own = state.pullRequests.get(7);
      const main = state.store.branches.get('main') ?? '';
      state.store.branches.set(branch, main);
      if (own) state.pullRequests.set(7, { ...own, base: { branch, sha: main }, head: { ...own.head, branch } });
    },
  },
  'the adoption of it all': {
    main: Object.fromEntries(Object.entries(hostile).filter(([path]) => path !== '.github/workflows/plimsoll.yml')),
    head: hostile,
    github: { isPrivate: true },
  },
  'a GitHub that answers with it all': {
    github: {
      faults: [
        {
          match: ({ path }) => path.includes('/compare/'),
          effect: {
            kind: 'answer',
            status: 422,
            body: {
              message:
                '\n::error title=PWNED::owned\r##[error]PWNED @mona <img src=x> \u001b[31m\u202e ![i](https://evil.example)',
            },
          },
        },
      ],
    },
  },
};

/** Controls that move, recolour, reorder or hide: everything but the line feed. */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;
const hasUnseen = (text: string): boolean => unseen.test(text.replaceAll('\n', ''));

const ownTags = /^<\/?(?:details|summary|sub|br|code|b)>$/;
const ownLinks = /^<?https:\/\/github\.com\/(?:octo-org\/ships|plimsoll-ci\/plimsoll)\/(?!.*[\s"'<>`]).*>?$/;

const acting = ({ tags, comments, links, images, mentions, references }: Surface, marker: string) => ({
  tags: tags.filter((tag) => !ownTags.test(tag)),
  comments: comments.filter((comment) => comment !== marker),
  links: links.filter((link) => !ownLinks.test(link)),
  images,
  mentions,
  references,
});

const nothing = { tags: [], comments: [], links: [], images: [], mentions: [], references: [] };

describe.each(Object.entries(voyages))('%s', (_, voyage) => {
  let step: Step;
  let github: FakeGitHub;
  beforeAll(async () => {
    ({ step, github } = await sail(voyage));
  });

  test('gives the runner no command but ours', () => {
    const titles = step.annotations.map(({ title }) => title ?? '');
    expect(step.misuse).toEqual([]);
    expect(step.masks).toEqual([]);
    expect(
      titles.filter((title) => !/^Plimsoll: |^[a-z-]+ \((?:critical|high|medium|low)(?:, tentative)?\)$/.test(title)),
    ).toEqual([]);
    expect(step.annotations.filter((note) => hasUnseen(JSON.stringify(Object.values(note).join(' '))))).toEqual([]);
    expect(github.violations).toEqual([]);
  });

  test('shows nothing in the log that acts', () => {
    expect(step.log.filter((line) => hasUnseen(line) || /^\s*::|##\[/.test(line))).toEqual([]);
  });

  test('writes only outputs of the shape they promise', () => {
    const shapes: Readonly<Record<string, RegExp>> = {
      verdict: /^(?:pass|fail|error)$/,
      grade: /^[A-F]?$/,
      'report-path': /^[\w./-]*$/,
      'sarif-path': /^[\w./-]*$/,
    };
    const wrong = Object.entries(step.outputs).filter(
      ([name, value]) => !(shapes[name] ?? /^(?:[+-]?\d+(?:\.\d)?)?$/).test(value),
    );
    expect(wrong).toEqual([]);
  });

  test('writes a summary in which nothing acts', () => {
    expect(acting(surfaceOf(step.summary), '')).toEqual(nothing);
    expect(hasUnseen(step.summary)).toBe(false);
  });

  test('writes a comment in which nothing acts', () => {
    for (const { body } of github.state.comments) {
      const [first = ''] = body.split('\n');
      expect(first).toMatch(/^<!-- plimsoll:v1[\w -]*-->$/);
      expect(acting(surfaceOf(body), first)).toEqual(nothing);
      expect(body.split('\n').filter((line) => line.includes('<!--'))).toEqual([first]);
      expect(hasUnseen(body)).toBe(false);
      expect(body.length).toBeLessThan(12_000);
    }
  });
});

test('the hostile repository is judged all the same', async () => {
  const { step } = await sail({ head: hostile, github: { isPrivate: true } });
  const { findings } = JSON.parse(step.report) as { readonly findings: readonly { readonly rule: string }[] };
  expect([...new Set(findings.map(({ rule }) => rule))].sort()).toEqual(
    expect.arrayContaining([
      'deprecated-command',
      'duplicate-id',
      'environment-specific-value',
      'floating-base-image',
      'literal-secret',
      'remote-script',
      'root-user',
      'secret-in-script',
      'template-injection',
      'tracked-secret-file',
      'unknown-need',
      'unpinned-action',
      'unpinned-job-image',
      'unreadable-file',
    ]),
  );
});

describe('the terminal, in a folder that has it all', () => {
  let folder: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'plimsoll-hostile-'));
    for (const [path, content] of Object.entries({ ...hostile, 'policy.yml': hostilePolicy })) {
      const file = join(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      if (typeof content === 'string') writeFileSync(file, content);
    }
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  test.each([
    ['in words', ['--all']],
    ['with a hostile policy', ['--policy', 'policy.yml']],
    ['in lines of JSON', ['--format', 'jsonl']],
    ['in SARIF', ['--format', 'sarif']],
    ['as JSON', ['--format', 'json']],
    ['about a rule of that name', ['explain', payloads.terminal]],
    ['about an option of that name', [`--${payloads.bidi}`]],
    ['about a folder of that name', [payloads.midLine]],
  ])('shows nothing that acts: %s', async (_, words) => {
    const { stdout, stderr } = await runTerminal(words, folder);
    expect((stdout + stderr).length).toBeGreaterThan(10);
    expect(stdout.split('\n').filter(hasUnseen)).toEqual([]);
    expect(stderr.split('\n').filter(hasUnseen)).toEqual([]);
  });

  test('colours nothing but its own words', async () => {
    const { stdout } = await runTerminal([], folder, { FORCE_COLOR: '1' });
    // The only sequences we send: colours and weights.
    const plain = stdout.replace(/\u001b\[(?:\d{1,3};?)*m/g, '');
    expect(plain.split('\n').filter(hasUnseen)).toEqual([]);
  });

  test('gives a runner no command but annotations, where it runs in a job', async () => {
    const { stdout, stderr } = await runTerminal(['--format', 'github'], folder);
    const [out, err] = [readOutput(stdout), readOutput(stderr)];
    const titles = out.annotations.map(({ title }) => title ?? '');
    expect({ ...out, annotations: [], log: [], dropped: 0 }).toEqual(readOutput(''));
    expect({ ...err, log: [] }).toEqual(readOutput(''));
    expect(titles.filter((title) => title.includes('PWNED'))).toEqual([]);
  });

  test('writes Markdown in which nothing acts', async () => {
    const { stdout } = await runTerminal(['--format', 'markdown'], folder);
    expect(acting(surfaceOf(stdout), '')).toEqual(nothing);
    expect(hasUnseen(stdout)).toBe(false);
  });
});
