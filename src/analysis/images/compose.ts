import { sourceFile, type Span, type Text } from '../../core/source.ts';
import type { Repository } from '../../documents/document.ts';
import { parseYaml } from '../../documents/yaml.ts';
import { findText, findValue, type Value } from '../../documents/yaml-value.ts';
import { folderOf, joinPath } from '../folders.ts';

/** A service of a Compose file, as far as images and their builds go. */
export interface ComposeService {
  /** Of the Compose file. */
  readonly path: string;
  readonly name: Text;
  readonly span: Span;
  readonly image: Text | undefined;
  readonly build: ComposeBuild | undefined;
  /** The mapping below `healthcheck:`, if there is one. */
  readonly healthcheck: Value | undefined;
  /** All that stands below the service's name. */
  readonly value: Value;
}

export interface ComposeBuild {
  /** Folder relative to the root; `undefined` for another repository, or where a variable decides. */
  readonly context: string | undefined;
  /** `undefined` as well for `dockerfile_inline`. */
  readonly dockerfile: string | undefined;
  readonly target: string | undefined;
}

const composeName = /(?:^|\/)(?:(?:docker-)?compose(?:[.-][^/]*)?|[^/]+\.compose)\.ya?ml$/;

const services = new WeakMap<Repository, readonly ComposeService[]>();

/** The services of all Compose files that were read. https://docs.docker.com/reference/compose-file/build/ */
export function composeServicesOf(repository: Repository): readonly ComposeService[] {
  const known = services.get(repository);
  if (known) return known;
  const found: ComposeService[] = [];
  for (const [path, text] of repository.tree.texts) {
    if (composeName.test(path)) found.push(...readServices(path, text));
  }
  services.set(repository, found);
  return found;
}

function readServices(path: string, text: string): readonly ComposeService[] {
  const { root } = parseYaml(sourceFile(path, text));
  const all = findValue(root, 'services');
  if (all?.kind !== 'mapping') return [];
  return all.entries.flatMap(({ key, value, span }) => {
    if (!value) return [];
    return [
      {
        path,
        name: key.value,
        span,
        image: findText(value, 'image'),
        build: buildOf(path, findValue(value, 'build')),
        healthcheck: findValue(value, 'healthcheck'),
        value,
      },
    ];
  });
}

function buildOf(path: string, build: Value | undefined): ComposeBuild | undefined {
  if (!build || build.kind === 'sequence' || (build.kind === 'scalar' && build.type === 'null')) return undefined;
  const written = build.kind === 'scalar' ? build.value.text : (findText(build, 'context')?.text ?? '.');
  const context = contextFolder(path, written);
  const target = withDefaults(findText(build, 'target')?.text);
  if (findValue(build, 'dockerfile_inline')) return { context, dockerfile: undefined, target };
  const name = withDefaults(findText(build, 'dockerfile')?.text ?? 'Dockerfile');
  const dockerfile = context === undefined || name === undefined ? undefined : joinPath(context, name);
  return { context, dockerfile, target };
}

function contextFolder(path: string, written: string): string | undefined {
  const context = withDefaults(written);
  if (context === undefined || /^(?:[a-z+]+:\/\/|git@|\/|~)/i.test(context)) return undefined;
  return joinPath(folderOf(path), context);
}

/** `${NAME:-default}` by its default; without one only the machine it runs on knows. */
function withDefaults(text: string | undefined): string | undefined {
  const value = text?.replace(/\$\{\w+:?-([^${}]*)\}/g, '$1');
  return value?.includes('$') ? undefined : value;
}
