import type { ActivityKind, ActivitySort } from '../../core/activity-kind.ts';

/**
 * Commands that are an activity, one phrase a line. A phrase is a program and what must or must not stand behind it:
 *
 * - `a|b`: any of these; `*` stands for any letters. The first word names programs as `programsOf` does.
 * - `word`: the next word that is no option. Words behind the last one of the phrase are free.
 * - `[word]`: the same, but it may be missing.
 * - `…word`: one of the words behind, wherever; what follows in the phrase stands behind it.
 * - `--option` or `-o|--option`: must be given, anywhere; with a value or without, but not as `--option=false` or `=none`.
 * - `-o|--option=value*|other`: must be given with one of these values, as `--option=value` or as `--option value`.
 * - `!--option` or `!word`: must not be there; `!*`: no word at all.
 *
 * Of several terms that match one command all hold, once for each kind; within one kind the first wins, so that narrow
 * phrases stand in front.
 */
export interface CommandTerm {
  readonly kind: ActivityKind;
  readonly sort?: ActivitySort;
  readonly phrases: string;
  /** Only together with something else it is what `kind` says: a copy to a bucket may be a deploy or a backup. */
  readonly isDoubtful?: true;
}

/**
 * Actions and reusable workflows of others, one a line: `owner/repository` or `owner/repository/path` in lower case,
 * with `*` for any letters, then inputs: `name=glob` must be so, `!name=glob` must not, a bare `name` must be set to
 * something other than `false`. Without a path the whole repository is meant.
 */
export interface ActionTerm {
  readonly kind: ActivityKind;
  readonly sort?: ActivitySort;
  readonly uses: string;
  /** Telling but not compelling: an upload of coverage says that tests ran, not which. */
  readonly certainty?: 'firm';
  readonly isDoubtful?: true;
}

/** What a name tells of what cannot be read. */
export interface NameTerm {
  readonly kind: ActivityKind;
  readonly sort?: ActivitySort;
  readonly name: NamePattern;
  /** Where the word has another meaning as often. */
  readonly certainty?: 'tentative';
}

/** A regular expression, or several that are asked in turn, of a name in lower case: those that ignore case are slow. */
export interface NamePattern {
  readonly test: (name: string) => boolean;
}
