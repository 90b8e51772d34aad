import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { gather } from '../../src/core/gather.ts';
import type { Result } from '../../src/core/result.ts';
import { sourceFile } from '../../src/core/source.ts';
import { judgeOccasion } from '../../src/judge-occasion.ts';
import type { Sides } from '../../src/read-sides.ts';
import { annotationsOf } from '../../src/report/annotations.ts';
import { renderComment } from '../../src/report/comment.ts';
import { renderCommands } from '../../src/report/github-commands.ts';
import { renderJson } from '../../src/report/json.ts';
import { renderSarif } from '../../src/report/sarif.ts';
import { renderSummary } from '../../src/report/summary.ts';
import { renderTerminal } from '../../src/report/terminal.ts';
import { wanted } from '../../src/wanted.ts';
import { hostile, hostilePolicy } from '../action/hostile-repository.ts';
import { ships } from '../action/ships.ts';
import { parseTreeText, sideOf, type Texts } from './made-up-tree.ts';

/** A whole repository and a pull request to it. */
export interface ExampleRepository {
  readonly base: Texts;
  readonly head: Texts;
  readonly isPublic: boolean;
}

/** Where their texts and all that is said of them stand. */
export const repositoriesFolder = join(import.meta.dirname, '..', 'repositories');

export const exampleRepositories: Readonly<Record<string, () => ExampleRepository>> = {
  shop: () => ({ ...read('shop'), isPublic: true }),
  clean: () => ({ ...read('clean'), isPublic: true }),
  adoption: () => ({ ...read('adoption'), isPublic: false }),
  pipeline: () => ({ ...read('pipeline'), isPublic: false }),
  // Its names and texts are made of what no text file shows.
  hostile: () => {
    const base = { ...ships, '.github/plimsoll.yml': hostilePolicy };
    return { base: textsOf(base), head: textsOf({ ...base, ...hostile }), isPublic: true };
  },
};

/** Everything that is said of a pull request, by the name of the file that keeps it. */
export function saidOf({ base, head, isPublic }: ExampleRepository): Readonly<Record<string, string>> {
  const judged = judgePullRequest(base, head, isPublic);
  // No release, no rule that has nothing to say here, and no link should change what is kept.
  const result = { ...judged, tool: { ...judged.tool, version: '0.0.0' }, rules: rulesThatSpeak(judged) };
  return {
    'report.json': renderJson(result),
    'comment.md': `${renderComment(result)}\n`,
    'annotations.txt': renderCommands(annotationsOf(result)),
    'summary.md': renderSummary(result),
    'report.sarif': renderSarif(result, (path) => head.get(path)),
    'terminal.txt': renderTerminal(result, { colour: false, all: false, width: 100 }),
  };
}

function rulesThatSpeak({ report, comparison, rules }: Result): Result['rules'] {
  const findings = [...report.findings, ...report.waived.map(({ finding }) => finding), ...(comparison?.fixed ?? [])];
  const spoken = new Set(findings.map(({ rule }) => rule));
  return rules.filter(({ id }) => spoken.has(id)).map((rule) => ({ ...rule, references: [], sameAs: [] }));
}

function read(name: string): Pick<ExampleRepository, 'base' | 'head'> {
  const base = parseTreeText(readFileSync(join(repositoriesFolder, name, 'base.txt'), 'utf8'));
  const head = parseTreeText(readFileSync(join(repositoriesFolder, name, 'pull-request.txt'), 'utf8'), base);
  return { base, head };
}

const textsOf = (files: Readonly<Record<string, unknown>>): Texts =>
  new Map(
    Object.entries(files).flatMap(([path, content]) => (typeof content === 'string' ? [[path, content] as const] : [])),
  );

/** As the Action judges it, without the network. */
function judgePullRequest(baseTexts: Texts, headTexts: Texts, isPublic: boolean): Result {
  const [head, base] = gather([sideOf(headTexts), sideOf(baseTexts)], wanted);
  if (!head || !base) throw new Error('No trees');
  const policyPath = '.github/plimsoll.yml';
  const policyText = base.texts.get(policyPath);
  const sides: Sides = {
    head,
    base,
    baseCommit: commits.base,
    policy:
      policyText === undefined ? undefined : { file: sourceFile(policyPath, policyText), oid: commits.base.slice(8) },
    tipWorkflows: new Map([...base.texts].filter(([path]) => path.startsWith('.github/workflows/'))),
    unreadChanges: [],
  };
  const occasion = {
    kind: 'pull-request',
    event: 'pull_request',
    repository: 'example-shop/shop',
    isPublic,
    head: commits.head,
    number: 7,
    baseBranch: 'main',
    baseTip: commits.base,
    isFork: false,
    isDraft: false,
    byBot: false,
  } as const;
  const runner = {
    apiUrl: 'https://api.github.com',
    graphqlUrl: 'https://api.github.com/graphql',
    serverUrl: 'https://github.com',
    repository: occasion.repository,
    workspace: '',
    temp: '',
    callingWorkflow: '.github/workflows/plimsoll.yml',
    actionRepository: 'plimsoll-ci/plimsoll',
    actor: 'somebody',
    runUrl: 'https://github.com/example-shop/shop/actions/runs/1',
  };
  return judgeOccasion(occasion, sides, {}, runner, '2026-01-15').result;
}

const commits = { head: 'abc1234'.padEnd(40, '0'), base: 'def5678'.padEnd(40, '0') };
