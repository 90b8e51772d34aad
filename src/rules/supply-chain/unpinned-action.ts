import { code } from '../../core/message.ts';
import { stepsOf, type Action, type Job, type Uses, type Workflow } from '../../documents/workflow-model.ts';
import { tagOnlyRepositories } from '../../knowledge/tag-only-actions.ts';
import { isLocked } from '../../analysis/actions/actions-lock.ts';
import { findSpoils } from '../../analysis/trust/power.ts';
import { refKindOf } from '../../analysis/actions/refs.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'unpinned-action',
  title: 'An action can change without a change here',
  category: 'supply-chain',
  severity: 'high',
  since: '0.1.0',
  on: ['workflow', 'action'],
  options: {
    trust: {
      type: 'string-list',
      default: [],
      description: 'Actions whose branches and tags are trusted: `owner/*`, `owner/repository`.',
    },
  },
  why: `A branch moves with every push and a tag can be moved to any commit. Whoever takes over the account behind an
    action then runs code in every job that names it, with that job's token and secrets, as happened to the users of
    tj-actions/changed-files in March 2025. Only a full commit SHA, or an entry in the lock file, names code that stays.`,
  remedy:
    'Name the full commit SHA with the version in a comment behind it, or keep a lock file with `gh actions-lock`.',
  references: [
    'https://docs.github.com/en/actions/reference/security/secure-use#using-third-party-actions',
    'https://docs.github.com/en/actions/concepts/security/workflow-dependency-lockfiles',
    'https://github.com/advisories/GHSA-mrrh-fwg8-r2c3',
  ],
  sameAs: [
    'zizmor/unpinned-uses',
    'codeql/actions/unpinned-tag',
    'scorecard/Pinned-Dependencies',
    'ghalint/action_ref_should_be_full_length_commit_sha',
    'pipeline-check/GHA-001',
    'pipeline-check/GHA-025',
    'ghasec/unpinned-action',
    'kics/unpinned_actions_full_length_commit_sha',
    'semgrep/github-actions-mutable-action-tag',
    'sisakulint/commit-sha',
  ],
  *check(document, { repository, options }) {
    const trusted = (uses: Uses): boolean => options.trust.some((pattern) => isMeant(pattern, uses));
    for (const { uses, job } of usesIn(document)) {
      if (!uses.ref || !uses.repository || trusted(uses) || isLocked(uses, document, repository)) continue;
      const kind = refKindOf(uses.ref.text);
      if (kind === 'commit' || (kind === 'tag' && tagOnlyRepositories.includes(uses.repository))) continue;
      const isOurs = uses.owner === repository.facts.owner?.toLowerCase() || firstParties.includes(uses.owner ?? '');
      const spoils = job && findSpoils(job);
      const severity = kind === 'tag' ? (isOurs ? 'low' : 'medium') : spoils ? 'high' : 'medium';
      yield { at: uses.text.span, message: messageOf(uses, spoils), key: nameOf(uses), severity };
    }
  },
  examples: [
    {
      bad: sample`
        on: push
        jobs:
          changes:
            runs-on: ubuntu-24.04
            steps:
              - uses: «some-org/changed-files@v45»
      `,
      good: sample`
        on: push
        jobs:
          changes:
            runs-on: ubuntu-24.04
            steps:
              - uses: some-org/changed-files@8f1d3a5b7c9e0f2a4b6d8e1c3a5f7092b4d6e8f1 # v45.0.7
      `,
    },
    {
      title: 'A branch in a job that can write, and a reusable workflow',
      bad: sample`
        on: push
        jobs:
          release:
            runs-on: ubuntu-24.04
            permissions:
              contents: write
            steps:
              - uses: «some-org/release@main»
          scan:
            uses: «some-org/workflows/.github/workflows/scan.yml@v2»
      `,
    },
    {
      title: 'A short commit is not a commit to GitHub',
      bad: sample`
        on: push
        jobs:
          build:
            runs-on: ubuntu-24.04
            steps:
              - uses: «actions/setup-node@49933ea»
      `,
    },
    {
      title: 'GitHub’s own actions and those of the same owner weigh less',
      facts: { owner: 'octo-org' },
      bad: sample`
        on: push
        jobs:
          build:
            runs-on: ubuntu-24.04
            steps:
              - uses: «actions/checkout@v6»
              - uses: «octo-org/setup@v1»
      `,
    },
    {
      title: 'The steps of a composite action',
      path: 'setup/action.yml',
      bad: sample`
        name: Set up
        runs:
          using: composite
          steps:
            - uses: «pnpm/action-setup@v4»
      `,
    },
    {
      title: 'What belongs to the repository, and generators that can only be named by a tag',
      good: sample`
        on: push
        jobs:
          build:
            runs-on: ubuntu-24.04
            steps:
              - uses: ./.github/actions/setup
              - uses: $/.github/actions/test
          provenance:
            uses: slsa-framework/slsa-github-generator/.github/workflows/generator_generic_slsa3.yml@v2.1.0
      `,
    },
    {
      title: 'Trusted by the policy',
      options: { trust: ['octo-org/*', 'docker/login-action'] },
      good: sample`
        on: push
        jobs:
          build:
            runs-on: ubuntu-24.04
            steps:
              - uses: octo-org/setup@main
              - uses: docker/login-action@v4
      `,
    },
    {
      title: 'Held by the lock file',
      bad: {
        '.github/workflows/ci.yml': sample`
          on: push
          jobs:
            build:
              runs-on: ubuntu-24.04
              steps:
                - uses: Swatinem/rust-cache@v2.9.2
                - uses: «some-org/lint@v3»
        `,
        '.github/workflows/actions.lock': sample`
          version: 'v0.0.2'
          workflows:
            '.github/workflows/ci.yml':
              - 'swatinem/rust-cache@v2.9.2'
          dependencies:
            'swatinem/rust-cache@v2.9.2':
              ref: 'v2.9.2'
              commit: 'sha1-6323deb102c322ba6fcbdcafc7e3dddab59af2b6'
        `,
      },
    },
  ],
});

const firstParties = ['actions', 'github'];

interface Use {
  readonly uses: Uses;
  readonly job: Job | undefined;
}

function usesIn(document: Workflow | Action): readonly Use[] {
  const ofSteps = stepsOf(document).flatMap(({ uses, owner }) =>
    uses ? [{ uses, job: owner.kind === 'job' ? owner : undefined }] : [],
  );
  const ofJobs =
    document.kind === 'workflow' ? document.jobs.flatMap((job) => (job.uses ? [{ uses: job.uses, job }] : [])) : [];
  return [...ofJobs, ...ofSteps];
}

const nameOf = ({ repository, path }: Uses): string => `${repository}${path && `/${path}`}`.toLowerCase();

/** `owner/*`, `owner/repository` or `owner/repository/path`. */
function isMeant(pattern: string, uses: Uses): boolean {
  const wanted = pattern.toLowerCase();
  if (wanted.endsWith('/*')) return nameOf(uses).startsWith(wanted.slice(0, -1));
  return wanted === uses.repository || wanted === nameOf(uses);
}

function messageOf({ text, ref }: Uses, spoils: string | undefined): string {
  const kind = refKindOf(ref?.text ?? '');
  if (kind === 'tag')
    return `${code(text.text)} is ${/^v?\d/.test(ref?.text ?? '') ? 'a tag' : 'a tag or a branch'}, which can be moved to other code`;
  if (kind === 'short commit')
    return `${code(text.text)} is no full commit SHA, so a branch or tag of that name would do`;
  return `${code(text.text)} is a branch: whatever is pushed to it runs here${spoils ? ` with ${spoils}` : ''}`;
}
