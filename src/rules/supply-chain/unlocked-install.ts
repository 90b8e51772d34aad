import { installsIn } from '../../analysis/unlocked-installs.ts';
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
    'Install exactly what the lock file says: `npm ci`, `yarn install --immutable`, `pnpm install --frozen-lockfile`.',
  references: [
    'https://docs.npmjs.com/cli/commands/npm-ci',
    'https://classic.yarnpkg.com/lang/en/docs/cli/install/',
    'https://pnpm.io/cli/install',
  ],
  sameAs: ['pipeline-check/GHA-021', 'scorecard/Pinned-Dependencies'],
  *check(document, { repository }) {
    for (const { install, instead, lockFile } of installsIn(document, repository)) {
      yield {
        at: install.command.span,
        key: install.manager.name,
        message: `${code(`${install.program.program} ${install.program.arguments[0]?.text ?? ''}`.trim())} may pass over ${code(lockFile)}; ${code(instead)} keeps to it`,
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
                    npm install --no-save left-pad
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
  ],
});
