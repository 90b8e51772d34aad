import type { Span } from '../../core/source.ts';
import { findFlag, type Dockerfile, type Stage } from '../../documents/dockerfile/model.ts';
import { mountsOf } from '../../documents/dockerfile/mounts.ts';
import {
  beyondRootFamilies,
  droppingImages,
  nonRootFamilies,
  nonRootImages,
  nonRootNames,
  nonRootWords,
  rollingWords,
  rootImages,
  windowsWords,
} from '../../knowledge/base-images.ts';
import type { ImageReference } from './images.ts';
import { baseOf, copySourceOf, mountSourcesOf, type StageBase } from './stages.ts';

/** An image from elsewhere that a Dockerfile names. */
export interface NamedImage {
  readonly stage: Stage;
  /** As written. */
  readonly at: Span;
  /** With its variables replaced. */
  readonly reference: ImageReference;
  readonly use: 'FROM' | '--from';
}

/** Every image that `FROM`, `COPY --from` and `--mount=from=` name and whose name is known: no stages, no `scratch`. */
export function namedImagesIn(dockerfile: Dockerfile): readonly NamedImage[] {
  return dockerfile.stages.flatMap((stage) => {
    const named: (NamedImage | undefined)[] = [namedImage(stage, stage.base?.span, baseOf(stage), 'FROM')];
    for (const instruction of stage.instructions) {
      const source = copySourceOf(instruction);
      if (source) named.push(namedImage(stage, findFlag(instruction, 'from')?.value?.span, source, '--from'));
      const mounts = mountsOf(instruction).flatMap(({ options }) => options.get('from')?.span ?? []);
      for (const [index, mounted] of mountSourcesOf(instruction).entries())
        named.push(namedImage(stage, mounts[index], mounted, '--from'));
    }
    return named.filter((image) => image !== undefined);
  });
}

function namedImage(
  stage: Stage,
  at: Span | undefined,
  base: StageBase,
  use: NamedImage['use'],
): NamedImage | undefined {
  // Names are in lower case; `REPLACE-ME` is a template's gap.
  if (!at || base.kind !== 'image' || !base.reference || /[A-Z{}<>%]/.test(base.reference.repository)) return undefined;
  return { stage, at, reference: base.reference, use };
}

/**
 * Whether the next pull may bring another release: no tag, or one of the rolling words, with nothing but the name of a
 * variant beside it. `main-4f3a2b1` and `nightly-2026-11-02` are builds that stay.
 */
export function isFloating({ tag, digest }: ImageReference): boolean {
  if (digest !== undefined) return false;
  if (tag === undefined) return true;
  const [first = '', ...variants] = tag.toLowerCase().split('-');
  return rollingWords.has(first) && variants.every((word) => variantWord.test(word));
}

const variantWord = /^(?:[a-z]+|(?:alpine|debian|ubuntu|ltsc|jdk|jre|java|php|python|node)[\d.]+)$/;

/** Who a container of this image runs as when nothing says otherwise. */
export type Start =
  | 'root'
  | 'another user'
  /** Root, and its own entrypoint hands over. */
  | 'another user by entrypoint'
  /** Cannot be asked: needs root by its nature, or knows no root. */
  | 'not asked'
  | 'unknown';

export function startOf({ name, tag }: ImageReference): Start {
  const plain = name.replace(
    /^(?:amd64|arm32v[567]|arm64v8|i386|ppc64le|s390x|public\.ecr\.aws\/docker\/library)\//,
    '',
  );
  const words = `${name.slice(name.lastIndexOf('/') + 1)}-${tag ?? ''}`.toLowerCase().split(/[-_.]/);
  if (words.some((word) => nonRootWords.has(word))) return 'another user';
  if (windowsWords.test(`${name}:${tag ?? ''}`) || beyondRootFamilies.some((family) => isOfFamily(plain, family)))
    return 'not asked';
  if (nonRootImages.has(plain) || nonRootNames.test(plain)) return 'another user';
  if (nonRootFamilies.some((family) => isOfFamily(plain, family))) return 'another user';
  if (droppingImages.has(plain)) return 'another user by entrypoint';
  const withoutRelease = plain.replace(/^(gcr\.io\/distroless\/[a-z-]+?)\d*(?:-debian\d+)?$/, '$1');
  return rootImages.has(plain) || rootImages.has(withoutRelease) ? 'root' : 'unknown';
}

const isOfFamily = (name: string, family: string): boolean =>
  family.endsWith('/') ? name.startsWith(family) : name === family || name.startsWith(`${family}/`);
