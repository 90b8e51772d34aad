import type { Repository } from '../../documents/document.ts';
import { exists, folderOf, joinPath } from '../folders.ts';
import type { LockedInstall } from './installs.ts';
import type { Program } from '../shell/programs.ts';

/** What decides beside the command itself whether an install keeps to its lock file. */
export interface Surroundings {
  /** An environment variable, as far as the files set it. */
  readonly variable: (name: string) => string | undefined;
  /** What ran before in the same job or image, of scripts that may change the lock file's weight. */
  readonly earlier: () => readonly Program[];
}

/** Cheap to ask of a script: whether `earlier` can tell anything by it. */
export const mayUnlock = /\b(?:rm|bundle)\b/;

/** How an install should read that may pass over its lock file; `undefined` where it keeps to it, or means to write it. */
export function findFrozenForm(
  install: LockedInstall,
  repository: Repository,
  surroundings: Surroundings,
): string | undefined {
  const form = forms[install.manager.name];
  if (!form || install.words.some((word) => writesLockFile.test(word))) return undefined;
  if (surroundings.earlier().some((program) => removes(program, install.lockFile))) return undefined;
  return form(install, surroundings, repository);
}

type Form = (install: LockedInstall, surroundings: Surroundings, repository: Repository) => string | undefined;

/** Poetry and Composer refuse or keep to their lock files by themselves, Cargo builds are another matter. */
const forms: Readonly<Record<string, Form>> = {
  npm: ({ subcommand }) => (/^i(?:n|nstall)?$/.test(subcommand) ? 'npm ci' : undefined),

  yarn({ words, lockFile }, { variable }, repository) {
    if (words.some((word) => /^--(?:frozen-lockfile|immutable)(?:=true)?$/.test(word))) return undefined;
    if (!usesNewYarn(folderOf(lockFile), repository)) return 'yarn install --frozen-lockfile';
    const isLoose = words.some((word) => /^--(?:no-immutable|immutable=false)$/.test(word));
    const asked = variable('YARN_ENABLE_IMMUTABLE_INSTALLS');
    // https://yarnpkg.com/configuration/yarnrc#enableImmutableInstalls: on in continuous integration.
    const isImmutable = asked === undefined ? isOn(variable('CI')) : isOn(asked);
    return isImmutable && !isLoose ? undefined : 'yarn install --immutable';
  },

  pnpm({ words, subcommand }, { variable }) {
    if (subcommand === 'ci' || words.some((word) => /^--frozen-lockfile(?:=true)?$/.test(word))) return undefined;
    const isLoose = words.some((word) => /^--(?:no-frozen-lockfile|frozen-lockfile=false|no-lockfile)$/.test(word));
    // https://pnpm.io/cli/install#--frozen-lockfile: on in continuous integration.
    return isOn(variable('CI')) && !isLoose ? undefined : 'pnpm install --frozen-lockfile';
  },

  bun({ words, subcommand, lockFile }, _, repository) {
    if (subcommand === 'ci' || words.some((word) => /^(?:--frozen-lockfile|--production|-p)$/.test(word)))
      return undefined;
    // Its settings may freeze the file for good: https://bun.com/docs/runtime/bunfig
    const hasSettings = [folderOf(lockFile), ''].some((folder) =>
      exists(repository, joinPath(folder, 'bunfig.toml') ?? ''),
    );
    return hasSettings ? undefined : 'bun install --frozen-lockfile';
  },

  bundler({ words, lockFile }, { variable, earlier }, repository) {
    if (words.some((word) => /^--(?:frozen|deployment|local)$/.test(word))) return undefined;
    if (isOn(variable('BUNDLE_FROZEN')) || isOn(variable('BUNDLE_DEPLOYMENT'))) return undefined;
    // Another Gemfile has another lock file, and a settings file may say anything.
    const settings = joinPath(folderOf(lockFile), '.bundle/config') ?? '';
    if (variable('BUNDLE_GEMFILE') !== undefined || exists(repository, settings)) return undefined;
    return earlier().some(freezesBundle) ? undefined : 'BUNDLE_FROZEN=true bundle install';
  },

  pipenv: ({ words, subcommand }) =>
    subcommand === 'sync' || words.some((word) => /^--(?:deploy|ignore-pipfile)$/.test(word))
      ? undefined
      : 'pipenv install --deploy',

  uv({ words }, { variable }) {
    if (words.some((word) => /^--(?:locked|frozen|script|resolution|check)\b/.test(word))) return undefined;
    if (isOn(variable('UV_LOCKED')) || isOn(variable('UV_FROZEN')) || variable('UV_RESOLUTION') !== undefined) {
      return undefined;
    }
    return 'uv sync --locked';
  },
};

const isOn = (value: string | undefined): boolean => value !== undefined && !/^(?:|0|false|no)$/i.test(value.trim());

/** Said by those who want the lock file written anew. */
const writesLockFile =
  /^(?:--package-lock-only|--lockfile-only|--fix-lockfile|--mode=update-lockfile|--upgrade(?:-package)?(?:=.*)?|-U|-P|--dry-run)$/;

/** Yarn from version 2 on: https://yarnpkg.com/configuration/yarnrc */
const usesNewYarn = (folder: string, repository: Repository): boolean =>
  [folder, ''].some((place) => {
    const manifest = repository.tree.texts.get(joinPath(place, 'package.json') ?? '') ?? '';
    return (
      exists(repository, joinPath(place, '.yarnrc.yml') ?? '') ||
      /"packageManager"\s*:\s*"yarn@(?![01]\.)/.test(manifest)
    );
  });

/** `bundle config set --local frozen true`, `bundle config deployment 1` */
function freezesBundle({ program, arguments: words }: Program): boolean {
  if (program !== 'bundle' || words[0]?.text !== 'config') return false;
  const texts = words.map(({ text }) => text);
  const at = texts.findIndex((text) => text === 'frozen' || text === 'deployment');
  return at !== -1 && isOn(texts[at + 1]);
}

const removes = ({ program, arguments: words }: Program, lockFile: string): boolean =>
  program === 'rm' && words.some(({ text }) => text.split('/').at(-1) === lockFile.split('/').at(-1));
