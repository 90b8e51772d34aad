import type { Span } from '../core/source.ts';
import type { DocumentBase } from './workflow-model.ts';

/** `.dockerignore` or `<Dockerfile>.dockerignore`, after Docker's rules: anchored at the context, last match wins. */
export interface Dockerignore extends DocumentBase {
  readonly kind: 'dockerignore';
  readonly patterns: readonly IgnorePattern[];
}

export interface IgnorePattern {
  readonly span: Span;
  /** Cleaned as Docker cleans it: no leading or trailing `/`, no `!`. */
  readonly pattern: string;
  readonly negated: boolean;
}
