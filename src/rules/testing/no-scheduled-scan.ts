import type { Activity } from '../../analysis/activities/activity.ts';
import { startsOf } from '../../analysis/gates/changes.ts';
import { dependencyWatchOf } from '../../analysis/gates/dependency-scans.ts';
import { evidenceFor } from '../../analysis/gates/gates.ts';
import { findOtherCi } from '../../analysis/gates/other-ci.ts';
import { code } from '../../core/message.ts';
import type { Repository } from '../../documents/document.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'no-scheduled-scan',
  title: 'Scanners that run only when something changes',
  category: 'testing',
  severity: 'info',
  since: '0.1.0',
  on: ['repository'],
  why: 'Holes become known in code that nobody touches; a scan of the last change does not see them.',
  remedy: 'Let one scan run on `schedule` as well, weekly or more often.',
  references: [
    'https://docs.github.com/en/actions/reference/workflows-and-actions/events-that-trigger-workflows#schedule',
  ],
  sameAs: [],
  applies(repository) {
    const scans = scansOf(repository);
    if (scans.length === 0) return { answer: 'does not apply', reason: 'no scanner is known to run' };
    const scheduled = scans.find((scan) => isScheduled(scan, repository));
    if (scheduled) return { answer: 'applies', reason: `${code(scheduled.tool)} runs on schedule` };
    if (scans.every(({ sort }) => sort === 'dependencies') && dependencyWatchOf(repository).watchedBy)
      return { answer: 'does not apply', reason: 'an update tool watches the packages every day' };
    const other = findOtherCi(repository);
    if (other) return { answer: 'unknown', reason: `scans may be scheduled in ${other.name} (${code(other.path)})` };
    return { answer: 'applies', reason: 'scanners run, none of them on schedule' };
  },
  *check(repository) {
    const scans = scansOf(repository);
    const [first] = scans.filter(({ certainty }) => certainty !== 'tentative');
    if (!first || scans.some((scan) => isScheduled(scan, repository))) return;
    const others = new Set(scans.map(({ tool }) => tool)).size - 1;
    const more = others > 0 ? ` and ${others.toString()} more run` : ' runs';
    yield {
      at: first.at,
      key: 'schedule',
      ofRepository: true,
      message: `${code(first.tool)}${more} on changes, and no scan runs on schedule`,
    };
  },
  examples: [
    {
      bad: sample`
        on: pull_request
        jobs:
          scan:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v6
              - uses: actions/setup-go@v6
              - run: «govulncheck ./...»
      `,
      good: sample`
        on:
          pull_request:
          schedule: [{ cron: '17 4 * * 2' }]
        jobs:
          scan:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v6
              - uses: actions/setup-go@v6
              - run: govulncheck ./...
      `,
    },
    {
      title: 'the schedule belongs to another job',
      bad: sample`
        on:
          pull_request:
          schedule: [{ cron: '17 4 * * 2' }]
        jobs:
          stale:
            if: github.event_name == 'schedule'
            runs-on: ubuntu-latest
            steps: [{ uses: actions/stale@v10 }]
          scan:
            if: github.event_name == 'pull_request'
            runs-on: ubuntu-latest
            steps:
              - run: «npm audit»
      `,
    },
    {
      title: 'an update tool watches what the scanner looks at',
      good: {
        '.github/workflows/ci.yml': sample`
          on: pull_request
          jobs:
            review:
              runs-on: ubuntu-latest
              steps: [{ uses: actions/dependency-review-action@v4 }, { run: cargo audit }]
        `,
        '.github/dependabot.yml': sample`
          version: 2
          updates:
            - { package-ecosystem: cargo, directory: /, schedule: { interval: daily } }
        `,
        'Cargo.toml': '',
      },
    },
  ],
});

/** Of what grows old by itself. A review of dependencies looks at a change, and at nothing else. */
const scansOf = (repository: Repository): readonly Activity[] =>
  (['dependencies', 'image', 'code'] as const).flatMap((sort) => {
    const { sound, named } = evidenceFor('scan', sort, repository);
    return [...sound, ...named].filter(({ tool }) => tool !== 'actions/dependency-review-action');
  });

const isScheduled = (scan: Activity, repository: Repository): boolean =>
  startsOf(scan, repository).some(({ event }) => event === 'schedule');
