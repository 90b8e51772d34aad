import { describe, expect, test } from '@jest/globals';
import { secretFileKindOf } from '../../../src/analysis/secrets/secret-files.ts';

const kindsOf = (paths: string): Readonly<Record<string, string | undefined>> =>
  Object.fromEntries(paths.split(' ').map((path) => [path, secretFileKindOf(path)]));

describe('secretFileKindOf', () => {
  test('knows places for secrets by their path', () => {
    expect(
      kindsOf('web/.env .env.production certs/server.key privkey.pem .ssh/id_ed25519 .netrc .aws/credentials'),
    ).toEqual({
      'web/.env': 'environment file',
      '.env.production': 'environment file',
      'certs/server.key': 'private key',
      'privkey.pem': 'private key',
      '.ssh/id_ed25519': 'private key',
      '.netrc': 'login file',
      '.aws/credentials': 'login file',
    });
  });

  test('leaves what everybody may have: certificates, public keys, parameters, code', () => {
    const shared =
      'ca.pem root-ca.pem server-cert.pem server.crt.pem rds-global-bundle.pem dhparam.pem public.pem jwt-public-key.pem nodesource.gpg.key id_rsa.pub .env.example .env.d.ts .env.js';
    expect(new Set(Object.values(kindsOf(shared)))).toEqual(new Set([undefined]));
  });
});
