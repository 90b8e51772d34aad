import { existsSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parseCommandLine, usage } from '../src/cli-options.ts';
import { kinds } from '../src/core/rule-info.ts';
import { categories, severities } from '../src/core/severity.ts';
import { sourceFile } from '../src/core/source.ts';
import { readmeSections } from '../src/dev/readme-sections.ts';
import { withSections } from '../src/dev/sections.ts';
import { tool } from '../src/knowledge/tool.ts';
import { policySchema } from '../src/policy/json-schema.ts';
import { parsePolicy } from '../src/policy/parse.ts';
import { reportSchema } from '../src/report/json-schema.ts';
import { rules } from '../src/rules/index.ts';
import { budgets, weightOf } from '../src/score/model.ts';
import { codeSpansIn, fencesIn, handWritten, pages, read, root, withoutFences } from './help/pages.ts';

const infos = rules.map((rule) => rule.info);
const ids = infos.map((info) => info.id);

describe.each(pages)('%s', (page) => {
  const text = read(page);

  test('links to what is there', () => {
    const links = [...withoutFences(text).matchAll(/\]\((?!https?:)([^)#\s]*)(?:#([\w-]+))?\)/g)];
    const broken = links.filter(([, path = '', anchor]) => {
      const target = path === '' ? page : posix.join(posix.dirname(page), path);
      if (!existsSync(join(root, target))) return true;
      return anchor !== undefined && !headingsIn(read(target)).includes(anchor);
    });
    expect(broken.map(([link]) => link)).toEqual([]);
  });
});

const headingsIn = (text: string): readonly string[] =>
  [...text.matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N} -]/gu, '')
      .replaceAll(' ', '-'),
  );

/** Whatever may be named in words joined by hyphens. */
const known = new Set([
  ...ids,
  ...infos.flatMap((info) => Object.keys(info.options)),
  ...categories,
  ...severities,
  ...kinds,
  ...Object.keys((policySchema(infos) as { readonly properties: object }).properties),
  ...[...read('action.yml').matchAll(/^ {2}([\w-]+):/gm)].map(([, name = '']) => name),
  ...Object.keys((JSON.parse(read('package.json')) as { readonly dependencies: object }).dependencies),
  ...Object.keys((JSON.parse(read('package.json')) as { readonly devDependencies: object }).devDependencies),
  // GitHub's own.
  'cancel-in-progress',
  'continue-on-error',
  'fetch-depth',
  'pull-requests',
  // Values, and words that stand for any.
  'on-change',
  'base-only',
  'rule-id',
  'other-rule',
  'slow-thing',
]);

describe.each(handWritten)('%s', (page) => {
  const text = read(page);

  test('names only what exists', () => {
    const spans = codeSpansIn(text);
    const named = [
      ...spans.filter((span) => /^[a-z]+(?:-[a-z]+)+$/.test(span)),
      ...[...text.matchAll(/ignore\[([^\]]+)\]/g)].flatMap(([, list = '']) => list.split(',').map((id) => id.trim())),
      ...spans.flatMap((span) => /^([a-z]+(?:-[a-z]+)+):/.exec(span)?.[1] ?? []),
    ];
    expect(named.filter((name) => !known.has(name))).toEqual([]);
  });

  test('shows only commands that can be given', () => {
    const { scripts } = JSON.parse(read('package.json')) as { readonly scripts: Readonly<Record<string, string>> };
    const shell = fencesIn(text).filter((fence) => fence.language === 'sh');
    const lines = [
      ...shell.flatMap((fence) => fence.text.trim().split('\n')),
      ...codeSpansIn(text).filter((span) => /^(?:node|npm|plimsoll) /.test(span)),
    ];
    const faults = lines.filter((line) => {
      const script = /^npm run (?:-s )?([\w-]+)/.exec(line)?.[1];
      if (script !== undefined) return !(script in scripts);
      if (line === 'npm cit') return false;
      const words = /^(?:node (?:--import \.\/scripts\/register\.mjs )?\S*cli\.[jt]s|plimsoll)(?: ([^|]*))?/.exec(line);
      if (!words) return true;
      const command = parseCommandLine(
        (words[1] ?? '')
          .replaceAll(/"[^"]*"/g, 'x')
          .trim()
          .split(/ +/)
          .filter(Boolean),
      );
      return command.command === 'explain' && ![...ids, 'slow-thing'].includes(command.names[0] ?? '');
    });
    expect(faults).toEqual([]);
  });

  test('speaks of itself alone', () => {
    expect(/(?<![\w./-])\/(?:home|work|tmp|root)\/|registry\.\w+\.|corpus|TODO|FIXME/.exec(text)?.[0]).toBeUndefined();
  });

  test('names only options that the command line knows', () => {
    const options = codeSpansIn(text).flatMap((span) => /^(--[a-z-]+)/.exec(span)?.[1] ?? []);
    expect(options.filter((option) => !usage.includes(`${option} `) && !usage.includes(`${option},`))).toEqual([]);
  });
});

