import { spanWithin, type Span, type Text } from '../../core/source.ts';
import type { Dockerfile } from '../../documents/dockerfile/model.ts';

/** A value that fits one environment only. */
export interface EnvironmentBound {
  readonly at: Span;
  /** The variable it is set under; `undefined` in a start command. */
  readonly name: string | undefined;
  readonly value: string;
  /** "an address of one network", "a host of one environment" … */
  readonly what: string;
}

/** What `ENV`, the defaults of `ARG`, and `CMD` say about one network, account or environment. */
export function findEnvironmentBound(dockerfile: Dockerfile): readonly EnvironmentBound[] {
  return dockerfile.instructions.flatMap(({ keyword, pairs, words }) => {
    if (keyword === 'ENV' || keyword === 'ARG')
      return pairs.flatMap(({ name, value }) => (value ? (boundIn(value, name.text) ?? []) : []));
    if (keyword === 'CMD') return words.flatMap((word) => boundIn(word, undefined) ?? []);
    return [];
  });
}

/** Hosts and addresses are looked for where a host belongs: behind `://`, in front of a port, or as the whole value. */
const places =
  /(?:[a-z][a-z0-9+.-]{1,20}:\/\/(?:[^\s/@"']{0,200}@)?|^|[=,;\s"'])((?:[a-z0-9_-]{1,63}\.){1,8}[a-z0-9_-]{1,63})(:\d{2,5})?(?=$|[\s/,;"'?])/gi;

const account = /(?:arn:aws[a-z-]*:[a-z0-9-]*:[a-z0-9-]*:|(?:^|[\s/=]))(\d{12})(?=:|\.dkr\.ecr\.)/g;

function boundIn(text: Text, name: string | undefined): EnvironmentBound | undefined {
  const written = text.text.slice(0, 2000);
  if (written.includes('$(') || /version|release|(?:^|_)ver(?:$|_)/i.test(name ?? '')) return undefined;
  for (const match of written.matchAll(account)) {
    if (!documentationAccounts.has(match[1] ?? ''))
      return boundAt(text, name, written, match.index, 'a resource of one account');
  }
  for (const match of written.matchAll(places)) {
    const [whole, host = '', port] = match;
    const isUrl = whole.includes('://');
    const what = whatOf(host.toLowerCase(), isUrl || port !== undefined, name);
    // A network (`10.0.0.0/8`) is no host, and `a.b.c` in a path no address.
    const behind = written.slice(match.index + whole.length, match.index + whole.length + 3);
    if (what === undefined || (!isUrl && behind.startsWith('/'))) continue;
    return boundAt(text, name, written, match.index, what);
  }
  return undefined;
}

/** The word of the text in which a match stands. */
function boundAt(text: Text, name: string | undefined, written: string, index: number, what: string): EnvironmentBound {
  const isSeparator = (character: string | undefined): boolean =>
    character === undefined || /[\s,;"'=]/.test(character);
  let start = index;
  while (isSeparator(written[start]) && start < written.length) start++;
  // `jdbc:` stands in front of what looks like a URL on its own.
  while (start > 0 && !isSeparator(written[start - 1])) start--;
  let end = start;
  while (!isSeparator(written[end])) end++;
  return { at: spanWithin(text, start, end), name, value: written.slice(start, end), what };
}

function whatOf(host: string, isAddressed: boolean, name: string | undefined): string | undefined {
  if (/^\d+\.\d+\.\d+\.\d+$/.test(host)) return isAddressed || saysHost(name) ? whatOfAddress(host) : undefined;
  if (!isAddressed && !saysHost(name)) return undefined;
  if (sameEverywhere.test(host)) return undefined;
  const labels = host.split('.');
  const last = labels.at(-1) ?? '';
  if (/^(?:internal|local|corp|lan)$/.test(last)) return 'a name of one network';
  const environment = labels.slice(0, -1).find((label) => environments.has(label));
  return environment === undefined ? undefined : 'a host of one environment';
}

const saysHost = (name: string | undefined): boolean =>
  name === undefined ||
  /(?:host|server|addr|address|endpoint|url|uri|broker|brokers|dsn|ip|domain|dns|proxy)(?:s|_?\d+)?$/i.test(name);

const environments = new Set(['prod', 'staging', 'uat', 'qa']);
const sameEverywhere =
  /^(?:host\.docker\.internal|gateway\.docker\.internal|metadata\.google\.internal|kubernetes\.default.*)$|(?:^|\.)(?:example(?:\.\w+)?|test|invalid|localhost)$/;
/** Of AWS documentation and of local emulators. */
const documentationAccounts = new Set(['123456789012', '111122223333', '444455556666', '000000000000']);

/** Loopback, unspecified, link-local, documentation ranges and masks are the same for everybody, and so are public resolvers. */
function whatOfAddress(address: string): string | undefined {
  const parts = address.split('.').map(Number);
  const [first = 0, second = 0] = parts;
  if (parts.some((part) => part > 255) || first === 127 || first === 0 || first >= 224) return undefined;
  if (first === 169 && second === 254) return undefined;
  if (/^(?:192\.0\.2|198\.51\.100|203\.0\.113)\./.test(address) || publicResolvers.has(address)) return undefined;
  return 'an address of one network';
}

const publicResolvers = new Set([
  '1.1.1.1',
  '1.0.0.1',
  '8.8.8.8',
  '8.8.4.4',
  '9.9.9.9',
  '208.67.222.222',
  '208.67.220.220',
]);
