import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { spawn, spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseCommandLine } from '../src/cli-options.ts';
import { rules } from '../src/rules/index.ts';
import { sample } from '../src/rules/rule.ts';
import { outcomeOf, type TerminalRun } from './help/terminal.ts';

jest.setTimeout(180_000);

const clean = sample`
  on: push
  permissions: {}
  jobs:
    test:
      runs-on: ubuntu-24.04
      timeout-minutes: 5
      steps:
        - run: make test
`;

const faulty = clean + '      # plimsoll: ignore[remote-script] reason="Pinned by the vendor" until=2026-06-30\n';
const withWaiver = `${faulty}      - run: curl https://get.example.com | sh\n      - uses: other/scan@v2\n`;
const broken = 'on: push\njobs: {\n';
const hostileName = '.github/workflows/x\n::error::owned \u001b[31m`@mona`.yml';

const folders: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  good: { '.github/workflows/ci.yml': clean },
  bad: { '.github/workflows/ci.yml': withWaiver, '.github/workflows/broken.yml': broken },
  hostile: { [hostileName]: broken },
  policies: {
    'rule.yml': 'rules:\n  unpined-action: off\n',
    'key.yml': 'fail-on: high\nwaiver: []\n',
  },
  empty: { 'README.md': '' },
};

let home: string;
let runs: ReadonlyMap<string, TerminalRun>;

/** Each is one process; all of them run while the first test waits. */
const asked: Readonly<Record<string, readonly string[]>> = {
  'two roots': ['--format', 'jsonl', '--today', '2026-06-30', 'bad', 'good'],
  'two roots in words': ['--today', '2026-06-30', 'good', 'bad'],
  'everything counts': ['--fail-on', 'medium', '--today', '2026-07-01', 'bad'],
  'the line': ['--fail-below', '100', 'bad'],
  'past 100': ['--fail-below', '101', 'good'],
  'no level': ['--fail-on', 'hihg', 'good'],
  'no folder': ['good', 'elsewhere'],
  'nearly a folder': ['godo'],
  'nearly a command': ['expain', 'root-user'],
  'no policy': ['--policy', 'elsewhere.yml', 'good'],
  'policy with an unknown key': ['--policy', 'policies/key.yml', 'good'],
  'unknown rule': ['explain', 'unpined-action'],
  rules: ['rules', '--format', 'json'],
  'since then': ['--base', 'HEAD', '--fail-on', 'high', '--today', '2026-06-30', 'repository'],
  'the same as then': ['--base', 'HEAD', '--fail-on', 'low', '--today', '2026-07-01', 'unchanged'],
  'a policy broken since then': ['--base', 'HEAD', 'mistaken'],
  'no clone': ['--base', 'HEAD', 'good'],
  'before the first commit': ['--base', 'HEAD', '--fail-on', 'medium', '--today', '2026-06-30', 'unborn'],
  'annotations of nothing new': ['--format', 'github', '--fail-on', 'medium', 'bad'],
  'a clone without its objects': ['--base', 'HEAD', 'torn'],
  'hostile names': ['hostile'],
  'on a terminal': ['bad'],
  'on a terminal without colours': ['bad'],
  'on a slow terminal': ['--format', 'json', 'good', 'bad'],
};

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'plimsoll-cli-'));
  for (const [name, files] of Object.entries(folders)) writeFiles(name, files);
  for (const name of ['repository', 'unchanged', 'torn', 'mistaken']) {
    writeFiles(name, { '.github/workflows/ci.yml': withWaiver.replace('@v2', '@main') });
    git(name, 'init', '--quiet');
    git(name, 'add', '.');
    git(name, '-c', 'user.name=A', '-c', 'user.email=a@example.com', 'commit', '--quiet', '--message', 'First');
  }
  writeFiles('repository', { '.github/workflows/new.yml': broken, '.github/workflows/fine.yml': clean });
  writeFiles('unborn', { '.github/workflows/ci.yml': withWaiver });
  git('unborn', 'init', '--quiet');
  writeFiles('mistaken', { '.github/plimsoll.yml': 'rules:\n  unpined-action: off\n' });
  removeTrees(join(home, 'torn', '.git', 'objects'));
  runs = new Map(
    await Promise.all(Object.entries(asked).map(async ([name, words]) => [name, await run(name, words)] as const)),
  );
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

const outcome = (name: string): TerminalRun => runs.get(name) ?? { exitCode: -1, stdout: '', stderr: '' };