test.each(['README.md', 'docs/policy.md'])('the policy of %s can be followed', (page) => {
  const [policy = ''] = fencesIn(read(page))
    .filter((fence) => fence.text.startsWith('# yaml-language-server: $schema='))
    .map((fence) => fence.text);
  const { says, problems } = parsePolicy(sourceFile('.github/plimsoll.yml', policy), infos);
  const schema = /\$schema=(\S+)/.exec(policy)?.[1];
  const raw = tool.home.replace('github.com', 'raw.githubusercontent.com');
  expect([schema, problems, says.rules !== undefined && says.waivers?.length]).toEqual([
    `${raw}/v${tool.version}/docs/policy.schema.json`,
    [],
    1,
  ]);
});

test('docs/json.md names every field of the report', () => {
  const schema = reportSchema() as {
    readonly required: readonly string[];
    readonly properties: Readonly<Record<string, unknown>>;
  };
  const named = new Set(codeSpansIn(read('docs/json.md')));
  const fields = [...schema.required, ...Object.keys(schema.properties)];
  expect(fields.filter((field) => !named.has(field))).toEqual([]);
});

test('docs/scoring.md reckons by hand what the model reckons', () => {
  const { 'supply-chain': supply, speed } = budgets;
  const medium = weightOf({ severity: 'medium', certainty: 'firm' }) / 1000;
  const low = weightOf({ severity: 'low', certainty: 'firm' }) / 1000;
  const lows = low * Math.log2(5);
  expect(read('docs/scoring.md')).toContain(
    `three Mediums of one rule count ${medium} × (1 + 0.585 + 0.415) = ${2 * medium}, the script ${medium}, so supply-chain has *P* = ${3 * medium} and loses ${supply / 1000} · ${3 * medium} / ${supply / 1000 + 3 * medium} = ${(((supply / 1000) * 3 * medium) / (supply / 1000 + 3 * medium)).toFixed(1)}. Four Lows count ${low} × (1 + 0.585 + 0.415 + 0.322) = ${lows.toFixed(2)}, so speed loses ${speed / 1000} · ${lows.toFixed(2)} / ${(speed / 1000 + lows).toFixed(2)} = ${(((speed / 1000) * lows) / (speed / 1000 + lows)).toFixed(2)}.`,
  );
});

describe('docs/architecture.md', () => {
  const page = read('docs/architecture.md');
  const entries = readdirSync(join(root, 'src'), { withFileTypes: true });
  const cells = (line: string): readonly string[] =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim());

  test('has a line on every folder and every file of src', () => {
    const lines = [...page.matchAll(/^\| `(src\/[\w.-]+)` \|/gm)].map(([, path = '']) => path);
    expect([...lines].sort()).toEqual(entries.map((entry) => `src/${entry.name}`).sort());
  });

  test('says who may import whom as it is', () => {
    const table = page.slice(page.indexOf('## Who may import whom')).split('\n\n')[1] ?? '';
    const may = new Map(
      table
        .split('\n')
        .slice(2)
        .map((line) => cells(line))
        .map(([from = '', to = '']) => [from.replaceAll('`', ''), to] as const),
    );
    const faults = sources().flatMap(({ unit, imports }) => {
      const allowed = may.get(unit) ?? may.get('every other file') ?? '';
      const names = [...allowed.matchAll(/`([\w.-]+)`/g)].map(([, name = '']) => name);
      const isFine = (target: string): boolean =>
        target === unit || (allowed.startsWith('anything but') ? !names.includes(target) : names.includes(target));
      return imports.filter((target) => !isFine(target)).map((target) => `${unit} imports ${target}`);
    });
    expect(faults).toEqual([]);
  });
});

