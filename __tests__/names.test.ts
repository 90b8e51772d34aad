import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { parseCommandLine, usage } from '../src/cli-options.ts';
import { categories, severities } from '../src/core/severity.ts';
import { ecosystems } from '../src/knowledge/ecosystems.ts';
import { tool } from '../src/knowledge/tool.ts';
import { policySchema } from '../src/policy/json-schema.ts';
import { renderExplain } from '../src/report/explain.ts';
import { rules } from '../src/rules/index.ts';
import { model } from '../src/score/model.ts';
import { exampleRepositories, repositoriesFolder } from './help/example-repositories.ts';
import { codeSpansIn, root } from './help/pages.ts';

/** Nothing that is printed may name a page, a rule, a key or a command that is not there to be followed. */

const infos = rules.map((rule) => rule.info);
const ids = new Set(infos.map((info) => info.id));
const wordingOf = ({ title, why, remedy, whenFixed }: (typeof infos)[number]): string =>
  [title, why, remedy, whenFixed ?? ''].join('\n');

/** What GitHub and Docker call things, as our rules' own words name them. */
const namedByRules = new Set(infos.flatMap((info) => codeSpansIn(wordingOf(info))));

const keys = new Set<string>([
  ...Object.keys((policySchema(infos) as { readonly properties: object }).properties),
  ...infos.flatMap((info) => Object.keys(info.options)),
  ...categories,
  ...severities,
  ...ecosystems.map(({ name }) => name),
  // The owner of the example repositories.
  'example-shop',
]);

/** Commands of others that our words tell people to run. */
const commandsOfOthers = new Set([
  'docker history', // https://docs.docker.com/reference/cli/docker/image/history/
  'gh actions-lock', // https://docs.github.com/en/actions/how-tos/secure-your-work/lock-workflow-dependencies
  'git rm --cached', // https://git-scm.com/docs/git-rm
  'npm ci', // https://docs.npmjs.com/cli/commands/npm-ci
]);

interface Surface {
  readonly file: string;
  readonly text: string;
}

const repositories = Object.entries(exampleRepositories).map(([name, make]) => {
  const { base, head } = make();
  const folder = join(repositoriesFolder, name);
  const surfaces: readonly Surface[] = readdirSync(folder)
    .filter((file) => !['base.txt', 'pull-request.txt'].includes(file))
    .map((file) => ({ file, text: readFileSync(join(folder, file), 'utf8') }));
  const texts = [...base, ...head].flat().join('\n');
  return { name, head, texts, surfaces };
});

const shop = 'https://github.com/example-shop/shop';
const judged = 'abc1234'.padEnd(40, '0');
const schema = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';

