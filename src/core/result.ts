import type { Comparison, Grade, Report } from './report.ts';
import type { RuleInfo } from './rule-info.ts';
import type { Verdict } from './verdict.ts';

/** One finished run: all that a renderer may need to speak of it. Plain data. */
export interface Result {
  readonly tool: { readonly name: 'plimsoll'; readonly version: string; readonly home: string };
  /** Head's report, with statuses filled in where there is a comparison. */
  readonly report: Report;
  readonly comparison: Comparison | null;
  readonly verdict: Verdict;
  readonly policy: { readonly source: string; readonly path: string | null; readonly sha: string | null };
  readonly head: string | null;
  readonly base: string | null;
  readonly setting: Setting;
  /** What closing every finding of a family would win under the cap, in milli-points, best first. */
  readonly fixValues: readonly FixValue[];
  /** The score if no Critical stood; absent where none does. */
  readonly withoutCriticals?: { readonly total: number; readonly grade: Grade };
  readonly rules: readonly RuleInfo[];
}

export interface FixValue {
  readonly family: string;
  /** Those of its rules that found something. */
  readonly rules: readonly string[];
  readonly points: number;
}

/** Where the run takes place; everything absent in a terminal without git. */
export interface Setting {
  /** `owner/name`. */
  readonly repository: string | null;
  /** `https://github.com`, without a slash at the end. */
  readonly serverUrl: string | null;
  readonly isPublic: boolean;
  readonly pullRequest: {
    readonly number: number;
    readonly isDraft: boolean;
    readonly isFork: boolean;
    readonly byBot: boolean;
    /** Of the base branch. */
    readonly baseBranch: string;
  } | null;
  /** Paths whose content differs between base and head; null where nothing is compared. */
  readonly changedPaths: readonly string[] | null;
  readonly checksUrl: string | null;
  /** Our step is new in this pull request. */
  readonly isAdoption: boolean;
  /** The gate as it was judged, as users name it. */
  readonly gate: { readonly failOn: string; readonly failBelow: number | null };
  /** The word that tells two comments in one repository apart. */
  readonly label?: string;
  /** This pull request changes the workflow that calls us: remarks on the set-up are for its author. */
  readonly changesOwnWorkflow?: boolean;
  /** One line each on how our own workflow is set up. */
  readonly setupNotes: readonly string[];
  /** One line each on what this pull request changes in our step or policy. */
  readonly policyChanges: readonly string[];
  /** One line each on anything delivered less than fully (truncated list, missing permission). */
  readonly notices: readonly string[];
}
