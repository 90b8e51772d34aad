import { spanOf, sourceFile, type Span } from '../core/source.ts';
import type { Repository } from '../documents/document.ts';
import type { Operation } from './activity.ts';
import type { DeployedImage } from './deployed-images.ts';
import { folderOf, joinPath } from './folders.ts';
import { optionValues } from './image-work.ts';
import { operationsOf } from './operations.ts';
import type { Program } from './programs.ts';

/**
 * The images of the manifests that `kubectl apply -f` names, where they are read and nothing in the job writes to them
 * first.
 */
export function manifestImages(
  { program, arguments: words }: Program,
  operation: Operation,
  repository: Repository,
): readonly DeployedImage[] {
  if (program !== 'kubectl' || !/^(?:apply|create|replace)$/.test(words[0]?.text ?? '')) return [];
  const paths = manifestsNamed(
    words.map(({ text }) => text),
    operation,
    repository,
  );
  return paths.flatMap((path) => imagesIn(path, repository.tree.texts.get(path) ?? ''));
}

function manifestsNamed(texts: readonly string[], operation: Operation, repository: Repository): readonly string[] {
  const { folder } = operation;
  if (folder === undefined || isRewritten(operation, repository)) return [];
  const named = optionValues(texts, ['-f', '--filename']).flatMap((text) => text.split(','));
  return named.flatMap((name) => {
    const path = /[$~:]|^\/|^-$/.test(name) ? undefined : joinPath(folder, name);
    if (path === undefined) return [];
    if (repository.tree.texts.has(path)) return [path];
    return [...repository.tree.texts.keys()].filter(
      (each) => path !== '' && folderOf(each) === path && /\.ya?ml$/.test(each),
    );
  });
}

/** What is edited on the way says nothing in the repository of what is deployed. */
const isRewritten = ({ entry }: Operation, repository: Repository): boolean =>
  operationsOf(entry, repository).some(({ programs }) => programs.some(({ program }) => editors.has(program)));

const editors: ReadonlySet<string> = new Set([
  'sed',
  'yq',
  'envsubst',
  'kustomize',
  'perl',
  'jq',
  'gomplate',
  'ytt',
  'awk',
]);

const imageLine = /^[ \t]*(?:-[ \t]+)?image:[ \t]*["']?([^\s"'#]+)/gm;

function imagesIn(path: string, text: string): readonly DeployedImage[] {
  const file = sourceFile(path, text);
  return [...file.text.matchAll(imageLine)].map((match) => {
    const [whole, reference = ''] = match;
    const end = match.index + whole.length;
    const at: Span = spanOf(file, end - reference.length, end);
    return { reference, at, path, isAmongOthers: true };
  });
}
