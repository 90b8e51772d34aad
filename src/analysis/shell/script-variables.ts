import type { Command, Script } from '../../documents/shell.ts';
import { allCommandsOf } from './scripts.ts';

/** A name and its value, quotes taken off and expansions as written. */
export interface Setting {
  readonly name: string;
  readonly value: string;
}

/** The value where a script sets a name to one only. */
export function onlyValue(settings: readonly Setting[], name: string): string | undefined {
  const [first, ...others] = settings.filter((setting) => setting.name === name);
  return others.every(({ value }) => value === first?.value) ? first?.value : undefined;
}

const setters = new Set(['export', 'declare', 'local', 'readonly', 'typeset']);
const assignments = new WeakMap<Script, readonly Setting[]>();

/** `X=1`, `export X=1` */
export function assignmentsIn(script: Script): readonly Setting[] {
  const known = assignments.get(script);
  if (known) return known;
  const found = script.text.text.includes('=') ? allCommandsOf(script).flatMap(assignmentsOf) : [];
  assignments.set(script, found);
  return found;
}

function assignmentsOf(command: Command): readonly Setting[] {
  const own = command.assignments.flatMap(({ name, value }) => (value ? [{ name, value: value.text }] : []));
  if (!setters.has(command.name ?? '')) return own;
  return [...own, ...command.words.slice(1).flatMap(({ text }) => settingIn(text))];
}

/** What a script writes to a file of names and values: `echo "tag=1.2" >> "$GITHUB_OUTPUT"`. */
export function writtenTo(file: 'GITHUB_ENV' | 'GITHUB_OUTPUT', script: Script): readonly Setting[] {
  if (!script.text.text.includes(file) && !script.text.text.includes('::set-output')) return [];
  return allCommandsOf(script).flatMap((command) => {
    if (!prints.has(command.name ?? '')) return [];
    const text = printed(command);
    const legacy = file === 'GITHUB_OUTPUT' ? /^::set-output name=([\w-]+)::(.*)$/s.exec(text) : null;
    if (legacy) return [{ name: legacy[1] ?? '', value: legacy[2] ?? '' }];
    if (!goesTo(command, file)) return [];
    const heredoc = command.redirects.find((redirect) => redirect.heredoc)?.heredoc?.text;
    return (heredoc ?? text).split('\n').flatMap((line) => settingIn(line));
  });
}

const prints = new Set(['echo', 'printf', 'cat']);

/** By its own redirect, that of the group around it, or a `tee` behind it. */
function goesTo({ redirects, pipedInto }: Command, file: string): boolean {
  if (redirects.some(({ operator, target }) => operator.startsWith('>') && target?.text.includes(file) === true))
    return true;
  return pipedInto?.name === 'tee' && pipedInto.words.some(({ text }) => text.includes(file));
}

function printed({ name, words }: Command): string {
  const texts = words.slice(1).map(({ text }) => text);
  const [first = '', ...rest] = texts.filter((text, index) => index > 0 || !/^-[neE]+$/.test(text));
  if (name !== 'printf') return [first, ...rest].join(' ');
  const values = rest.values();
  return first.replace(/%s/g, () => values.next().value ?? '').replace(/\\n/g, '\n');
}

function settingIn(text: string): readonly Setting[] {
  const [, name, value] = /^\s*([A-Za-z_][\w-]*)=(.*)$/s.exec(text) ?? [];
  return name === undefined || value === undefined ? [] : [{ name, value: value.trim() }];
}
