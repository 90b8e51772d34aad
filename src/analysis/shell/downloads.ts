import type { Span } from '../../core/source.ts';
import type { Command, Word } from '../../documents/shell.ts';
import { type Program, programOf } from './scripts.ts';

/** What a `curl` or `wget` fetches, and where it goes. */
export interface Download {
  readonly command: Command;
  /** The URL's word. */
  readonly at: Span;
  readonly url: string;
  /** The file it is kept in, as written; `undefined` for standard output. */
  readonly file: string | undefined;
}

/** Where a command fetches from; nothing for a fixed commit, and for what comes from this machine. */
export function downloadOf(command: Command): Download | undefined {
  const program = programOf(command);
  if (program?.program !== 'curl' && program?.program !== 'wget') return undefined;
  const url = urlOf(program);
  if (!url || isFixed(url.text)) return undefined;
  const redirected = command.redirects.find(({ operator }) => /^1?>\|?$/.test(operator))?.target?.text;
  return { command, at: url.span, url: url.text, file: redirected ?? fileOf(program, url.text) };
}

/** Whether nothing keeps the way from being listened to and changed: curl and wget take a name without a scheme for HTTP. */
export const isUnencryptedUrl = (url: string): boolean => /^http:/i.test(url) || !/^\w+:|^["']?\$/.test(url);

export const isUnencrypted = ({ url }: Download): boolean => isUnencryptedUrl(url);

/** A commit in the URL fixes the content; what comes from this machine is not remote. */
export const isFixed = (url: string): boolean =>
  /(^|[^0-9a-f])[0-9a-f]{40}([^0-9a-f]|$)/i.test(url) ||
  /^(?:https?:\/\/)?(?:localhost|127\.\d+\.\d+\.\d+|\[::1\])([:/]|$)/i.test(url) ||
  /^file:/i.test(url);

/** A word with a scheme, else a variable or a host's name that is no option's value. */
function urlOf({ program, arguments: words }: Program): Word | undefined {
  const plain = words.filter(
    ({ text }, index) => !text.startsWith('-') && !takesValue(program, words[index - 1]?.text),
  );
  return (
    words.find(({ text }) => /^["']?(?:https?|ftp):\/\//i.test(text)) ??
    plain.find(({ text }) => /^["']?\$(?:\{?\w|\{\{)/.test(text)) ??
    plain.find(({ text }) => /^[a-z\d-]+(?:\.[a-z\d-]+)+(?::\d+)?(?:[/?]|$)/i.test(text))
  );
}

/** Single letters that take the next word, alone or last of joined ones, and long options that do. */
const valued: Readonly<Record<string, { readonly letters: string; readonly long: RegExp }>> = {
  curl: {
    letters: 'oHdXuAebcFTmwxEKrtyYzCDPQU',
    long: /^--(?:output(?:-dir)?|header|data.*|request|user(?:-agent)?|cookie(?:-jar)?|form|max-time|connect-timeout|retry(?:-delay|-max-time)?|proto(?:-default|-redir)?|tls-max|ca(?:cert|path)|cert|key|proxy|write-out|range|referer|resolve|url-query)$/,
  },
  wget: {
    letters: 'OoaiPtTwUeBQ',
    long: /^--(?:output-(?:document|file)|directory-prefix|header|user(?:-agent)?|password|tries|timeout|wait|referer)$/,
  },
};

function takesValue(program: string, before: string | undefined): boolean {
  const options = Object.hasOwn(valued, program) ? valued[program] : undefined;
  if (!options || before === undefined || !before.startsWith('-')) return false;
  return before.startsWith('--') ? options.long.test(before) : options.letters.includes(before.at(-1) ?? '-');
}

function fileOf({ program, arguments: words }: Program, url: string): string | undefined {
  const isCurl = program === 'curl';
  const named = isCurl ? optionOf(words, 'o', '--output') : optionOf(words, 'O', '--output-document');
  if (named !== undefined) return named === '-' || named === '/dev/stdout' ? undefined : named;
  const keepsName =
    !isCurl || words.some(({ text }) => text === '--remote-name' || /^-[a-zA-Z]*O[a-zA-Z]*$/.test(text));
  const name = keepsName ? /\/([^/?#]+)(?:[?#].*)?$/.exec(url)?.[1] : undefined;
  const folder = isCurl ? optionOf(words, undefined, '--output-dir') : optionOf(words, 'P', '--directory-prefix');
  return name === undefined || folder === undefined ? name : `${folder.replace(/\/$/, '')}/${name}`;
}

/** The value of an option: the next word, joined by `=`, or behind the last of joined letters (`-sSLo file`, `-qO-`). */
function optionOf(words: readonly Word[], letter: string | undefined, long: string): string | undefined {
  const short = letter === undefined ? undefined : new RegExp(`^-[a-zA-Z]*?${letter}(.*)$`);
  for (const [index, { text }] of words.entries()) {
    if (text.startsWith(`${long}=`)) return text.slice(long.length + 1);
    if (text === long) return words[index + 1]?.text;
    const rest = text.startsWith('--') ? undefined : short?.exec(text)?.[1];
    if (rest === '') return words[index + 1]?.text;
    // `-OL` are two switches, `-Oinstall.sh` and `-O-` an option with its value.
    if (rest !== undefined && !/^[a-zA-Z]*$/.test(rest)) return rest;
  }
  return undefined;
}
