import { sliceText, spanWithin, type Span, type Text } from '../../../core/source.ts';
import { continues, linesOf, type Line } from './lines.ts';
import { mostBodies, type Body, type Definition, type Reference, type TaskFile } from './task.ts';
import { bodyOfLine, replaceIn } from './texts.ts';

export interface ToxFile {
  readonly tasks: TaskFile;
  /** What plain `tox` runs. */
  readonly envs: readonly string[];
}

interface Section {
  readonly name: string;
  readonly at: Span;
  /** Lines of a key's value, the one with the key first, its name taken off. */
  readonly values: Map<string, Line[]>;
}

/** The environments of a `tox.ini`; `main` is the section that lists them. */
export function readToxFile(text: Text, folder: string, main: string): ToxFile | undefined {
  const sections = sectionsIn(text);
  const base = sections.get('testenv');
  const top = sections.get(main);
  if (!top && !base) return undefined;
  const definitions = new Map<string, Definition | undefined>();
  const find = (name: string): Definition | undefined => {
    if (!definitions.has(name)) definitions.set(name, definitionOf(text, sections, base, name, folder));
    return definitions.get(name);
  };
  const listed = ['env_list', 'envlist'].flatMap((key) => top?.values.get(key) ?? []);
  const written = listed.map(({ start, end }) => text.text.slice(start, end).replace(/#.*$/, ''));
  const envs = namesIn(written.join(','));
  // Without a list: the environment of the Python that runs tox.
  return {
    tasks: { kind: 'target', find, usual: undefined, mayHold: () => false },
    envs: envs.length > 0 ? envs : ['py'],
  };
}

function sectionsIn(text: Text): ReadonlyMap<string, Section> {
  const sections = new Map<string, Section>();
  let section: Section | undefined;
  let value: Line[] | undefined;
  for (const line of linesOf(text.text)) {
    const written = text.text.slice(line.start, line.end);
    if (/^\s*(?:[#;]|$)/.test(written)) continue;
    if (/^\s/.test(written)) {
      value?.push({ start: line.start + (written.length - written.trimStart().length), end: line.end });
      continue;
    }
    value = undefined;
    const [, header] = /^\[([^\n]+)\]/.exec(written) ?? [];
    if (header !== undefined) {
      const at = spanWithin(text, line.start + 1, line.start + 1 + header.length);
      section = { name: header, at, values: new Map() };
      for (const name of sectionNames(header)) if (!sections.has(name)) sections.set(name, section);
      continue;
    }
    const [head, key] = /^([\w.-]+)[ \t]*[=:][ \t]*/.exec(written) ?? [];
    if (!section || head === undefined || key === undefined) continue;
    value = [{ start: line.start + head.length, end: line.end }];
    section.values.set(key, value);
  }
  return sections;
}

/** `testenv:{lint,format}` are two. */
const sectionNames = (header: string): readonly string[] =>
  header.includes('{') ? namesIn(header.replace(/^testenv:/, '')).map((name) => `testenv:${name}`) : [header];

const mostEnvs = 60;
const longestName = 200;

/** `py{310,311}-{a,b}, lint` written out. */
function namesIn(written: string): readonly string[] {
  const names: string[] = [];
  for (const [name] of written.matchAll(/(?:\{[^{}]*\}|[^\s,{}])+/g)) {
    if (name.length > longestName) continue;
    let all = [''];
    for (const [part, inside] of name.matchAll(/\{([^{}]*)\}|[^{}]+/g)) {
      const options = inside === undefined ? [part] : inside.split(',').map((option) => option.trim());
      all = all.flatMap((before) => options.map((option) => before + option)).slice(0, mostEnvs);
    }
    names.push(...all);
    if (names.length > mostEnvs) break;
  }
  return names.filter((name) => name !== '').slice(0, mostEnvs);
}

function definitionOf(
  text: Text,
  sections: ReadonlyMap<string, Section>,
  base: Section | undefined,
  name: string,
  folder: string,
): Definition | undefined {
  const own = sections.get(`testenv:${name}`);
  const section = own ?? base;
  if (!section) return undefined;
  const factors = new Set(name.split('-'));
  const flag = (key: string): boolean => {
    const [line] = own?.values.get(key) ?? base?.values.get(key) ?? [];
    return line !== undefined && /^true\b/i.test(text.text.slice(line.start, line.end));
  };
  const ignores = flag('ignore_outcome') || flag('ignore_errors');
  const parts = ['commands_pre', 'commands', 'commands_post'].flatMap((key) =>
    partsOf(text, own?.values.get(key) ?? base?.values.get(key) ?? [], factors, folder, ignores),
  );
  return { name, at: section.at, parts };
}

function partsOf(
  text: Text,
  lines: readonly Line[],
  factors: ReadonlySet<string>,
  folder: string,
  ignores: boolean,
): readonly (Body | Reference)[] {
  const parts: (Body | Reference)[] = [];
  for (let index = 0; index < lines.length && parts.length < mostBodies; index++) {
    const first = lines[index];
    let last = first;
    while (last && continues(text.text, last) && index + 1 < lines.length) last = lines[++index];
    if (!first || !last) continue;
    const written = text.text.slice(first.start, last.end);
    if (written.length > longestCommand) continue;
    const [condition = ''] = /^!?[\w.]+(?:[-,]!?[\w.]+)*:(?=\s)\s*/.exec(written) ?? [];
    if (condition !== '' && !holds(condition.trim().slice(0, -1), factors)) continue;
    const line = sliceText(text, first.start + condition.length, last.end);
    const [, reference] = /^\{\[testenv(?::([^\]]+))?\]commands\w*\}$/.exec(line.text.trim()) ?? [];
    if (reference !== undefined) {
      parts.push({ task: reference });
      continue;
    }
    const body = bodyOfLine(filled(line), folder, /^(?:[-!][ \t]*)?/);
    if (body) parts.push({ ...body, ignoresStatus: body.ignoresStatus || ignores });
  }
  return parts;
}

const longestCommand = 8_000;

/** `py310-django,lint`: commas are "or", hyphens "and". */
const holds = (condition: string, factors: ReadonlySet<string>): boolean =>
  condition
    .split(',')
    .some((all) =>
      all.split('-').every((factor) => (factor.startsWith('!') ? !factors.has(factor.slice(1)) : factors.has(factor))),
    );

/** `{posargs:tests}` is what stands behind the colon unless something is given. */
const filled = (text: Text): Text =>
  replaceIn(text, /(?<!\$)\{([\w/[\] -]+(?::[^{}]*)?)\}/g, (_, inside) => {
    if (inside.startsWith('posargs')) return inside.slice('posargs:'.length);
    if (/^(?:toxinidir|tox_root)$/.test(inside)) return '.';
    return inside === '/' ? '/' : '${tox}';
  });
