/**
 * Versions of actions that GitHub has switched off or that nobody keeps up, looked over in November 2026. Actions for
 * Node 20 are not among them: runners run those on Node 24 now.
 */
export interface RetiredVersions {
  /** `owner/repository`, lower case. */
  readonly repository: string;
  /** First version meant; every one where it is left out. */
  readonly from?: readonly number[];
  /** First version that is not meant any more; without it every version is. */
  readonly before?: readonly number[];
  /** `artifacts` and `cache`: GitHub's own servers refuse the job. `runtime`: made for a Node that runners no longer have. */
  readonly retirement: 'artifacts' | 'cache' | 'runtime' | 'unmaintained';
  /** What takes the place of one that is not maintained. */
  readonly instead?: string;
  readonly source: string;
}

const artifactsV3 = 'https://github.blog/changelog/2024-04-16-deprecation-notice-v3-of-the-artifact-actions/';
const artifactsV2 = 'https://github.blog/changelog/2024-02-13-deprecation-notice-v1-and-v2-of-the-artifact-actions/';
const pages =
  'https://github.blog/changelog/2024-12-05-deprecation-notice-github-pages-actions-to-require-artifacts-actions-v4-on-github-com/';
const cache =
  'https://github.blog/changelog/2024-12-05-notice-of-upcoming-releases-and-breaking-changes-for-github-actions/';
const cacheReleases = 'https://github.com/actions/cache/discussions/1510';

/** The job fails before its first step: "automatically failed because it uses a deprecated version of …". */
const refused: readonly RetiredVersions[] = [
  ...['actions/upload-artifact', 'actions/download-artifact'].flatMap((repository) => [
    { repository, before: [3], retirement: 'artifacts' as const, source: artifactsV2 },
    { repository, from: [3], before: [4], retirement: 'artifacts' as const, source: artifactsV3 },
  ]),
  // These two bring or expect artifacts of version 3.
  { repository: 'actions/upload-pages-artifact', before: [3], retirement: 'artifacts', source: pages },
  { repository: 'actions/deploy-pages', before: [4], retirement: 'artifacts', source: pages },
  { repository: 'actions/cache', before: [3], retirement: 'cache', source: cache },
  // Named exactly, early releases of newer majors are refused as well.
  { repository: 'actions/cache', from: [3], before: [3, 4], retirement: 'cache', source: cacheReleases },
  { repository: 'actions/cache', from: [4], before: [4, 2], retirement: 'cache', source: cacheReleases },
];

/** Their own pages say that nobody keeps them up, or that their place has been taken. */
const unmaintained: readonly RetiredVersions[] = [
  ['actions/create-release', 'softprops/action-gh-release', 'https://github.com/actions/create-release'],
  ['actions/upload-release-asset', 'softprops/action-gh-release', 'https://github.com/actions/upload-release-asset'],
  ['actions/setup-ruby', 'ruby/setup-ruby', 'https://github.com/actions/setup-ruby'],
  ['actions/setup-haskell', 'haskell-actions/setup', 'https://github.com/actions/setup-haskell'],
  ['haskell/actions', 'haskell-actions/setup', 'https://github.com/haskell/actions'],
  ['actions-rs/toolchain', 'dtolnay/rust-toolchain', 'https://github.com/actions-rs/toolchain'],
  ['actions-rs/cargo', 'cargo', 'https://github.com/actions-rs/cargo'],
  ['actions-rs/clippy-check', 'cargo clippy', 'https://github.com/actions-rs/clippy-check'],
  ['actions-rs/audit-check', 'cargo audit', 'https://github.com/actions-rs/audit-check'],
  [
    'gradle/gradle-build-action',
    'gradle/actions/setup-gradle',
    'https://github.com/gradle/actions/blob/main/docs/deprecation-upgrade-guide.md',
  ],
  [
    'gradle/wrapper-validation-action',
    'gradle/actions/wrapper-validation',
    'https://github.com/gradle/actions/blob/main/docs/deprecation-upgrade-guide.md',
  ],
  [
    'google-github-actions/release-please-action',
    'googleapis/release-please-action',
    'https://github.com/google-github-actions/release-please-action',
  ],
  [
    'sonarsource/sonarcloud-github-action',
    'SonarSource/sonarqube-scan-action',
    'https://github.com/SonarSource/sonarcloud-github-action',
  ],
].map(([repository = '', instead = '', source = '']) => ({
  repository,
  retirement: 'unmaintained' as const,
  instead,
  source,
}));

