import { describe, expect, test } from '@jest/globals';
import { installOf } from '../../../src/analysis/installs/installs.ts';
import { unlockedInstallsIn } from '../../../src/analysis/installs/unlocked-installs.ts';
import { plainText, sourceFile, spanOf } from '../../../src/core/source.ts';
import { parseScript } from '../../../src/documents/shell.ts';
import { repositoryOfFiles, type Files } from '../../help/repository.ts';

/** What a command installs: the manager, its command, and the folder an option names. */
function installed(text: string): string | undefined {
  const [command] = parseScript(plainText(spanOf(sourceFile('x.sh', text), 0, text.length))).commands;
  const install = command && installOf(command);
  return install && [install.manager.name, install.subcommand, install.folder].filter(Boolean).join(' ');
}

describe('an install of a project', () => {
  test.each([
    ['npm ci', 'npm ci'],
    ['sudo npm i --no-audit --omit dev', 'npm i'],
    ['npm --prefix web install', 'npm install web'],
    ['npm install --prefix=web', 'npm install web'],
    ['yarn', 'yarn'],
    ['yarn --silent', 'yarn'],
    ['yarn --cwd web install', 'yarn install web'],
    ['yarn workspace web install', 'yarn install'],
    ['pnpm --filter web install', 'pnpm install'],
    ['bundle', 'bundler'],
    ['bundle install --jobs 4 --path vendor', 'bundler install'],
    ['poetry install --only main', 'poetry install'],
    ['pipenv install --dev', 'pipenv install'],
    ['uv sync --group docs --extra web', 'uv sync'],
    ['cargo test --locked', 'cargo test'],
    ['cargo run -- --version', 'cargo run'],
  ])('%s', (text, expected) => {
    expect(installed(text)).toBe(expected);
  });

  test.each([
    ['npm install eslint'],
    ['npm install -g'],
    ['npm i --global npm@11'],
    ['npm run install'],
    ['npm --version'],
    ['npx npm-check-updates'],
    ['yarn --version'],
    ['yarn add eslint'],
    ['yarn build'],
    ['bundle --version'],
    ['bundle exec rake'],
    ['pipenv install tox'],
    ['pip install tox'],
    ['uv pip install tox'],
    ['docker run --rm node npm install'],
  ])('not %s', (text) => {
    expect(installed(text)).toBeUndefined();
  });
});

const locks = {
  'package-lock.json': '{}',
  'web/yarn.lock': '# yarn lockfile v1',
  'new/yarn.lock': '__metadata:',
  'new/.yarnrc.yml': 'nodeLinker: node-modules',
  'Gemfile.lock': 'GEM',
  'Pipfile.lock': '{}',
  'uv.lock': 'version = 1',
  'pnpm-lock.yaml': "lockfileVersion: '9.0'",
  'poetry.lock': '# lock',
  'composer.lock': '{}',
  'Cargo.lock': '# lock',
};

function unlocked(files: Files): readonly string[] {
  const repository = repositoryOfFiles(files);
  return [...repository.workflows, ...repository.dockerfiles]
    .flatMap((document) => unlockedInstallsIn(document, repository))
    .map(({ install, instead }) => `${install.lockFile}: ${instead}`);
}

const steps = (text: string, above = ''): Files => ({
  ...locks,
  '.github/workflows/ci.yml': `on: push\n${above}jobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n${text}`,
});
const run = (command: string): string => `      - run: |\n          ${command}\n`;