describe.each(repositories)('what is said of $name', ({ head, texts, surfaces }) => {
  /** As the repository writes it, whole or cut. */
  const isQuoted = (text: string): boolean => texts.includes(text.split(/…|\\u|%/)[0] ?? text);
  const places = surfaces.flatMap(({ file, text }) => [...codeSpansIn(text)].map((span) => ({ file, span })));

  test('links to pages, files and lines that exist', () => {
    const leadsSomewhere = (url: string): boolean => {
      const page = /^\/blob\/v0\.0\.0\/([^#]+)$/.exec(url.startsWith(tool.home) ? url.slice(tool.home.length) : '');
      if (page) return existsSync(join(root, page[1] ?? ''));
      const place = /^\/blob\/([0-9a-f]+)\/([^#]+)#L(\d+)$/.exec(url.startsWith(shop) ? url.slice(shop.length) : '');
      if (!place) return [tool.home, shop, `${shop}/pull/7/checks`, schema].includes(url) || isQuoted(url);
      const lines = head.get(decodeURIComponent(place[2] ?? ''))?.split('\n').length ?? 0;
      return place[1] === judged && Number(place[3]) <= lines;
    };
    const links = surfaces.flatMap(({ file, text }) =>
      [...text.matchAll(/https?:\/\/[^\s()<>"'`|\\⏎]+/g)].map(([url]) => ({ file, url: url.replace(/[.,;:]+$/, '') })),
    );
    expect(links.filter(({ url }) => !leadsSomewhere(url))).toEqual([]);
  });

  test('names rules that exist', () => {
    const named = surfaces.flatMap(({ file, text }) => {
      const patterns = [
        /"(?:rule|ruleId)": "([^"]*)"/g,
        /ignore\[([a-z, -]+)\]/g,
        /,title=([\w-]+) \((?:critical|high|medium|low)/g,
        /^(?:Critical|High|Medium|Low|Info)(?:, [a-z ]+)? {2}([\w-]+) {2}/gm,
        /^ {2}\+[\d.]+ {2}([\w-]+)/gm,
        /(?:Rule|[Ww]aiver of) `([^`]+)`/g,
      ];
      return patterns.flatMap((pattern) =>
        [...text.matchAll(pattern)].flatMap(([, list = '']) => list.split(',').map((id) => ({ file, id: id.trim() }))),
      );
    });
    expect(named.filter(({ id }) => !ids.has(id) && !isQuoted(id))).toEqual([]);
  });

  test('names keys and settings that exist', () => {
    const named = places.filter(({ span }) => /^[a-z]+(?:-[a-z]+)+:?$/.test(span));
    const isKnown = (name: string): boolean => ids.has(name) || keys.has(name) || namedByRules.has(name);
    expect(named.filter(({ span }) => !isKnown(span.replace(/:$/, '')) && !isQuoted(span))).toEqual([]);
  });

  test('asks for commands and options that exist', () => {
    const commands = places.filter(({ span }) => /^(?:plimsoll|node|npm|npx|gh|git|docker) /.test(span));
    const options = surfaces.flatMap(({ file, text }) =>
      [...text.matchAll(/(?<![\w-])--[a-z]+(?:-[a-z]+)*(?![\w-])/g)].map(([span]) => ({ file, span })),
    );
    expect([
      commands.filter(({ span }) => !isCommand(span) && !isQuoted(span)),
      options.filter(({ span }) => !isOption(span) && !isQuoted(span)),
    ]).toEqual([[], []]);
  });

  test('speaks of the one model of the score that there is', () => {
    const models = surfaces.flatMap(({ text }) => text.match(/psm-\w+/g) ?? []);
    expect(models.filter((name) => name !== model)).toEqual([]);
  });
});

describe.each(infos.map((info) => [info.id, info] as const))('the manual of %s', (id, info) => {
  const page = renderExplain(info, [], tool, { colour: false, width: 100 });

  test('leads to its page', () => {
    const pages = [...page.matchAll(/^https:\S+$/gm)].filter(([url]) => url.startsWith(tool.home));
    expect(pages.map(([url]) => url)).toEqual([`${tool.home}/blob/v${tool.version}/docs/rules/${id}.md`]);
    expect(existsSync(join(root, 'docs', 'rules', `${id}.md`))).toBe(true);
  });

  test('asks for commands that exist', () => {
    const commands = codeSpansIn(wordingOf(info)).filter((span) => /^(?:plimsoll|node|npx|gh) /.test(span));
    expect(commands.filter((span) => !isCommand(span))).toEqual([]);
  });
});

/** Of ours, or of another program as a rule names it. */
const isOption = (span: string): boolean =>
  usage.includes(`${span} `) || usage.includes(`${span},`) || [...namedByRules].some((words) => words.includes(span));

/** A command that can be given: ours as the command line reads it, or a stranger's that we know of. */
function isCommand(span: string): boolean {
  if (commandsOfOthers.has(span)) return true;
  const words = /^(?:plimsoll|node dist\/cli\.js)((?: .*)?)$/.exec(span);
  if (!words) return false;
  try {
    const { command, names } = parseCommandLine((words[1] ?? '').split(' ').filter(Boolean));
    // Any other first word is a folder, and a text of ours names none but this.
    return command === 'explain' ? ids.has(names[0] ?? '') : names.every((name) => name === 'PATH');
  } catch {
    return false;
  }
}
