import { code } from '../../core/message.ts';
import { isNonShipping } from '../../core/paths.ts';
import { sourceFile } from '../../core/source.ts';
import { isForTests, judgeSecretFile, secretFileKindOf } from '../../analysis/secrets/secret-files.ts';
import { isDependency } from '../../documents/kind.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'tracked-secret-file',
  title: 'A file for secrets is tracked by git',
  category: 'access',
  severity: 'high',
  since: '0.1.0',
  on: ['repository'],
  why: `What is committed is in every clone and fork for good, and a file that is already tracked stays so however it
    is ignored: the next real value that somebody fills in is published with their next commit.`,
  remedy: `Take the file out with \`git rm --cached\`, ignore it, keep an \`.env.example\` with empty values, and revoke
    what it held.`,
  whenFixed: 'The history still holds what was in it, so rotate it.',
  references: [
    'https://docs.github.com/en/authentication/keeping-your-account-and-data-secure/removing-sensitive-data-from-a-repository',
    'https://git-scm.com/docs/gitignore#_notes',
    'https://12factor.net/config',
  ],
  sameAs: [],
  applies({ paths, tree }) {
    const candidates = paths.filter(
      (path) => secretFileKindOf(path) !== undefined && !isForTests(path) && !isDependency(path),
    );
    const [first] = candidates;
    if (first === undefined)
      return { answer: 'does not apply', reason: 'no environment, key or login file is tracked' };
    const unread = candidates.find((path) => !tree.texts.has(path));
    if (unread === undefined) return { answer: 'applies', reason: `${code(first)} is tracked`, path: first };
    const answer = candidates.some((path) => tree.texts.has(path)) ? 'applies' : 'unknown';
    return { answer, reason: `the content of ${code(unread)} is not known`, path: unread };
  },
  *check({ paths, tree }) {
    for (const path of paths) {
      const kind = secretFileKindOf(path);
      const text = tree.texts.get(path);
      if (kind === undefined || text === undefined) continue;
      const { severity, what, at, secrets } = judgeSecretFile(sourceFile(path, text), kind);
      if (severity === 'none' || (isForTests(path) && (severity !== 'high' || kind === 'private key'))) continue;
      if (kind === 'private key' && isNonShipping(path)) continue;
      const message =
        what === '' ? 'is tracked by git, and so is what anybody fills in' : `is tracked by git with ${what} in it`;
      yield { at, message: `${code(path)} ${message}`, key: 'content', severity, secrets };
    }
  },
  examples: [
    {
      bad: {
        '.env': sample`
          PORT=3000
          «DB_PASSWORD=plimsoll-mark-1876»
        `,
      },
      good: {
        '.env.example': sample`
          PORT=3000
          DB_PASSWORD=
        `,
      },
    },
    {
      title: 'A known format weighs more than a name',
      bad: {
        'deploy/.env.production': sample`
          STRIPE_KEY=«sk_live_Qm7xTz2Kp9Rv4Lw8Nc6Hb3Jd»
          DB_PASSWORD=plimsoll-mark-1876
        `,
        '.npmrc': sample`
          @acme:registry=https://npm.acme.dev
          «//npm.acme.dev/:_authToken=b4f9c1e7a2d84c30»
        `,
      },
      good: {
        '.npmrc': sample`
          //npm.acme.dev/:_authToken=\${NPM_TOKEN}
        `,
      },
    },
    {
      title: 'One without a secret waits for the first',
      bad: {
        '.env': sample`
          # Settings of the local stack.
          «PORT=3000»
          DB_PASSWORD=changeme
        `,
      },
    },
    {
      title: 'Settings for browsers, for development and for tests are meant to be shared',
      good: {
        'web/.env': sample`
          VITE_API_URL=https://api.acme.dev
          VITE_MAPS_KEY=pk.b4f9c1e7a2d84c30
        `,
        '.env.development': sample`
          DB_PASSWORD=only-on-your-machine
        `,
        'test/fixtures/.env': sample`
          DB_PASSWORD=plimsoll-mark-1876
        `,
      },
    },
    {
      title: 'Logins of tools',
      bad: {
        '.netrc': sample`
          machine git.acme.dev login ci password «plimsoll-mark-1876»
        `,
      },
      good: {
        '.netrc': sample`
          machine git.acme.dev login ci password \${GIT_PASSWORD}
        `,
      },
    },
    {
      title: 'A private key; a certificate is none',
      bad: {
        'deploy/server.key': sample`
          «-----BEGIN PRIVATE KEY-----
          MIIBVgIBADANBgkqhkiG9w0BAQEFAASCAUAwggE8AgEAAkEA0qPlimsollMarkLoa
          dLineOfAShipDrawnIn1876BySamuelPlimsollMPForDerbyToKeepCrewsAlive
          -----END PRIVATE KEY-----»
        `,
      },
      good: {
        'deploy/server.pem': sample`
          -----BEGIN CERTIFICATE-----
          MIIBVgIBADANBgkqhkiG9w0BAQEFAASCAUAwggE8AgEAAkEA0qPlimsollMarkLoa
          -----END CERTIFICATE-----
        `,
        'test/tls/server.key': sample`
          -----BEGIN PRIVATE KEY-----
          MIIBVgIBADANBgkqhkiG9w0BAQEFAASCAUAwggE8AgEAAkEA0qPlimsollMarkLoa
          dLineOfAShipDrawnIn1876BySamuelPlimsollMPForDerbyToKeepCrewsAlive
          -----END PRIVATE KEY-----
        `,
      },
    },
  ],
});
