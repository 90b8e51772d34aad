import { code } from '../../core/message.ts';
import { spanOf, type SourceFile, type Span } from '../../core/source.ts';
import { isBrowserSetting, isPlaceholderValue, isSecretName } from './secret-names.ts';
import { findSecrets } from './secrets.ts';

export type SecretFileKind = 'environment file' | 'private key' | 'login file';

/**
 * What a path promises to hold, `undefined` where it is no place for secrets. Environment files for examples, tests and
 * development machines are meant to be shared, and so are public keys and certificates.
 */
export function secretFileKindOf(path: string): SecretFileKind | undefined {
  const name = path.slice(path.lastIndexOf('/') + 1).toLowerCase();
  if (name === '.env') return 'environment file';
  if (name.startsWith('.env.')) return sharedEnvironments.test(name) ? undefined : 'environment file';
  if (publicKeys.test(name)) return undefined;
  if (/^id_(?:rsa|dsa|ecdsa|ed25519)$|\.(?:pem|key|p8|ppk|p12|pfx|jks|keystore)$/.test(name)) return 'private key';
  if (/^\.(?:npmrc|netrc|pypirc|git-credentials|pgpass)$|^kubeconfig$/.test(name)) return 'login file';
  return /(?:^|\/)\.(?:aws\/credentials|kube\/config|docker\/config\.json|ssh\/id_\w+)$/.test(path)
    ? 'login file'
    : undefined;
}

/** Certificates, public halves of pairs, and the parameters of a key exchange. */
const publicKeys =
  /\.pub(?:\.pem|\.key)?$|\.(?:crt|cert)\.pem$|^(?:ca|cacerts?|root-?ca|cert|certs?|fullchain|chain|dhparams?)[-_.\w]*\.pem$|(?:^|[-_.])(?:certs?|certificate|crt)\.pem$|\.(?:gpg|asc)\.key$|(?:^|[-_.])(?:ca|cacerts?|bundle|pub|public|pubkey|publickey|public[-_]key)\.(?:pem|key)$/;

/** Made for tests or shown as an example: what stands in such a file guards nothing. */
export const isForTests = (path: string): boolean =>
  /(?:^|[^a-z])(?:__)?(?:tests?|testing|testdata|fixtures?|mocks?|examples?|samples?|demos?|dummy|localhost|snakeoil|self[-_]?signed)(?:$|[^a-z])|test\//i.test(
    path,
  );

/** What the content of such a file shows, worst first. */
export interface SecretFileContent {
  readonly severity: 'high' | 'medium' | 'low' | 'none';
  /** The first of what makes it so, as a message names it: "a private key", "a value for `DB_PASSWORD`"; never the value. */
  readonly what: string;
  readonly at: Span;
  readonly secrets: readonly Span[];
}

/** `high`: a known format, a private key. `medium`: a value under a secret's name. `none`: nothing is set, or for browsers only. */
export function judgeSecretFile(file: SourceFile, kind: SecretFileKind): SecretFileContent {
  const known = findSecrets(file.text).filter((secret) => !secret.isPlaceholder);
  const sure = known.find((secret) => !secret.isOftenPublic);
  const settings = kind === 'login file' ? [...settingsOf(file), ...netrcPasswordsOf(file)] : settingsOf(file);
  const named = settings.filter((setting) => setting.isSecret);
  const secrets = [
    ...known.map((secret) => spanOf(file, secret.start, secret.end)),
    ...named.map((setting) => setting.value),
  ];
  if (sure) return { severity: 'high', what: sure.name, at: spanOf(file, sure.start, sure.end), secrets };
  const [first] = named;
  if (first) return { severity: 'medium', what: `a value for ${code(first.name)}`, at: first.span, secrets };
  const isHarmless =
    kind !== 'environment file' || settings.every((setting) => setting.isForBrowsers || setting.isEmpty);
  const start = settings.find((setting) => !setting.isEmpty)?.span ?? spanOf(file, 0, 0);
  return { severity: isHarmless ? 'none' : 'low', what: '', at: start, secrets };
}

const sharedEnvironments =
  /^\.env(?:\.\w+)*[._-](?:examples?|samples?|template|tmpl|tpl|dist|defaults?|schema|test|tests|testing|ci|e2e|development|dev|vault|j2|md|d\.ts|[cm]?[jt]sx?)$/;

/** `machine host login name password value`, in one line or several. */
function netrcPasswordsOf(file: SourceFile): readonly Setting[] {
  if (!/(?:^|\/)[._]netrc$/.test(file.path)) return [];
  return [...file.text.matchAll(/(?:^|[ \t])password[ \t]+(\S+)/gm)].map(({ index, 0: whole, 1: plain = '' }) => {
    const end = index + whole.length;
    const value = spanOf(file, end - plain.length, end);
    const isSecret = plain.length >= 8 && !isPlaceholderValue(plain);
    return { name: 'password', span: value, value, isEmpty: false, isSecret, isForBrowsers: false };
  });
}

interface Setting {
  readonly name: string;
  readonly span: Span;
  readonly value: Span;
  readonly isEmpty: boolean;
  readonly isSecret: boolean;
  /** Its bundler puts it into what every visitor downloads. */
  readonly isForBrowsers: boolean;
}

// Far above any real file; known formats are looked for in all of it.
const mostSettings = 5_000;

/** `NAME=value` lines of an environment file, and the `//registry/:_authToken=value` of npm. */
function settingsOf(file: SourceFile): readonly Setting[] {
  const settings: Setting[] = [];
  const line = /^[ \t]*(?:export[ \t]+)?([\w./:@-]{1,200})[ \t]*=[ \t]*(.*)$/gm;
  for (let match = line.exec(file.text); match && settings.length < mostSettings; match = line.exec(file.text)) {
    const [whole, name = '', written = ''] = match;
    const end = match.index + whole.trimEnd().length;
    const value = spanOf(file, match.index + whole.length - written.length, end);
    const plain = written
      .trim()
      .replace(/^(["'])(.*)\1(?:[ \t]+#.*)?$/, '$2')
      .replace(/[ \t]+#.*$/, '');
    const last = name.slice(name.lastIndexOf(':') + 1);
    const isSecret = isSecretName(last) && plain.length >= 8 && !isPlaceholderValue(plain);
    const isForBrowsers = isBrowserSetting(name);
    settings.push({
      name: last,
      span: spanOf(file, match.index, end),
      value,
      isEmpty: plain === '',
      isSecret: isSecret && !isForBrowsers,
      isForBrowsers,
    });
  }
  return settings;
}
