import { placeOfRepository } from '../../analysis/gates/changes.ts';
import { dependencyWatchOf } from '../../analysis/gates/dependency-scans.ts';
import { evidenceFor, findOnlyMuted, gates, wordsOf } from '../../analysis/gates/gates.ts';
import { findHidingPlace } from '../../analysis/gates/hiding-places.ts';
import { findOtherCi, findReviewService } from '../../analysis/gates/other-ci.ts';
import { code } from '../../core/message.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'no-dependency-scan',
  title: 'Nothing looks for known holes in dependencies',
  category: 'testing',
  severity: 'low',
  since: '0.1.0',
  on: ['repository'],
  family: 'missing-gate',
  why: 'A hole in a package becomes known to attackers on the day it is published, and to you on the day something tells you.',
  remedy: 'Let Dependabot or Renovate watch the packages, or run a scanner such as `osv-scanner` in a workflow.',
  references: [
    'https://docs.github.com/en/code-security/concepts/supply-chain-security/dependabot-alerts',
    'https://google.github.io/osv-scanner/',
  ],
  sameAs: ['scorecard/Vulnerabilities'],
  applies(repository) {
    const { used, watchedBy } = dependencyWatchOf(repository);
    const [first] = used;
    if (!first) return { answer: 'does not apply', reason: 'there is no list of packages here' };
    const evidence = evidenceFor('scan', 'dependencies', repository);
    const found = gates(evidence);
    if (found) return { answer: 'applies', reason: `${code(found.tool)} runs in ${code(found.at.file.path)}` };
    if (watchedBy) return { answer: 'applies', reason: `${watchedBy} watches the packages` };
    if (findOnlyMuted(evidence)) return { answer: 'does not apply', reason: 'a scanner runs, but nothing heeds it' };
    const service = findReviewService(repository, 'dependencies') ?? findOtherCi(repository);
    if (service) return { answer: 'unknown', reason: `${service.name} may scan (${code(service.path)})` };
    const hiding = findHidingPlace(repository);
    if (hiding) return { answer: 'unknown', reason: `what ${code(wordsOf(hiding))} does is not known` };
    return { answer: 'applies', reason: `found ${used.map(({ ecosystem }) => ecosystem.name).join(', ')}` };
  },
  *check(repository) {
    const { used, watchedBy } = dependencyWatchOf(repository);
    const [first] = used;
    if (!first || watchedBy || gates(evidenceFor('scan', 'dependencies', repository))) return;
    const names = used.map(({ ecosystem }) => code(ecosystem.name)).join(', ');
    yield {
      at: placeOfRepository(repository, first.path),
      key: 'dependencies',
      ofRepository: true,
      certainty: 'tentative',
      message: `No scanner and no update tool that we can find watches the packages of ${names}`,
    };
  },
  examples: [
    {
      bad: {
        '.github/workflows/ci.yml': sample`
          on: «pull_request»
          jobs:
            test:
              runs-on: ubuntu-latest
              steps:
                - uses: actions/checkout@v6
                - run: npm ci # npm audit is noisy
        `,
        'package.json': sample`
          { "dependencies": { "express": "5.1.0" } }
        `,
      },
      good: {
        '.github/workflows/ci.yml': sample`
          on: pull_request
          jobs:
            test:
              runs-on: ubuntu-latest
              steps:
                - uses: actions/checkout@v6
                - run: npm ci
                - run: npm audit --audit-level high
        `,
        'package.json': sample`
          { "dependencies": { "express": "5.1.0" } }
        `,
      },
    },
    {
      title: 'an update tool for another ecosystem',
      bad: {
        '.github/workflows/ci.yml': sample`
          on: «pull_request»
          jobs:
            test:
              runs-on: ubuntu-latest
              steps: [{ run: go test ./... }]
        `,
        '.github/dependabot.yml': sample`
          version: 2
          updates:
            - package-ecosystem: github-actions
              directory: /
              schedule: { interval: weekly }
        `,
        'go.mod': sample`
          module example.org/shop
        `,
        'go.sum': '',
      },
      good: {
        '.github/workflows/ci.yml': sample`
          on: pull_request
          jobs:
            test:
              runs-on: ubuntu-latest
              steps: [{ run: go test ./... }]
        `,
        '.github/dependabot.yml': sample`
          version: 2
          updates:
            - package-ecosystem: gomod
              directory: /
              schedule: { interval: weekly }
        `,
        'go.mod': sample`
          module example.org/shop
        `,
        'go.sum': '',
      },
    },
    {
      title: 'a manifest without any package; packages of examples',
      good: {
        '.github/workflows/ci.yml': sample`
          on: pull_request
          jobs:
            test:
              runs-on: ubuntu-latest
              steps: [{ run: go test ./... }]
        `,
        'go.mod': sample`
          module example.org/shop
        `,
        'package.json': sample`
          { "name": "shop", "scripts": { "test": "node --test" } }
        `,
        'examples/pom.xml': '',
      },
    },
    {
      title: 'Renovate, and another service',
      good: {
        '.github/workflows/ci.yml': sample`
          on: pull_request
          jobs:
            test:
              runs-on: ubuntu-latest
              steps: [{ run: cargo test }]
        `,
        'renovate.json': sample`
          {}
        `,
        'Cargo.toml': '',
        'Cargo.lock': '',
      },
    },
  ],
});
