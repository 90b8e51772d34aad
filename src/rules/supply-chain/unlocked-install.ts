import { unlockedInstallsIn } from '../../analysis/installs/unlocked-installs.ts';
import { code } from '../../core/message.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'unlocked-install',
  title: 'Install that may pass over the lock file',
  category: 'supply-chain',
  severity: 'medium',
  since: '0.1.0',
  on: ['workflow', 'action', 'dockerfile'],
  why: 'What is built or tested may be other code than what was reviewed: the install takes newer releases where lock file and manifest differ, and says nothing.',
  remedy:
    'Install exactly what the lock file says, with the command that fails where the manifest asks for something else.',
  references: [
    'https://docs.npmjs.com/cli/commands/npm-ci',
    'https://classic.yarnpkg.com/lang/en/docs/cli/install/',
    'https://yarnpkg.com/cli/install',
    'https://pnpm.io/cli/install',
    'https://bundler.io/man/bundle-install.1.html',
    'https://docs.astral.sh/uv/concepts/projects/sync/',
  ],
  sameAs: ['pipeline-check/GHA-021', 'scorecard/Pinned-Dependencies', 'droast/DF031'],
  *check(document, { repository }) {
    for (const { install, instead } of unlockedInstallsIn(document, repository)) {
      const written = `${install.manager.program} ${install.subcommand}`.trim();
      yield {
        at: install.command.span,
        key: install.manager.name,
        message: `${code(written)} may pass over ${code(install.lockFile)}; ${code(instead)} keeps to it`,
      };
    }
  },
  examples: [
    {
      bad: {
        'package-lock.json': sample`
          {}
        `,
        '.github/workflows/ci.yml': sample`
          on: push
          jobs:
            test:
              runs-on: ubuntu-latest
              steps:
                - run: |
                    «npm install»
                    npm test
        `,
      },
      good: {
        'package-lock.json': sample`
          {}
        `,
        '.github/workflows/ci.yml': sample`
          on: push
          jobs:
            test:
              runs-on: ubuntu-latest
              steps:
                - run: |
                    npm ci
                    npm install --global vercel
                    npm install left-pad
                    npx prettier --check .
                    pip install --upgrade pip
                    pip install tox
                - run: npm install
                  working-directory: docs
        `,
      },
    },
    {
      title: 'Yarn 1; Yarn 2 and pnpm keep to the file in continuous integration',
      bad: {
        'yarn.lock': sample`
          # yarn lockfile v1
        `,
        '.github/workflows/ci.yml': sample`
          on: push
          jobs:
            test:
              runs-on: ubuntu-latest
              steps:
                - run: «yarn» && yarn test
        `,
      },
      good: {
        'yarn.lock': sample`
          __metadata:
        `,
        '.yarnrc.yml': sample`
          nodeLinker: node-modules
        `,
        'web/pnpm-lock.yaml': sample`
          lockfileVersion: '9.0'
        `,
        '.github/workflows/ci.yml': sample`
          on: push
          jobs:
            test:
              runs-on: ubuntu-latest
              steps:
                - run: yarn install
                - run: cd web && pnpm install
        `,
      },
    },
    {
      title: 'Bun, and PowerShell',
      bad: {
        'bun.lock': sample`
          {}
        `,
        'package-lock.json': sample`
          {}
        `,
        '.github/workflows/ci.yml': sample`
          on: push
          jobs:
            test:
              runs-on: ubuntu-latest
              steps:
                - run: «bun install»
            windows:
              runs-on: windows-latest
              steps:
                - run: |
                    $env:MODE = 'test'
                    «npm install»
        `,
      },
      good: {
        'bun.lock': sample`
          {}
        `,
        'settings/bun.lock': sample`
          {}
        `,
        'settings/bunfig.toml': sample`
          [install]
          frozenLockfile = true
        `,
        '.github/workflows/ci.yml': sample`
          on: push
          jobs:
            test:
              runs-on: ubuntu-latest
              steps:
                - run: bun install --frozen-lockfile
                - run: bun ci
                - run: bun install --production
                - run: bun add zod
                - run: cd settings && bun install
        `,
      },
    },
    {
      title: 'in an image, where nothing says that it is continuous integration',
      bad: {
        'pnpm-lock.yaml': sample`
          lockfileVersion: '9.0'
        `,
        'package.json': sample`
          {}
        `,
        Dockerfile: sample`
          FROM node:24.1
          COPY package.json pnpm-lock.yaml ./
          RUN «pnpm install»
        `,
      },
      good: {
        'pnpm-lock.yaml': sample`
          lockfileVersion: '9.0'
        `,
        'package.json': sample`
          {}
        `,
        Dockerfile: sample`
          FROM node:24.1
          COPY package.json pnpm-lock.yaml ./
          RUN pnpm install --frozen-lockfile
        `,
      },
    },
    {
      title: 'in a folder, by an option or by `cd`, and where continuous integration is told to be loose',
      bad: {
        'web/package-lock.json': sample`
          {}
        `,
        'pnpm-lock.yaml': sample`
          lockfileVersion: '9.0'
        `,
        '.github/workflows/ci.yml': sample`
          on: push
          jobs:
            test:
              runs-on: ubuntu-latest
              steps:
                - run: «npm --prefix web install»
                - run: cd web && «npm i --no-audit»
                - run: «pnpm install --no-frozen-lockfile»
        `,
      },
      good: {
        'web/package-lock.json': sample`
          {}
        `,
        '.github/workflows/ci.yml': sample`
          on: push
          jobs:
            test:
              runs-on: ubuntu-latest
              steps:
                - uses: actions/checkout@v6
                  with: { repository: octo-org/shop }
                - run: npm install
                  working-directory: web
        `,
      },
    },
    {
      title: 'what is there to write the lock file',
      good: {
        'package-lock.json': sample`
          {}
        `,
        '.github/workflows/update.yml': sample`
          on:
            schedule: [{ cron: '0 4 * * 1' }]
          jobs:
            update:
              runs-on: ubuntu-latest
              steps:
                - run: npm install
                - uses: peter-evans/create-pull-request@v8
            newest:
              runs-on: ubuntu-latest
              steps:
                - run: |
                    rm package-lock.json
                    npm install
        `,
      },
    },
    {
      title: 'Bundler and uv',
      bad: {
        'Gemfile.lock': sample`
          GEM
        `,
        'uv.lock': sample`
          version = 1
        `,
        '.github/workflows/ci.yml': sample`
          on: push
          jobs:
            test:
              runs-on: ubuntu-latest
              steps:
                - run: «bundle install --jobs 4»
                - run: «uv sync --all-extras»
        `,
      },
      good: {
        'Gemfile.lock': sample`
          GEM
        `,
        'uv.lock': sample`
          version = 1
        `,
        '.github/workflows/ci.yml': sample`
          on: push
          env: { BUNDLE_FROZEN: true }
          jobs:
            test:
              runs-on: ubuntu-latest
              steps:
                - run: bundle install --jobs 4
                - run: uv sync --locked --all-extras
        `,
      },
    },
    {
      title: 'Yarn 2 in an image, and an image that says it is continuous integration',
      bad: {
        'web/yarn.lock': sample`
          __metadata:
        `,
        'web/package.json': sample`
          { "packageManager": "yarn@4.9.1" }
        `,
        'web/Dockerfile': sample`
          FROM node:24.1
          WORKDIR /app
          COPY package.json yarn.lock ./
          RUN «yarn install»
        `,
      },
      good: {
        'web/yarn.lock': sample`
          __metadata:
        `,
        'web/package.json': sample`
          { "packageManager": "yarn@4.9.1" }
        `,
        'web/Dockerfile': sample`
          FROM node:24.1
          ENV CI=true
          WORKDIR /app
          COPY package.json yarn.lock ./
          RUN yarn install
        `,
      },
    },
  ],
});
