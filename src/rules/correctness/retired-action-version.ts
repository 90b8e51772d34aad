import { versionOfUses } from '../../analysis/actions/refs.ts';
import { isRefusal, retirementOf } from '../../analysis/actions/retired-actions.ts';
import { code } from '../../core/message.ts';
import { type Uses, stepsOf } from '../../documents/workflow-model.ts';
import type { RetiredVersions } from '../../knowledge/retired-actions.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'retired-action-version',
  title: 'Retired version of an action',
  category: 'correctness',
  severity: 'high',
  since: '0.1.0',
  on: ['workflow', 'action'],
  why: `Jobs that name a version which GitHub has switched off fail before their first step. What was made for a Node that
    runners no longer have runs on a newer one at its own risk, and no flaw in a version that nobody keeps up is mended.`,
  remedy:
    'Move to a current major version, or to the action that has taken the place of one that is no longer maintained.',
  references: [
    'https://github.blog/changelog/2024-04-16-deprecation-notice-v3-of-the-artifact-actions/',
    'https://github.blog/changelog/2024-12-05-notice-of-upcoming-releases-and-breaking-changes-for-github-actions/',
    'https://github.blog/changelog/2024-09-25-end-of-life-for-actions-node16/',
  ],
  sameAs: [
    'actionlint/action',
    'sisakulint/deprecated-node-runtime',
    'zizmor/archived-uses',
    'ghasec/archived-action',
    'pipeline-check/GHA-089',
  ],
  *check(document, { repository }) {
    const calls = document.kind === 'workflow' ? document.jobs.map((job) => job.uses) : [];
    for (const uses of [...calls, ...stepsOf(document).map((step) => step.uses)]) {
      const retired = uses && retirementOf(uses, repository.facts.server);
      if (!retired) continue;
      // An enterprise server still takes these, and may know no newer ones.
      const isDoubtful = retired.retirement === 'artifacts' && repository.facts.server === undefined;
      yield {
        at: uses.text.span,
        key: nameOf(uses),
        message: messageOf(uses, retired),
        ...(isRefusal(retired) ? {} : { severity: 'medium' as const, category: 'upkeep' as const }),
        ...(isDoubtful ? { certainty: 'tentative' as const } : {}),
      };
    }
  },
  examples: [
    {
      title: 'GitHub fails these at once',
      bad: sample`
        on: push
        jobs:
          test:
            runs-on: ubuntu-latest
            steps:
              - uses: «actions/cache@v2»
              - uses: «actions/upload-artifact@v3»
              - uses: «actions/download-artifact@v2.1.1»
              - uses: «actions/upload-pages-artifact@v2»
      `,
      good: sample`
        on: push
        jobs:
          test:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/cache@v4
              - uses: actions/upload-artifact@v4
              - uses: actions/download-artifact@v5
              - uses: actions/upload-pages-artifact@v3
      `,
    },
    {
      title: 'an early release of a newer major, named exactly',
      bad: sample`
        on: push
        jobs:
          test:
            runs-on: ubuntu-latest
            steps:
              - uses: «actions/cache/restore@v3.3.1»
              - uses: «actions/cache@0c45773b623bea8c8e75f6c82b208c3cf94ea4f9» # v4.0.2
      `,
      good: sample`
        on: push
        jobs:
          test:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/cache@v4.2.0
              - uses: actions/cache@0c45773b623bea8c8e75f6c82b208c3cf94ea4f9
              - uses: actions/cache@1bd1e32a3bdc45362d1e726936510720a7c30a57 # v4.2.0
      `,
    },
    {
      title: 'made for Node 12 or 16; Node 20 is still run',
      bad: sample`
        on: push
        jobs:
          test:
            runs-on: ubuntu-latest
            steps:
              - uses: «actions/checkout@v3»
              - uses: «docker/login-action@v2.1.0»
              - uses: «github/codeql-action/init@v2»
      `,
      good: sample`
        on: push
        jobs:
          test:
            runs-on: ubuntu-latest
            steps:
              - uses: actions/checkout@v4
              - uses: docker/login-action@v3
              - uses: github/codeql-action/init@v3
      `,
    },
    {
      title: 'no longer maintained, in a composite action',
      path: 'release/action.yml',
      bad: sample`
        name: Release
        runs:
          using: composite
          steps:
            - uses: «actions/create-release@v1»
      `,
      good: sample`
        name: Release
        runs:
          using: composite
          steps:
            - uses: softprops/action-gh-release@v2
      `,
    },
    {
      title: 'an enterprise server has no newer artifacts',
      facts: { server: 'github.example.com' },
      bad: sample`
        on: push
        jobs:
          test:
            runs-on: ubuntu-latest
            steps:
              - uses: «actions/checkout@v2»
              - uses: actions/upload-artifact@v3
      `,
    },
  ],
});

/** With its path, without its version. */
const nameOf = ({ repository, path }: Uses): string => [repository, path].filter(Boolean).join('/').toLowerCase();

function messageOf(uses: Uses, retired: RetiredVersions): string {
  const name = code(nameOf(uses));
  if (retired.retirement === 'unmaintained') {
    return `${name} is no longer maintained; ${code(retired.instead ?? '')} has taken its place`;
  }
  const version = versionOfUses(uses.ref?.text ?? '', uses.comment)?.version.join('.') ?? '';
  return isRefusal(retired)
    ? `GitHub fails every job that uses version ${version} of ${name}`
    : `Version ${version} of ${name} is made for Node 16 or older, which runners no longer have`;
}
