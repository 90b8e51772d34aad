import type { Category, Certainty, Severity } from './severity.ts';
import type { Span } from './source.ts';

/** What a rule yields: one fault at one place. */
export interface Problem {
  readonly at: Span;
  /** One sentence about the user's code, present tense, names in backticks. */
  readonly message: string;
  /**
   * What tells this fault from another of the same rule in the same job, step or instruction, and stays the same when
   * lines move or versions change: an action without its ref, a scope's name. Without it the excerpt's text serves.
   * Never holds a secret or a hash of one.
   */
  readonly key?: string;
  readonly related?: readonly Related[];
  /** Lower (or higher) than the rule's own, for this case. */
  readonly severity?: Severity;
  /** Other than the rule's own, where the same fault does another harm. */
  readonly category?: Category;
  /** `tentative` where evidence is missing; never fails a gate. */
  readonly certainty?: Certainty;
  /** Spans whose text must never be shown. */
  readonly secrets?: readonly Span[];
  /** A fault of the whole repository rather than of the file it is shown in. */
  readonly ofRepository?: boolean;
}

export interface Related {
  readonly at: Span;
  readonly message: string;
}
