import { describe, expect, test } from '@jest/globals';
import { contextOf } from '../../../src/analysis/images/contexts.ts';
import { shippedStages } from '../../../src/analysis/images/shipped.ts';
import { repositoryOfFiles, type Files } from '../../help/repository.ts';

/** Where the one Dockerfile is built from, with the ignore file that holds. */
function contextIn(files: Files): string | undefined {
  const repository = repositoryOfFiles(files);
  const [dockerfile] = repository.dockerfiles;
  const context = dockerfile && contextOf(dockerfile, repository);
  return (
    context && `${context.kind} ${context.root || '.'}${context.ignoreFile ? ` ${context.ignoreFile.file.path}` : ''}`
  );
}

const shipped = (files: Files): readonly (string | undefined)[] => {
  const repository = repositoryOfFiles(files);
  return repository.dockerfiles.flatMap((dockerfile) =>
    shippedStages(dockerfile, repository).map(({ name }) => name?.text),
  );
};

const workflow = (steps: string, more = ''): Files => ({
  '.github/workflows/ci.yml': `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n${more}    steps:\n${steps}`,
});
const buildPush = (inputs: string): string =>
  `      - uses: docker/build-push-action@v6\n        with: { ${inputs} }\n`;
const image = 'FROM a\nCOPY . .\n';
const ignore = { '.dockerignore': '*.md\n', 'web/.dockerignore': '*.md\n' };

describe('a workflow says the build context', () => {
  test.each<[string, string, string, string | undefined]>([
    ['by default a Git context at the root', 'Dockerfile', buildPush('push: true'), 'git .'],
    ['with a folder', 'web/Dockerfile', buildPush('context: ./web'), 'directory web web/.dockerignore'],
    ['with a file', 'web/Dockerfile', buildPush('context: ., file: web/Dockerfile'), 'directory . .dockerignore'],
    ['with a folder of the Git context', 'web/Dockerfile', buildPush('context: "{{defaultContext}}:web"'), 'git web'],
    [
      'in the workspace',
      'web/Dockerfile',
      buildPush('context: "${{ github.workspace }}/web"'),
      'directory web web/.dockerignore',
    ],
    [
      'by a command',
      'web/Dockerfile',
      '      - run: docker build -t x --file=web/Dockerfile .\n',
      'directory . .dockerignore',
    ],
    [
      'in another folder',
      'web/Dockerfile',
      '      - run: cd web && docker buildx build --push -t a:b .\n',
      'directory web web/.dockerignore',
    ],
    [
      'in a working directory',
      'web/Dockerfile',
      '      - run: docker build .\n        working-directory: web\n',
      'directory web web/.dockerignore',
    ],
    [
      'by a variable, which nobody knows',
      'web/Dockerfile',
      '      - run: docker build -f web/Dockerfile "$DIR"\n',
      undefined,
    ],
    [
      'twice and differently',
      'web/Dockerfile',
      `${buildPush('context: web')}${buildPush('context: ., file: web/Dockerfile')}`,
      undefined,
    ],
    [
      'from Git and from a folder',
      'Dockerfile',
      `${buildPush('push: true')}${buildPush('context: .')}`,
      'directory . .dockerignore',
    ],
    [
      'behind a checkout of its own',
      'web/Dockerfile',
      `      - uses: actions/checkout@v5\n        with: { path: src }\n${buildPush('context: src/web')}`,
      'directory web web/.dockerignore',
    ],
  ])('%s', (_name, path, steps, expected) => {
    expect(contextIn({ ...workflow(steps), ...ignore, [path]: image })).toBe(expected);
  });

  test('with a matrix', () => {
    const strategy =
      '    strategy: { matrix: { include: [{ dir: web, file: web/Dockerfile }, { dir: api, file: x }] } }\n';
    const steps = buildPush('context: "${{ matrix.dir }}", file: "${{ matrix.file }}"');
    expect(contextIn({ ...workflow(steps, strategy), 'web/Dockerfile': image })).toBe('directory web');
  });
});

describe('else', () => {
  test.each<[string, Files, string | undefined]>([
    [
      'a Compose file does',
      { 'compose.yaml': 'services: { web: { build: ./web } }', 'web/Dockerfile': image },
      'directory web',
    ],
    [
      'with a Dockerfile elsewhere',
      {
        'deploy/docker-compose.yml': 'services: { web: { build: { context: .., dockerfile: web/Dockerfile } } }',
        'web/Dockerfile': image,
      },
      'directory .',
    ],
    [
      'an action does',
      { 'x/action.yml': 'runs: { using: docker, image: Dockerfile }', 'x/Dockerfile': image },
      'directory x',
    ],
    ['the root stands for itself', { Dockerfile: image, ...ignore }, 'directory . .dockerignore'],
    [
      'the folder that holds the sources',
      { 'web/Dockerfile': 'FROM a\nCOPY app.js ./', 'web/app.js': '' },
      'directory web',
    ],
    [
      'the root, if that holds them',
      { 'web/Dockerfile': 'FROM a\nCOPY web/app.js ["/x"]', 'web/app.js': '' },
      'directory .',
    ],
    ['nobody, if both do', { 'web/Dockerfile': 'FROM a\nCOPY a b', 'web/a': '', a: '' }, undefined],
    ['nobody, if neither does', { 'web/Dockerfile': 'FROM a\nCOPY a b' }, undefined],
    [
      'nobody, if nothing is named',
      { 'web/Dockerfile': 'FROM a\nCOPY --from=a x y\nCOPY *.js $X <<E ./\nE\n' },
      undefined,
    ],
    [
      'an ignore file beside the Dockerfile wins',
      { Dockerfile: image, '.dockerignore': '', 'Dockerfile.dockerignore': '' },
      'directory . Dockerfile.dockerignore',
    ],
  ])('%s', (_name, files, expected) => {
    expect(contextIn(files)).toBe(expected);
  });
});

describe('what ships', () => {
  const stages = 'FROM a AS dev\nFROM b AS prod\nFROM c AS last\n';
  test.each<[string, Files, readonly string[]]>([
    ['is the last stage', { Dockerfile: stages }, ['last']],
    [
      'is what a workflow pushes',
      { ...workflow(buildPush('context: ., target: prod, push: true')), Dockerfile: stages },
      ['prod'],
    ],
    ['not what it only tests', { ...workflow(buildPush('context: ., target: dev')), Dockerfile: stages }, ['last']],
    [
      'also by commands',
      {
        ...workflow('      - run: |\n          docker build --target prod -t x .\n          docker push x\n'),
        Dockerfile: stages,
      },
      ['prod'],
    ],
    [
      'else what Compose builds',
      { 'compose.yml': 'services: { a: { build: { context: ., target: prod } } }', Dockerfile: stages },
      ['prod'],
    ],
    [
      'but not to develop',
      { 'compose.yml': 'services: { a: { build: { context: ., target: dev } } }', Dockerfile: stages },
      ['last'],
    ],
  ])('%s', (_name, files, expected) => {
    expect(shipped(files)).toEqual(expected);
  });
});