describe('an install that may pass over its lock file, in a workflow', () => {
  test.each([
    ['npm install', 'package-lock.json: npm ci'],
    ['npm install --no-save', 'package-lock.json: npm ci'],
    ['cd web && yarn', 'web/yarn.lock: yarn install --frozen-lockfile'],
    ['yarn --cwd new install --no-immutable', 'new/yarn.lock: yarn install --immutable'],
    ['pnpm install --no-frozen-lockfile', 'pnpm-lock.yaml: pnpm install --frozen-lockfile'],
    ['CI=false pnpm install', 'pnpm-lock.yaml: pnpm install --frozen-lockfile'],
    ['bundle', 'Gemfile.lock: BUNDLE_FROZEN=true bundle install'],
    ['pipenv install --system', 'Pipfile.lock: pipenv install --deploy'],
    ['uv sync --all-extras', 'uv.lock: uv sync --locked'],
  ])('%s', (command, expected) => {
    expect(unlocked(steps(run(command)))).toEqual([expected]);
  });

  test.each([
    ['npm ci'],
    ['npm install --package-lock-only'],
    ['rm -f package-lock.json && npm install'],
    ['cd docs && npm install'],
    ['cd $(mktemp -d) && npm install'],
    ['cd web && yarn --frozen-lockfile'],
    ['cd new && yarn'],
    ['pnpm install'],
    ['BUNDLE_FROZEN=1 bundle install'],
    ['bundle config set --local deployment true && bundle install'],
    ['BUNDLE_GEMFILE=gemfiles/rails.gemfile bundle install'],
    ['pipenv install --deploy --system'],
    ['pipenv sync'],
    ['uv sync --frozen'],
    ['uv sync --resolution lowest-direct'],
    ['uv sync --upgrade'],
    ['poetry install'],
    ['composer install'],
    ['cargo build'],
  ])('not %s', (command) => {
    expect(unlocked(steps(run(command)))).toEqual([]);
  });

  test('variables of the workflow count', () => {
    expect(unlocked(steps(run('uv sync'), 'env: { UV_FROZEN: 1 }\n'))).toEqual([]);
    expect(unlocked(steps(run('bundle install'), 'env: { BUNDLE_DEPLOYMENT: "true" }\n'))).toEqual([]);
  });

  test('ruby/setup-ruby with its cache freezes what follows', () => {
    const setup = '      - uses: ruby/setup-ruby@v1\n        with: { bundler-cache: true }\n';
    expect(unlocked(steps(setup + run('bundle install')))).toEqual([]);
  });

  test('what is committed afterwards is written on purpose', () => {
    expect(unlocked(steps(run('npm install') + run('git commit -am new && git push')))).toEqual([]);
    expect(unlocked(steps(run('git commit -am old') + run('npm install')))).toHaveLength(1);
  });

  test('another repository has lock files of its own, and a folder may hold this one', () => {
    const checkout = (inputs: string): string => `      - uses: actions/checkout@v6\n        with: { ${inputs} }\n`;
    expect(unlocked(steps(checkout('repository: octo-org/shop') + run('npm install')))).toEqual([]);
    expect(unlocked(steps(checkout('path: src') + run('npm install')))).toEqual([]);
    expect(unlocked(steps(checkout('path: src') + run('cd src && npm install')))).toEqual([
      'package-lock.json: npm ci',
    ]);
    expect(
      unlocked(steps(checkout('path: .') + checkout('repository: o/r, path: r') + run('cd r && npm install'))),
    ).toEqual([]);
  });
});

const image = (lines: readonly string[], more: Files = {}): readonly string[] =>
  unlocked({ 'package-lock.json': '{}', 'web/package-lock.json': '{}', Dockerfile: lines.join('\n'), ...more });

describe('an install that may pass over its lock file, in an image', () => {
  test.each([
    ['of the context', ['FROM node', 'COPY package*.json ./', 'RUN npm install'], 'package-lock.json'],
    ['of a folder', ['FROM node', 'WORKDIR /app', 'COPY web ./web', 'RUN cd web && npm i'], 'web/package-lock.json'],
    ['of the folder it is in', ['FROM node', 'COPY . /app', 'WORKDIR /app/web', 'RUN npm i'], 'web/package-lock.json'],
    ['by an option', ['FROM node', 'WORKDIR /a', 'COPY . .', 'RUN npm --prefix web i'], 'web/package-lock.json'],
    [
      'of files copied by name',
      ['FROM node', 'COPY web/package.json web/package-lock.json /app/', 'WORKDIR /app', 'RUN npm i'],
      'web/package-lock.json',
    ],
    [
      'of a stage below',
      ['FROM node AS base', 'WORKDIR /app', 'COPY web/ .', 'FROM base', 'RUN npm i'],
      'web/package-lock.json',
    ],
    [
      'of what is mounted',
      ['FROM node', 'RUN --mount=type=bind,source=web,target=/web cd /web && npm i'],
      'web/package-lock.json',
    ],
  ])('%s', (_, lines, lockFile) => {
    expect(image(lines)).toEqual([`${lockFile}: npm ci`]);
  });

  test.each([
    ['before anything is copied', ['FROM node', 'RUN npm install', 'COPY . .']],
    ['in a folder without a lock file', ['FROM node', 'COPY . /app', 'RUN cd /app/docs && npm install']],
    ['in a folder of the image', ['FROM node', 'COPY . /app', 'RUN mkdir /x && cd /x && npm install']],
    ['of another stage’s files', ['FROM node AS a', 'COPY . .', 'FROM node', 'COPY --from=a / /', 'RUN npm install']],
  ])('not %s', (_, lines) => {
    expect(image(lines)).toEqual([]);
  });

  test('an ignore file that keeps the lock file out leaves nothing to keep to', () => {
    expect(image(['FROM node', 'COPY . .', 'RUN npm i'], { '.dockerignore': 'package-lock.json\n' })).toEqual([]);
  });

  test('pnpm keeps to its file only where the image says that it is continuous integration', () => {
    const pnpm = (line: string): readonly string[] =>
      unlocked({ 'pnpm-lock.yaml': '', Dockerfile: `FROM node\n${line}\nCOPY . .\nRUN pnpm install\n` });
    expect(pnpm('')).toEqual(['pnpm-lock.yaml: pnpm install --frozen-lockfile']);
    expect(pnpm('ENV CI=true')).toEqual([]);
    expect(pnpm('ARG CI=1')).toEqual([]);
  });
});
