/** A reference to a container image, taken apart. */
export interface ImageReference {
  /** `undefined` for Docker Hub. */
  readonly registry: string | undefined;
  /** Without registry, tag and digest; official images without `library/`: `node`, `grafana/loki`. */
  readonly repository: string;
  /** Registry and repository as one: `gcr.io/distroless/static`. */
  readonly name: string;
  readonly tag: string | undefined;
  /** `sha256:…` */
  readonly digest: string | undefined;
}

const hubNames = new Set(['docker.io', 'index.docker.io', 'registry-1.docker.io', 'registry.hub.docker.com']);

/** By the grammar of image references: https://pkg.go.dev/github.com/distribution/reference */
export function parseImageReference(text: string): ImageReference {
  const at = text.indexOf('@');
  const digest = at === -1 ? undefined : text.slice(at + 1);
  const rest = at === -1 ? text : text.slice(0, at);
  const colon = rest.lastIndexOf(':');
  // A colon before a slash belongs to a registry's port.
  const hasTag = colon > rest.lastIndexOf('/');
  const tag = hasTag ? rest.slice(colon + 1) : undefined;
  const path = hasTag ? rest.slice(0, colon) : rest;

  const slash = path.indexOf('/');
  const first = slash === -1 ? '' : path.slice(0, slash);
  const isRegistry = first === 'localhost' || /[.:]/.test(first) || first !== first.toLowerCase();
  const isHub = !isRegistry || hubNames.has(first);
  const withoutRegistry = isRegistry ? path.slice(slash + 1) : path;
  const repository = isHub ? withoutRegistry.replace(/^library\//, '') : withoutRegistry;
  return {
    registry: isHub ? undefined : first,
    repository,
    name: isHub ? repository : `${first}/${repository}`,
    tag: tag === '' ? undefined : tag,
    digest: digest === '' ? undefined : digest,
  };
}
