import { isNonShipping } from '../../core/paths.ts';
import { sourceFile } from '../../core/source.ts';
import { findFlag, type Dockerfile } from '../../documents/dockerfile/model.ts';
import type { Dockerignore } from '../../documents/dockerignore-model.ts';
import { isIgnored } from '../../documents/dockerignore.ts';
import type { Repository } from '../../documents/document.ts';
import { contextOf, type Context } from './contexts.ts';
import { copiesIn, type ContextCopy } from './copies.ts';
import { folderOf, isInside, nameOf } from '../folders.ts';
import { isForTests, judgeSecretFile, secretFileKindOf } from '../secrets/secret-files.ts';

/** A Dockerfile that copies its whole context, and from where. */
export interface WholeCopy {
  readonly dockerfile: Dockerfile;
  readonly copy: ContextCopy;
  readonly context: Context;
}

/** A copy of everything; `--exclude` leaves out what an ignore file would. */
export const findBroadCopy = (dockerfile: Dockerfile): ContextCopy | undefined =>
  copiesIn(dockerfile).find(({ isBroad, instruction }) => isBroad && !findFlag(instruction, 'exclude'));

/** `undefined` where nothing copies everything, or the context is not known. */
export function wholeCopyOf(dockerfile: Dockerfile, repository: Repository): WholeCopy | undefined {
  const copy = findBroadCopy(dockerfile);
  const context = copy && contextOf(dockerfile, repository);
  return context && { dockerfile, copy, context };
}

/** The first of the Dockerfiles that copy this same context whole and have no ignore file: one of them speaks for all. */
export const isFirstOfContext = ({ dockerfile, context }: WholeCopy, repository: Repository): boolean =>
  repository.dockerfiles.find((other) => {
    const whole = isNonShipping(other.file.path) ? undefined : wholeCopyOf(other, repository);
    return (
      whole && !whole.context.ignoreFile && whole.context.root === context.root && whole.context.kind === context.kind
    );
  }) === dockerfile;

/** The tracked files of a context that hold a secret. Paths in the context. */
export function trackedSecretsIn({ root }: Context, repository: Repository): readonly string[] {
  return repository.paths.flatMap((path) => {
    const kind = isInside(path, root) && !isForTests(path) ? secretFileKindOf(path) : undefined;
    const text = repository.tree.texts.get(path);
    if (kind === undefined || text === undefined) return [];
    const { severity } = judgeSecretFile(sourceFile(path, text), kind);
    return severity === 'high' || severity === 'medium' ? [withoutRoot(path, root)] : [];
  });
}

/**
 * What the ignore file of a context lets in although no image needs it: the history where the context is the root, the
 * packages of a development machine, files for secrets.
 */
export function leaksOf(ignore: Dockerignore, { root }: Context, repository: Repository): readonly string[] {
  const inside = repository.paths.filter((path) => isInside(path, root)).map((path) => withoutRoot(path, root));
  const packages = inside
    .filter((path) => nameOf(path) === 'package.json' && !isForTests(path))
    .map((path) => `${folderOf(path)}/node_modules`.replace(/^\//, ''));
  const folders = [...(root === '' ? ['.git'] : []), ...packages];
  const secrets = repository.paths.filter((path) => {
    if (!isInside(path, root) || secretFileKindOf(path) !== 'environment file' || isForTests(path)) return false;
    const text = repository.tree.texts.get(path);
    return text === undefined || judgeSecretFile(sourceFile(path, text), 'environment file').severity !== 'none';
  });
  return [
    ...folders.filter((folder) => !isIgnored(ignore, `${folder}/x`)),
    ...new Set([
      ...secrets.map((path) => withoutRoot(path, root)),
      ...trackedSecretsIn({ root, kind: 'directory', ignoreFile: ignore }, repository),
    ]),
  ].filter((path) => !isIgnored(ignore, path));
}

/** `*` or `**` in front, then exceptions: whoever writes so has thought of everything that comes in. */
export const isAllowList = ({ patterns }: Dockerignore): boolean =>
  patterns.some(({ pattern, negated }) => !negated && /^\*\*?(?:\/\*)?$/.test(pattern));

const withoutRoot = (path: string, root: string): string => (root === '' ? path : path.slice(root.length + 1));