/** Files of src by their folder, or by their name where they stand in none; what they import likewise. */
function sources() {
  const unitOf = (path: string): string => path.split('/')[0] ?? '';
  return readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .map((name) => name.replaceAll('\\', '/'))
    .filter((name) => name.endsWith('.ts'))
    .map((name) => ({
      unit: unitOf(name),
      imports: [...read(`src/${name}`).matchAll(/^(?:import|export)\s[^;]*?from '(\.[^']+)'/gm)].map(
        ([, target = '']) => unitOf(posix.join(posix.dirname(name), target)),
      ),
    }));
}

test('every dependency has its line, and no line is without one', () => {
  const { dependencies, devDependencies } = JSON.parse(read('package.json')) as {
    readonly dependencies: object;
    readonly devDependencies: object;
  };
  const lines = [...read('docs/decisions/dependencies.md').matchAll(/^\| `([^`]+)` \|/gm)].map(([, name = '']) => name);
  expect([...lines].sort()).toEqual(Object.keys({ ...dependencies, ...devDependencies }).sort());
});

test('every noun on record is a type of the code', () => {
  const nouns = [...read('docs/decisions/nouns.md').matchAll(/^\| ([A-Z]\w+) \|/gm)].map(([, noun = '']) => noun);
  const text = readdirSync(join(root, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts'))
    .map((name) => read(`src/${name}`))
    .join('\n');
  expect(nouns.filter((noun) => !new RegExp(`export (?:interface|type) ${noun}\\b`).test(text))).toEqual([]);
});

test('every record is in the list of decisions', () => {
  const list = read('docs/decisions/README.md');
  const records = readdirSync(join(root, 'docs', 'decisions')).filter((name) => name !== 'README.md');
  expect(records.filter((name) => !list.includes(`](${name})`))).toEqual([]);
});

test('the engine, the pages and the hook for pre-commit name what package.json names', () => {
  const { bin, engines } = JSON.parse(read('package.json')) as {
    readonly bin: Readonly<Record<string, string>>;
    readonly engines: { readonly node: string };
  };
  const versions = handWritten.flatMap((page) => read(page).match(/(?<=Node )\d+\.\d+|(?<=Node from )\d+\.\d+/g) ?? []);
  expect(new Set(versions.map((version) => `>=${version}`))).toEqual(new Set([engines.node]));
  const hook = read('.pre-commit-hooks.yaml');
  const [program = '', ...words] = (/^ {2}entry: (.*)$/m.exec(hook)?.[1] ?? '').split(' ');
  expect([bin[program], parseCommandLine(words)]).toMatchObject([
    'dist/cli.js',
    { command: 'check', names: [], base: 'HEAD', gate: { 'fail-on': 'high' } },
  ]);
  expect(hook).toContain('pass_filenames: false');
});

test('the changes name this version', () => {
  expect(read('CHANGELOG.md')).toContain(`## ${tool.version} – `);
});

test('a page without a place for a section is refused, and a place without a section', () => {
  const sections = readmeSections(read('action.yml'));
  const place = (name: string): string => `<!-- generated:${name} -->\n<!-- /generated -->\n`;
  expect(() => withSections(place('rules'), sections)).toThrow('The page has no place for terminal, inputs, outputs');
  expect(() => withSections(place('rulez'), sections)).toThrow('No section is called rulez');
});