/**
 * The first major whose `action.yml` names Node 20 or newer (or no Node at all). What comes before names `node16` or
 * `node12`, which runners lost on 12 November 2024:
 * https://github.blog/changelog/2024-09-25-end-of-life-for-actions-node16/
 */
const firstForNewerNode: Readonly<Record<string, number>> = {
  '8398a7/action-slack': 3,
  'actions-cool/issues-helper': 3,
  'actions/cache': 4,
  'actions/checkout': 4,
  'actions/configure-pages': 4,
  'actions/delete-package-versions': 5,
  'actions/dependency-review-action': 4,
  'actions/github-script': 7,
  'actions/labeler': 5,
  'actions/setup-dotnet': 4,
  'actions/setup-go': 5,
  'actions/setup-java': 4,
  'actions/setup-node': 4,
  'actions/setup-python': 5,
  'actions/stale': 9,
  'aws-actions/configure-aws-credentials': 4,
  'azure/aks-set-context': 4,
  'azure/login': 2,
  'codecov/codecov-action': 4,
  'dawidd6/action-download-artifact': 3,
  'dawidd6/action-send-mail': 3,
  'dessant/lock-threads': 5,
  'docker/build-push-action': 5,
  'docker/login-action': 3,
  'docker/metadata-action': 5,
  'docker/setup-buildx-action': 3,
  'docker/setup-qemu-action': 3,
  'dorny/paths-filter': 3,
  'game-ci/unity-builder': 4,
  'golangci/golangci-lint-action': 4,
  'google-github-actions/auth': 2,
  'google-github-actions/get-secretmanager-secrets': 2,
  'google-github-actions/setup-gcloud': 2,
  'google-github-actions/upload-cloud-storage': 2,
  'goreleaser/goreleaser-action': 5,
  'mikepenz/release-changelog-builder-action': 4,
  'msys2/setup-msys2': 2,
  'nwtgck/actions-netlify': 3,
  'peaceiris/actions-gh-pages': 4,
  'peter-evans/create-or-update-comment': 4,
  'peter-evans/create-pull-request': 6,
  'pnpm/action-setup': 3,
  'pulumi/actions': 5,
  'reactivecircus/android-emulator-runner': 2,
  'release-drafter/release-drafter': 6,
  'shivammathur/setup-php': 2,
  'softprops/action-gh-release': 2,
  'stefanzweifel/git-auto-commit-action': 5,
  'swatinem/rust-cache': 2,
  'treosh/lighthouse-ci-action': 11,
};

const madeForOldNode: readonly RetiredVersions[] = [
  ...Object.entries(firstForNewerNode).map(([repository, major]) => ({
    repository,
    before: [major],
    retirement: 'runtime' as const,
    source: `https://github.com/${repository}/blob/v${(major - 1).toString()}/action.yml`,
  })),
  {
    repository: 'github/codeql-action',
    before: [3],
    retirement: 'runtime',
    source: 'https://github.blog/changelog/2025-01-10-code-scanning-codeql-action-v2-is-now-deprecated/',
  },
  ...['actions-ecosystem/action-add-labels', 'actions-ecosystem/action-remove-labels'].map((repository) => ({
    repository,
    before: [2],
    retirement: 'runtime' as const,
    source: `https://github.com/${repository}/blob/main/action.yml`,
  })),
];

/** What is worse stands first. */
export const retiredActions: readonly RetiredVersions[] = [...refused, ...unmaintained, ...madeForOldNode];
