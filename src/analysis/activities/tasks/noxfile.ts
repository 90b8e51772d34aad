import { sliceText, spanWithin, type Text } from '../../../core/source.ts';
import { linesOf, type Line } from './lines.ts';
import { mostBodies, type Body, type Definition, type Reference, type TaskFile } from './task.ts';
import { scriptOfWords } from './texts.ts';

interface Session {
  readonly name: string;
  readonly start: number;
  /** Of the function's body. */
  readonly from: number;
  to: number;
  readonly isUsual: boolean;
}

/** The sessions of a `noxfile.py`, as far as they call `session.run` with plain texts. */
export function readNoxfile(text: Text, folder: string): TaskFile {
  const sessions = sessionsIn(text);
  return {
    kind: 'target',
    usual: undefined,
    mayHold: () => false,
    find: (name) => {
      // `tests-3.12(django='5')` is one of those that `tests` stands for.
      const session = sessions.find((each) => each.name === name) ?? sessions.find((each) => startsAs(name, each.name));
      return session && definitionOf(text, session, folder);
    },
  };
}

const startsAs = (name: string, session: string): boolean =>
  name.startsWith(session) && /^[-(]/.test(name.slice(session.length));

/** By `nox.options.sessions`; else all but those with `default=False`. */
export function usualSessionsOf(text: Text): readonly string[] {
  const [, listed] = /^nox\.options\.sessions[ \t]*=[ \t]*[[(]([^\])]*)[\])]/m.exec(text.text) ?? [];
  if (listed !== undefined) return Array.from(listed.matchAll(/["']([^"'\n]+)["']/g), ([, name = '']) => name);
  return sessionsIn(text).flatMap(({ name, isUsual }) => (isUsual ? [name] : []));
}

function sessionsIn(text: Text): readonly Session[] {
  const sessions: Session[] = [];
  let current: Session | undefined;
  let decorator: string | undefined;
  for (const line of linesOf(text.text)) {
    const written = text.text.slice(line.start, line.end);
    if (/^\s|^$|^#/.test(written) || /^[)\]}]/.test(written)) {
      if (decorator !== undefined && decorator.length < longestDecorator) decorator += written;
      else if (current) current.to = line.end;
      continue;
    }
    if (written.startsWith('@')) {
      decorator = `${decorator ?? ''}${written}`;
      current = undefined;
      continue;
    }
    current =
      decorator !== undefined && /\bsession\b/.test(decorator) ? sessionAt(line, written, decorator) : undefined;
    if (current) sessions.push(current);
    decorator = undefined;
  }
  return sessions;
}

const longestDecorator = 2_000;

function sessionAt(line: Line, written: string, decorator: string): Session | undefined {
  const [head, name] = /^def[ \t]+(\w+)/.exec(written) ?? [];
  if (head === undefined || name === undefined) return undefined;
  const [, renamed] = /\bname[ \t]*=[ \t]*["']([^"']+)["']/.exec(decorator) ?? [];
  const isUsual = !/\bdefault[ \t]*=[ \t]*False\b/.test(decorator);
  return {
    name: renamed ?? name,
    start: line.start + head.length - name.length,
    from: line.end,
    to: line.end,
    isUsual,
  };
}

function definitionOf(text: Text, { name, start, from, to }: Session, folder: string): Definition {
  const written = text.text.slice(from, to).replace(/^[ \t]*#.*$/gm, (comment) => ' '.repeat(comment.length));
  const parts: (Body | Reference)[] = [];
  let calls = 0;
  for (const { index, 0: head, 1: method } of written.matchAll(/\bsession\.(run|run_always|notify|install)\(/g)) {
    if (parts.length >= mostBodies || ++calls > mostCalls) break;
    const at = index + head.length;
    const end = callEnd(written, at);
    const words = stringsIn(text, from + at, from + end);
    if (method === 'install') continue;
    if (method === 'notify') parts.push(...words.slice(0, 1).map((word) => ({ task: word.text })));
    else {
      const script = scriptOfWords(words);
      const ignoresStatus = /\bsuccess_codes\s*=\s*(?:range|[[(][^\])]*[1-9])/.test(written.slice(at, end));
      if (script) parts.push({ script, folder, ignoresStatus });
    }
  }
  const nameEnd = /^\w+/.exec(text.text.slice(start, start + 200))?.[0].length ?? 0;
  // What a helper function does is not read.
  const isRead =
    parts.length > 0 || /^\s*(?:"""[^]*?"""\s*)?(?:session\.(?:install|log|notify)\(|pass\b)/.test(written);
  return { name, at: spanWithin(text, start, start + nameEnd), parts: isRead ? parts : undefined };
}

const longestCall = 4_000;
const mostCalls = 2_000;

/** Where the bracket closes; strings are passed over. */
function callEnd(written: string, from: number): number {
  let depth = 1;
  let quote: string | undefined;
  const limit = Math.min(written.length, from + longestCall);
  for (let at = from; at < limit; at++) {
    const character = written[at] ?? '';
    if (quote !== undefined) {
      if (character === '\\') at++;
      else if (character === quote) quote = undefined;
    } else if (character === '"' || character === "'") quote = character;
    else if (/[([{]/.test(character)) depth++;
    else if (/[)\]}]/.test(character) && --depth === 0) return at;
  }
  return limit;
}

/** The plain texts among a call's arguments, up to the first that has a name; lists within it are read as well. */
function stringsIn(text: Text, from: number, to: number): readonly Text[] {
  const call = text.text.slice(from, to);
  const named = call.search(/[,(]\s*(?:env|external|silent|success_codes|log|stdout|stderr|include_outer_env)\s*=/);
  const own = named === -1 ? call : call.slice(0, named);
  return Array.from(own.matchAll(/["']((?:[^"'\\\n])*)["']/g), ({ index, 1: inside = '' }) =>
    sliceText(text, from + index + 1, from + index + 1 + inside.length),
  ).filter(({ text: word }) => word !== '');
}
