import type { TargetClass } from '../core/delivery.ts';
import type { Severity } from '../core/severity.ts';

/** Where a repository keeps its policy, in order of preference. */
export const policyPaths: readonly string[] = ['.github/plimsoll.yml', '.github/plimsoll.yaml'];

/** The user's wishes, complete and checked; every default is already filled in. */
export interface Policy {
  readonly rules: Readonly<Record<string, RuleSetting>>;
  readonly overrides: readonly Override[];
  /** Globs of paths left out whole. */
  readonly ignore: readonly string[];
  readonly waivers: readonly PolicyWaiver[];
  readonly targets: readonly PolicyTarget[];
  readonly inlineWaivers: 'allow' | 'base-only' | 'off';
  readonly gate: GateSettings;
  readonly delivery: DeliverySettings;
}

export interface GateSettings {
  readonly failOn: Severity | 'never';
  /** 0 to 100 as written, compared with the score shown; `undefined` is off. */
  readonly failBelow: number | undefined;
  readonly onError: 'fail' | 'warn';
}

export interface DeliverySettings {
  readonly comment: 'always' | 'on-change' | 'never';
  readonly annotations: 'on' | 'off';
  readonly source: 'auto' | 'api' | 'workspace';
  /** A word in the comment's marker; empty is none. */
  readonly label: string;
}

export interface RuleSetting {
  /** `undefined`: as the rule says. */
  readonly enabled: boolean | undefined;
  /** Final where set. */
  readonly severity: Severity | undefined;
  /** At least this severe: what an input may ask beside the file of the base branch. */
  readonly atLeast?: Severity;
  readonly options: Readonly<Record<string, unknown>>;
}

export interface Override {
  readonly paths: readonly string[];
  readonly rules: Readonly<Record<string, RuleSetting>>;
}

export interface PolicyWaiver {
  readonly rule: string;
  /** A glob; `**` where the file gives none. */
  readonly path: string;
  readonly reason: string;
  /** `YYYY-MM-DD`, inclusive. */
  readonly until: string | undefined;
  readonly origin: { readonly path: string; readonly line: number };
}

/** What a job deploys or publishes, as its owners know it. */
export interface PolicyTarget {
  /** The workflow's file name, or its path. */
  readonly file: string;
  readonly job: string;
  readonly class: TargetClass;
  readonly origin: { readonly path: string; readonly line: number };
}

/** Where a policy came from, for the report. */
export interface PolicySource {
  readonly source: 'defaults' | 'file' | 'inputs' | 'file and inputs';
  readonly path: string | null;
  /** Commit or blob the policy file last changed with; null without a file. */
  readonly sha: string | null;
}

/** A user's broken policy: what happened, where, and the nearest valid name. */
export class PolicyError extends Error {
  readonly path: string;
  readonly line: number;
  constructor(message: string, path: string, line: number) {
    super(message);
    this.name = 'PolicyError';
    this.path = path;
    this.line = line;
  }
}
