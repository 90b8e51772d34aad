import { programName } from '../../knowledge/shells.ts';
import { leadingOptions, wrappers, type Wrapper } from '../../knowledge/wrappers.ts';
import type { Command, Word } from '../../documents/shell.ts';

/** What a command runs, once `sudo`, `env`, `npx` and their like are taken off. */
export interface Program {
  /** Without folders, version and package path: `pip`, `eslint`, `trivy`. */
  readonly program: string;
  /** As written, with its folders: `./ci/test.sh`. */
  readonly word: Word;
  /** Options in front of the subcommand stand behind the rest: `npm --prefix web ci` reads as `npm ci --prefix web`. */
  readonly arguments: readonly Word[];
  /** In a container that the command starts or enters. */
  readonly isElsewhere: boolean;
}

/** The innermost program that runs on this machine; `undefined` where an expansion decides. */
export const programOf = (command: Command): Program | undefined =>
  programsOf(command).findLast((program) => !program.isElsewhere);

/**
 * All layers from the outermost to the innermost: `docker run node npx eslint .` is `docker`, the image `node`, `npx` and
 * `eslint`.
 */
export function programsOf(command: Command): readonly Program[] {
  const known = found.get(command);
  if (known) return known;
  const programs = command.name === undefined ? [] : programsOfWords(command.words);
  found.set(command, programs);
  return programs;
}

const found = new WeakMap<Command, readonly Program[]>();

/** `sudo env sudo env …` is nobody's command. */
const depthLimit = 8;

/** Likewise of words that stand in the place of a command's. */
export function programsOfWords(words: readonly Word[]): readonly Program[] {
  const programs: Program[] = [];
  let rest: readonly Word[] | undefined = words;
  let isPackage = false;
  let isElsewhere = false;
  for (let depth = 0; rest && depth < depthLimit; depth++) {
    const [name, ...others]: readonly Word[] = rest;
    if (!name?.isLiteral) break;
    const program = isPackage ? packageProgram(name.text) : plainProgram(name.text);
    const given: readonly Word[] = reordered(program, others);
    programs.push({ program, word: name, arguments: given, isElsewhere });

    const module = moduleOf(program, given);
    if (module) {
      rest = module;
      isPackage = false;
      continue;
    }
    const inner = innerOf(program, given);
    if (!inner) break;
    if (inner.image?.isLiteral) {
      const image = inner.image.text.split('@')[0]?.replace(/:[^/]*$/, '') ?? '';
      programs.push({ program: programName(image), word: inner.image, arguments: inner.words, isElsewhere: true });
    }
    rest = inner.words.length > 0 ? inner.words : undefined;
    isPackage = inner.wrapper.isPackage ?? false;
    isElsewhere ||= inner.wrapper.isElsewhere ?? false;
  }
  return programs;
}

function plainProgram(text: string): string {
  const name = programName(text);
  if (Object.hasOwn(otherNames, name)) return otherNames[name] ?? name;
  if (/^pip3?(?:\.\d+)?$/.test(name)) return 'pip';
  return /^python\d\.\d+$/.test(name) ? name.slice(0, 'python3'.length) : name;
}

/** `pn` and `pnx` since pnpm 11: https://pnpm.io/pnpm-cli */
const otherNames: Readonly<Record<string, string>> = {
  bazelisk: 'bazel',
  MSBuild: 'msbuild',
  pn: 'pnpm',
  pnx: 'pnpx',
};

/** `eslint@9` is `eslint`, `@biomejs/biome` stays, `golang.org/x/vuln/cmd/govulncheck@latest` is `govulncheck`. */
function packageProgram(text: string): string {
  const version = text.indexOf('@', 1);
  const name = version === -1 ? text : text.slice(0, version);
  if (name.startsWith('@')) return name;
  return plainProgram(name.replace(/\/v\d+$/, '').replace(/(?:==|>=|~=|\[).*$/, ''));
}

/** `python -m pytest` runs `pytest`. */
function moduleOf(program: string, words: readonly Word[]): readonly Word[] | undefined {
  if (!/^(?:python[23]?|py)$/.test(program)) return undefined;
  for (const [index, word] of words.entries()) {
    if (word.text === '-m') return words.slice(index + 1);
    if (/^-[WX]$/.test(words[index - 1]?.text ?? '')) continue;
    if (!word.text.startsWith('-') || word.text === '-c') return undefined;
  }
  return undefined;
}

interface Inner {
  readonly wrapper: Wrapper;
  readonly words: readonly Word[];
  /** The image of `docker run`. */
  readonly image: Word | undefined;
}

function innerOf(program: string, words: readonly Word[]): Inner | undefined {
  if (!Object.hasOwn(wrappers, program)) return undefined;
  // `command -v eslint` only asks where it is.
  if (program === 'command' && /^-[vV]/.test(words[0]?.text ?? '')) return undefined;
  for (const wrapper of wrappers[program] ?? []) {
    const start = subcommandLength(wrapper, words);
    if (start === undefined) continue;
    if (wrapper.behind) {
      const marker = words.findIndex((word, index) => index >= start && wrapper.behind?.includes(word.text));
      if (marker !== -1) return { wrapper, words: words.slice(marker + 1), image: undefined };
      continue;
    }
    const at = skipOptions(words, start, wrapper.valued ?? []);
    const skip = wrapper.skip ?? 0;
    const startsImage = words.slice(0, start).at(-1)?.text === 'run' && (program === 'docker' || program === 'podman');
    const isCompose = words[0]?.text === 'compose';
    return { wrapper, words: words.slice(at + skip), image: startsImage && !isCompose ? words[at] : undefined };
  }
  return undefined;
}

/** How many words the subcommand takes; 0 for wrappers without any. */
function subcommandLength(wrapper: Wrapper, words: readonly Word[]): number | undefined {
  if (!wrapper.subcommands) return 0;
  const match = wrapper.subcommands.find((subcommand) =>
    subcommand.every((part, index) => words[index]?.text === part),
  );
  return match?.length;
}

function skipOptions(words: readonly Word[], start: number, valued: readonly string[]): number {
  let at = start;
  for (; at < words.length; at++) {
    const text = words[at]?.text ?? '';
    if (text === '--') return at + 1;
    if (/^[A-Za-z_]\w*=/.test(text)) continue;
    if (!text.startsWith('-') || text === '-') break;
    if (valued.includes(text)) at++;
  }
  return at;
}

/** Puts options that stand before the subcommand behind everything else. */
function reordered(program: string, words: readonly Word[]): readonly Word[] {
  const valued = Object.hasOwn(leadingOptions, program) ? leadingOptions[program] : undefined;
  if (!valued) return words;
  const given = withOptionsBehind(program, words, valued);
  // `docker compose -f test.yml run web pytest`
  const [first, ...others] = given;
  if (program !== 'docker' || first?.text !== 'compose') return given;
  return [first, ...reordered('docker-compose', others)];
}

function withOptionsBehind(program: string, words: readonly Word[], valued: readonly string[]): readonly Word[] {
  let at = 0;
  while (at < words.length) {
    const text = words[at]?.text ?? '';
    // A toolchain (`cargo +nightly`) and a workspace (`yarn workspace web test`) stand in front as well.
    if (program === 'yarn' && text === 'workspace') at += 2;
    else if (program === 'cargo' && text.startsWith('+')) at += 1;
    else if (text.startsWith('-') && text !== '--') at += valued.includes(text) ? 2 : 1;
    else break;
  }
  return at === 0 || at >= words.length ? words : [...words.slice(at), ...words.slice(0, at)];
}
