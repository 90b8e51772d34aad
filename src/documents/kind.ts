import type { Kind } from '../core/rule-info.ts';

/** Which kind of document stands at a path, by the path alone. */
export function kindOf(path: string): Exclude<Kind, 'repository'> | undefined {
  if (isDependency(path)) return undefined;
  // Deeper folders are not read by GitHub.
  if (/^\.github\/workflows\/[^/]+\.ya?ml$/.test(path)) return 'workflow';
  if (/^\.github\/dependabot\.ya?ml$/.test(path)) return 'dependabot';
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (/^action\.ya?ml$/.test(name)) return 'action';
  if (/\.(docker|container)ignore$/.test(name)) return 'dockerignore';
  return isDockerfileName(name) ? 'dockerfile' : undefined;
}

/** Whether some rule may ask for the file's text. */
export const isWanted = (path: string): boolean =>
  kindOf(path) !== undefined || (!isDependency(path) && others.some(({ pattern }) => pattern.test(path)));

/**
 * Committed dependencies, as npm, Go and PHP keep them, are other people's files: their packages bring workflows,
 * Dockerfiles and test keys along.
 */
export const isDependency = (path: string): boolean => /(^|\/)(node_modules|vendor)\//.test(path);

/** Files that are no documents of ours and yet answer a question of a rule. Lock files and Renovate's need no reading. */
const others: readonly { readonly pattern: RegExp; readonly why: string }[] = [
  { pattern: /(^|\/)package\.json$/, why: 'names the package manager and its version' },
  { pattern: /(^|\/)\.npmrc$/, why: 'may hold a registry token, and switches install scripts off' },
  { pattern: /(^|\/)(docker-)?compose([.-][^/]*)?\.ya?ml$/, why: 'names build contexts, targets and Dockerfiles' },
  { pattern: /(^|\/)[^/]+\.compose\.ya?ml$/, why: 'as above' },
  { pattern: /(^|\/)\.env[^/]*$/, why: 'may hold secrets, and enters images with `COPY . .`' },
  { pattern: /\.(pem|key|p8|ppk)$/, why: 'may be a private key' },
  { pattern: /(^|\/)(\.(netrc|pypirc|git-credentials)|\.aws\/credentials)$/, why: 'may hold a login' },
  { pattern: /(^|\/)id_(rsa|dsa|ecdsa|ed25519)$/, why: 'is a private key' },
  { pattern: /^\.github\/workflows\/actions\.lock$/, why: 'pins the actions that workflows name by tag' },
  { pattern: /^\.github\/plimsoll\.ya?ml$/, why: 'is the policy' },
  {
    // In the root and one folder below: a repository may hold thousands. Deeper ones are read where a workflow names them.
    pattern:
      /^(?:[^/]+\/)?(?:(?:GNU)?[Mm]akefile|\.?[Jj]ustfile|[Tt]askfile(?:\.dist)?\.ya?ml|tox\.(?:ini|toml)|noxfile\.py|composer\.json|deno\.jsonc?|(?:pyproject|pixi|\.?mise)\.toml|Pipfile|Rakefile)$/,
    why: 'holds tasks that workflows start',
  },
  {
    pattern: /^(?:[^/]+\/)?(?:pom\.xml|build\.gradle(?:\.kts)?|build\.sbt|Directory\.Build\.props)$/,
    why: 'may lint what it builds',
  },
  { pattern: /^\.pre-commit-config\.ya?ml$/, why: 'may lint every pull request' },
  { pattern: /^\.github\/settings\.yml$/, why: 'may say which checks are required' },
  { pattern: /^(?:\.github\/|docs\/)?CODEOWNERS$/, why: 'says whose review a change asks for' },
  {
    pattern: /^(?:[^/]+\/){0,4}[^/]*(?:rollout|canary|analysis-?template)[^/]*\.ya?ml$/,
    why: 'may say in which steps a version is rolled out',
  },
  {
    // A repository may hold thousands: not modules and examples, not deep ones, and only by telling names.
    pattern:
      /^(?!(?:.*\/)?(?:modules?|examples?|samples?|tests?|testdata|fixtures|docs|hack|\.terraform)\/)(?:[^/]+\/){0,4}[^/]*(?:main|backend|cloud|terraform|version|provider|remote|state|config|github|repositor|branch|protect|ruleset)[^/]*\.(?:tf|tofu)$/,
    why: 'says who keeps the state, and may protect branches',
  },
];

/**
 * `Dockerfile`, `Dockerfile.dev`, `Dockerfile-dev`, `dev.Dockerfile`, and Podman's `Containerfile`; in lower case as
 * well, which BuildKit falls back to. Not the templates, documents and sources that merely carry the name.
 */
function isDockerfileName(name: string): boolean {
  const lower = name.toLowerCase();
  if (/\.(docker|container)file$/.test(lower)) return true;
  if (!/^(docker|container)file([._-].*)?$/.test(lower)) return false;
  const extension = /\.([^.]*)$/.exec(lower)?.[1];
  return extension === undefined || !notDockerfiles.has(extension);
}

const notDockerfiles = new Set([
  ...[
    'template',
    'tmpl',
    'tpl',
    'j2',
    'jinja',
    'jinja2',
    'erb',
    'in',
    'mustache',
    'hbs',
    'ejs',
    'gotmpl',
    'm4',
    'liquid',
  ],
  ...['md', 'mdx', 'markdown', 'txt', 'rst', 'adoc', 'html', 'pdf', 'png', 'jpg', 'jpeg', 'gif', 'svg', 'webp'],
  ...['cs', 'py', 'go', 'js', 'mjs', 'cjs', 'ts', 'tsx', 'jsx', 'rs', 'rb', 'kt', 'sh', 'ps1', 'bat', 'cmd', 'vue'],
  ...['json', 'yml', 'yaml', 'toml', 'xml', 'lock', 'properties', 'ini', 'cfg', 'conf'],
  ...[
    'bak',
    'orig',
    'rej',
    'old',
    'swp',
    'patch',
    'diff',
    'log',
    'snap',
    'sha256',
    'sig',
    'asc',
    'zip',
    'gz',
    'tgz',
    'tar',
  ],
]);
