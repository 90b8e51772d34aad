import { shortHash } from '../shell/shell-expansions.ts';

/** The inputs of `docker/metadata-action`, values filled in. */
export interface Metadata {
  readonly images: string;
  readonly tags: string;
  readonly flavor: string;
}

/**
 * The references that `docker/metadata-action` makes, those of all events together: on a branch, on a tag, on a pull
 * request. https://github.com/docker/metadata-action#tags-input
 */
export function metadataTags({ images, tags, flavor }: Metadata): readonly string[] {
  const flavors = readAttributes(linesOf(flavor).join(','));
  const written = linesOf(tags);
  const specs = (written.length > 0 ? written : defaultTags).map(readSpec).filter(isOn);
  const plain = specs.flatMap((spec) => tagOf(spec, flavors) ?? []);
  const latest = flavors.get('latest') ?? 'auto';
  const isLatest = latest === 'auto' ? specs.some(({ type }) => versioned.has(type)) : latest !== 'false';
  const all = isLatest ? [...plain, 'latest'] : plain;
  const names = linesOf(images).flatMap((line) => nameOf(line) ?? []);
  return [...new Set(names.flatMap((name) => all.map((tag) => `${name}:${tag}`)))];
}

/** What the release, whatever its number, is written as. */
export const someVersion = '${{ version }}';

const defaultTags = ['type=schedule', 'type=ref,event=branch', 'type=ref,event=tag', 'type=ref,event=pr'];

interface Spec {
  /** `ref tag`, where it is a reference to one. */
  readonly type: string;
  readonly attributes: ReadonlyMap<string, string>;
}

/** What `latest=auto` answers to. */
const versioned: ReadonlySet<string> = new Set(['semver', 'pep440', 'match', 'ref tag']);

const longestInput = 8_000;

/** A list of lines, or, as the action takes it too, of what commas part; attributes hold commas themselves. */
const linesOf = (text: string): readonly string[] =>
  (text.length > longestInput ? '' : text)
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('#'));

function readSpec(line: string): Spec {
  const isPlain = !/^type=|(?:^|,)type=/.test(line);
  const attributes = isPlain ? new Map([['value', partsOf(line)[0] ?? '']]) : readAttributes(line);
  const type = isPlain ? 'raw' : (attributes.get('type') ?? 'raw');
  return { type: type === 'ref' ? `ref ${attributes.get('event') ?? ''}` : type, attributes };
}

/** `type=raw,value=a,enable=true`; a comma inside `${{ }}` or `{{ }}` parts nothing. */
function readAttributes(line: string): ReadonlyMap<string, string> {
  return new Map(
    partsOf(line).map((part) => {
      const equals = part.indexOf('=');
      const name = equals === -1 ? 'value' : part.slice(0, equals).trim().toLowerCase();
      return [
        name,
        part
          .slice(equals + 1)
          .trim()
          .replace(/^"(.*)"$/, '$1'),
      ];
    }),
  );
}

const partsOf = (line: string): readonly string[] => line.match(/(?:\$?\{\{.*?\}\}|[^,])+/g) ?? [];

const isOn = ({ attributes }: Spec): boolean => attributes.get('enable') !== 'false';

function nameOf(line: string): string | undefined {
  const attributes = line.startsWith('name=') ? readAttributes(line) : undefined;
  if (attributes?.get('enable') === 'false') return undefined;
  return attributes ? attributes.get('name') : partsOf(line)[0];
}

function tagOf({ type, attributes }: Spec, flavors: ReadonlyMap<string, string>): string | undefined {
  const body = bodyOf(type, attributes);
  if (body === undefined) return undefined;
  const prefix =
    attributes.get('prefix') ?? flavors.get('prefix') ?? (type === 'sha' ? 'sha-' : type === 'ref pr' ? 'pr-' : '');
  const suffix = attributes.get('suffix') ?? flavors.get('suffix') ?? '';
  return filledIn(`${prefix}${body}${suffix}`);
}

function bodyOf(type: string, attributes: ReadonlyMap<string, string>): string | undefined {
  switch (type) {
    case 'semver':
    case 'pep440':
    case 'match':
    case 'ref tag':
      return someVersion;
    case 'ref branch':
      return '${{ github.ref_name }}';
    case 'ref pr':
      return '${{ github.event.number }}';
    case 'sha':
      return attributes.get('format') === 'long' ? '${{ github.sha }}' : shortHash;
    case 'edge':
      return 'edge';
    case 'schedule':
      return attributes.get('pattern') ?? 'nightly';
    case 'raw':
      return attributes.get('value');
    default:
      return undefined;
  }
}

/** The action's own templates: https://github.com/docker/metadata-action#global-expressions */
const filledIn = (text: string): string =>
  text.replace(/(\$?)\{\{\s*([^{}]*?)\s*\}\}/g, (written, dollar: string, template: string) => {
    if (dollar !== '') return written;
    if (template === 'branch' || template === 'base_ref') return '${{ github.ref_name }}';
    if (template === 'tag') return someVersion;
    if (template === 'sha') return shortHash;
    return `\${{ ${template} }}`;
  });
