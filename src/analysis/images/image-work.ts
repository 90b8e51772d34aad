import type { Repository } from '../../documents/document.ts';
import type { Operation } from '../activities/activity.ts';
import { buildOptionsOf, namesOfOutput, pushesByDigest, pushesOutput } from './build-options.ts';
import { buildOfAction, buildOfCommand, locatedIn, type ImageBuild, type Recipe } from './builds.ts';
import { composeWork } from './compose-work.ts';
import { valuesInJob, valuesOf } from '../runs/matrix.ts';
import { metadataTags } from './metadata-tags.ts';
import { digestOf, valueIn } from './run-values.ts';

/** What an operation does with images: makes them, gives them further names, sends them to a registry. */
export type ImageWork =
  | { readonly kind: 'build'; readonly made: readonly Made[] }
  /** One image, the same bits, under more names. */
  | { readonly kind: 'name'; readonly from: string; readonly to: readonly string[]; readonly pushes: boolean }
  | { readonly kind: 'push'; readonly references: readonly string[] };

/** One image that is built; a matrix makes several. */
export interface Made {
  /** Its Dockerfile, context and stage; `undefined` where it is built otherwise, or an expression decides. */
  readonly build: ImageBuild | undefined;
  /** What it is called, values filled in as far as they are known. */
  readonly references: readonly string[];
  /** What stands for its digest in other steps and jobs, `undefined` for what tells none. */
  readonly digest: string | undefined;
  readonly pushes: boolean;
}

const works = new WeakMap<Operation, readonly ImageWork[]>();

export function imageWorkOf(operation: Operation, repository: Repository): readonly ImageWork[] {
  // Asked of every operation by several.
  if (!operation.uses && !operation.programs.some(({ program }) => makers.has(program))) return [];
  if (operation.via.some(({ kind }) => kind === 'image stage')) return [];
  const found = works.get(operation) ?? workOf(operation, repository).flatMap((work) => rowsOfWork(operation, work));
  works.set(operation, found);
  return found;
}

/** Every name that an operation gives to images, or sends them by. */
export const imageNamesIn = (operation: Operation, repository: Repository): readonly string[] =>
  imageWorkOf(operation, repository).flatMap((work) => {
    if (work.kind === 'build') return work.made.flatMap(({ references }) => references);
    return work.kind === 'name' ? work.to : work.references;
  });

/** Once for each image that a matrix names; builds know theirs already. */
function rowsOfWork(operation: Operation, work: ImageWork): readonly ImageWork[] {
  if (work.kind === 'build') return [work];
  const [from, ...names] = work.kind === 'name' ? [work.from, ...work.to] : ['', ...work.references];
  return rowsOf(operation, [from, ...names]).map(([first = '', ...others]) =>
    work.kind === 'name' ? { ...work, from: first, to: others } : { ...work, references: others },
  );
}

function workOf(operation: Operation, repository: Repository): readonly ImageWork[] {
  const { uses } = operation;
  if (uses) return workOfAction(operation, uses.repository ?? '', repository);
  return operation.programs.flatMap(({ program, arguments: words }) => {
    const options = buildOptionsOf(program, words);
    if (options) {
      const { context, file = '', target = '', tags, pushes, isByDigest } = options;
      return [builtBy(operation, { context, file, target, pushes }, tags.join('\n'), isByDigest, repository)];
    }
    const texts = words.map(({ text }) => text);
    return workOfCommand(operation, program, texts, repository);
  });
}

type Values = (...texts: readonly string[]) => readonly string[];

