import { code } from '../../core/message.ts';
import { findBuildArguments } from '../../analysis/images/build-arguments.ts';
import { isBrowserSetting } from '../../analysis/secrets/secret-names.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'secret-build-argument',
  title: 'A secret goes into a build as an argument',
  category: 'access',
  severity: 'medium',
  since: '0.1.0',
  on: ['dockerfile', 'workflow', 'action'],
  why: `Build arguments are written into the image's history and its provenance attestation: whoever can pull the image
    reads the secret with \`docker history\`, even where the file it went into is deleted again.`,
  remedy: 'Hand it in with `RUN --mount=type=secret` and the `secrets` input of the build, which leave nothing behind.',
  references: [
    'https://docs.docker.com/build/building/secrets/',
    'https://docs.docker.com/reference/build-checks/secrets-used-in-arg-or-env/',
    'https://docs.docker.com/build/ci/github-actions/secrets/',
  ],
  sameAs: [
    'buildkit/SecretsUsedInArgOrEnv',
    'hadolint/DL3064',
    'trivy/DS-0031',
    'semgrep/secret-in-build-arg',
    'droast/DF013',
    'droast/DF014',
  ],
  *check(document) {
    for (const argument of findBuildArguments(document)) {
      if (argument.names.some(isBrowserSetting)) continue;
      const [name = ''] = argument.names;
      const message =
        document.kind === 'dockerfile'
          ? `Argument ${code(name)} stays readable in the image's history`
          : `Secret ${code(argument.names.at(-1) ?? '')} becomes build argument ${code(name)}, which the image keeps`;
      yield { at: argument.at, message, key: name };
    }
  },
  examples: [
    {
      bad: sample`
        FROM node:24 AS build
        ARG «NPM_TOKEN»
        COPY package.json package-lock.json .npmrc ./
        RUN NODE_AUTH_TOKEN=$NPM_TOKEN npm ci
      `,
      good: sample`
        FROM node:24 AS build
        COPY package.json package-lock.json .npmrc ./
        RUN --mount=type=secret,id=npm,env=NODE_AUTH_TOKEN npm ci
      `,
    },
    {
      title: 'Handed on to the container’s environment',
      bad: sample`
        FROM python:3.13-slim
        ARG «DB_PASSWORD=»
        ENV DATABASE_PASSWORD=\${DB_PASSWORD}
        CMD ["python", "app.py"]
      `,
    },
    {
      title: 'A workflow that passes one',
      path: '.github/workflows/image.yml',
      bad: sample`
        on: push
        jobs:
          image:
            runs-on: ubuntu-latest
            steps:
              - uses: docker/build-push-action@v6
                with:
                  build-args: |
                    VERSION=\${{ github.sha }}
                    NPM_TOKEN=«\${{ secrets.NPM_TOKEN }}»
      `,
      good: sample`
        on: push
        jobs:
          image:
            runs-on: ubuntu-latest
            steps:
              - uses: docker/build-push-action@v6
                with:
                  build-args: |
                    VERSION=\${{ github.sha }}
                    VITE_MAPS_KEY=\${{ secrets.MAPS_KEY }}
                    SENTRY_HOST=\${{ secrets.SENTRY_HOST }}
                  secrets: |
                    npm=\${{ secrets.NPM_TOKEN }}
      `,
    },
    {
      title: 'A script that passes one, by its value, a variable or the name alone',
      path: '.github/workflows/image.yml',
      bad: sample`
        on: push
        jobs:
          image:
            runs-on: ubuntu-latest
            steps:
              - run: |
                  docker build --build-arg NPM_TOKEN="«$NPM_TOKEN»" --build-arg VERSION=1 .
                  docker buildx build --build-arg=GIT_TOKEN=«\${{ github.token }}» .
                  docker build --build-arg «NPM_TOKEN» --secret id=npm,env=NPM_TOKEN .
                env:
                  NPM_TOKEN: \${{ secrets.NPM_TOKEN }}
              - uses: docker/bake-action@v6
                with:
                  set: |
                    app.args.DB_PASSWORD=«\${{ secrets['DB_PASSWORD'] }}»
      `,
      good: sample`
        on: push
        jobs:
          image:
            runs-on: ubuntu-latest
            steps:
              - run: docker build --build-arg API_TOKEN="$API_TOKEN" --secret id=npm,env=NPM_TOKEN .
                env:
                  API_TOKEN: only-for-tests
                  NPM_TOKEN: \${{ secrets.NPM_TOKEN }}
      `,
    },
    {
      title: 'Read by way of npm’s settings, in a stage built on this one, and by a label',
      bad: sample`
        FROM node:24 AS base
        ARG «NPM_TOKEN»
        ARG «DEPLOY_TOKEN»
        COPY package.json package-lock.json .npmrc ./
        RUN npm ci
        ARG «AWS_SECRET_ACCESS_KEY»
        RUN aws s3 cp s3://acme-models/one.bin /srv/

        FROM base
        RUN ./deploy.sh $DEPLOY_TOKEN
        ARG «BUILD_SECRET»
        LABEL build=$BUILD_SECRET
      `,
    },
    {
      title: 'Names of files and places, and an argument that nothing reads',
      good: sample`
        FROM node:24
        ARG TOKEN_FILE=/run/secrets/token
        ARG SECRET_NAME=app
        ARG UNUSED_TOKEN
        RUN ./fetch.sh "$TOKEN_FILE" "$SECRET_NAME"
      `,
    },
  ],
});
