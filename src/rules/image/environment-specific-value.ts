import { code } from '../../core/message.ts';
import { findEnvironmentBound } from '../../analysis/secrets/environment-bound.ts';
import { redact } from '../../analysis/secrets/secrets.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'environment-specific-value',
  title: 'The image is built for one environment',
  category: 'image',
  severity: 'low',
  since: '0.1.0',
  on: ['dockerfile'],
  why: `An image with the address or account of one environment in it cannot be promoted: staging and production get two
    builds, what was tested is not what runs, and a container started elsewhere talks to the wrong system.`,
  remedy: 'Leave the value out of the image and set it when the container starts.',
  references: ['https://12factor.net/config', 'https://docs.docker.com/compose/how-tos/environment-variables/'],
  sameAs: [],
  *check(dockerfile) {
    for (const { at, name, value, what } of findEnvironmentBound(dockerfile)) {
      // Cut to fit a message, a password in a URL could no longer be told.
      const shown = code(redact(value));
      const message =
        name === undefined ? `${shown} in the start command is ${what}` : `${code(name)} is set to ${shown}, ${what}`;
      yield { at, message, key: name ?? 'CMD', certainty: 'tentative' };
    }
  },
  examples: [
    {
      bad: sample`
        FROM node:24
        ENV API_URL=«https://api.staging.acme.dev/v1»
        CMD ["node", "server.js"]
      `,
      good: sample`
        FROM node:24
        ENV API_URL=https://api.acme.dev/v1
        CMD ["node", "server.js"]
      `,
    },
    {
      title: 'Addresses, internal names, an account',
      bad: sample`
        ARG REGISTRY=«210987654321.dkr.ecr.eu-central-1.amazonaws.com»
        FROM node:24
        ENV DB_HOST=«10.20.30.40» \
            QUEUE_URL=«amqp://queue.corp:5672» \
            JDBC_URL=«jdbc:postgresql://10.20.30.40:5432/shop» \
            ROLE=«arn:aws:iam::210987654321:role/app»
        CMD ["node", "server.js", "--db=«db.prod.acme.dev:5432»"]
      `,
      good: sample`
        ARG REGISTRY=123456789012.dkr.ecr.eu-central-1.amazonaws.com
        FROM node:24
        ENV BIND=0.0.0.0 \
            HOST=127.0.0.1 \
            EXAMPLE_HOST=192.0.2.10 \
            METADATA=http://169.254.169.254/latest \
            GATEWAY=host.docker.internal:8080
        CMD ["node", "server.js", "--host=0.0.0.0:3000"]
      `,
    },
    {
      title: 'Versions, modes and files only look like it',
      good: sample`
        FROM node:24
        ENV NODE_ENV=production \
            DEBUG=1 \
            DRIVER_VERSION=10.2.3.4 \
            SETTINGS=/etc/app/settings.local \
            NO_PROXY=10.0.0.0/8,localhost \
            PATH=/usr/local/prod/bin:/usr/bin
        CMD ["npm", "run", "start:prod"]
      `,
    },
  ],
});
