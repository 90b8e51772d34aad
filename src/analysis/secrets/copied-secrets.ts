import { sourceFile, type Text } from '../../core/source.ts';
import type { Dockerfile } from '../../documents/dockerfile/model.ts';
import { isIgnored } from '../../documents/dockerignore.ts';
import type { Repository } from '../../documents/document.ts';
import { contextOf } from '../images/contexts.ts';
import { copiesOf } from '../images/copies.ts';
import { folderOf, joinPath } from '../folders.ts';
import { isForTests, judgeSecretFile, secretFileKindOf, type SecretFileContent } from './secret-files.ts';
import { shippedStages } from '../images/shipped.ts';
import { ancestryOf } from '../images/stages.ts';

export interface CopiedSecret {
  readonly source: Text;
  /** In the build context; a pattern as it is written. */
  readonly path: string;
  readonly isTracked: boolean;
  /** Its text was read, and nothing in it is secret so far. */
  readonly isHarmless: boolean;
}

/** Files and folders for secrets that shipped stages copy by name. */
export function copiedSecretsIn(dockerfile: Dockerfile, repository: Repository): readonly CopiedSecret[] {
  const context = contextOf(dockerfile, repository);
  const kept = new Set(shippedStages(dockerfile, repository).flatMap(ancestryOf));
  const copies = [...kept].flatMap(({ instructions }) => instructions).flatMap(copiesOf);
  return copies.flatMap(({ instruction, source, path: plain }) => {
    const path = plain ?? patternWithoutStar(source.text);
    if (forPublicKeys.test(instruction.words.at(-1)?.text ?? '')) return [];
    if (path === '' || !isForSecrets(path) || isForTests(path)) return [];
    if (context?.ignoreFile && isIgnored(context.ignoreFile, path)) return [];
    const inRepository = joinPath(context?.root ?? folderOf(dockerfile.file.path), path) ?? path;
    const content = contentOf(inRepository, repository);
    if (content === 'none') return [];
    return [
      {
        source,
        path: plain ?? source.text,
        isTracked: isTracked(inRepository, repository),
        isHarmless: content === 'low',
      },
    ];
  });
}

/** Where systems keep the keys of package sources and the certificates they trust. */
const forPublicKeys = /(?:^|\/)(?:apt|keyrings?|trusted\.gpg\.d|rpm-gpg|ca-certificates|ca-trust|anchors)(?:\/|$)/;

/** `.env*`, `id_*` and `*.pem` name files for secrets as `.env`, `id_rsa` and `x.pem` do. */
const patternWithoutStar = (pattern: string): string =>
  pattern
    .replace(/^\.\//, '')
    .replace(/(^|\/)id_\*$/, '$1id_rsa')
    .replace(/\*$/, '')
    .replace(/\*/g, 'x');

const secretFolders = /(?:^|\/)\.(?:aws|kube|ssh|gnupg|docker)\/?$/;

const isForSecrets = (path: string): boolean =>
  (secretFolders.test(path) || secretFileKindOf(path) !== undefined) &&
  !/(?:^|[-_./])(?:trust(?:store)?|cacerts)[-_.\w]*$/i.test(path);

const isTracked = (path: string, repository: Repository): boolean =>
  repository.paths.some((candidate) => candidate === path || candidate.startsWith(`${path}/`));

/** How bad its text is, where it was read: `none` for a certificate or settings of a browser. An unread `.npmrc` mostly names a registry. */
function contentOf(path: string, repository: Repository): SecretFileContent['severity'] | undefined {
  const kind = secretFileKindOf(path);
  const text = repository.tree.texts.get(path);
  if (kind === undefined || text === undefined) return path.endsWith('.npmrc') ? 'none' : undefined;
  return judgeSecretFile(sourceFile(path, text), kind).severity;
}
