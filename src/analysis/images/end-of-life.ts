import { endOfLifeEdition, graceDays, products, suffixProducts, type Product } from '../../knowledge/end-of-life.ts';
import type { ImageReference } from './images.ts';

/** A release that got its last fixes long enough before this edition of the table. */
export interface EndedRelease {
  /** "Node.js", "Debian". */
  readonly product: string;
  /** As the table has it: `18`, `3.9`. */
  readonly version: string;
  /** `YYYY-MM-DD` */
  readonly date: string;
}

/** What an image is built of that has ended: what its tag begins with first, then the system its suffix names. */
export function endedReleaseOf(image: ImageReference): EndedRelease | undefined {
  const name = image.name.replace(mirrors, '');
  const words = (image.tag ?? '').toLowerCase().split('-');
  const own = products.find((product) => product.images.includes(name));
  const candidates = [
    own && releaseOf(own, words[0] ?? ''),
    ...words.flatMap((word) => systems.map((system) => releaseOf(system, withoutName(word, system)))),
    distrolessReleaseOf(name),
  ];
  return candidates.find((release) => release !== undefined && hasEnded(release.date));
}

/** Places where Docker Hub's official images are found under another name: other architectures, copies by clouds. */
const mirrors =
  /^(?:(?:amd64|arm32v[567]|arm64v8|i386|mips64le|ppc64le|riscv64|s390x|windows-amd64)\/|public\.ecr\.aws\/docker\/library\/|mirror\.gcr\.io\/(?:library\/)?)/;

const systems = products.filter((product) => suffixProducts.includes(product.name));

/** `alpine3.15` names Alpine 3.15; a number alone names no system, a codename does. */
function withoutName(word: string, system: Product): string {
  const name = system.name.toLowerCase();
  if (word.startsWith(name)) return word.slice(name.length);
  return findVersion(system, word) === undefined ? '' : word;
}

/** `gcr.io/distroless/static-debian11` has its release in its name. */
function distrolessReleaseOf(name: string): EndedRelease | undefined {
  const debian = /^gcr\.io\/distroless\/.*-debian(\d+)$/.exec(name)?.[1];
  const product = systems.find((system) => system.name === 'Debian');
  return debian !== undefined && product ? releaseOf(product, debian) : undefined;
}

/** The longest version of the table that the written one begins with, part by part. */
function releaseOf(product: Product, written: string): EndedRelease | undefined {
  const version = findVersion(product, written) ?? /^v?(\d+(?:\.\d+)*)(?![\w.])/.exec(written)?.[1];
  if (version === undefined) return undefined;
  const parts = version.split('.');
  for (let length = parts.length; length > 0; length--) {
    const known = parts.slice(0, length).join('.');
    const date = product.ends[known];
    if (date !== undefined) return { product: product.name, version: known, date };
  }
  const date = product.ends[version];
  return date === undefined ? undefined : { product: product.name, version, date };
}

const findVersion = ({ codenames = {} }: Product, word: string): string | undefined =>
  Object.hasOwn(codenames, word) ? codenames[word] : undefined;

const day = 24 * 60 * 60 * 1000;

const hasEnded = (date: string): boolean => Date.parse(date) + graceDays * day <= Date.parse(endOfLifeEdition);
