/**
 * What the runner makes of a step's output: the part of it that takes effect. Written after the behaviour of runner
 * 2.336 (`ActionCommand`, `ActionCommandManager`, `ExecutionContext` in https://github.com/actions/runner): a line is a
 * command if it begins, after white space, with `::name …::`, or if `##[name …]` stands anywhere in it.
 */
export interface StepOutput {
  /** At most ten of each level; the rest is only counted. */
  readonly annotations: readonly Annotation[];
  readonly dropped: number;
  readonly masks: readonly string[];
  /** Commands that no Action of ours may give, as the runner would carry them out. */
  readonly foreign: readonly string[];
  /** Lines that are shown as they are. */
  readonly log: readonly string[];
  /** True where commands were stopped and never resumed. */
  readonly isStopped: boolean;
}

export interface Annotation {
  readonly level: Level;
  readonly message: string;
  readonly title?: string;
  readonly file?: string;
  readonly line?: number;
  readonly endLine?: number;
  readonly col?: number;
  readonly endColumn?: number;
}

export type Level = 'error' | 'warning' | 'notice';

export function readOutput(text: string): StepOutput {
  const annotations: Annotation[] = [];
  const counts = { error: 0, warning: 0, notice: 0 };
  const masks: string[] = [];
  const foreign: string[] = [];
  const log: string[] = [];
  let stopToken: string | undefined;
  // A reader of lines takes CR, LF and CRLF for an end.
  for (const line of text.split(/\r\n|\r|\n/)) {
    const names = stopToken === undefined ? commands : [...commands, stopToken.toLowerCase()];
    const command = parseCommand(line, names) ?? parseLegacyCommand(line, names);
    if (command === undefined) {
      if (line !== '') log.push(line);
      continue;
    }
    const name = command.name.toLowerCase();
    if (stopToken !== undefined) {
      if (name === stopToken.toLowerCase()) stopToken = undefined;
      else log.push(line);
      continue;
    }
    if (isLevel(name)) {
      counts[name] += 1;
      if (counts[name] <= 10) annotations.push(annotationOf(name, command));
    } else if (name === 'stop-commands') stopToken = command.data;
    else if (name === 'add-mask') masks.push(command.data);
    else if (!['group', 'endgroup', 'debug'].includes(name)) foreign.push(line);
    else if (name !== 'debug') log.push(line);
  }
  const dropped = Object.values(counts).reduce((sum, count) => sum + Math.max(0, count - 10), 0);
  return { annotations, dropped, masks, foreign, log, isStopped: stopToken !== undefined };
}

interface Command {
  readonly name: string;
  readonly properties: ReadonlyMap<string, string>;
  readonly data: string;
}

const commands: readonly string[] = [
  'error',
  'warning',
  'notice',
  'debug',
  'group',
  'endgroup',
  'echo',
  'add-mask',
  'add-path',
  'add-matcher',
  'remove-matcher',
  'save-state',
  'set-env',
  'set-output',
  'stop-commands',
];

const isLevel = (name: string): name is Level => name === 'error' || name === 'warning' || name === 'notice';

function parseCommand(line: string, names: readonly string[]): Command | undefined {
  const trimmed = line.trimStart();
  const end = trimmed.startsWith('::') ? trimmed.indexOf('::', 2) : -1;
  if (end === -1) return undefined;
  return commandOf(trimmed.slice(2, end), ',', trimmed.slice(end + 2), names, unescapeData, unescapeProperty);
}

function parseLegacyCommand(line: string, names: readonly string[]): Command | undefined {
  const start = line.indexOf('##[');
  const end = start === -1 ? -1 : line.indexOf(']', start);
  if (end === -1) return undefined;
  return commandOf(line.slice(start + 3, end), ';', line.slice(end + 1), names, unescapeLegacy, unescapeLegacy);
}

function commandOf(
  head: string,
  separator: string,
  data: string,
  names: readonly string[],
  ofData: (text: string) => string,
  ofProperty: (text: string) => string,
): Command | undefined {
  const space = head.indexOf(' ');
  const name = space === -1 ? head : head.slice(0, space);
  if (!names.includes(name.toLowerCase())) return undefined;
  const properties = new Map<string, string>();
  for (const pair of space === -1
    ? []
    : head
        .slice(space + 1)
        .trim()
        .split(separator)) {
    const equals = pair.indexOf('=');
    if (equals > 0 && equals < pair.length - 1) {
      properties.set(pair.slice(0, equals).toLowerCase(), ofProperty(pair.slice(equals + 1)));
    }
  }
  return { name, properties, data: ofData(data) };
}

const unescapeData = (text: string) => text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');

const unescapeProperty = (text: string) =>
  text
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%3A', ':')
    .replaceAll('%2C', ',')
    .replaceAll('%25', '%');

const unescapeLegacy = (text: string) =>
  text
    .replaceAll('%3B', ';')
    .replaceAll('%0D', '\r')
    .replaceAll('%0A', '\n')
    .replaceAll('%5D', ']')
    .replaceAll('%25', '%');

const longestMessage = 4096;

/** Lines and columns that do not fit together are mended or dropped, as the runner does. */
function annotationOf(level: Level, { properties, data }: Command): Annotation {
  const number = (name: string) => {
    const value = properties.get(name) ?? '';
    return /^-?\d+$/.test(value) ? Number(value) : undefined;
  };
  const endLine = number('endline');
  const line = number('line') ?? endLine;
  const endColumn = number('endcolumn');
  const col = number('col') ?? endColumn;
  const hasLines = line !== undefined && !(endLine !== undefined && endLine < line);
  const hasColumns =
    line !== undefined &&
    (endLine === undefined || endLine === line) &&
    !(col !== undefined && endColumn !== undefined && endColumn < col);
  return {
    level,
    message: data.slice(0, longestMessage),
    ...present('title', properties.get('title')),
    ...present('file', properties.get('file')),
    ...(hasLines ? { line, ...present('endLine', endLine) } : {}),
    ...(hasColumns ? { ...present('col', col), ...present('endColumn', endColumn) } : {}),
  };
}

const present = <K extends string, V>(key: K, value: V | undefined): { readonly [P in K]?: V } =>
  value === undefined ? {} : ({ [key]: value } as { readonly [P in K]?: V });
