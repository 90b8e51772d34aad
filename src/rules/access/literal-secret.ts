import { code } from '../../core/message.ts';
import { isNonShipping } from '../../core/paths.ts';
import { contains, spanOf, type Span } from '../../core/source.ts';
import { isPlaceholderValue } from '../../analysis/secrets/secret-names.ts';
import { findSecrets } from '../../analysis/secrets/secrets.ts';
import { namedSecretsIn } from '../../analysis/secrets/named-secrets.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'literal-secret',
  title: 'A secret is written into the file',
  category: 'access',
  severity: 'high',
  since: '0.1.0',
  on: ['workflow', 'action', 'dockerfile'],
  why: `Whoever can read the repository, a fork, a clone or a layer of the image has the secret, and taking it out of
    the file leaves it in the history. Scanners find such values in public repositories within minutes.`,
  remedy: `Revoke the secret, then hand the new one in from a store: \`secrets\` in a workflow, \`RUN --mount=type=secret\`
    in a Dockerfile.`,
  whenFixed: 'The history still holds the secret, so rotate it.',
  references: [
    'https://docs.github.com/en/actions/how-tos/write-workflows/choose-what-workflows-do/use-secrets',
    'https://docs.docker.com/build/building/secrets/',
    'https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/',
  ],
  sameAs: [
    'buildkit/SecretsUsedInArgOrEnv',
    'zizmor/hardcoded-container-credentials',
    'trivy/DS-0031',
    'hadolint/DL3064',
    'tally/secrets-in-code',
    'actionlint/credentials',
    'pipeline-check/GHA-008',
    'pipeline-check/GHA-039',
    'pipeline-check/GHA-099',
  ],
  *check(document) {
    const { file } = document;
    const found: Span[] = [];
    for (const secret of findSecrets(file.text)) {
      const at = spanOf(file, secret.start, secret.end);
      found.push(at);
      if (secret.isPlaceholder || (secret.kind === 'private-key' && isNonShipping(file.path))) continue;
      const message = `The text holds ${secret.name}, readable for everyone who can read the repository`;
      const weight = secret.isOftenPublic ? ({ severity: 'medium', certainty: 'tentative' } as const) : {};
      yield { at, message, key: secret.name, secrets: [at], ...weight };
    }
    for (const { name, value, at } of namedSecretsIn(document)) {
      if (value.length < 8 || isPlaceholderValue(value, name)) continue;
      if (found.some((secret) => contains(at, secret) || contains(secret, at))) continue;
      const message = `${code(name)} is set to a value written into the file`;
      yield { at, message, key: name, severity: 'medium', certainty: 'tentative', secrets: [at] };
    }
  },
  examples: [
    {
      bad: sample`
        on: push
        jobs:
          publish:
            runs-on: ubuntu-latest
            steps:
              - run: npm publish
                env:
                  NODE_AUTH_TOKEN: «npm_Qm7xTz2Kp9Rv4Lw8Nc6Hb3Jd5Fg1Sy0AuEiO»
      `,
      good: sample`
        on: push
        jobs:
          publish:
            runs-on: ubuntu-latest
            steps:
              - run: npm publish
                env:
                  NODE_AUTH_TOKEN: \${{ secrets.NPM_TOKEN }}
      `,
    },
    {
      title: 'A password in a URL, and a value that only its name gives away',
      path: 'Dockerfile',
      bad: sample`
        FROM node:24
        ENV DATABASE_URL="postgresql://shop:«plimsoll-mark-1876»@db:5432/shop"
        ENV JWT_SECRET="«super-secret-key»"
      `,
      good: sample`
        FROM node:24
        # Handed in when the container starts: DATABASE_URL, JWT_SECRET.
        ENV JWT_SECRET_FILE=/run/secrets/jwt
      `,
    },
    {
      title: 'A value set in a script',
      bad: sample`
        on: push
        jobs:
          deploy:
            runs-on: ubuntu-latest
            steps:
              - run: |
                  export DEPLOY_TOKEN=«b4f9c1e7a2d84c30»
                  ./deploy.sh
      `,
      good: sample`
        on: push
        jobs:
          deploy:
            runs-on: ubuntu-latest
            steps:
              - run: |
                  export DEPLOY_TOKEN="$(vault read -field=token secret/deploy)"
                  ./deploy.sh
      `,
    },
    {
      title: 'A value for later steps, and PowerShell',
      bad: sample`
        on: push
        jobs:
          deploy:
            runs-on: windows-latest
            steps:
              - shell: bash
                run: echo "API_TOKEN=«b4f9c1e7a2d84c30»" >> "$GITHUB_ENV"
              - run: |
                  $env:DB_PASS = "«plimsoll-mark-1876»"
                  ./deploy.ps1
      `,
      good: sample`
        on: push
        jobs:
          deploy:
            runs-on: windows-latest
            steps:
              - run: $env:DB_PASS = "$(Get-Secret db)"
      `,
    },
    {
      title:
        'An image that hands it on to those built from it; words that stand for a missing one, and settings of browsers',
      path: 'Dockerfile',
      bad: sample`
        FROM node:24
        ONBUILD ENV API_TOKEN=«b4f9c1e7a2d84c30»
      `,
      good: sample`
        FROM node:24
        ENV VITE_API_KEY=b4f9c1e7a2d84c30 \
            SECRET_KEY=build-time-only \
            SESSION_SECRET=not-set-yet \
            BUILD_PASS=release-candidate
      `,
    },
    {
      title: 'The login with which a job pulls its image',
      bad: sample`
        on: push
        jobs:
          test:
            runs-on: ubuntu-latest
            container:
              image: registry.acme.dev/ci:4
              credentials:
                username: ci
                password: «b4f9c1e7a2d84c30»
            steps:
              - run: make test
      `,
    },
    {
      title: 'Placeholders, examples of vendors and logins of this machine are none',
      path: 'Dockerfile',
      good: sample`
        FROM node:24
        ENV AWS_ACCESS_KEY_ID=AKIAIOSFODNN7EXAMPLE \
            API_TOKEN=changeme-in-production \
            DATABASE_URL=postgres://postgres:postgres@localhost:5432/app \
            SESSION_SECRET= \
            TOKEN_URL=https://login.acme.dev/token
      `,
    },
    {
      title: 'The password of a service that lives as long as the job',
      good: sample`
        on: push
        jobs:
          test:
            runs-on: ubuntu-latest
            services:
              db:
                image: postgres:17
                env:
                  POSTGRES_PASSWORD: only-for-this-job
            steps:
              - run: npm test
                env:
                  PGPASSWORD: only-for-this-job
      `,
    },
  ],
});
