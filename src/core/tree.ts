/** One path of a repository. Symbolic links and submodules are listed and never followed. */
export interface TreeEntry {
  readonly path: string;
  readonly mode: 'file' | 'executable' | 'symlink' | 'submodule';
  /** Git's object id of the blob, where known; equal ids are equal contents. */
  readonly oid?: string;
  /** Bytes, where known. */
  readonly size?: number;
}

/**
 * A repository at one moment: every path, and the texts of the files that rules may ask for. Complete before `inspect`
 * runs. A path that is listed but neither read nor refused is of no interest; one in `unread` could not be read.
 */
export interface FileTree {
  readonly entries: readonly TreeEntry[];
  readonly texts: ReadonlyMap<string, string>;
  /** Path to the reason why its text could not be had. */
  readonly unread: ReadonlyMap<string, string>;
  /** Reasons why the list of paths itself is not complete; empty when it is. */
  readonly gaps: readonly string[];
}

/** What a reader of trees must be told, since it may not know documents: what to read first, and what those texts name. */
export interface Wanted {
  /** Files to read by their path alone. */
  readonly isWanted: (path: string) => boolean;
  /** Further files that the texts read so far name, the most telling first; 30 of them are read. */
  readonly alsoWanted: (tree: FileTree) => readonly string[];
}

/** Facts about the outside that are known before rules run; absent facts stay absent. */
export interface Facts {
  /** Owner of the repository, for what counts as first party. */
  readonly owner?: string;
  /** Host of the git server: `github.com`, `*.ghe.com` or an enterprise server's. */
  readonly server?: string;
  /** `YYYY-MM-DD`, UTC, handed in by the caller. */
  readonly today: string;
}
