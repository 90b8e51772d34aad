import { parseArgs } from 'node:util';
import { nearestOf } from './policy/nearest.ts';

/** Something on the command line that cannot be followed; exit code 2. */
export class UsageError extends Error {}

export const formats = ['terminal', 'json', 'jsonl', 'sarif', 'markdown', 'github'] as const;
export type Format = (typeof formats)[number];

export const usage = `Usage: plimsoll [options] [ROOT ...]
       plimsoll explain RULE
       plimsoll rules [--format json]

Inspects the workflows and Dockerfiles below ROOT (the current folder by default), offline.

  --base REV        compare with a git revision; only what is new or worse since then fails
  --format NAME     ${formats.join(', ')}
  --policy FILE     use this policy instead of ROOT/.github/plimsoll.yml
  --fail-on LEVEL   critical, high, medium, low or never
  --fail-below N    fail below this score, 0 to 100
  --today DATE      judge waivers as of this day, YYYY-MM-DD
  --all             every finding, and those of severity info
  --version, --help

Exit code: 0 pass, 1 the gate fails, 2 wrong usage or policy, 3 could not look.
`;

const options = {
  base: { type: 'string' },
  format: { type: 'string' },
  policy: { type: 'string' },
  'fail-on': { type: 'string' },
  'fail-below': { type: 'string' },
  today: { type: 'string' },
  all: { type: 'boolean' },
  version: { type: 'boolean' },
  help: { type: 'boolean', short: 'h' },
} as const;

export interface CommandLine {
  readonly command: 'check' | 'explain' | 'rules' | 'version' | 'help';
  /** Roots to check, or the rule to explain. */
  readonly names: readonly string[];
  readonly base: string | undefined;
  readonly format: Format;
  readonly policy: string | undefined;
  /** By their names as inputs; only those given. */
  readonly gate: Readonly<Record<string, string>>;
  readonly today: string | undefined;
  readonly all: boolean;
}

/** Throws a `UsageError` that names the nearest valid word. */
export function parseCommandLine(words: readonly string[]): CommandLine {
  const { values, positionals } = parse(words);
  const [first] = positionals;
  const isNamed = first === 'explain' || first === 'rules';
  const command = values.help ? 'help' : values.version ? 'version' : isNamed ? first : 'check';
  const names = isNamed ? positionals.slice(1) : positionals;
  if (command === 'explain' && names.length !== 1) throw new UsageError('`explain` takes one rule id');
  if (command === 'rules' && names.length > 0) throw new UsageError('`rules` takes no further words');
  const today = values.today;
  if (today !== undefined && !isDate(today)) throw new UsageError(`--today ${today}: not a date like 2026-03-31`);
  const gate = Object.entries({ 'fail-on': values['fail-on'], 'fail-below': values['fail-below'] });
  return {
    command,
    names,
    base: values.base,
    format: formatOf(values.format),
    policy: values.policy,
    gate: Object.fromEntries(gate.flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]))),
    today,
    all: values.all ?? false,
  };
}

function parse(words: readonly string[]) {
  for (const word of words) {
    if (word === '--') break;
    const name = /^--([^=]+)/.exec(word)?.[1];
    if (name === undefined || Object.hasOwn(options, name)) continue;
    const nearest = nearestOf(name, Object.keys(options));
    throw new UsageError(`Unknown option --${name}${nearest === undefined ? '' : `; did you mean --${nearest}?`}`);
  }
  try {
    return parseArgs({ args: [...words], options, allowPositionals: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

function formatOf(written: string | undefined): Format {
  const format = formats.find((name) => name === (written ?? 'terminal'));
  if (format) return format;
  const nearest = nearestOf(written ?? '', formats);
  throw new UsageError(
    `Unknown format ${written ?? ''}${nearest === undefined ? `; known are ${formats.join(', ')}` : `; did you mean ${nearest}?`}`,
  );
}

function isDate(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(date.valueOf()) && date.toISOString().startsWith(text);
}
