import type { Result } from '../core/result.ts';
import type { FileTree } from '../core/tree.ts';
import type { PullRequest } from '../github/event.ts';
import type { Runner } from '../github/runner.ts';
import { judgeOccasion } from '../judge-occasion.ts';
import { adviceOf, judgeTrees } from '../judge-trees.ts';
import { tool } from '../knowledge/tool.ts';
import { judge } from '../policy/gate.ts';
import type { Sides } from '../read-sides.ts';
import { sample } from '../rules/rule.ts';
import { defaultPolicy } from './default-policy.ts';

/** The made-up pull request that the documentation shows: judged as a real one would be. */
export function examplePullRequest(): Result {
  const { result } = judgeOccasion(occasion, sides(), {}, runner, today);
  return result;
}

/** The same repository in the terminal, with the pull request merged and nothing to compare with. */
export function exampleCheckout(): Result {
  const facts = { today, server: 'github.com' };
  const { report } = judgeTrees(treeOf(exampleFiles), undefined, defaultPolicy, facts, { root: 'shop', isFork: false });
  const verdict = judge({
    report,
    comparison: null,
    gate: defaultPolicy.gate,
    mode: 'terminal',
    explicitFailOn: false,
    introducedPolicyProblems: [],
  });
  return { ...examplePullRequest(), report, comparison: null, verdict, ...adviceOf(report) };
}

const ci = sample`
  name: ci
  on:
    pull_request:
    push:
      branches: [main]
    schedule:
      - cron: '17 4 * * 1'
  permissions: {}
  concurrency:
    group: ci-\${{ github.ref }}
    cancel-in-progress: \${{ github.event_name == 'pull_request' }}
  jobs:
    test:
      runs-on: ubuntu-24.04
      timeout-minutes: 20
      permissions:
        contents: read
      steps:
        - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        - uses: actions/setup-node@820762786026740c76f36085b0efc47a31fe5020 # v7.0.0
          with:
            node-version: 24
            cache: npm
        - run: npm ci
        - run: npm test
`;

const security = sample`
    security:
      runs-on: ubuntu-24.04
      timeout-minutes: 20
      permissions:
        contents: read
        packages: write
      steps:
        - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        - uses: snyk/actions/node@master
          env:
            SNYK_TOKEN: \${{ secrets.SNYK_TOKEN }}
`;

const deploy = sample`
  name: deploy
  on:
    push:
      branches: [main]
  permissions: {}
  concurrency:
    group: deploy
    cancel-in-progress: false
  jobs:
    production:
      runs-on: ubuntu-24.04
      environment: production
      permissions:
        contents: read
      steps:
        - uses: actions/checkout@3d3c42e5aac5ba805825da76410c181273ba90b1 # v7.0.1
        - run: ./deploy.sh
`;

const notify = sample`
        - name: Tell the channel
          run: ./tell.sh \${{ secrets.SLACK_URL }} deployed
`;

const dockerfile = sample`
  FROM node:24.4-bookworm-slim
  WORKDIR /app
  COPY package.json package-lock.json ./
  RUN npm ci --omit=dev
  COPY src ./src
  EXPOSE 3000
  CMD ["node", "src/server.js"]
`;

const gate = sample`
  name: plimsoll
  on: { pull_request: { types: [opened, synchronize, reopened, ready_for_review, edited] } }
  permissions: {}
  jobs:
    plimsoll:
      runs-on: ubuntu-24.04
      timeout-minutes: 10
      permissions: { contents: read, pull-requests: write }
      steps:
        - uses: plimsoll-ci/plimsoll@1f0c5d7e9b3a2468ace013579bdf02468ace1357 # v0.1.0
`;

const before: Files = {
  '.dockerignore': '*\n!src\n!package*.json\n',
  '.github/dependabot.yml': sample`
    version: 2
    updates:
      - { package-ecosystem: npm, directory: /, schedule: { interval: weekly } }
      - { package-ecosystem: docker, directory: /, schedule: { interval: weekly } }
      - { package-ecosystem: github-actions, directory: /, schedule: { interval: weekly } }
  `,
  '.github/workflows/ci.yml': ci,
  '.github/workflows/deploy.yml': deploy,
  '.github/workflows/plimsoll.yml': gate,
  Dockerfile: dockerfile,
  'package-lock.json': '',
  'package.json': '{}\n',
};

const after: Files = {
  '.github/workflows/ci.yml': `${ci}${indented(security, 2)}`,
  '.github/workflows/deploy.yml': `${deploy.replace('    environment:', '    timeout-minutes: 30\n    environment:')}${indented(notify, 6)}`,
};

/** The files of its head. */
export const exampleFiles: Files = { ...before, ...after };

type Files = Readonly<Record<string, string>>;

const today = '2027-01-01';
const head = 'abc1234d5e6f7089a1b2c3d4e5f60718293a4b5c';
const base = 'def56789a0b1c2d3e4f5061728394a5b6c7d8e9f';

function sides(): Sides {
  return {
    head: treeOf(exampleFiles),
    base: treeOf(before),
    baseCommit: base,
    policy: undefined,
    tipWorkflows: new Map(),
    unreadChanges: [],
  };
}

const occasion: PullRequest = {
  kind: 'pull-request',
  event: 'pull_request',
  repository: 'acme/shop',
  isPublic: false,
  head,
  number: 7,
  baseBranch: 'main',
  baseTip: base,
  isFork: false,
  isDraft: false,
  byBot: false,
};

const runner: Runner = {
  apiUrl: 'https://api.github.com',
  graphqlUrl: 'https://api.github.com/graphql',
  serverUrl: 'https://github.com',
  repository: 'acme/shop',
  workspace: '',
  temp: '',
  callingWorkflow: '.github/workflows/plimsoll.yml',
  actionRepository: new URL(tool.home).pathname.slice(1),
  actor: 'mona',
  runUrl: 'https://github.com/acme/shop/actions/runs/1',
};

function treeOf(files: Files): FileTree {
  return {
    entries: Object.keys(files)
      .sort()
      .map((path) => ({ path, mode: 'file' })),
    texts: new Map(Object.entries(files).sort(([a], [b]) => (a < b ? -1 : 1))),
    unread: new Map(),
    gaps: [],
  };
}

/** What `sample` outdents, put back in its place. */
function indented(text: string, by: number): string {
  return text.replace(/^(?=.)/gm, ' '.repeat(by));
}
