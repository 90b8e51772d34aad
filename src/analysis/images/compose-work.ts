import type { Repository } from '../../documents/document.ts';
import type { Operation } from '../activities/activity.ts';
import type { ImageBuild } from './builds.ts';
import { composeServicesOf, type ComposeService } from './compose.ts';
import { joinPath } from '../folders.ts';
import type { ImageWork, Made } from './image-work.ts';
import { valueIn } from './run-values.ts';

/** A Compose command, taken apart. */
export interface ComposeCall {
  /** `up`, `build`, `push` … */
  readonly command: string;
  /** Of `-f`; empty where the usual names are meant. */
  readonly files: readonly string[];
  /** What stands behind the command: options and names of services. */
  readonly rest: readonly string[];
}

const valued: ReadonlySet<string> = new Set(
  '-f --file -p --project-name --profile --env-file --project-directory --ansi --parallel --progress'.split(' '),
);

/** `docker compose -f a.yml up -d`, `docker-compose up`; for `docker` only with `compose` or `stack deploy`. */
export function composeCallOf(program: string, texts: readonly string[]): ComposeCall | undefined {
  if (program === 'docker' && texts[0] === 'stack' && /^(?:deploy|up)$/.test(texts[1] ?? ''))
    return { command: 'stack deploy', files: filesIn(texts, ['-c', '--compose-file']), rest: texts.slice(2) };
  const isPlugin = (program === 'docker' || program === 'podman') && texts[0] === 'compose';
  if (!isPlugin && program !== 'docker-compose' && program !== 'podman-compose') return undefined;
  let at = isPlugin ? 1 : 0;
  while (texts[at]?.startsWith('-')) at += valued.has(texts[at] ?? '') ? 2 : 1;
  // The reader of programs puts options in front of a subcommand behind it.
  return { command: texts[at] ?? '', files: filesIn(texts, ['-f', '--file']), rest: texts.slice(at + 1) };
}

const filesIn = (texts: readonly string[], names: readonly string[]): readonly string[] =>
  texts.flatMap((text, index) => {
    const equals = text.indexOf('=');
    if (equals !== -1 && names.includes(text.slice(0, equals))) return [text.slice(equals + 1)];
    return names.includes(text) ? (texts[index + 1] ?? []) : [];
  });

const usualNames = ['compose.yaml', 'compose.yml', 'docker-compose.yml', 'docker-compose.yaml'];

/** The services that a Compose command is about; `undefined` where its files are not of this repository or not read. */
export function servicesOfCall(
  { files }: ComposeCall,
  folder: string | undefined,
  repository: Repository,
): readonly ComposeService[] | undefined {
  if (folder === undefined) return undefined;
  const named = files.length > 0 ? files : usualNames;
  const paths = named.flatMap((name) => (/[$~]|^\//.test(name) ? [] : (joinPath(folder, name) ?? [])));
  const read = paths.filter((path) => repository.tree.texts.has(path));
  if (read.length === 0 || (files.length > 0 && read.length < files.length)) return undefined;
  const [first = ''] = read;
  const wanted = files.length > 0 ? read : [first];
  return composeServicesOf(repository).filter(({ path }) => wanted.includes(path));
}

/** `docker compose build` and `push`, by the services that build. */
export function composeWork(
  operation: Operation,
  program: string,
  texts: readonly string[],
  repository: Repository,
): ImageWork | undefined {
  const call = composeCallOf(program, texts);
  if (!call) return undefined;
  const isPush = call.command === 'push' || call.rest.includes('--push');
  if (call.command !== 'build' && !isPush) return undefined;
  const services = servicesOfCall(call, operation.folder, repository)?.filter(({ build }) => build) ?? [];
  const named = services.filter(({ name }) => call.rest.includes(name.text));
  const meant = named.length > 0 ? named : services;
  const made = meant.map((service): Made => {
    const image = service.image && valueIn(withDefaults(service.image.text), operation, repository);
    return {
      build: buildOf(service),
      references: image === undefined ? [] : [image],
      digest: undefined,
      pushes: isPush,
    };
  });
  if (call.command === 'push') return { kind: 'push', references: made.flatMap(({ references }) => references) };
  return { kind: 'build', made };
}

/** `${TAG:-latest}` by its default. */
export const withDefaults = (text: string): string => text.replace(/\$\{\w+:?-([^${}]*)\}/g, '$1');

function buildOf({ build }: ComposeService): ImageBuild | undefined {
  if (build?.dockerfile === undefined || build.context === undefined) return undefined;
  return {
    origin: 'compose',
    dockerfile: build.dockerfile,
    context: { root: build.context, kind: 'directory' },
    target: build.target,
    pushes: false,
    step: undefined,
  };
}
