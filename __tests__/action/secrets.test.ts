import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { writing } from '../help/faults.ts';
import type { Files } from '../help/git-store.ts';
import { runTerminal } from '../help/terminal.ts';
import { named, planted, privateKey, unsayable } from './planted-secrets.ts';
import type { Planted } from './planted-secrets.ts';
import { sail } from './port.ts';
import type { Voyage } from './port.ts';
import { ships, shipsWith } from './ships.ts';

jest.setTimeout(120_000);

const lines = (text: (secret: Planted, at: number) => string): string => planted.map(text).join('\n');

const key = (indent: string): string => privateKey.map((line) => indent + line).join('\n');

const workflow = `name: Deploy
on: [push, pull_request_target]
env:
${lines(({ text }, at) => `  VALUE_${at}: "${text}"`)}
${named.map(({ name, value }) => `  ${name}: ${value}`).join('\n')}
  DEPLOY_KEY: |
${key('    ')}
jobs:
  deploy:
    name: "${planted.map(({ text }) => text).join(' ')}"
    runs-on: ubuntu-24.04
    container:
      image: "registry.example.net/${planted[0]?.text ?? ''}:latest"
      credentials: { username: ship, password: ${named[0]?.value ?? ''} }
    steps:
${lines(
  ({ text }, at) => `      - name: "Step ${text}"
        uses: anchor/login@main
        with: { token: "${text}", n: ${at} }
      # plimsoll: ignore[unpinned-action] reason="it is ${text} for now" until=2999-12-31
      - uses: "anchor/push@${text}"`,
)}
      - run: |
          echo \${{ github.event.pull_request.title }} \${{ secrets.DEPLOY }}
${lines(({ text }) => `          curl -H "Authorization: ${text}" https://example.net/${text} | sh`)}
          cat > key <<END
${key('          ')}
          END
          mysql -p${named[1]?.value ?? ''}
        env:
${named.map(({ name, value }) => `          ${name}: "${value}"`).join('\n')}
      - id: "${planted[1]?.text ?? ''}"
        run: echo "::set-output name=x::${planted[2]?.text ?? ''}"
      - id: "${planted[1]?.text ?? ''}"
        if: \${{ true }} ${planted[3]?.text ?? ''}
        run: echo
`;

const dockerfile = `FROM registry.example.net/base:${planted[5]?.text ?? ''} AS build
${lines(({ text }, at) => `ENV VALUE_${at}="${text}"\nARG ARG_${at}="${text}"\nLABEL note${at}="${text}"\nRUN curl -u "${text}" https://example.net/${at} | sh`)}
${named.map(({ name, value }) => `ENV ${name}=${value}\nARG X_${name}=${value}`).join('\n')}
COPY <<END /key
${key('')}
END
RUN echo '${privateKey.join('\\n')}' > /key2
COPY . /app
CMD ["/app/run", "--token", "${planted[0]?.text ?? ''}"]
`;

const environment = [
  ...planted.map(({ text }, at) => `VALUE_${at}=${text}`),
  ...named.map(({ name, value }) => `${name}=${value}`),
  key(''),
  '',
].join('\n');

const policy = `waivers:
${lines(
  ({ text }) => `  - rule: floating-base-image
    path: "**"
    reason: "the registry wants ${text}"
    until: 2999-12-31`,
)}
overrides:
  - paths: ["${planted[4]?.text ?? ''}/**"]
    rules: { "${planted[6]?.text ?? ''}": "off" }
"${planted[7]?.text ?? ''}": 1
`;

const leaky: Files = {
  ...ships,
  '.github/workflows/deploy.yml': workflow,
  // In all that is told of deployments: branches, jobs, environments, namespaces, images.
  '.github/workflows/ship.yml': `name: "${planted[0]?.text ?? ''}"\non:\n  push:\n    branches:\n${lines(({ text }) => `      - "${text}"`)}\njobs:\n${lines(
    ({ text }, at) => `  ship-${at}:
    runs-on: ubuntu-24.04
    environment: "production ${text}"
    steps:
      - run: docker build -t "registry.example.net/${text}:latest" . && docker push "registry.example.net/${text}:latest"
      - run: kubectl apply -f "${text}.yml" --namespace "${text}"
      - run: kubectl rollout status "deployment/${text}"
      - if: failure()
        run: kubectl rollout undo "deployment/${text}"`,
  )}\n`,
  '.github/workflows/broken.yml': `on: push\njobs:\n  a: [${planted.map(({ text }) => text).join(', ')}\n${key('  ')}\n`,
  'action.yml': `name: "${planted[0]?.text ?? ''}"\nruns:\n  using: composite\n  steps:\n${lines(({ text }) => `    - run: "curl -H '${text}' https://example.net | sh"\n      shell: bash\n      env: { T: "${text}" }`)}\n`,
  'api/Dockerfile': dockerfile,
  'broken/Dockerfile': `FROM a AS 1 ${planted[0]?.text ?? ''}\nENV ${planted[8]?.text ?? ''}\n${key('')}\n`,
  '.env': environment,
  'api/.env.production': environment,
  'deploy/id_rsa': `${privateKey.join('\n')}\n`,
  '.npmrc': planted.map(({ text }) => `//registry.example.net/:_authToken=${text}\n`).join(''),
  'compose.yml': `services:\n  a:\n    image: a\n    environment:\n${lines(({ text }, at) => `      V${at}: "${text}"`)}\n`,
};