describe('the exit code', () => {
  test.each([
    ['two roots', 0],
    ['two roots in words', 0],
    ['rules', 0],
    ['the same as then', 0],
    ['hostile names', 0],
    ['everything counts', 1],
    ['the line', 1],
    ['since then', 1],
    ['before the first commit', 1],
    ['annotations of nothing new', 1],
    ['past 100', 2],
    ['no level', 2],
    ['no folder', 2],
    ['nearly a folder', 2],
    ['nearly a command', 2],
    ['no clone', 2],
    ['a policy broken since then', 2],
    ['no policy', 2],
    ['policy with an unknown key', 2],
    ['unknown rule', 2],
    ['a clone without its objects', 3],
  ])('of %s is %i', (name, code) => {
    const { exitCode, stdout, stderr } = outcome(name);
    expect([exitCode, stderr === '']).toEqual([code, code < 2 && stdout !== '']);
  });
});

describe('misuse is told with', () => {
  test.each([
    ['past 100', 'plimsoll: --fail-below must be'],
    ['no level', 'did you mean `high`?'],
    ['no folder', 'No folder is called elsewhere\n'],
    ['nearly a folder', 'No folder is called godo; did you mean good?'],
    ['nearly a command', 'No folder is called expain; did you mean `plimsoll explain`?'],
    ['no clone', '--base HEAD: good is in no git repository'],
    ['a policy broken since then', '.github/plimsoll.yml, line 2: No rule is called `unpined-action`; did you mean'],
    ['no policy', '--policy elsewhere.yml: this file cannot be read'],
    ['policy with an unknown key', 'policies/key.yml, line 2:'],
    ['policy with an unknown key', 'did you mean `waivers`?'],
    ['unknown rule', 'No rule is called unpined-action; did you mean unpinned-action?'],
    ['a clone without its objects', 'plimsoll: could not look: The files of'],
  ])('%s: %s', (name, words) => {
    expect(outcome(name).stderr).toContain(words);
  });

  test('no stack of calls where it says what to do', () => {
    expect([...runs.values()].filter(({ stderr }) => /^ {4}at /m.test(stderr))).toEqual([]);
  });

  test.each([
    [['--polcy', 'x'], 'Unknown option --polcy; did you mean --policy?'],
    [['--format', 'jsno'], 'Unknown format jsno; did you mean json?'],
    [['--today', '2026-02-30'], '--today 2026-02-30: not a date like 2026-03-31'],
    [['explain'], '`explain` takes one rule id'],
    [['rules', 'x'], '`rules` takes no further words'],
  ])('%j: %s', (words, message) => {
    expect(() => parseCommandLine(words)).toThrow(message);
  });

  test('nothing on standard output', () => {
    const misused = Object.keys(asked).filter((name) => outcome(name).exitCode === 2 && name !== 'no folder');
    expect(misused.map((name) => outcome(name).stdout)).toEqual(misused.map(() => ''));
  });
});

test('a gate that fails says why where the format has no words for it', () => {
  const { stdout, stderr } = outcome('annotations of nothing new');
  expect([stdout, stderr]).toEqual([
    '',
    'plimsoll: bad: the gate fails: 3 findings of severity medium or above: 1 high, 2 medium\n',
  ]);
});

test('several roots are told in their order, a line of JSON for each', () => {
  const reports = outcome('two roots').stdout.trimEnd().split('\n').map(parsed);
  expect(reports.map(({ root, findings }) => [root, findings.length > 0])).toEqual([
    ['bad', true],
    ['good', false],
  ]);
});

test('several roots in words are told apart by their names', () => {
  expect(outcome('two roots in words').stdout.match(/^(?:good|bad) · /gm)).toEqual(['good · ', 'bad · ']);
});

test('a broken workflow is one finding and leaves the others alone', () => {
  const [bad] = outcome('two roots').stdout.split('\n').map(parsed);
  expect(bad?.findings.map(({ path, rule }) => `${path} ${rule}`)).toEqual([
    '.github/workflows/broken.yml unreadable-file',
    '.github/workflows/ci.yml missing-update-tool',
    '.github/workflows/ci.yml unpinned-action',
  ]);
});

test('a waiver counts through its last day and not a day longer', () => {
  const [bad] = outcome('two roots').stdout.split('\n').map(parsed);
  expect(bad?.waived.map(({ rule, until }) => [rule, until])).toEqual([['remote-script', '2026-06-30']]);
  expect(outcome('everything counts').stdout).toContain('Waiver of `remote-script` has lapsed');
  expect(outcome('everything counts').stdout).toMatch(/^Medium {2}remote-script /m);
});

