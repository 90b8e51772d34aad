import { replaceUnseen, visible } from '../core/message.ts';

/**
 * Text from the repository as a terminal or a log may show it: one line, nothing unseen, and no `##[command]`, which the
 * runner obeys anywhere in a line (`ActionCommand.TryParse`, https://github.com/actions/runner).
 */
export const inert = (text: string): string => visible(text.replace(/\r?\n\s*/g, ' ')).replaceAll('##[', '#\\u{23}[');

/** Lines for standard output: the runner takes one for a command that begins with `::`, after white space too. */
export const withoutCommands = (lines: string): string => lines.replace(commandStart, '$1\\u{3a}:');

/** The message of a workflow command; line feeds are our own. Cut first: escapes do not count. */
export const commandData = (text: string, most: number): string =>
  cutText(text.split('\n').map(inert).join('\n'), most).replaceAll('%', '%25').replaceAll('\n', '%0A');

/** A property of a workflow command. */
export const commandProperty = (text: string, most: number): string =>
  commandData(inert(text), most).replaceAll(':', '%3A').replaceAll(',', '%2C');

/** JSON that may be printed: what a terminal or a runner would act on stands as `\uXXXX`, so the value is the same. */
export function printableJson(value: unknown, indent?: number): string {
  // Outside its strings JSON is printable ASCII and line feeds, and inside them line feeds are escaped already.
  const json = JSON.stringify(value, undefined, indent).replaceAll('##[', '#\\u0023[');
  return replaceUnseen(json, (character) => (character === '\n' ? character : escapeUnits(character)));
}

/** Cut to `most` UTF-16 units, never inside a surrogate pair. */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text;
  const isPair = /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(most - 2, most));
  return `${text.slice(0, isPair ? most - 2 : most - 1)}…`;
}

const escapeUnits = (character: string): string =>
  Array.from(
    { length: character.length },
    (_, i) => `\\u${character.charCodeAt(i).toString(16).padStart(4, '0')}`,
  ).join('');

// Behind colours too, so that a text is the same with and without them.

const commandStart = /^((?:[^\S\n]|\u001B\[\d+m)*)::/gm;
