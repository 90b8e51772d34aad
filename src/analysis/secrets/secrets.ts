import type { SourceFile } from '../../core/source.ts';
import { isPlaceholderValue } from './secret-names.ts';
import { publishedSecrets, secretVendors, type SecretFormat } from '../../knowledge/secret-formats.ts';

/** A secret that its own text gives away, wherever it stands. Offsets are those of the text searched. */
export interface FoundSecret {
  readonly start: number;
  readonly end: number;
  readonly kind: 'format' | 'private-key' | 'url-password';
  /** As a message puts it: "a GitHub token", "a private key", "a password in a URL". */
  readonly name: string;
  /** How much of it from `start` may be shown. */
  readonly shown: number;
  /** A vendor's example, a template or a throwaway that guards nothing. */
  readonly isPlaceholder: boolean;
  /** Of a kind that is often published on purpose: a web client's key, a test mode's key. */
  readonly isOftenPublic: boolean;
}

/** All secrets in a text, in order, none inside another. One pass, linear in the text's length. */
export function findSecrets(text: string): readonly FoundSecret[] {
  const found = [...privateKeysIn(text), ...formatsIn(text), ...urlPasswordsIn(text)];
  if (found.length < 2) return found;
  found.sort((a, b) => a.start - b.start || b.end - a.end);
  const apart: FoundSecret[] = [];
  for (const secret of found) {
    const last = apart.at(-1);
    if (!last || secret.start >= last.end) apart.push(secret);
    // Two that overlap are hidden as one: what sticks out of the first must not survive.
    else if (secret.end > last.end) apart[apart.length - 1] = { ...last, end: secret.end };
  }
  return apart;
}

/**
 * A text that may be written anywhere: every secret in it gives way to its known prefix and its length. Line breaks
 * stay, so that lines keep their numbers; redacting twice changes nothing.
 */
export function redact(text: string): string {
  let shown = text;
  // What hid behind one secret may stand out once that is gone; two texts glued together need a second look.
  for (let pass = 0; pass < 4; pass++) {
    const secrets = findSecrets(shown);
    if (secrets.length === 0) break;
    shown = without(shown, secrets);
  }
  return shown;
}

function without(text: string, secrets: readonly FoundSecret[]): string {
  let result = '';
  let from = 0;
  for (const secret of secrets) {
    const value = text.slice(secret.start, secret.end);
    const hidden = `${value.slice(0, secret.shown)}…(${value.length.toString()} characters)`;
    result += text.slice(from, secret.start) + hidden + value.slice(secret.shown).replace(/[^\r\n]+/g, '');
    from = secret.end;
  }
  return result + text.slice(from);
}

const redactedLines = new WeakMap<SourceFile, readonly string[]>();

/**
 * A file's lines, redacted as a whole: a line from the middle of a private key looks like nothing on its own. Line
 * `n` of the file is at `n - 1`.
 */
export function redactedLinesOf(file: SourceFile): readonly string[] {
  const known = redactedLines.get(file);
  if (known) return known;
  const lines = redact(file.text).split('\n');
  redactedLines.set(file, lines);
  return lines;
}

interface Matcher {
  /** Any known prefix; each hit is tried against the formats that begin so. */
  readonly prefixes: RegExp;
  readonly byPrefix: ReadonlyMap<
    string,
    { readonly format: SecretFormat; readonly gap: RegExp; readonly rest: RegExp }
  >;
}

let matcher: Matcher | undefined;

/** Built when the first text is searched, not when the program starts. */
function theMatcher(): Matcher {
  if (matcher) return matcher;
  const formats = secretVendors.flatMap((vendor) => vendor.formats);
  const prefixes = formats.map((format) => format.prefix).sort((a, b) => b.length - a.length);
  const escaped = prefixes.map((prefix) => prefix.replace(/[.*+?^${}()|[\]\\/-]/g, String.raw`\$&`));
  matcher = {
    prefixes: new RegExp(escaped.join('|'), 'g'),
    byPrefix: new Map(
      formats.map((format) => [
        format.prefix,
        { format, gap: new RegExp(format.gap ?? '', 'y'), rest: new RegExp(format.rest, 'y') },
      ]),
    ),
  };
  return matcher;
}

function formatsIn(text: string): readonly FoundSecret[] {
  const { prefixes, byPrefix } = theMatcher();
  const found: FoundSecret[] = [];
  prefixes.lastIndex = 0;
  for (let hit = prefixes.exec(text); hit; hit = prefixes.exec(text)) {
    const [prefix] = hit;
    const known = byPrefix.get(prefix);
    // In the middle of a word it is chance (`task-…`), unless the word before is a secret itself.
    const isInWord = /[A-Za-z0-9]/.test(text[hit.index - 1] ?? '') && found.at(-1)?.end !== hit.index;
    if (!known || isInWord) continue;
    known.gap.lastIndex = hit.index + prefix.length;
    if (!known.gap.test(text)) continue;
    known.rest.lastIndex = known.gap.lastIndex;
    const whole = known.rest.exec(text)?.[0];
    const body = whole ?? cutAt(text, known.gap.lastIndex);
    if (body === undefined) continue;
    // With a gap the prefix is the name of a setting, and only what is set is secret.
    const start = known.format.gap === undefined ? hit.index : known.gap.lastIndex;
    const end = known.gap.lastIndex + body.length;
    found.push({
      start,
      end,
      kind: 'format',
      name: known.format.name,
      shown: known.format.gap === undefined ? prefix.length : 0,
      isPlaceholder:
        whole === undefined ||
        isMadeUp(body) ||
        publishedSecrets.some((published) => text.slice(start, end).includes(published)),
      isOftenPublic: known.format.oftenPublic ?? false,
    });
    prefixes.lastIndex = end;
  }
  return found;
}

