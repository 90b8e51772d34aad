import type { Category, Certainty, Severity } from './severity.ts';
import type { Range } from './source.ts';

/** A problem joined with its rule and settled by policy: flat and serialisable. */
export interface Finding extends Range {
  readonly rule: string;
  readonly category: Category;
  readonly family: string;
  readonly severity: Severity;
  readonly certainty: Certainty;
  readonly path: string;
  readonly message: string;
  /** Hex; the same for the same fault when lines move, jobs are reordered or versions are bumped. */
  readonly fingerprint: string;
  /** Milli-points of the score that this finding costs; all of them sum to 100,000 minus the uncapped score. */
  readonly points: number;
  readonly status: Status | null;
  readonly related: readonly RelatedPlace[];
  readonly fixable: boolean;
  /** In a job or step that is statically switched off: listed, weighs nothing, never fails. */
  readonly disabled: boolean;
  /** Whole lines of the file from `startLine` on, at most three, redacted. */
  readonly excerpt: readonly string[];
  readonly identity: Identity;
}

export type Status = 'new' | 'worsened' | 'unchanged';

/** What a finding is matched by, from strict to loose. All parts are redacted and free of line numbers and versions. */
export interface Identity {
  /** Empty for a finding about the repository. */
  readonly path: string;
  /** Kind of document and the place in it: workflow, job, step, or stage and instruction. */
  readonly anchor: string;
  readonly key: string;
  /** White space folded. */
  readonly excerpt: string;
  /** Several equal ones are told apart by their order in the file, counted per rule, path, anchor and key. */
  readonly occurrence: number;
}

export interface RelatedPlace extends Range {
  readonly path: string;
  readonly message: string;
}

/** The record of one waived finding. */
export interface Waived {
  readonly finding: Finding;
  readonly reason: string;
  readonly until: string | null;
  readonly origin: 'policy' | 'inline';
  /** Path and line of the waiver itself. */
  readonly path: string;
  readonly line: number;
  /** Milli-points that the score would lose without it. */
  readonly pointsWithheld: number;
  /** True where the pull request itself adds it. */
  readonly isNew: boolean;
}
