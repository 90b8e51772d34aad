import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { findSecrets, redact, redactedLinesOf } from '../../../src/analysis/secrets/secrets.ts';
import { code } from '../../../src/core/message.ts';
import { sourceFile } from '../../../src/core/source.ts';

// Put together here so that no file holds a text that looks like a live secret.
const letters = 'Qm7xTz2Kp9Rv4Lw8Nc6Hb3Jd5Fg1Sy0AuEiOo';
const filler = (length: number, alphabet = letters): string =>
  Array.from({ length }, (_, index) => alphabet[(index * 7 + (index >> 3)) % alphabet.length] ?? '').join('');
const base64 = (length: number): string => filler(length, `${letters}+/`);
const hex = (length: number): string => filler(length, '0f3a9c1e7b5d2846');

const planted: Readonly<Record<string, string>> = {
  'a classic GitHub token': `ghp_${filler(36)}`,
  'a fine-grained GitHub token': `github_pat_${filler(22)}_${filler(59)}`,
  'an installation token that is a JSON web token': `ghs_12345_eyJ${filler(40)}.eyJ${filler(300)}.${filler(86)}`,
  'an AWS key id': `AKIA${'Q7XT2KP4RVLWNC6H'}`,
  'a Google key': `AIza${filler(35)}`,
  'a Slack token': `xoxb-${'204816327'}-${filler(24)}`,
  'a live Stripe key': `sk_live_${filler(24)}`,
  'an npm token': `npm_${filler(36)}`,
  'a PyPI token': `pypi-AgE${filler(120)}`,
  'a Docker Hub token': `dckr_pat_${filler(27)}`,
  'a GitLab token': `glpat-${filler(20)}`,
  'an Anthropic key': `sk-ant-api03-${filler(95)}`,
  'an OpenAI project key': `sk-proj-${filler(120)}`,
  'an old OpenAI key': `sk-${filler(20)}T3BlbkFJ${filler(20)}`,
  'a Hugging Face token': `hf_${filler(34)}`,
  'a DigitalOcean token': `dop_v1_${hex(64)}`,
  'a SendGrid key': `SG.${filler(22)}.${filler(43)}`,
  'a JSON web token': `eyJ${filler(33)}.eyJ${filler(80)}.${filler(43)}`,
  'a private key': [
    '-----BEGIN RSA PRIVATE KEY-----',
    ...Array.from({ length: 12 }, () => base64(64)),
    '-----END RSA PRIVATE KEY-----',
  ].join('\n'),
  'a private key on one line of JSON': `-----BEGIN PRIVATE KEY-----\\n${base64(64)}\\n${base64(64)}\\n-----END PRIVATE KEY-----\\n`,
};

/** What is left of a secret when its first characters may be shown. */
const heart = (secret: string): string =>
  secret.slice(Math.floor(secret.length / 2), Math.floor(secret.length / 2) + 10);

