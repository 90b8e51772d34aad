import { describe, expect, test } from '@jest/globals';
import { started } from '../../../help/tasks.ts';

describe('package scripts', () => {
  const files = {
    'package.json': `{
  "name": "shop",
  "scripts": {
    "test": "jest --ci",
    "posttest": "npm run report",
    "report": "node scripts/report.js",
    "lint": "eslint . && echo \\"done\\"",
    "lint:css": "stylelint '**/*.css'",
    "eslint": "eslint .",
    "check": "wireit"
  },
  "wireit": {
    "check": { "command": "tsc --noEmit", "dependencies": ["lint", { "script": "eslint" }, "../api:build"] }
  }
}
`,
    'apps/web/package.json': '{ "name": "@shop/web", "scripts": { "test": "vitest run", "build": "vite build" } }',
    'apps/api/package.json': '{\r\n\t"name": "api",\r\n\t"scripts": {\r\n\t\t"test": "tap"\r\n\t}\r\n}\r\n',
    'docs/index.md': '',
  };
  test.each<[string, readonly string[]]>([
    [
      'npm test',
      ['test: jest --ci @ package.json:4 jest --ci', 'test > posttest: npm run report @ package.json:5 npm run report'],
    ],
    [
      'npm t -- --watch',
      ['test: jest --ci @ package.json:4 jest --ci', 'test > posttest: npm run report @ package.json:5 npm run report'],
    ],
    ['npm run lint', ['lint: eslint . && echo "done" @ package.json:7 eslint . && echo \\"done\\"']],
    ['npm run-script --silent lint:css', [`lint:css: stylelint '**/*.css' @ package.json:8 stylelint '**/*.css'`]],
    [
      'npm run check',
      [
        'check > lint: eslint . && echo "done" @ package.json:7 eslint . && echo \\"done\\"',
        'check > eslint: eslint . @ package.json:9 eslint .',
        'check: tsc --noEmit @ package.json:13 tsc --noEmit',
      ],
    ],
    ['npm --prefix apps/web test', ['test: vitest run in apps/web @ apps/web/package.json:1 vitest run']],
    ['npm test -w api', ['test: tap in apps/api @ apps/api/package.json:4 tap']],
    [
      'npm test --workspaces',
      [
        'test: tap in apps/api @ apps/api/package.json:4 tap',
        'test: vitest run in apps/web @ apps/web/package.json:1 vitest run',
      ],
    ],
    ['npm run build --if-present', []],
    ['npm run build', ['build: ?']],
    ['npm run $SCRIPT', ['$SCRIPT: ?']],
    ['npm ci', []],
    ['npm publish', []],
    ['npx jest', []],
    ['yarn jest', []],
    ['yarn eslint', ['eslint: eslint . @ package.json:9 eslint .']],
    ['yarn', []],
    ['yarn install', []],
    ['yarn workspace @shop/web run build', ['build: vite build in apps/web @ apps/web/package.json:1 vite build']],
    ['yarn workspaces foreach -A run build', ['build: vite build in apps/web @ apps/web/package.json:1 vite build']],
    ['yarn --cwd apps/web run build', ['build: vite build in apps/web @ apps/web/package.json:1 vite build']],
    ['yarn --cwd apps/web build', ['build: vite build in apps/web @ apps/web/package.json:1 vite build']],
    [
      'pnpm -r test',
      [
        'test: tap in apps/api @ apps/api/package.json:4 tap',
        'test: vitest run in apps/web @ apps/web/package.json:1 vitest run',
      ],
    ],
    ['pnpm --filter ./apps/web... test', ['test: vitest run in apps/web @ apps/web/package.json:1 vitest run']],
    ['pnpm --filter "@shop/*" run test', ['test: vitest run in apps/web @ apps/web/package.json:1 vitest run']],
    ['pnpm --filter=unknown test', ['test: ?']],
    ['pnpm lint:css', [`lint:css: stylelint '**/*.css' @ package.json:8 stylelint '**/*.css'`]],
    ['pnpm install', []],
    ['bun test', []],
    ['bun run lint:css', [`lint:css: stylelint '**/*.css' @ package.json:8 stylelint '**/*.css'`]],
    ['node --run lint:css', [`lint:css: stylelint '**/*.css' @ package.json:8 stylelint '**/*.css'`]],
    ['node --test', []],
  ])('%s', (command, expected) => {
    expect(started(command, files, '')).toEqual(expected);
  });
});