function workOfAction(operation: Operation, name: string, repository: Repository): readonly ImageWork[] {
  const input = (each: string): string => operation.inputs.get(each)?.trim() ?? '';
  const values: Values = (...texts) => texts.flatMap((text) => listOf(valueIn(text, operation, repository)));
  switch (name) {
    case 'docker/build-push-action':
    case 'depot/build-push-action': {
      const outputs = input('outputs');
      const pushes = (input('push') || 'false') !== 'false' || pushesOutput.test(outputs);
      const recipe: Recipe = { context: input('context'), file: input('file'), target: input('target'), pushes };
      const names = outputs.split('\n').flatMap(namesOfOutput);
      const isByDigest = pushesByDigest.test(outputs);
      return [builtBy(operation, recipe, [input('tags'), ...names].join('\n'), isByDigest, repository)];
    }
    case 'docker/bake-action': {
      const pushes =
        (input('push') || 'false') !== 'false' || /output=.*(?:push=true|type=registry)/.test(input('set'));
      const references = Array.from(input('set').matchAll(/\.tags=(.*)$/gm)).flatMap(([, tag = '']) => values(tag));
      return [{ kind: 'build', made: [{ build: undefined, references, digest: undefined, pushes }] }];
    }
    case 'redhat-actions/buildah-build':
    case 'mr-smithers-excellent/docker-build-push':
    case 'elgohr/publish-docker-github-action': {
      const references = values(...joined(input('registry'), input('image') || input('name'), input('tags')));
      const pushes = name !== 'redhat-actions/buildah-build';
      const file = input('containerfiles') || input('dockerfiles') || input('dockerfile');
      const context = input('context') || input('directory') || '.';
      const target = input('target');
      const { made } = builtBy(operation, { context, file, target, pushes }, '', false, repository);
      return [{ kind: 'build', made: made.map((one) => ({ ...one, references })) }];
    }
    case 'docker/github-builder': {
      const [images, tags, flavor] = ['meta-images', 'meta-tags', 'meta-flavor'].map((each) =>
        valueIn(input(each), operation, repository),
      );
      const references = metadataTags({ images: images ?? '', tags: tags ?? '', flavor: flavor ?? '' });
      return madeNamed(references, (input('push') || 'false') !== 'false');
    }
    case 'redhat-actions/push-to-registry':
      return [{ kind: 'push', references: values(...joined(input('registry'), input('image'), input('tags'))) }];
    default:
      return [];
  }
}

/** `registry/image:tag` for each of the tags, which blanks or commas part. */
function joined(registry: string, image: string, tags: string): readonly string[] {
  const name = registry === '' || image.startsWith(`${registry}/`) ? image : `${registry.replace(/\/$/, '')}/${image}`;
  const all = partsOf(tags, /(?:\$\{\{.*?\}\}|[^\s,])+/g);
  return all.length === 0 ? [name] : all.map((tag) => (tag.includes('/') ? tag : `${name}:${tag}`));
}

function builtBy(
  operation: Operation,
  recipe: Recipe,
  tags: string,
  isByDigest: boolean,
  repository: Repository,
): Extract<ImageWork, { readonly kind: 'build' }> {
  const { innerStep, uses } = operation;
  const { context, file, target, pushes } = recipe;
  const known = [...[context, file, target].map(operation.fill), valueIn(tags, operation, repository)];
  const digest = uses && innerStep ? digestOf(innerStep) : undefined;
  const namesOf = (text: string): readonly string[] => {
    const names = [...new Set(listOf(text))];
    return isByDigest ? names.map((name) => `${name}@${digest ?? '${{ digest }}'}`) : names;
  };
  const made = rowsOf(operation, known).map(
    ([rowContext = '', rowFile = '', rowTarget = '', references = '']): Made => {
      const row: Recipe = { context: rowContext, file: rowFile, target: rowTarget, pushes };
      return {
        build: buildOf(operation, row, repository),
        references: namesOf(references),
        digest,
        pushes,
      };
    },
  );
  return { kind: 'build', made };
}

/**
 * Texts by the matrix of the job in which they stand, then by that of the job that calls its workflow; without the rows
 * that the step's condition (`matrix.kind == 'debian'`) leaves out.
 */
