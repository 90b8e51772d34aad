/**
 * Whether a name says that its value is a secret. The last word decides, for it says what the thing is: a
 * `TOKEN_FILE` is a file, a `SECRET_NAME` a name, a `PUBLIC_KEY` no secret.
 */
export function isSecretName(name: string): boolean {
  const words = name
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .map((word) => word.replace(/\d+$/, ''))
    .filter((word) => word !== '');
  while (words.length > 1 && qualifiers.has(words.at(-1) ?? '')) words.pop();
  const last = words.at(-1) ?? '';
  if (words.some((word) => harmlessWords.has(word))) return false;
  if (last === 'base') return words.slice(-3).join('_') === 'secret_key_base';
  if (last === 'key') return keysOf.has(words.at(-2) ?? '');
  if (last === 'pass' || last === 'pwd') return loginsOf.has(words.at(-2) ?? '');
  return (
    secretWords.has(last) ||
    /(?:password|passwd|secretkey|privatekey|accesskey|apitoken|authtoken|accesstoken)$/.test(last)
  );
}

const secretWords = new Set(
  'password passwd passphrase pword secret token apikey credential credentials pat'.split(' '),
);
const keysOf = new Set(
  'api private secret access encryption signing auth master service deploy csrf session jwt cookie hmac'.split(' '),
);
/** `DB_PASS` is a password, a `BUILD_PASS` and `PWD` are none. */
const loginsOf = new Set(
  'db database mysql mariadb pg postgres postgresql redis mongo mongodb rabbitmq smtp mail email ftp ssh ldap admin root user basic registry docker keystore'.split(
    ' ',
  ),
);
/** A temporary keychain of a macOS runner guards nothing by its password. */
const harmlessWords = new Set('public publishable keychain'.split(' '));
/** Said of a secret without changing what it is. */
const qualifiers = new Set('prod production staging dev development local default base64 b64 value'.split(' '));

/** What a bundler puts into pages on purpose, whatever it is called. */
export const isBrowserSetting = (name: string): boolean =>
  /^(?:VITE|NEXT_PUBLIC|REACT_APP|NUXT_PUBLIC|PUBLIC|EXPO_PUBLIC|VUE_APP|GATSBY|STORYBOOK)_/.test(name);

/**
 * A value written in the place of a secret that is none: empty, a variable, a template, a word that says so, the name
 * over again. For values known as secret only by the name in front of them.
 */
export function isPlaceholderValue(value: string, name = ''): boolean {
  const plain = value.slice(0, 500).trim();
  if (plain === '' || /[$<>{}()\s]|%\w+%|^\*+$|^\.+$|^-+$/.test(plain)) return true;
  // A file, the secret's place in a store, the name of a variable.
  if (
    /^[.~]{0,2}\/|^(?:op|vault|sm|ssm|gcpsm|awssm|doppler|env|file):|^arn:|^[A-Z][A-Z0-9]*(?:_[A-Z0-9]+)+$/.test(plain)
  )
    return true;
  if (
    /^(?:true|false|yes|no|null|none|undefined|inherit|auto|always|never|disabled?|enabled?|required|optional)$/i.test(
      plain,
    )
  )
    return true;
  if (defaultPasswords.has(plain.toLowerCase())) return true;
  if (new Set(plain.toLowerCase()).size < 4 || lettersOf(name).includes(lettersOf(plain))) return true;
  return /change[\W_]?(?:me|this|it)|example|sample|placeholder|dummy|fake|mock|test|todo|your[\W_]|insert|replace|redacted|random|temporary|xxx|abc[d1]|not[\W_]?a?[\W_]?(?:real|secret)|foo[\W_]?bar|unused|irrelevant|ignored?|build[\W_]?(?:time|only)|precompile|collectstatic|keyboard[\W_]?cat|(?:not|none|un)[\W_]?(?:needed|used|set|provided|important)/i.test(
    plain,
  );
}

const lettersOf = (text: string): string => text.toLowerCase().replace(/[^a-z0-9]/g, '');

const defaultPasswords = new Set(
  'admin changeit default docker guest minioadmin mongo mysql pass passwd password postgres root secret user'.split(
    ' ',
  ),
);