test('against a revision only what is new or worse fails', () => {
  const { stdout } = outcome('since then');
  expect(stdout).toContain('.github/workflows/new.yml:3:1  new, fails the gate');
  expect(stdout).toContain('1 new or worsened finding of severity high.');
  expect(stdout.match(/fails the gate/g)).toHaveLength(1);
  expect(outcome('the same as then').stdout).toMatch(/Gate: pass {2}fail-on low/);
});

test('before the first commit everything is new', () => {
  const { stdout } = outcome('before the first commit');
  expect(stdout).toContain('.github/workflows/ci.yml:11:15  new, fails the gate');
  expect(stdout.match(/\bnew\b/g)?.length).toBeGreaterThan(1);
});

test('names that try to act are written out', () => {
  const { stdout } = outcome('hostile names');
  expect(stdout).toContain('.github/workflows/x ::error::owned \\u{1b}[31m`@mona`.yml:3:1');
  expect(stdout).not.toMatch(/[\u0000-\u0009\u000B-\u001F\u007F]|^\s*::/m);
});

test('colours are for terminals, and for people who want them', () => {
  const isColoured = (name: string) => /\u001b\[/.test(outcome(name).stdout);
  expect(['on a terminal', 'on a terminal without colours', 'everything counts'].map(isColoured)).toEqual([
    true,
    false,
    false,
  ]);
});

test('a run of more than a second shows where it is, also within one root, and leaves nothing behind', () => {
  const { stdout, stderr } = outcome('on a slow terminal');
  expect(stderr).toBe('\r\u001b[KInspecting 1 of 2: good\r\u001b[K\r\u001b[KInspecting 2 of 2: bad\r\u001b[K');
  expect(stdout).not.toContain('Inspecting');
});

test('`rules --format json` lists every rule with its page', () => {
  const listed = JSON.parse(outcome('rules').stdout) as readonly Readonly<Record<string, unknown>>[];
  expect(listed.map(({ id }) => id).sort()).toEqual(rules.map(({ info }) => info.id).sort());
  const keys = ['id', 'category', 'severity', 'title', 'kinds', 'default', 'sameAs', 'docs'];
  expect(listed.filter((rule) => keys.some((key) => rule[key] === undefined))).toEqual([]);
});

interface Parsed {
  readonly root: string;
  readonly findings: readonly { readonly path: string; readonly rule: string }[];
  readonly waived: readonly { readonly rule: string; readonly until: string | null }[];
}

const parsed = (line: string): Parsed => JSON.parse(line === '' ? '{}' : line) as Parsed;

function writeFiles(name: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    const file = join(home, name, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
  }
}

function git(name: string, ...words: readonly string[]): void {
  const { status, stderr } = spawnSync('git', words, { cwd: join(home, name), env: environment(), encoding: 'utf8' });
  if (status !== 0) throw new Error(`git ${words.join(' ')}: ${stderr}`);
}

/** Leaves the commit and takes what it names. */
function removeTrees(objects: string): void {
  const { stdout } = spawnSync('git', ['rev-parse', 'HEAD^{tree}'], {
    cwd: join(objects, '..', '..'),
    env: environment(),
  });
  const tree = stdout.toString('utf8').trim();
  const folder = join(objects, tree.slice(0, 2));
  for (const file of readdirSync(folder)) if (tree.endsWith(file)) rmSync(join(folder, file), { force: true });
}

const environment = (): Readonly<Record<string, string>> => ({
  PATH: process.env['PATH'] ?? '',
  HOME: home,
  GIT_CEILING_DIRECTORIES: home,
  GIT_CONFIG_NOSYSTEM: '1',
});

function run(name: string, words: readonly string[]): Promise<TerminalRun> {
  const root = join(import.meta.dirname, '..');
  const pretence = name.startsWith('on a terminal')
    ? 'process.stdout.isTTY=true'
    : name.startsWith('on a slow terminal')
      ? 'process.stderr.isTTY=true;let t=Date.now();Date.now=()=>t+=600'
      : undefined;
  const terminal = pretence === undefined ? [] : ['--import', `data:text/javascript,${pretence}`];
  const program = ['--import', join(root, 'scripts', 'register.mjs'), join(root, 'src', 'cli.ts')];
  const child = spawn(process.execPath, [...terminal, ...program, ...words], {
    cwd: home,
    env: { ...environment(), ...(name.endsWith('without colours') ? { NO_COLOR: '1' } : {}) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return outcomeOf(child);
}
