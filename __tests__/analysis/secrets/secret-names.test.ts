import { describe, expect, test } from '@jest/globals';
import { isPlaceholderValue, isSecretName } from '../../../src/analysis/secrets/secret-names.ts';

describe('isSecretName', () => {
  test.each(
    'PASSWORD DB_PASSWORD JWT_SECRET GITHUB_TOKEN API_KEY apiKey docker-password AWS_SECRET_ACCESS_KEY SECRET_KEY_BASE MYSQL_ROOT_PASSWORD SECRET_KEY TOKEN_PROD DB_PASS SMTP_PWD'.split(
      ' ',
    ),
  )('%s names a secret', (name) => expect(isSecretName(name)).toBe(true));

  test.each(
    'TOKEN_FILE SECRET_NAME PASSWORD_LENGTH PUBLIC_KEY AWS_ACCESS_KEY_ID KMS_KEY_ALIAS SSH_AUTH_SOCK GOPRIVATE CACHE_KEY key TOKEN_URL PERSIST_CREDENTIALS_PATH TRAVIS_OS_NAME STRIPE_PUBLISHABLE_KEY KEYBOARD PWD OLDPWD BUILD_PASS BYPASS'.split(
      ' ',
    ),
  )('%s does not', (name) => expect(isSecretName(name)).toBe(false));
});

describe('isPlaceholderValue', () => {
  test.each([
    '',
    '$TOKEN',
    '${{ secrets.X }}',
    '<token>',
    'changeme',
    'change-me',
    'xxxxxxxx',
    'your-api-key',
    'true',
    'testing123',
    '********',
    'not-a-secret',
    '/run/secrets/token',
    '~/.ssh/id_rsa',
    'op://vault/item/field',
    'DOCKER_PASSWORD',
    'see the handbook',
    'build-time-only',
    'not-set-yet',
    'keyboard-cat',
  ])('%j stands for one', (value) => expect(isPlaceholderValue(value)).toBe(true));
  test.each(['super-secret-key', 'password123', 'S3cr3t!pass', 'b4f9c1e7a2d84c30'])('%j does not', (value) =>
    expect(isPlaceholderValue(value)).toBe(false),
  );
});