describe('redact', () => {
  test.each(Object.entries(planted))('hides %s and says how long it is', (_, secret) => {
    const text = `TOKEN="${secret}"\nnext: line`;
    const shown = redact(text);
    expect(shown).not.toContain(heart(secret));
    expect(shown).toContain(`characters)`);
    expect(shown.split('\n')).toHaveLength(text.split('\n').length);
    expect(shown.endsWith('next: line')).toBe(true);
  });

  test('shows the known prefix and the length, nothing else', () => {
    expect(redact(`echo ghp_${filler(36)} # old`)).toBe('echo ghp_…(40 characters) # old');
    expect(redact(`postgres://app:${filler(14)}@db.internal:5432/app`)).toBe(
      'postgres://app:…(14 characters)@db.internal:5432/app',
    );
    expect(redact(`AccountName=a;AccountKey=${base64(86)}==;End`)).toBe(
      'AccountName=a;AccountKey=…(99 characters);End',
    );
    expect(redact(`AWS_SECRET_ACCESS_KEY: ${base64(40)}\n`)).toBe('AWS_SECRET_ACCESS_KEY: …(40 characters)\n');
  });

  test('keeps what is no secret', () => {
    for (const text of [
      'https://x-access-token:${GH_TOKEN}@github.com/acme/app.git',
      'https://user:${{ secrets.TOKEN }}@example.com',
      'uses: docker://alpine:3.22@sha256:4b7ce07002c69e8f3d704a9c5d6fd3053be500b7f1c69fc0d80990c2ad8dd412',
      'actions/checkout@11bd71901bbe5b1630ceea73d27597364c9af683',
      'grep -q "-----BEGIN PRIVATE KEY-----" key.pem',
      'sk-learn task-runner npm_config_cache hf_hub AKIA',
      'http://localhost:3000/a@b',
    ])
      expect(redact(text)).toBe(text);
  });

  test('no planted secret survives, wherever and beside whatever it stands', () => {
    const secret = fc.constantFrom(...Object.values(planted));
    const around = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 40 }),
      fc.constantFrom('"', "'", '`', ' ', '\n', '=', '://u:', '@', '${', '-----', '\\', 'ghp_', 'eyJ'),
    );
    const separator = fc.constantFrom(' ', '\n', '"', "'", '=', ':', '(', '<', '\t', ',');
    fc.assert(
      fc.property(around, separator, secret, separator, around, (before, left, value, right, after) => {
        const shown = redact(before + left + value + right + after);
        return !shown.includes(heart(value));
      }),
    );
  });

  test('a secret that a message had no room for is hidden as far as it is shown', () => {
    const before = fc.string({ unit: 'grapheme', maxLength: 78 });
    fc.assert(
      fc.property(before, fc.constantFrom(...Object.values(planted)), (text, value) => {
        const shown = redact(code(`${text} ${value}`));
        // The longest prefix that may be shown has 16 characters.
        const windows = [0, 1, 2, 3, 4, 5].map((step) => value.slice(17 + step * 4, 26 + step * 4));
        return !windows.some(
          (window) => window.length === 9 && !/KEY|BEGIN|VATE|--/.test(window) && shown.includes(window),
        );
      }),
    );
    const url = `postgres://app:${filler(90)}@db/app`;
    expect(redact(code(url))).toBe('`postgres://app:…(64 characters)…`');
  });

  test('redacting twice changes nothing, and lines keep their numbers', () => {
    const piece = fc.oneof(fc.string(), fc.constantFrom(...Object.values(planted), '\n', '\r\n', '://', 'a:b@c', ' '));
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join('');
        const once = redact(text);
        return redact(once) === once && once.split('\n').length === text.split('\n').length;
      }),
    );
  });

  test('a line in the middle of a private key is hidden when the file is', () => {
    const file = sourceFile('.env', `A=1\nKEY="${planted['a private key'] ?? ''}"\nB=2\n`);
    const lines = redactedLinesOf(file);
    expect(lines[5]).toBe('');
    expect(lines.slice(-2)).toEqual(['B=2', '']);
  });

  test('takes time in proportion to the text', () => {
    const hostile = [
      'ghp_',
      'eyJ',
      `eyJ${'a'.repeat(3000)}.`,
      '://a:b@',
      '-----BEGIN PRIVATE KEY-----',
      '-----BEGIN PRIVATE KEY-----a\n',
      'xoxe.xoxp-',
      '://',
      ' sk-ant-api',
      'SECRET_ACCESS_KEY    ',
    ];
    for (const piece of hostile) {
      const text = piece.repeat(Math.ceil(400_000 / piece.length));
      const start = performance.now();
      redact(text);
      expect(performance.now() - start).toBeLessThan(1500);
    }
  });
});

describe('findSecrets', () => {
  test('names what it found and where', () => {
    const text = `run: curl -H "Authorization: Bearer ghp_${filler(36)}" x`;
    expect(findSecrets(text)).toEqual([
      {
        start: 36,
        end: 76,
        kind: 'format',
        name: 'a GitHub token',
        shown: 4,
        isPlaceholder: false,
        isOftenPublic: false,
      },
    ]);
  });

  test.each([
    ['the key of AWS documentation', 'AKIAIOSFODNN7EXAMPLE'],
    ['one character repeated', `ghp_${'x'.repeat(36)}`],
    ['a word that says so', `ghp_${'your_token_here'.padEnd(36, 'a')}`],
    ['counting up', `npm_${'123456789012345678901234567890123456'}`],
    ['a login of this machine', `postgres://app:${filler(12)}@localhost:5432/app`],
    ['a login of an example', `https://app:${filler(12)}@db.example.com/`],
    ['a default that equals the user', 'amqp://guest:guest@rabbitmq:5672'],
    ['a password that says it is none', 'mysql://root:changeme@db/app'],
  ])('%s is a placeholder', (_, text) => {
    expect(findSecrets(text).map((secret) => secret.isPlaceholder)).toEqual([true]);
  });

  test.each([
    ['a password of a named host', `postgresql://user:${'password123'}@db:5432/prod`],
    ['a user without a name', `redis://:${filler(12)}@cache:6379`],
    ['a password with a sign of its own', `mysql://app:p@ss${filler(8)}@db/app`],
  ])('%s is none', (_, text) => {
    expect(findSecrets(text).map((secret) => secret.isPlaceholder)).toEqual([false]);
  });
});
