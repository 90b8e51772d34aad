import { code } from '../../core/message.ts';
import { copiedSecretsIn } from '../../analysis/secrets/copied-secrets.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'copied-secret-file',
  title: 'A file for secrets is copied into the image',
  category: 'access',
  severity: 'high',
  since: '0.1.0',
  on: ['dockerfile'],
  why: `Every layer of an image can be unpacked: whoever can pull it has the file, even where a later \`RUN rm\` deletes
    it again.`,
  remedy:
    'Mount the file for the one command that needs it with `RUN --mount=type=secret`, or hand it to the container when it starts.',
  whenFixed: 'Images that were built with it still hold it, so rotate what was in it.',
  references: [
    'https://docs.docker.com/build/building/secrets/#secret-mounts',
    'https://docs.docker.com/reference/dockerfile/#run---mounttypesecret',
  ],
  sameAs: ['trivy/DS-0031'],
  *check(dockerfile, { repository }) {
    for (const { source, path, isTracked, isHarmless } of copiedSecretsIn(dockerfile, repository)) {
      const message = isTracked
        ? `${code(path)} is tracked by git and copied into the image`
        : `${code(path)} is copied into the image, where everybody who pulls it can read it`;
      yield { at: source.span, message, key: path, severity: isHarmless ? 'low' : isTracked ? 'high' : 'medium' };
    }
  },
  examples: [
    {
      bad: sample`
        FROM node:24
        COPY «.env» server.js /app/
        CMD ["node", "/app/server.js"]
      `,
      good: sample`
        FROM node:24
        COPY .env.example server.js /app/
        CMD ["node", "/app/server.js"]
      `,
    },
    {
      title: 'Keys, and folders and logins of tools; one that is tracked weighs more',
      bad: {
        Dockerfile: sample`
          FROM debian:12-slim
          COPY «deploy/id_ed25519» /root/.ssh/
          ADD «.aws» /root/.aws
          COPY «.npmrc» /root/
          ENTRYPOINT ["/app"]
        `,
        '.npmrc': sample`
          //npm.acme.dev/:_authToken=b4f9c1e7a2d84c30
        `,
      },
      good: {
        Dockerfile: sample`
          FROM debian:12-slim
          COPY deploy/id_ed25519.pub certs/ca.pem certs/server.crt /etc/app/
          COPY .npmrc /root/
          ENTRYPOINT ["/app"]
        `,
        '.npmrc': sample`
          @acme:registry=https://npm.acme.dev
        `,
      },
    },
    {
      title: 'Patterns; keys and certificates that everybody may have',
      bad: sample`
        FROM debian:12-slim
        COPY «.env*» ./
        COPY «id_*» /root/.ssh/
        COPY «certs/*.pem» /etc/app/
      `,
      good: sample`
        FROM debian:12-slim
        COPY nodesource.gpg.key /opt/
        COPY docker.key /usr/share/keyrings/
        COPY company.pem /usr/local/share/ca-certificates/
        COPY dhparam.pem public.pem server-cert.pem global-bundle.pem .env.d.ts /etc/app/
      `,
    },
    {
      title: 'A stage that is thrown away, a mount, and a file that stays out of the context',
      good: {
        Dockerfile: sample`
          FROM node:24 AS build
          COPY .npmrc package.json ./
          RUN npm install
          FROM gcr.io/distroless/nodejs24-debian12
          COPY --from=build /node_modules /node_modules
          COPY .env /
          CMD ["server.js"]
        `,
        '.dockerignore': sample`
          .env
        `,
      },
    },
  ],
});