describe('scripts that start several', () => {
  const files = {
    'package.json': `{
  "scripts": {
    "lint:a": "eslint .",
    "lint:b": "prettier --check .",
    "lint:b:c": "stylelint .",
    "test": "turbo run test",
    "build": "vite build"
  }
}`,
    'p/a/package.json': '{ "scripts": { "test": "jest", "e2e": "cypress run" } }',
  };
  test.each<[string, readonly string[]]>([
    [
      'npm-run-all lint:* test',
      [
        'lint:a: eslint . @ package.json:3 eslint .',
        'lint:b: prettier --check . @ package.json:4 prettier --check .',
        'test: turbo run test @ package.json:6 turbo run test',
      ],
    ],
    [
      'run-p "lint:**"',
      [
        'lint:a: eslint . @ package.json:3 eslint .',
        'lint:b: prettier --check . @ package.json:4 prettier --check .',
        'lint:b:c: stylelint . @ package.json:5 stylelint .',
      ],
    ],
    ['run-s --max-parallel 2 test nope', ['test: turbo run test @ package.json:6 turbo run test', 'nope: ?']],
    [
      'concurrently "npm:lint:*" "npm run test" "eslint \\"a b\\""',
      [
        'lint:a: eslint . @ package.json:3 eslint .',
        'lint:b: prettier --check . @ package.json:4 prettier --check .',
        'npm run test: npm run test @ run.sh:1 npm run test',
        'eslint "a b": eslint "a b" @ run.sh:1 "eslint \\"a b\\""',
      ],
    ],
    [
      'turbo run test e2e --filter=web',
      ['test: jest in p/a @ p/a/package.json:1 jest', 'e2e: cypress run in p/a @ p/a/package.json:1 cypress run'],
    ],
    ['turbo test', ['test: jest in p/a @ p/a/package.json:1 jest']],
    ['turbo prune web', []],
    [
      'nx run-many -t test,e2e --parallel 3',
      ['test: jest in p/a @ p/a/package.json:1 jest', 'e2e: cypress run in p/a @ p/a/package.json:1 cypress run'],
    ],
    ['nx affected --target=e2e', ['e2e: cypress run in p/a @ p/a/package.json:1 cypress run']],
    ['nx test web', ['test: jest in p/a @ p/a/package.json:1 jest']],
    ['nx run web:e2e:ci', ['e2e: cypress run in p/a @ p/a/package.json:1 cypress run']],
    ['nx affected:lint', ['lint: ?']],
    ['nx format:check', []],
    ['lerna run test --scope x', ['test: jest in p/a @ p/a/package.json:1 jest']],
    ['lerna publish', []],
    ['rush test', ['test: jest in p/a @ p/a/package.json:1 jest']],
    ['rush install', []],
    ['yarn build', ['build: vite build @ package.json:7 vite build']],
    ['yarn deploy', []],
    ['bun build x', []],
    ['pnpm build', ['build: vite build @ package.json:7 vite build']],
  ])('%s', (command, expected) => {
    expect(started(command, files, '')).toEqual(expected);
  });
});

describe('broken and circular package scripts', () => {
  const files = {
    'package.json': '\uFEFF{ "scripts": { "a": "npm run b", "preb": "x", "b": "npm run a", "pre": "y", "n": 1 } }',
    'x/package.json': '{ "scripts": ',
    'y/package.json': '[]',
  };
  test.each<[string, readonly string[]]>([
    ['npm run a', ['a: npm run b @ package.json:1 npm run b']],
    ['npm run b', ['b > preb: x @ package.json:1 x', 'b: npm run a @ package.json:1 npm run a']],
    ['npm run n', ['n: 1 @ package.json:1 1']],
    ['npm --prefix x test', ['test: ?']],
    ['npm --prefix y test', ['test: ?']],
    ['npm --prefix ../.. run a', ['a: ?']],
    ['npm --prefix $DIR run a', ['a: ?']],
  ])('%s', (command, expected) => {
    expect(started(command, files, '')).toEqual(expected);
  });
});
