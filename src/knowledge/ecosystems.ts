/**
 * What update tools watch, by the files that show it is there. Names are Dependabot's, from
 * https://docs.github.com/en/code-security/reference/supply-chain-security/supported-ecosystems-and-repositories
 * (read November 2026). Of several names for one manifest any will do.
 */
export interface Ecosystem {
  /** As a message names it. */
  readonly name: string;
  readonly packageEcosystems: readonly string[];
  /** Paths of its manifests; `undefined` where workflows and Dockerfiles themselves show it. */
  readonly manifest: RegExp | undefined;
}

export const ecosystems: readonly Ecosystem[] = [
  { name: 'github-actions', packageEcosystems: ['github-actions'], manifest: undefined },
  { name: 'docker', packageEcosystems: ['docker'], manifest: undefined },
  { name: 'npm', packageEcosystems: ['npm', 'bun', 'deno'], manifest: /(^|\/)package\.json$/ },
  {
    name: 'pip',
    packageEcosystems: ['pip', 'uv', 'pip-compile', 'pipenv', 'poetry'],
    manifest: /(^|\/)(requirements[^/]*\.txt|pyproject\.toml|Pipfile|setup\.py)$/,
  },
  { name: 'gomod', packageEcosystems: ['gomod'], manifest: /(^|\/)go\.mod$/ },
  { name: 'cargo', packageEcosystems: ['cargo'], manifest: /(^|\/)Cargo\.toml$/ },
  { name: 'maven', packageEcosystems: ['maven'], manifest: /(^|\/)pom\.xml$/ },
  { name: 'gradle', packageEcosystems: ['gradle'], manifest: /(^|\/)(build|settings)\.gradle(\.kts)?$/ },
  { name: 'bundler', packageEcosystems: ['bundler'], manifest: /(^|\/)Gemfile$/ },
  { name: 'composer', packageEcosystems: ['composer'], manifest: /(^|\/)composer\.json$/ },
  { name: 'nuget', packageEcosystems: ['nuget'], manifest: /\.(cs|fs|vb)proj$/ },
  { name: 'mix', packageEcosystems: ['mix'], manifest: /(^|\/)mix\.exs$/ },
  { name: 'pub', packageEcosystems: ['pub'], manifest: /(^|\/)pubspec\.yaml$/ },
  { name: 'swift', packageEcosystems: ['swift'], manifest: /(^|\/)Package\.swift$/ },
  { name: 'terraform', packageEcosystems: ['terraform', 'opentofu'], manifest: /(^|\/)\.terraform\.lock\.hcl$/ },
];

/** Where Renovate looks for its settings: https://docs.renovatebot.com/configuration-options/ (read November 2026). */
export const renovateConfigs: ReadonlySet<string> = new Set(
  ['json', 'jsonc', 'json5'].flatMap((extension) => [
    ...['', '.github/', '.gitlab/'].map((folder) => `${folder}renovate.${extension}`),
    ...['.renovaterc', `.renovaterc.${extension}`],
  ]),
);