export function rowsOf(operation: Operation, texts: readonly string[]): readonly (readonly string[])[] {
  const { innerStep, entry, job } = operation;
  if (!texts.some((text) => text.includes('matrix.'))) return [texts];
  const tests = testsOfMatrix(innerStep?.if?.value.text ?? '').filter(({ axis }) =>
    texts.some((text) => text.includes(axis)),
  );
  const asked = [...texts, ...tests.map(({ axis }) => `\${{ ${axis} }}`)];
  const rows = innerStep ? valuesOf(innerStep, asked) : [asked];
  const all = entry === job && innerStep?.owner === job ? rows : rows.flatMap((row) => valuesInJob(entry, row));
  const left = all.filter((row) =>
    tests.every(({ isEqual, value }, index) => (row[texts.length + index] === value) === isEqual),
  );
  return (left.length > 0 ? left : all).map((row) => row.slice(0, texts.length));
}

/** What all must hold of the matrix; nothing where one of several ways is enough. */
const testsOfMatrix = (condition: string) =>
  condition.includes('||')
    ? []
    : Array.from(condition.matchAll(/(matrix\.[\w.-]+)\s*([=!])=\s*'([^']*)'/g), ([, axis = '', sign, value = '']) => ({
        axis,
        isEqual: sign === '=',
        value,
      }));

function buildOf(operation: Operation, recipe: Recipe, repository: Repository): ImageBuild | undefined {
  const { innerStep, uses, folder } = operation;
  if (!innerStep || (!uses && folder === undefined)) return undefined;
  const [build] = uses
    ? buildOfAction(recipe, innerStep, repository)
    : buildOfCommand(recipe, folder ?? '', innerStep, repository);
  return build && locatedIn(repository, build);
}

/** Tags are parted by lines or commas; what expressions hold is left whole. */
export const listOf = (text: string): readonly string[] => partsOf(text, /(?:\$\{\{.*?\}\}|\$\([^()]*\)|[^\n,])+/g);

/** Nobody writes a longer list of tags by hand. */
const longestList = 8_000;

const partsOf = (text: string, part: RegExp): readonly string[] =>
  text.length > longestList ? [] : (text.match(part) ?? []).map((each) => each.trim()).filter((each) => each !== '');

const engines: ReadonlySet<string> = new Set(['docker', 'podman', 'nerdctl', 'buildah']);

/** All programs that are asked about: most commands are of none of them. */
const makers: ReadonlySet<string> = new Set([
  ...engines,
  ...['docker-compose', 'crane', 'gcrane', 'skopeo', 'regctl', 'ko', 'pack', 'gcloud'],
]);

