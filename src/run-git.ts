import { existsSync, lstatSync, readFileSync } from 'node:fs';
import { dirname, isAbsolute, join, resolve } from 'node:path';

export interface GitOutput {
  readonly status: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
  /** No `git` on the PATH. */
  readonly isMissing: boolean;
}

/**
 * Runs git in `root` so that nothing the repository configures is executed. A repository's own `.git/config` may name
 * programs; these settings take away each one that the commands used here could reach:
 * - `core.fsmonitor` is a program that every refresh of the index would start; hooks are looked for in an empty place;
 * - a partial clone fetches missing objects through remotes, ssh commands and helpers: no protocol is allowed;
 * - contents are read raw (`cat-file --batch`), so that no filter or textconv runs; no optional lock, so no index write.
 * With that done a repository that belongs to another user (a container's usual case) may be read: `safe.directory`
 * guards against the very settings above. It counts only from the command line and the user's own files.
 * Every `GIT_*` variable is dropped: inside a git hook they point at another index, folder or object store.
 * The process starts outside the repository, since some systems look for programs in the current folder first.
 * See https://git-scm.com/docs/git-config (Security, safe.directory) and https://git-scm.com/docs/git.
 */
export function runGit(root: string, args: readonly string[], input?: string): GitOutput {
  // Loaded when git is first started: it brings sockets and streams along, 5 ms that a plain folder need not pay.
  const { spawnSync } = process.getBuiltinModule('node:child_process');
  const settings = ['core.fsmonitor=false', 'core.hooksPath=/dev/null', 'safe.directory=*', 'core.quotePath=false'];
  const run = spawnSync(
    'git',
    ['-C', resolve(root), '--no-pager', '--no-optional-locks', ...settings.flatMap((each) => ['-c', each]), ...args],
    {
      cwd: dirname(process.execPath),
      env: environment(),
      input: input ?? '',
      timeout: 30_000,
      maxBuffer: 512 * 1024 * 1024,
      windowsHide: true,
    },
  );
  const isMissing = run.error !== undefined && 'code' in run.error && run.error.code === 'ENOENT';
  return {
    status: run.status,
    stdout: run.stdout ?? Buffer.alloc(0),
    stderr: run.stderr?.toString('utf8') ?? '',
    isMissing,
  };
}

/** The folder that holds `.git`, at or above `root`, and git's folders behind it; `undefined` outside a repository. */
export function findRepository(root: string): { readonly gitDir: string; readonly commonDir: string } | undefined {
  for (let folder = resolve(root); ; folder = dirname(folder)) {
    const found = gitFoldersAt(join(folder, '.git'));
    if (found) return found;
    if (dirname(folder) === folder) return undefined;
  }
}

/** `.git` is a folder, or, in worktrees and submodules, a file that names one. */
function gitFoldersAt(path: string): { readonly gitDir: string; readonly commonDir: string } | undefined {
  const stat = lstatSync(path, { throwIfNoEntry: false });
  if (!stat || stat.isSymbolicLink()) return undefined;
  const named =
    stat.isFile() && stat.size < 4096 ? /^gitdir: (.+?)\s*$/.exec(readFileSync(path, 'utf8'))?.[1] : undefined;
  if (!stat.isDirectory() && named === undefined) return undefined;
  const gitDir = named === undefined ? path : absolute(dirname(path), named);
  const common = join(gitDir, 'commondir');
  const commonDir = existsSync(common) ? absolute(gitDir, readFileSync(common, 'utf8').trim()) : gitDir;
  return { gitDir, commonDir };
}

const absolute = (folder: string, path: string): string => (isAbsolute(path) ? path : join(folder, path));

function environment(): NodeJS.ProcessEnv {
  const kept = Object.entries(process.env).filter(([name]) => !/^GIT_/i.test(name));
  return {
    ...Object.fromEntries(kept),
    LC_ALL: 'C',
    GIT_ALLOW_PROTOCOL: 'none',
    GIT_NO_LAZY_FETCH: '1',
    GIT_NO_REPLACE_OBJECTS: '1',
    GIT_TERMINAL_PROMPT: '0',
  };
}
