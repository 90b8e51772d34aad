import { once } from '../../core/once.ts';
import { spanOf, sourceFile, type Span } from '../../core/source.ts';
import type { Repository } from '../../documents/document.ts';
import type { Job } from '../../documents/workflow-model.ts';
import type { Operation } from '../activities/activity.ts';
import type { DeployedImage } from './deployed-images.ts';
import { folderOf, joinPath } from '../folders.ts';
import { optionValues } from './image-work.ts';
import { operationsOf } from '../activities/operations.ts';
import type { Program } from '../shell/programs.ts';

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
  return paths.flatMap((path) => imagesByFile(repository)(path));
}

function manifestsNamed(texts: readonly string[], operation: Operation, repository: Repository): readonly string[] {
  const { folder } = operation;
  if (folder === undefined || isRewritten(operation, repository)) return [];
  const named = optionValues(texts, ['-f', '--filename']).flatMap((text) => text.split(','));
  return named.flatMap((name) => {
    const path = /[$~:]|^\/|^-$/.test(name) ? undefined : joinPath(folder, name);
    if (path === undefined) return [];
    if (repository.tree.texts.has(path)) return [path];
    return path === '' ? [] : (manifestsByFolder(repository).get(path) ?? []);
  });
}

const manifestsByFolder = once(({ tree }: Repository): ReadonlyMap<string, readonly string[]> => {
  const found = new Map<string, string[]>();
  for (const path of tree.texts.keys()) {
    if (!/\.ya?ml$/.test(path)) continue;
    const others = found.get(folderOf(path));
    if (others) others.push(path);
    else found.set(folderOf(path), [path]);
  }
  return found;
});

/** What is edited on the way says nothing in the repository of what is deployed. */
const isRewritten = ({ entry }: Operation, repository: Repository): boolean => hasEditor(entry, repository);

const hasEditor = once((job: Job, repository: Repository): boolean =>
  operationsOf(job, repository).some(({ programs }) => programs.some(({ program }) => editors.has(program))),
);

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

/** A manifest is read once, however many commands apply it; nobody starts more images with one file. */
const imagesByFile = once(({ tree }: Repository) => {
  const known = new Map<string, readonly DeployedImage[]>();
  return (path: string): readonly DeployedImage[] => {
    const found = known.get(path) ?? imagesIn(path, tree.texts.get(path) ?? '');
    known.set(path, found);
    return found;
  };
});

const mostImages = 100;

function imagesIn(path: string, text: string): readonly DeployedImage[] {
  const file = sourceFile(path, text);
  const images: DeployedImage[] = [];
  for (const match of file.text.matchAll(imageLine)) {
    if (images.length === mostImages) break;
    const [whole, reference = ''] = match;
    const end = match.index + whole.length;
    const at: Span = spanOf(file, end - reference.length, end);
    images.push({ reference, at, path, isAmongOthers: true });
  }
  return images;
}