function workOfCommand(
  operation: Operation,
  program: string,
  given: readonly string[],
  repository: Repository,
): readonly ImageWork[] {
  if (!makers.has(program)) return [];
  const value = (text: string): string => valueIn(text, operation, repository);
  const texts = given[0] === 'image' ? given.slice(1) : given;
  const plain = texts.slice(1).filter((text) => !text.startsWith('-'));
  const [first = '', second = ''] = plain.map((text) => value(text.replace(/^docker:\/\//, '')));
  const pushes = true;
  if (/^(?:docker-compose|docker|podman)$/.test(program)) {
    const work = composeWork(operation, program, given, repository);
    if (work) return [work];
  }
  if (engines.has(program) && texts[0] === 'tag') return [{ kind: 'name', from: first, to: [second], pushes: false }];
  if (engines.has(program) && texts[0] === 'push') {
    const push: ImageWork = { kind: 'push', references: [second || first] };
    // `podman push LOCAL REMOTE` gives it the second name on the way.
    return second === '' ? [push] : [{ kind: 'name', from: first, to: [second], pushes }];
  }
  if (program === 'docker' && texts[0] === 'buildx') return workOfBuildx(texts.slice(1), value);
  if (program === 'docker' && texts[0] === 'manifest') {
    const [, , , ...parts] = texts;
    if (texts[1] === 'push') return [{ kind: 'push', references: [second] }];
    return texts[1] === 'create' ? [{ kind: 'name', from: value(parts[0] ?? ''), to: [second], pushes: false }] : [];
  }
  if (/^(?:crane|gcrane|skopeo|regctl)$/.test(program)) return workOfCopier(program, texts, value);
  if (program === 'ko' && /^(?:build|publish|resolve|apply)$/.test(texts[0] ?? ''))
    return madeNamed(koNames(texts, value), !texts.includes('--insecure-registry') && !texts.includes('--local'));
  if (program === 'pack' && texts[0] === 'build') return madeNamed([first], texts.includes('--publish'));
  if (program === 'gcloud' && texts[0] === 'builds' && texts[1] === 'submit')
    return madeNamed(optionValues(texts, ['--tag', '-t']).map(value), true);
  if (program === 'az' && texts[0] === 'acr' && texts[1] === 'build') {
    const [registry = '$'] = optionValues(texts, ['--registry', '-r']).map(value);
    const names = optionValues(texts, ['--image', '-t']).map(value);
    return madeNamed(
      names.map((name) => (name.includes('azurecr.io/') ? name : `${registry}.azurecr.io/${name}`)),
      true,
    );
  }
  return [];
}

/** https://ko.build/configuration/ */
function koNames(texts: readonly string[], value: (text: string) => string): readonly string[] {
  const name = value('$KO_DOCKER_REPO');
  const tags = optionValues(texts, ['--tags', '-t']).flatMap((each) => listOf(value(each)));
  return tags.length === 0 ? [name] : tags.map((tag) => `${name}:${tag}`);
}

const madeNamed = (references: readonly string[], pushes: boolean): readonly ImageWork[] => [
  { kind: 'build', made: [{ build: undefined, references, digest: undefined, pushes }] },
];

function workOfBuildx(texts: readonly string[], value: (text: string) => string): readonly ImageWork[] {
  if (texts[0] === 'bake') {
    const sets = optionValues(texts, ['--set']);
    const references = sets.flatMap((set) => /\.tags=(.*)$/.exec(set)?.[1] ?? []).map(value);
    return madeNamed(references, texts.includes('--push') || sets.some((set) => pushesOutput.test(set)));
  }
  if (texts[0] !== 'imagetools' || texts[1] !== 'create') return [];
  const to = optionValues(texts, ['-t', '--tag']);
  const others = texts.slice(2).filter((text) => !text.startsWith('-') && !to.includes(text));
  // `$(jq … <<< "$DOCKER_METADATA_OUTPUT_JSON")`, as Docker's own documentation has it, writes the tags as options.
  const isMetadata = others.some((text) => text.includes('DOCKER_METADATA_OUTPUT'));
  const tags = isMetadata ? listOf(value('$DOCKER_METADATA_OUTPUT_TAGS')) : to.map(value);
  const from = others.map(value).find((text) => !text.includes('DOCKER_METADATA_OUTPUT'));
  if (from === undefined) return [];
  const printed = /((?:\$\{\{[^}]*\}\}|[^\s"'()])+)@sha256/.exec(from)?.[1];
  return [{ kind: 'name', from: printed === undefined ? from : `${printed}@sha256:…`, to: tags, pushes: true }];
}

function workOfCopier(
  program: string,
  texts: readonly string[],
  value: (text: string) => string,
): readonly ImageWork[] {
  const plain = texts.filter((text) => !text.startsWith('-'));
  const words = program === 'regctl' && plain[0] === 'image' ? plain.slice(1) : plain;
  const [command = '', from = '', to = ''] = words.map((text) => value(text.replace(/^docker:\/\//, '')));
  if (/^(?:copy|cp)$/.test(command) && to !== '') return [{ kind: 'name', from, to: [to], pushes: true }];
  if (command === 'tag' && to !== '')
    return [{ kind: 'name', from, to: [`${from.replace(/[:@][^/:@]*$/, '')}:${to}`], pushes: true }];
  return command === 'push' && to !== '' ? madeNamed([to], true) : [];
}

/** Values of an option, as `--tag x` or `--tag=x`. */
export const optionValues = (texts: readonly string[], names: readonly string[]): readonly string[] =>
  texts.flatMap((text, index) => {
    const equals = text.startsWith('--') ? text.indexOf('=') : -1;
    if (equals !== -1 && names.includes(text.slice(0, equals))) return [text.slice(equals + 1)];
    return names.includes(text) ? (texts[index + 1] ?? []) : [];
  });
