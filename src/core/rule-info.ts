import type { Category, Severity } from './severity.ts';

/** The kinds of document a rule can be asked of. */
export const kinds = ['workflow', 'action', 'dockerfile', 'dockerignore', 'dependabot', 'repository'] as const;
export type Kind = (typeof kinds)[number];

/** What is known of a rule without running it. */
export interface RuleInfo {
  /** Kebab-case noun phrase for the flaw; equals the file's name. */
  readonly id: string;
  /** One sentence that states the fault, at most 60 characters. */
  readonly title: string;
  readonly category: Category;
  readonly severity: Severity;
  /** Version of Plimsoll that brought it. */
  readonly since: string;
  readonly kinds: readonly Kind[];
  /** Off unless the policy switches it on. */
  readonly optIn: boolean;
  /** Rules of one family share one damped list in the score; the id unless it says otherwise. */
  readonly family: string;
  readonly options: OptionSchemas;
  /** The harm, concretely. */
  readonly why: string;
  /** One imperative sentence. */
  readonly remedy: string;
  /** What is still to be done once the fault is gone from the file: a secret that was public must be rotated. */
  readonly whenFixed?: string;
  /** Primary sources, https. */
  readonly references: readonly string[];
  /** The peers' ids for it, `tool/rule`. */
  readonly sameAs: readonly string[];
}

export type OptionSchema =
  | { readonly type: 'boolean'; readonly default: boolean; readonly description: string }
  | { readonly type: 'string-list'; readonly default: readonly string[]; readonly description: string };

export type OptionSchemas = Readonly<Record<string, OptionSchema>>;
