import { expect, test } from '@jest/globals';
import { isWanted, kindOf } from '../../src/documents/kind.ts';

test.each([
  ['workflow', ['.github/workflows/ci.yml', '.github/workflows/release.yaml']],
  ['action', ['action.yml', 'tools/setup/action.yaml', '.github/actions/x/action.yml']],
  ['dependabot', ['.github/dependabot.yml', '.github/dependabot.yaml']],
  [
    'dockerfile',
    [
      ...[
        'Dockerfile',
        'a/b/Dockerfile',
        'Dockerfile.dev',
        'Dockerfile-dev',
        'Dockerfile_dev',
        'dev.Dockerfile',
        'x.dockerfile',
      ],
      ...[
        'dockerfile',
        'Containerfile',
        'Containerfile.prod',
        'Dockerfile.1.2',
        'Dockerfile.python',
        'Dockerfile.linux.x64',
      ],
    ],
  ],
  ['dockerignore', ['.dockerignore', 'a/.dockerignore', 'Dockerfile.dev.dockerignore', '.containerignore']],
  [
    undefined,
    [
      ...[
        '.github/workflows/deep/ci.yml',
        'x/.github/workflows/ci.yml',
        '.github/workflows/ci.json',
        'workflows/ci.yml',
      ],
      ...['x/.github/dependabot.yml', '.github/dependabot.json', 'my-action.yml', 'node_modules/x/action.yml'],
      ...['vendor/github.com/x/y/Dockerfile', 'api/vendor/x/y/action.yml', 'vendor/x/.dockerignore'],
      ...[
        'Dockerfile.template',
        'Dockerfile.j2',
        'Dockerfile.erb',
        'Dockerfile.in',
        'x.Dockerfile.tmpl',
        'Dockerfile.md',
      ],
      ...[
        'Dockerfile.cs',
        'Dockerfile.go',
        'dockerfile.py',
        'Dockerfile.test.ts',
        'dockerfiles',
        'dockerfile-parser.js',
      ],
      ...['update-dockerfile.sh', 'x-Dockerfile.approved.txt', 'packages/p/node_modules/y/Dockerfile', 'README.md'],
    ],
  ],
])('%s', (kind, paths) => {
  expect(paths.map((path) => [path, kindOf(path)])).toEqual(paths.map((path) => [path, kind]));
});

test('files that answer a question of some rule are read, others are not', () => {
  const wanted = [
    ...['Dockerfile', 'package.json', 'a/.npmrc', 'compose.yaml', 'docker-compose.yml', 'docker-compose.prod.yml'],
    ...['x/compose.override.yml', 'dev.compose.yml', '.env', '.env.production', 'certs/server.key', 'a/id_rsa'],
    ...['.github/workflows/actions.lock', '.github/plimsoll.yml'],
    ...['.github/CODEOWNERS', 'k8s/base/rollout.yaml'],
    ...['Makefile', 'GNUmakefile', 'api/Makefile', 'justfile', '.justfile', 'Taskfile.yml', 'taskfile.dist.yaml'],
    ...[
      'tox.ini',
      'noxfile.py',
      'web/composer.json',
      'deno.jsonc',
      'pyproject.toml',
      '.mise.toml',
      'Rakefile',
      'Pipfile',
    ],
    ...['pom.xml', 'app/build.gradle.kts', '.pre-commit-config.yaml'],
  ];
  const unwanted = [
    ...['package-lock.json', 'renovate.json', 'src/index.ts', 'node_modules/a/package.json', 'decompose.yml'],
    ...['environment.yml', 'public.key.md', 'id_rsa.pub', 'actions.lock'],
    ...['drivers/net/Makefile', 'Makefile.am', 'a/b/pyproject.toml', 'vendor/Makefile', 'x/.pre-commit-config.yaml'],
  ];
  expect([wanted.filter((path) => !isWanted(path)), unwanted.filter(isWanted)]).toEqual([[], []]);
});
