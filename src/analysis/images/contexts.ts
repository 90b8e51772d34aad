import type { Dockerfile, Instruction } from '../../documents/dockerfile/model.ts';
import { findFlag } from '../../documents/dockerfile/model.ts';
import { resolve } from '../../documents/dockerfile/variables.ts';
import type { Dockerignore } from '../../documents/dockerignore-model.ts';
import type { Repository } from '../../documents/document.ts';
import { buildsOf, type BuildContext } from './builds.ts';
import { exists, folderOf, joinPath } from '../folders.ts';

/** What a Dockerfile is built from. */
export interface Context extends BuildContext {
  /** The ignore file that holds; none in a Git context. */
  readonly ignoreFile: Dockerignore | undefined;
}

const contexts = new WeakMap<Dockerfile, Context | 'unknown'>();

/**
 * The build context: what workflows say; else Compose files and actions; else whichever of the Dockerfile's own folder
 * and the root holds everything that it copies by name. `undefined` where that decides nothing or sources disagree.
 */
export function contextOf(dockerfile: Dockerfile, repository: Repository): Context | undefined {
  const known = contexts.get(dockerfile);
  if (known) return known === 'unknown' ? undefined : known;
  const found = findContext(dockerfile, repository);
  const context = found && { ...found, ignoreFile: findIgnoreFile(dockerfile, found, repository) };
  contexts.set(dockerfile, context ?? 'unknown');
  return context;
}

function findContext(dockerfile: Dockerfile, repository: Repository): BuildContext | undefined {
  const builds = buildsOf(dockerfile, repository);
  const ofWorkflows = builds.filter(({ origin }) => origin === 'workflow');
  const saying = ofWorkflows.length > 0 ? ofWorkflows : builds;
  if (saying.length === 0) return guessedContext(dockerfile, repository);
  const named = saying.flatMap(({ context }) => (context ? [context] : []));
  const first = named[0];
  if (!first || named.some(({ root }) => root !== first.root)) return undefined;
  // Where one build sends the folder and another fetches from Git, what the folder lets in matters.
  return named.find(({ kind }) => kind === 'directory') ?? first;
}

function guessedContext(dockerfile: Dockerfile, repository: Repository): BuildContext | undefined {
  const own = folderOf(dockerfile.file.path);
  if (own === '') return { root: '', kind: 'directory' };
  const sources = literalSources(dockerfile);
  const fitsOwn = sources.every((source) => holds(repository, own, source));
  const fitsRoot = sources.every((source) => holds(repository, '', source));
  if (fitsOwn === fitsRoot) return undefined;
  return { root: fitsOwn ? own : '', kind: 'directory' };
}

function holds(repository: Repository, folder: string, source: string): boolean {
  // A context cannot be left: `/x` and `../x` stand for `x` in it, which says nothing of where it is.
  const path = joinPath(folder, source);
  return path !== undefined && exists(repository, path);
}

/** Sources copied from the context by a plain name: no variable, pattern, address or heredoc. */
function literalSources(dockerfile: Dockerfile): readonly string[] {
  return dockerfile.instructions.flatMap((instruction) => (isContextCopy(instruction) ? sourcesOf(instruction) : []));
}

const isContextCopy = (instruction: Instruction): boolean =>
  (instruction.keyword === 'COPY' || instruction.keyword === 'ADD') && !findFlag(instruction, 'from');

function sourcesOf(instruction: Instruction): readonly string[] {
  return instruction.words.slice(0, -1).flatMap((word) => {
    if (word.text.includes('$')) return [];
    const value = instruction.form === 'json' ? word.text : resolve(word, instruction).value;
    return /[*?[<]|^[a-z+]+:\/\/|^git@/i.test(value) || /^[./]*$/.test(value) ? [] : [value];
  });
}

/**
 * `<Dockerfile>.dockerignore` beside the Dockerfile wins over `.dockerignore` at the context's root; Podman, for whom a
 * Containerfile is named so, looks for `.containerignore` first. https://docs.podman.io/en/latest/markdown/podman-build.1.html
 */
function findIgnoreFile(
  dockerfile: Dockerfile,
  context: BuildContext,
  repository: Repository,
): Dockerignore | undefined {
  if (context.kind === 'git') return undefined;
  const { path: own } = dockerfile.file;
  const names = /containerfile/i.test(own) ? ['.containerignore', '.dockerignore'] : ['.dockerignore'];
  const paths = [`${own}.dockerignore`, ...names.map((name) => joinPath(context.root, name))];
  for (const path of paths) {
    const ignore = repository.dockerignores.find(({ file }) => file.path === path);
    if (ignore) return ignore;
  }
  return undefined;
}