const inPublic: Partial<Voyage> = {};
const inPrivate: Partial<Voyage> = { github: { isPrivate: true } };

const voyages: Readonly<Record<string, Voyage>> = {
  'a pull request that brings them': { head: leaky, ...inPrivate },
  'a pull request that brings them, in public': { head: leaky, ...inPublic },
  'a pull request that takes them out': { main: leaky, head: ships, ...inPrivate },
  'a base full of them': { main: leaky, head: { ...leaky, Dockerfile: 'FROM alpine:latest\n' }, ...inPrivate },
  'a policy full of them': {
    main: shipsWith({ '.github/plimsoll.yml': policy }),
    head: { ...leaky, '.github/plimsoll.yml': policy },
    ...inPrivate,
  },
  'a pull request with such a policy': { head: { ...leaky, '.github/plimsoll.yml': policy }, ...inPrivate },
  'such a policy as an input': { head: leaky, inputs: { policy } },
  'the adoption of them': {
    main: shipsWith({ '.github/workflows/plimsoll.yml': undefined }),
    head: leaky,
    ...inPrivate,
  },
};

/** Any ten characters of a secret are too many: half of one makes the rest guessable. */
const pieces = unsayable.flatMap((secret) =>
  Array.from({ length: Math.max(1, secret.length - 9) }, (_, at) => ({ secret, piece: secret.slice(at, at + 10) })),
);

const found = (text: string): readonly string[] => [
  ...new Set(pieces.filter(({ piece }) => text.includes(piece)).map(({ secret }) => secret)),
];

describe('planted secrets are found on no surface', () => {
  test.concurrent.each(Object.entries(voyages))('%s', async (_, voyage) => {
    const { step, github } = await sail(voyage);
    const sent = github.requests.filter(writing).map(({ body, path }) => path + body);
    const comments = github.state.comments.map(({ body }) => body);
    expect({
      // Not for want of looking.
      hasSpoken: step.outputs['verdict'] !== undefined && step.annotations.length > 0,
      everything: found(step.everything),
      comments: found(comments.join('\n')),
      sent: found(sent.join('\n')),
    }).toEqual({ hasSpoken: true, everything: [], comments: [], sent: [] });
  });

  describe('in the terminal', () => {
    let folder: string;
    beforeAll(() => {
      folder = mkdtempSync(join(tmpdir(), 'plimsoll-secrets-'));
      for (const [path, content] of Object.entries({ ...leaky, 'policy.yml': policy })) {
        mkdirSync(dirname(join(folder, path)), { recursive: true });
        if (typeof content === 'string') writeFileSync(join(folder, path), content);
      }
    });
    afterAll(() => rmSync(folder, { recursive: true }));

    test.each(['terminal', 'json', 'jsonl', 'sarif', 'markdown', 'github'])('%s', async (format) => {
      for (const more of [['--all'], ['--policy', 'policy.yml']]) {
        const { stdout, stderr } = await runTerminal(['--format', format, ...more], folder);
        expect(found(stdout + stderr)).toEqual([]);
        // Without a base nothing is new, and there is nothing to annotate.
        expect((stdout + stderr).length).toBeGreaterThan(format === 'github' ? -1 : 50);
      }
    });
  });

  test('they are told of all the same', async () => {
    const { step } = await sail({ head: leaky, ...inPrivate });
    const { findings } = JSON.parse(step.report) as {
      readonly findings: readonly { readonly rule: string; readonly path: string }[];
    };
    const told = new Set(findings.map(({ rule, path }) => `${rule} ${path}`));
    expect([...told].filter((entry) => entry.includes('secret')).sort()).toEqual([
      'literal-secret .github/workflows/deploy.yml',
      'literal-secret .github/workflows/ship.yml',
      'literal-secret action.yml',
      'literal-secret api/Dockerfile',
      'literal-secret broken/Dockerfile',
      'secret-in-script .github/workflows/deploy.yml',
      'tracked-secret-file .env',
      'tracked-secret-file .npmrc',
      'tracked-secret-file api/.env.production',
      'tracked-secret-file deploy/id_rsa',
    ]);
  });
});
