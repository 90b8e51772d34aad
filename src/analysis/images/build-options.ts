import type { Word } from '../../documents/shell.ts';

/** What the options of a build command say. */
export interface BuildOptions {
  readonly context: string;
  readonly file: string | undefined;
  readonly target: string | undefined;
  /** `-t`, `--tag`, and the names in `--output`. */
  readonly tags: readonly string[];
  readonly pushes: boolean;
  readonly isByDigest: boolean;
}

/** Options of `docker build` and `docker buildx build` that take no value; all others do, unless `=` brings it along. */
const bareOptions = new Set([
  ...'--push --load --no-cache --pull -q --quiet --rm --force-rm --squash --compress -D --debug --check'.split(' '),
  ...'--disable-content-trust --help --stream --layers --squash-all'.split(' '),
]);

/** Of `docker build`, `docker buildx build`, `podman build`, `nerdctl build`, `buildah build`; `undefined` for anything else. */
export function buildOptionsOf(program: string, words: readonly Word[]): BuildOptions | undefined {
  const texts = words.map(({ text }) => text);
  const start = buildStart(program, texts);
  if (start === undefined) return undefined;
  let file: string | undefined;
  let target: string | undefined;
  let context: string | undefined;
  let pushes = false;
  let isByDigest = false;
  const tags: string[] = [];
  for (let at = start; at < texts.length; at++) {
    const text = texts[at] ?? '';
    if (!text.startsWith('-') || text === '-') {
      context ??= text;
      continue;
    }
    const equals = text.startsWith('--') ? text.indexOf('=') : -1;
    const name = equals === -1 ? text : text.slice(0, equals);
    const value = equals === -1 ? texts[at + 1] : text.slice(equals + 1);
    if (name === '-f' || name === '--file') file = value;
    else if (name === '--target') target = value;
    else if (name === '--push') pushes = value !== 'false' || equals === -1;
    else if (name === '-t' || name === '--tag') tags.push(value ?? '');
    else if (name === '-o' || name === '--output') {
      pushes ||= pushesOutput.test(value ?? '');
      isByDigest ||= pushesByDigest.test(value ?? '');
      tags.push(...namesOfOutput(value ?? ''));
    }
    if (equals === -1 && !bareOptions.has(name)) at++;
  }
  return context === undefined ? undefined : { context, file, target, tags, pushes, isByDigest };
}

/** https://docs.docker.com/build/exporters/image-registry/ */
export const pushesOutput = /\bpush=(?!false)|type=registry/;

/** Pushed without any tag, as the parts of an image for several platforms are. */
export const pushesByDigest = /push-by-digest=true/;

/** `type=image,"name=a,b",push=true` */
export const namesOfOutput = (output: string): readonly string[] =>
  Array.from(output.matchAll(/"name=([^"]+)"|(?:^|,)name=([^,"]+)/g)).flatMap(([, quoted, plain]) =>
    (quoted ?? plain ?? '').split(',').filter((name) => name !== ''),
  );

function buildStart(program: string, texts: readonly string[]): number | undefined {
  if (program === 'buildah') return texts[0] === 'build' || texts[0] === 'bud' ? 1 : undefined;
  if (program !== 'docker' && program !== 'podman' && program !== 'nerdctl') return undefined;
  if (texts[0] === 'build') return 1;
  return /^(?:buildx|image|builder)$/.test(texts[0] ?? '') && texts[1] === 'build' ? 2 : undefined;
}
