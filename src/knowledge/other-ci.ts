/**
 * Systems beside GitHub Actions that can run what a repository asks for, by the files that set them up: each at the root
 * unless its own documentation says otherwise (read November 2026). Where one of them is set up, what the workflows lack
 * may well happen there.
 */
export const otherCiFiles: readonly { readonly name: string; readonly files: RegExp }[] = [
  { name: 'CircleCI', files: /^\.circleci\/config\.ya?ml$/ },
  { name: 'GitLab CI', files: /^\.gitlab-ci\.ya?ml$/ },
  { name: 'Jenkins', files: /^(?:[^/]+\/)?Jenkinsfile(?:\.(?!md|txt|adoc|rst)[\w-]+)?$/ },
  { name: 'Travis CI', files: /^\.travis\.ya?ml$/ },
  {
    name: 'Azure Pipelines',
    files:
      /^(?:\.?azure[-_]?(?:pipelines?|devops)[^/]*\.ya?ml|\.?azure-?pipelines?\/.+\.ya?ml|\.azure-?devops\/(?!dependabot).+\.ya?ml|\.vsts[^/]*\.ya?ml|eng(?:ineering)?\/(?:pipelines?|common)\/.+\.ya?ml)$/,
  },
  { name: 'Buildkite', files: /^\.buildkite\/.+$/ },
  { name: 'Drone', files: /^\.drone\.(?:ya?ml|jsonnet|star)$/ },
  { name: 'Woodpecker', files: /^\.woodpecker(?:\.ya?ml|\/.+\.ya?ml)$/ },
  { name: 'Cirrus CI', files: /^\.cirrus\.(?:ya?ml|star)$/ },
  { name: 'AppVeyor', files: /^\.?appveyor\.ya?ml$/ },
  { name: 'Bitbucket Pipelines', files: /^bitbucket-pipelines\.ya?ml$/ },
  { name: 'Semaphore', files: /^\.semaphore\/.+\.ya?ml$/ },
  { name: 'TeamCity', files: /^\.teamcity\/.+$/ },
  { name: 'Cloud Build', files: /^(?:[^/]+\/)?cloudbuild[\w.-]*\.(?:ya?ml|json)$/ },
  { name: 'CodeBuild', files: /^(?:[^/]+\/)?buildspec[\w.-]*\.ya?ml$/ },
  { name: 'Bitrise', files: /^bitrise\.ya?ml$/ },
  { name: 'Codemagic', files: /^codemagic\.ya?ml$/ },
  { name: 'Wercker', files: /^wercker\.ya?ml$/ },
  { name: 'Codefresh', files: /^(?:\.codefresh\/.+|codefresh)\.ya?ml$/ },
  { name: 'Concourse', files: /^(?:\.?concourse|ci)\/(?:pipeline|pipelines\/.+)\.ya?ml$/ },
  { name: 'Tekton', files: /^\.tekton\/.+\.ya?ml$/ },
  // https://docs.prow.k8s.io/docs/components/plugins/approve/approvers/#lay-of-the-land: a root `OWNERS` is for Prow.
  { name: 'Prow', files: /^(?:\.prow(?:\.ya?ml|\/.+\.ya?ml)|OWNERS(?:_ALIASES)?)$/ },
  { name: 'OpenShift CI', files: /^\.ci-operator\.ya?ml$/ },
  { name: 'Packit', files: /^\.?packit\.ya?ml$/ },
  { name: 'Zuul', files: /^\.?zuul(?:\.d\/.+)?\.ya?ml$/ },
  { name: 'Forgejo Actions', files: /^\.(?:forgejo|gitea)\/workflows\/.+\.ya?ml$/ },
  { name: 'builds.sr.ht', files: /^\.(?:build\.yml|builds\/.+\.yml)$/ },
  { name: 'Kokoro', files: /^\.?kokoro\/.+$/ },
  { name: 'Evergreen', files: /^\.?evergreen(?:\/.+)?\.ya?ml$/ },
  { name: 'Harness', files: /^\.harness\/.+\.ya?ml$/ },
  { name: 'Screwdriver', files: /^screwdriver\.ya?ml$/ },
  { name: 'OneDev', files: /^\.onedev-buildspec\.yml$/ },
];

/** Services that look at pull requests by themselves, once a file or a setting of theirs is there. */
export const reviewServiceFiles: readonly {
  readonly name: string;
  readonly files: RegExp;
  readonly does: 'lint' | 'dependencies';
}[] = [
  { name: 'Code Climate', files: /^\.codeclimate\.(?:ya?ml|json)$/, does: 'lint' },
  { name: 'Qlty', files: /^\.qlty\/qlty\.toml$/, does: 'lint' },
  { name: 'Codacy', files: /^\.codacy\.ya?ml$/, does: 'lint' },
  { name: 'DeepSource', files: /^\.deepsource\.toml$/, does: 'lint' },
  { name: 'Scrutinizer', files: /^\.scrutinizer\.ya?ml$/, does: 'lint' },
  { name: 'StyleCI', files: /^\.styleci\.ya?ml$/, does: 'lint' },
  { name: 'Hound', files: /^\.hound\.ya?ml$/, does: 'lint' },
  { name: 'Restyled', files: /^\.restyled\.ya?ml$/, does: 'lint' },
  { name: 'Trunk', files: /^\.trunk\/trunk\.yaml$/, does: 'lint' },
  { name: 'SonarQube Cloud', files: /^\.sonarcloud\.properties$/, does: 'lint' },
  { name: 'CodeRabbit', files: /^\.coderabbit\.ya?ml$/, does: 'lint' },
  { name: 'Snyk', files: /^\.snyk$/, does: 'dependencies' },
  { name: 'Mend', files: /^\.whitesource$/, does: 'dependencies' },
  { name: 'FOSSA', files: /^\.fossa\.ya?ml$/, does: 'dependencies' },
  { name: 'PyUp', files: /^\.pyup\.ya?ml$/, does: 'dependencies' },
  { name: 'Depfu', files: /^\.depfu\.ya?ml$/, does: 'dependencies' },
  { name: 'Socket', files: /^socket\.ya?ml$/, does: 'dependencies' },
  { name: 'Aikido', files: /^\.aikido$/, does: 'dependencies' },
  { name: 'Scala Steward', files: /^\.(?:github\/)?\.?scala-steward\.conf$/, does: 'dependencies' },
];
