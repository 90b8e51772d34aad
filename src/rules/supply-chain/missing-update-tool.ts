import {
  coveredByDependabot,
  type UsedEcosystem,
  usedEcosystems,
  usesRenovate,
} from '../../analysis/installs/updates.ts';
import { code } from '../../core/message.ts';
import { lineSpan, sourceFile } from '../../core/source.ts';
import type { Repository } from '../../documents/document.ts';
import { kindOf } from '../../documents/kind.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'missing-update-tool',
  title: 'Dependencies that no update tool watches',
  category: 'supply-chain',
  severity: 'low',
  since: '0.1.0',
  on: ['repository'],
  why: 'What nobody raises stays as it is: known holes in actions, images and packages remain open, and the later jump is a large one.',
  remedy: 'Add the ecosystems to `.github/dependabot.yml`, or let Renovate look after the repository.',
  references: [
    'https://docs.github.com/en/code-security/reference/supply-chain-security/dependabot-options-reference',
    'https://docs.renovatebot.com/configuration-options/',
  ],
  sameAs: ['scorecard/Dependency-Update-Tool', 'sisakulint/dependabot-github-actions'],
  applies(repository) {
    const used = usedEcosystems(repository);
    if (used.length === 0)
      return { answer: 'does not apply', reason: 'nothing here has dependencies that a tool could raise' };
    if (usesRenovate(repository)) return { answer: 'does not apply', reason: 'Renovate looks after the repository' };
    const { dependabots, paths } = repository;
    const isUnread = dependabots.length === 0 && paths.some((path) => kindOf(path) === 'dependabot');
    if (isUnread || dependabots.some(({ problems }) => problems.length > 0)) {
      return { answer: 'unknown', reason: 'the Dependabot file cannot be read' };
    }
    return { answer: 'applies', reason: `found ${used.map(({ ecosystem }) => ecosystem.name).join(', ')}` };
  },
  *check(repository) {
    const covered = coveredByDependabot(repository);
    const missing = usedEcosystems(repository).filter(
      ({ ecosystem }) => !ecosystem.packageEcosystems.some((name) => covered.has(name)),
    );
    const [first] = missing;
    if (!first) return;
    const names = missing.map(({ ecosystem }) => code(ecosystem.name)).join(', ');
    yield {
      at: firstLineOf(repository, first),
      key: 'ecosystems',
      ofRepository: true,
      message: `Neither Dependabot nor Renovate is set to update ${names}`,
    };
  },
  examples: [
    {
      bad: {
        '.github/workflows/ci.yml': sample`
          «on: push»
          jobs:
            test:
              runs-on: ubuntu-latest
              steps:
                - uses: actions/checkout@v6
                - run: npm test
        `,
        'package.json': sample`
          { "name": "shop" }
        `,
      },
      good: {
        '.github/workflows/ci.yml': sample`
          on: push
          jobs:
            test:
              runs-on: ubuntu-latest
              steps:
                - uses: actions/checkout@v6
                - run: npm test
        `,
        'package.json': sample`
          { "name": "shop" }
        `,
        '.github/dependabot.yml': sample`
          version: 2
          updates:
            - package-ecosystem: github-actions
              directory: /
              schedule: { interval: weekly }
            - package-ecosystem: npm
              directory: /
              schedule: { interval: weekly }
        `,
      },
    },
    {
      title: 'one ecosystem is left out',
      bad: {
        '.github/dependabot.yml': sample`
          «version: 2»
          updates:
            - package-ecosystem: npm
              directory: /
              schedule: { interval: weekly }
        `,
        'package.json': sample`
          { "name": "shop" }
        `,
        Dockerfile: sample`
          FROM node:24.1
        `,
      },
      good: {
        'renovate.json': sample`
          { "extends": ["config:recommended"] }
        `,
        Dockerfile: sample`
          FROM node:24.1
        `,
      },
    },
    {
      title: 'Renovate run by a workflow',
      good: {
        '.github/workflows/renovate.yml': sample`
          on:
            schedule: [{ cron: '0 4 * * 1' }]
          jobs:
            renovate:
              runs-on: ubuntu-latest
              steps:
                - uses: renovatebot/github-action@v46
        `,
        'package.json': sample`
          { "name": "shop" }
        `,
      },
    },
    {
      title: 'dependencies of examples and tests only',
      good: {
        'examples/shop/package.json': sample`
          { "name": "shop" }
        `,
        'test/Dockerfile': sample`
          FROM node:24.1
        `,
        '.github/workflows/ci.yml': sample`
          on: push
          jobs:
            test:
              runs-on: ubuntu-latest
              steps: [{ run: make test }]
        `,
      },
    },
    {
      title: 'a Dependabot file that cannot be read may cover everything',
      good: {
        '.github/dependabot.yml': sample`
          version: 2
          updates: [
        `,
        'package.json': sample`
          { "name": "shop" }
        `,
      },
    },
  ],
});

/** The update tool's own file where there is one, else what shows that it is wanting. */
function firstLineOf(repository: Repository, first: UsedEcosystem) {
  const [dependabot] = repository.dependabots;
  const known = repository.documents.find((document) => document.file.path === first.path);
  const file = dependabot?.file ?? known?.file ?? sourceFile(first.path, repository.tree.texts.get(first.path) ?? '');
  return lineSpan(file, 1);
}
