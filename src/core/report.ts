import type { Applicability } from './applicability.ts';
import type { DeployTarget, Flow, Practice } from './delivery.ts';
import type { Finding, Waived } from './finding.ts';
import type { Category } from './severity.ts';

export type Grade = 'A' | 'B' | 'C' | 'D' | 'E' | 'F';

/** All numbers in milli-points: 100,000 is the full score. */
export interface Score {
  readonly model: 'psm-1';
  readonly total: number;
  readonly uncapped: number;
  /** The score with nothing waived. */
  readonly withoutWaivers: number;
  readonly grade: Grade;
  readonly cap: { readonly limit: number; readonly reason: string } | null;
  readonly categories: Readonly<Record<Category, CategoryScore>>;
}

export interface CategoryScore {
  readonly budget: number;
  readonly lost: number;
  readonly findings: number;
}

export interface NotChecked {
  readonly path?: string;
  readonly rule?: string;
  readonly reason: string;
  /** Too large for us, and perhaps not for whoever runs it: that it cannot be read is news like any other. */
  readonly isTooLarge?: boolean;
}

/** The rule that tells that a file cannot be read. It judges such files as well as any. */
export const readabilityRule = 'unreadable-file';

/** A remark about the policy or a waiver that is no finding: lapsed, malformed, matching nothing, unknown key. */
export interface PolicyNote {
  readonly kind: 'waiver-lapsed' | 'waiver-refused' | 'waiver-unused' | 'policy-warning' | 'rule-off' | 'paths-ignored';
  readonly message: string;
  readonly path?: string;
  readonly line?: number;
}

/** Everything one inspection says about one tree. Plain data; deterministic for equal tree, policy and facts. */
export interface Report {
  readonly root: string;
  readonly findings: readonly Finding[];
  readonly waived: readonly Waived[];
  readonly score: Score | null;
  readonly applicability: readonly Applicability[];
  readonly notChecked: readonly NotChecked[];
  readonly policyNotes: readonly PolicyNote[];
  /** How many files of each kind were inspected. */
  readonly inspected: Readonly<Record<string, number>>;
  /** Ids of a workflow's jobs, names of a Dockerfile's stages, by path: what tells a renamed one from another. */
  readonly parts?: Readonly<Record<string, readonly string[]>>;
  /** What jobs deploy and publish, and how it is classified; by path and line. */
  readonly targets?: readonly DeployTarget[];
  /** What is good to know and never a fault. */
  readonly practices?: readonly Practice[];
  /** How what is delivered comes about, one a workflow. */
  readonly flows?: readonly Flow[];
  /** The facts it was made with, for the reader: owner and server. */
  readonly facts: { readonly owner: string | null; readonly server: string | null };
}

/** Head against base. Milli-points; floored to tenths only when shown. */
export interface Comparison {
  readonly baseScore: Score | null;
  /** Difference of the two scores as shown, in milli-points; null where either is not rated. */
  readonly delta: number | null;
  /** Change of the uncapped score, milli-points. */
  readonly uncappedDelta: number | null;
  readonly fixed: readonly Finding[];
  /** Share of each change in the delta; sums to it. */
  readonly attribution: readonly Attribution[];
  /** Head path to base path of what was renamed. */
  readonly renamed: readonly { readonly from: string; readonly to: string }[];
}

export interface Attribution {
  /**
   * `revealed`: in a place that one side could not be read at; `eased`: weighs less than before and is still there;
   * `waived`: counted on the base and is waived at head; `cap`: the change of the cap.
   */
  readonly kind: 'new' | 'worsened' | 'fixed' | 'revealed' | 'eased' | 'waived' | 'cap';
  /** Fingerprint of the finding; null for the cap. */
  readonly fingerprint: string | null;
  readonly rule: string | null;
  readonly points: number;
}
