import type { Answer } from '../core/applicability.ts';
import type { Problem } from '../core/problem.ts';
import type { Kind, OptionSchema, OptionSchemas, RuleInfo } from '../core/rule-info.ts';
import type { Category, Severity } from '../core/severity.ts';
import type { DocumentByKind, Repository } from '../documents/document.ts';

/** What a check may ask beside its own document. */
export interface Context<Options = Readonly<Record<string, unknown>>> {
  readonly repository: Repository;
  readonly options: Options;
}

type OptionValue<Schema extends OptionSchema> = Schema extends { readonly type: 'boolean' }
  ? boolean
  : readonly string[];
export type OptionValues<Schemas extends OptionSchemas> = {
  readonly [Name in keyof Schemas]: OptionValue<Schemas[Name]>;
};

/** A text with the faulty places between `«` and `»` (bad), or without (good). Several files: path to text. */
export type ExampleText = string | Readonly<Record<string, string>>;

export interface Example {
  /** What the example shows, where the rule has more than one. */
  readonly title?: string;
  /** Path of the file when it is one text; the kind's usual path otherwise. */
  readonly path?: string;
  /** Facts the example is judged with. */
  readonly facts?: { readonly owner?: string; readonly server?: string };
  readonly options?: Readonly<Record<string, unknown>>;
  readonly bad?: ExampleText;
  /** Silent. */
  readonly good?: ExampleText;
}

/** A rule as `defineRule` takes it: see docs/architecture.md for the order of its parts. */
export interface RuleDefinition<On extends Kind, Schemas extends OptionSchemas> {
  readonly id: string;
  readonly title: string;
  readonly category: Category;
  readonly severity: Severity;
  readonly since: string;
  readonly on: readonly On[];
  readonly optIn?: boolean;
  readonly family?: string;
  readonly options?: Schemas;
  /** For rules that ask for something missing; asked once a document, before `check`. */
  readonly applies?: (document: DocumentByKind[On], context: Context<OptionValues<Schemas>>) => Answer;
  readonly why: string;
  readonly remedy: string;
  /** What is still to be done once the fault is gone from the file: a secret that was public must be rotated. */
  readonly whenFixed?: string;
  readonly references: readonly string[];
  readonly sameAs: readonly string[];
  readonly check: (document: DocumentByKind[On], context: Context<OptionValues<Schemas>>) => Iterable<Problem>;
  /** The first has a `good` that is a harmless neighbour of its `bad`. */
  readonly examples: readonly Example[];
}

export interface Rule {
  readonly info: RuleInfo;
  readonly applies: ((document: DocumentByKind[Kind], context: Context) => Answer) | undefined;
  readonly check: (document: DocumentByKind[Kind], context: Context) => Iterable<Problem>;
  readonly examples: readonly Example[];
}

export function defineRule<On extends Kind, Schemas extends OptionSchemas = Record<never, never>>(
  definition: RuleDefinition<On, Schemas>,
): Rule {
  const { on, optIn, family, options, applies, check, examples, ...described } = definition;
  return {
    info: { ...described, kinds: on, optIn: optIn ?? false, family: family ?? definition.id, options: options ?? {} },
    // The one place where a rule's narrow document type is forgotten: `inspect` hands each rule only documents of `on`.
    applies: applies as Rule['applies'],
    check: check as Rule['check'],
    examples,
  };
}

/**
 * A raw, outdented text: workflows and Dockerfiles are full of `${{ }}` and trailing backslashes, so only `\${` and an
 * escaped backtick are unescaped, and nothing can be interpolated.
 */
export function sample(strings: TemplateStringsArray): string {
  const raw = (strings.raw[0] ?? '').replaceAll('\\${', '${').replaceAll('\\`', '`');
  const lines = raw
    .replace(/^\n/, '')
    .replace(/\n[ \t]*$/, '\n')
    .split('\n');
  const indents = lines.filter((line) => line.trim() !== '').map((line) => line.length - line.trimStart().length);
  const indent = indents.length > 0 ? Math.min(...indents) : 0;
  return lines.map((line) => line.slice(indent)).join('\n');
}
