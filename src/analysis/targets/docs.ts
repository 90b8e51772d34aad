import type { Repository } from '../../documents/document.ts';
import { docsGenerators, pagesActions, pagesCommands, staticTools } from '../../knowledge/static-hosts.ts';
import type { Activity } from '../activities/activity.ts';
import { nameOf } from '../folders.ts';
import { operationsOf } from '../activities/operations.ts';
import { argumentInWords, argumentNamesOf } from './arguments.ts';
import { environmentOf } from './names.ts';
import { quoted } from './quote.ts';
import { saysDocs } from './words.ts';

/** Why a deploy is taken for that of a documentation site; `undefined` where nothing says so. */
export function whyDocs(deploy: Activity, repository: Repository): string | undefined {
  const { uses } = deploy;
  if (uses?.repository !== undefined && pagesActions.test(uses.repository))
    return `${quoted(uses.repository)} is for documentation sites`;
  const call = callsOf(deploy).find((each) => pagesCommands.test(each));
  if (call) return `${quoted(call)} is for documentation sites`;
  const environment = environmentOf(deploy);
  if (environment !== undefined && (/^github-pages$/i.test(environment) || saysDocs(environment)))
    return `environment ${quoted(environment)}`;
  const branch = pagesBranch(deploy);
  if (branch) return `branch ${quoted(branch)} is a documentation site`;
  const title = findTitle(deploy);
  if (title) return title;
  return isStatic(deploy) ? (argumentOf(deploy) ?? generatorOf(deploy, repository)) : undefined;
}

const callsOf = ({ programs }: Activity): readonly string[] =>
  programs.map(({ program, arguments: words }) =>
    [program, words.find(({ text }) => !text.startsWith('-'))?.text ?? ''].join(' ').trim(),
  );

/** Pages have one site; other hosts may keep one for each branch. */
export const isOfPages = (deploy: Activity): boolean =>
  pagesActions.test(deploy.uses?.repository ?? '') ||
  callsOf(deploy).some((call) => pagesCommands.test(call)) ||
  pagesBranch(deploy) !== undefined;

/** A folder, a branch or a version of its own for what it is made from. */
export function hasOwnPlace({ inputs, programs, fill }: Activity): boolean {
  const words = programs.at(-1)?.arguments.map(({ text }) => fill(text)) ?? [];
  const given = [...inputs].flatMap(([name, text]) => (placeInputs.test(name) ? [text] : []));
  return [...words, ...given].some((text) => ofRef.test(text));
}

const placeInputs =
  /^(?:(?:destination|target|publish|clean|umbrella)[-_]?(?:dir|folder|branch)|branch|subdir|path|url|domain|site|args|command)$/;
const ofRef =
  /github\.(?:ref|head_ref|base_ref|event|sha|run_)|GITHUB_(?:REF|HEAD|SHA|RUN)|\$\{?\w*(?:BRANCH|VERSION|REF|TAG|PR|PREVIEW)\w*|needs\.|steps\./i;

/** Where a branch is pushed that serves pages. */
function pagesBranch({ inputs, programs, fill }: Activity): string | undefined {
  const words = programs.at(-1)?.arguments.map(({ text }) => fill(text)) ?? [];
  const given = [inputs.get('branch'), inputs.get('publish_branch'), ...words];
  const found = given.find((text) => text !== undefined && /(?:^|[:/])(?:gh-pages|ghpages)$/.test(text));
  return found && 'gh-pages';
}

function findTitle({ job, entry, innerStep, step }: Activity): string | undefined {
  for (const each of new Set([job, entry])) {
    const title = [each.id.text, each.name?.text].find((text) => text !== undefined && saysDocs(text));
    if (title !== undefined) return `job ${quoted(title)}`;
  }
  const named = [innerStep?.name?.text, step?.name?.text].find((text) => text !== undefined && saysDocs(text));
  if (named !== undefined) return `step ${quoted(named)}`;
  for (const { file, name } of new Set([job.workflow, entry.workflow])) {
    const title = [nameOf(file.path).replace(/\.ya?ml$/, ''), name?.text].find(
      (text) => text !== undefined && saysDocs(text),
    );
    if (title !== undefined) return `workflow ${quoted(title)}`;
  }
  return undefined;
}

const isStatic = ({ tool, uses, programs }: Activity): boolean =>
  staticTools.test(tool) ||
  staticTools.test(uses?.repository ?? '') ||
  programs.some(({ program, arguments: words }) => staticTools.test(`${program} ${words[0]?.text ?? ''}`));

function argumentOf(deploy: Activity): string | undefined {
  const named = argumentNamesOf(deploy).find(({ text }) => saysDocs(text));
  if (named) return argumentInWords(named, named.text);
  const folder = [
    'folder',
    'path',
    'publish-dir',
    'publish_dir',
    'source',
    'local-dir',
    'app_location',
    'source-dir',
    'source_dir',
  ].find((name) => saysDocs(deploy.inputs.get(name) ?? ''));
  return folder === undefined ? undefined : quoted(`${folder}: ${deploy.inputs.get(folder) ?? ''}`);
}

/** What is made in the same job, or fetched from another, is documentation. */
function generatorOf(deploy: Activity, repository: Repository): string | undefined {
  const operations = operationsOf(deploy.entry, repository);
  const generator = operations.flatMap(({ programs }) => programs).find(({ program }) => docsGenerators.test(program));
  if (generator) return `${quoted(generator.program)} makes the site in this job`;
  const artifact = operations.find(
    ({ uses, inputs }) => uses?.repository === 'actions/download-artifact' && saysDocs(inputs.get('name') ?? ''),
  );
  return artifact && `artifact ${quoted(artifact.inputs.get('name') ?? '')}`;
}
