import { createHash } from 'node:crypto';

/**
 * Secrets of many vendors' forms, put together when the tests run: no line of this repository looks like one. None of
 * them was ever real.
 */
export interface Planted {
  readonly name: string;
  readonly text: string;
  /** The part that must not be found anywhere. */
  readonly secret: string;
}

/** Letters and digits that look random and are always the same. */
function noise(seed: string, length: number, alphabet: string): string {
  let text = '';
  for (let round = 0; text.length < length; round += 1) {
    const bytes = createHash('sha256').update(`${seed} ${round}`).digest();
    text += [...bytes].map((byte) => alphabet[byte % alphabet.length]).join('');
  }
  return text.slice(0, length);
}

const digits = '0123456789';
const upper = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ';
const lower = upper.toLowerCase();
const word = digits + upper + lower;
const hex = `${digits}abcdef`;

const of = (name: string, prefix: readonly string[], length: number, alphabet = word): Planted => {
  const secret = noise(name, length, alphabet);
  return { name, text: prefix.join('') + secret, secret };
};

export const planted: readonly Planted[] = [
  of('GitHub, classic', ['gh', 'p_'], 36),
  of('GitHub, fine-grained', ['github', '_pat_'], 82),
  of('GitHub, installation', ['gh', 's_'], 36),
  of('GitHub, OAuth', ['gh', 'o_'], 36),
  of('GitLab', ['gl', 'pat-'], 20),
  of('npm', ['npm', '_'], 36),
  of('AWS id', ['AK', 'IA'], 16, upper + digits),
  of('AWS secret', ['aws_', 'secret_access_key = '], 40),
  of('Google API', ['AI', 'za'], 35),
  of('Slack', ['xo', 'xb-', '1234567890-'], 24),
  of('Stripe', ['sk', '_live_'], 24),
  of('SendGrid', ['S', 'G.', noise('sg', 22, word), '.'], 43),
  of('Docker Hub', ['dckr', '_pat_'], 27),
  of('PyPI', ['pypi-', 'AgE', 'IcHlwaS5vcmc'], 80),
  of('Anthropic', ['sk', '-ant-', 'api03-'], 90),
  of('Hugging Face', ['h', 'f_'], 34, upper + lower),
  of('Vault', ['hv', 's.'], 90),
  of('DigitalOcean', ['dop', '_v1_'], 64, hex),
  of('Databricks', ['da', 'pi'], 32, hex),
  {
    name: 'Azure storage',
    text: `${['Account', 'Key='].join('')}${noise('azure', 86, word)}==`,
    secret: noise('azure', 86, word),
  },
  {
    name: 'web token',
    text: ['ey', 'J', noise('h', 20, word), '.ey', 'J', noise('p', 60, word), '.', noise('s', 43, word)].join(''),
    secret: noise('s', 43, word),
  },
  {
    name: 'URL password',
    text: ['postgres', '://admin:', noise('url', 18, word), '@db.corp.example.net/main'].join(''),
    secret: noise('url', 18, word),
  },
  {
    name: 'basic login',
    text: ['https', '://deploy:', noise('basic', 20, word), '@registry.corp.net/x.tgz'].join(''),
    secret: noise('basic', 20, word),
  },
  { name: 'Slack webhook', text: slackWebhook(), secret: noise('hook', 24, word) },
];

function slackWebhook(): string {
  return [
    'https://hooks.',
    'slack.com/services/',
    'T',
    noise('t', 9, upper),
    '/B',
    noise('b', 9, upper),
    '/',
    noise('hook', 24, word),
  ].join('');
}

/** Lines of a private key, each of which must stay hidden. */
export const privateKey: readonly string[] = [
  ['-----BEGIN RSA', ' PRIVATE KEY-----'].join(''),
  ...[0, 1, 2, 3].map((line) => noise(`key ${line}`, 64, word)),
  ['-----END RSA', ' PRIVATE KEY-----'].join(''),
];

/** What only its name gives away. */
export const named: readonly { readonly name: string; readonly value: string }[] = [
  { name: 'DB_PASSWORD', value: noise('password', 14, word) },
  { name: 'API_TOKEN', value: noise('token', 22, word) },
  { name: 'SIGNING_SECRET', value: noise('signing', 30, word) },
];

/** All texts that a plain search may not find. */
export const unsayable: readonly string[] = [
  ...planted.map(({ secret }) => secret),
  ...privateKey.slice(1, -1),
  ...named.map(({ value }) => value),
];
