import type { Repository } from '../../../documents/document.ts';
import type { Word } from '../../../documents/shell.ts';
import { joinPath } from '../../folders.ts';

/** A runner of tasks as it is started. */
export interface Call {
  readonly program: string;
  /** The program as written, with its folders. */
  readonly word: Word;
  readonly words: readonly Word[];
  /** Folder of the repository; `undefined` where it is not known. */
  readonly folder: string | undefined;
  /** Of the composite action in whose step it stands. */
  readonly actionFolder: string | undefined;
  readonly repository: Repository;
}

const workspaces =
  /^(?:\$\{?GITHUB_WORKSPACE\}?|\$\{\{\s*github\.workspace\s*\}\}|\$PWD|\$\{PWD\}|\$\(pwd\)|\$\(git rev-parse --show-toplevel\))(?:\/|$)/;
const actions = /^(?:\$\{?GITHUB_ACTION_PATH\}?|\$\{\{\s*github\.action_path\s*\}\})(?:\/|$)/;

export const startsWithKnownFolder = (written: string): boolean => workspaces.test(written) || actions.test(written);

/** A path of the repository from one written in a command; `undefined` where it is outside or computed. */
export function pathFrom(call: Pick<Call, 'folder' | 'actionFolder'>, written: string): string | undefined {
  const workspace = workspaces.exec(written)?.[0];
  const action = actions.exec(written)?.[0];
  // `$PWD` is where the command runs, which usually is the workspace as well.
  const isHere = workspace === undefined || workspace.includes('wd') || workspace.includes('PWD');
  const folder = action !== undefined ? call.actionFolder : isHere ? call.folder : '';
  const path = written.slice((workspace ?? action ?? '').length);
  if (folder === undefined || /^[/~]|[$`{}*?]|^[A-Za-z]:|^-/.test(path)) return undefined;
  return joinPath(folder, path);
}
