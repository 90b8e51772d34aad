import type { Finding } from './finding.ts';

/** What the gate decided, from report, comparison and policy alone. */
export interface Verdict {
  readonly outcome: 'pass' | 'fail' | 'error';
  /** One sentence each, most important first; empty for a plain pass. */
  readonly reasons: readonly string[];
  /** The findings that failed the gate. */
  readonly failing: readonly Finding[];
  /** Waivers that the pull request itself brings. */
  readonly newWaivers: number;
  /** Below `fail-below`, yet not because of this pull request. */
  readonly belowLineAnyway: boolean;
}