const cut = /[\w.+/=:-]{1,400}(?=…)/y;

/** The beginning of a secret that a message had no room for: all up to the dots that stand for the rest. */
function cutAt(text: string, at: number): string | undefined {
  cut.lastIndex = at;
  return cut.exec(text)?.[0];
}

/** Words and shapes that no generator of random keys brings forth. */
function isMadeUp(body: string): boolean {
  if (/example|placeholder|your[_-]?|xxxx|dummy|sample|redacted|\.\.\.|123456789|abcdefghij|deadbeef/i.test(body))
    return true;
  return new Set(body).size < Math.min(8, body.length / 2);
}

const keyHeader = /-----BEGIN (?:[A-Z0-9]{1,12} ){0,2}PRIVATE KEY(?: BLOCK)?-----/g;

function privateKeysIn(text: string): readonly FoundSecret[] {
  const found: FoundSecret[] = [];
  if (!text.includes('PRIVATE KEY')) return found;
  keyHeader.lastIndex = 0;
  for (let hit = keyHeader.exec(text); hit; hit = keyHeader.exec(text)) {
    const bodyStart = hit.index + hit[0].length;
    const dashes = text.indexOf('-----', bodyStart);
    const body = text.slice(bodyStart, dashes === -1 ? text.length : dashes);
    const isWhole = dashes !== -1 && text.startsWith('-----END ', dashes);
    // One that is cut off is hidden as far as it looks like one.
    const reach = isWhole ? body.length : (/^[A-Za-z0-9+/=\s\\:,"'#|>.⏎-]*/.exec(body)?.[0].length ?? 0);
    const footerEnd = isWhole ? text.indexOf('-----', dashes + 9) + 5 : 0;
    const end = footerEnd > 5 ? footerEnd : bodyStart + reach;
    // A header alone (a pattern someone searches for, a heading) is no key.
    const leastMaterial = body[reach] === '…' ? /[A-Za-z0-9+/=]{4,}/ : /[A-Za-z0-9+/=]{40,}/;
    const material = leastMaterial.exec(body.slice(0, reach))?.[0];
    if (material === undefined) continue;
    found.push({
      start: hit.index,
      end,
      kind: 'private-key',
      name: 'a private key',
      shown: hit[0].length,
      isPlaceholder: body[reach] === '…' || isMadeUp(material.slice(0, 200)),
      isOftenPublic: false,
    });
    keyHeader.lastIndex = end;
  }
  return found;
}

const endOfAuthority = /[\s/"'`<>\\]|$/g;

/** `scheme://user:password@host`; the password begins behind the first colon and ends before the last `@`. */
function urlPasswordsIn(text: string): readonly FoundSecret[] {
  const found: FoundSecret[] = [];
  for (let at = text.indexOf('://'); at !== -1; at = text.indexOf('://', at + 3)) {
    const authorityStart = at + 3;
    endOfAuthority.lastIndex = authorityStart;
    const authority = text.slice(authorityStart, endOfAuthority.exec(text)?.index ?? text.length);
    const colon = authority.indexOf(':');
    // Cut short by a message, a password may stand without what follows it; digits alone are a port.
    const dots = authority.indexOf('…', colon + 1);
    const isCut = dots > 0 && !authority.includes('@', dots) && !/^\d*$|^\[/.test(authority.slice(colon + 1, dots));
    const sign = isCut ? dots : authority.lastIndexOf('@');
    if (colon === -1 || sign <= colon + 1) continue;
    const password = authority.slice(colon + 1, sign);
    const host = authority.slice(sign + 1);
    // `docker://alpine:3.22@sha256:…` is an image with its digest.
    if ((host === '' && !isCut) || /^sha(?:256|512):/.test(host)) continue;
    if (/^(?:%?[${]|\$|\*+$|<|%[sv]$|\[)/.test(password) || password.includes('${') || password.includes('{{'))
      continue;
    found.push({
      start: authorityStart + colon + 1,
      end: authorityStart + sign,
      kind: 'url-password',
      name: 'a password in a URL',
      shown: 0,
      isPlaceholder: isCut || isThrowaway(authority.slice(0, colon), password, host),
      isOftenPublic: false,
    });
  }
  return found;
}

/** A login that guards nothing: on this machine, of an example, or the default that every image of the kind comes with. */
function isThrowaway(user: string, password: string, host: string): boolean {
  if (password === user || isPlaceholderValue(password)) return true;
  const name = host.replace(/:\d*$/, '').toLowerCase();
  return /^(?:localhost|127(?:\.\d+){3}|0\.0\.0\.0|\[::1\]|host\.docker\.internal)$|(?:^|\.)(?:example(?:\.\w+)?|test|invalid|localhost)$/.test(
    name,
  );
}
