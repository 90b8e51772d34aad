import type { Span, Text } from '../../core/source.ts';
import type { DocumentBase } from '../workflow-model.ts';

export interface Dockerfile extends DocumentBase {
  readonly kind: 'dockerfile';
  readonly directives: readonly Directive[];
  /** `\` unless an escape directive says `` ` ``. */
  readonly escape: '\\' | '`';
  readonly comments: readonly DockerComment[];
  /** Every instruction of the file in order, the global `ARG`s and `FROM`s included. */
  readonly instructions: readonly Instruction[];
  /** `ARG` before the first `FROM`. */
  readonly globalArgs: readonly Instruction[];
  readonly stages: readonly Stage[];
}

/** `# syntax=…`, `# escape=…`, `# check=…` at the top of the file. */
export interface Directive {
  readonly name: string;
  readonly value: Text;
  readonly span: Span;
}

export interface DockerComment {
  /** From `#` to the end of the line. */
  readonly span: Span;
  /** Inside an instruction that continues over it. */
  readonly inContinuation: boolean;
}

export interface Stage {
  readonly dockerfile: Dockerfile;
  readonly index: number;
  /** As written; stage names compare without case. */
  readonly name: Text | undefined;
  readonly from: Instruction;
  /** The image or stage named by `FROM`, as written. */
  readonly base: Text | undefined;
  /** Without the `FROM` itself. */
  readonly instructions: readonly Instruction[];
  readonly span: Span;
}

/** One instruction, continuation lines and heredocs included. */
export interface Instruction {
  readonly stage: Stage | undefined;
  /** Upper case. */
  readonly keyword: string;
  readonly keywordSpan: Span;
  /** Keyword to the end of the last line or heredoc, without its line break. */
  readonly span: Span;
  readonly flags: readonly Flag[];
  /**
   * All behind keyword and flags, as BuildKit joins it: continuations, comment lines and blank lines inside them taken
   * out, heredoc bodies not included.
   */
  readonly body: Text;
  readonly form: 'json' | 'shell';
  /**
   * JSON form: the strings. Else the words as BuildKit splits them for this keyword, quotes kept: at white space for
   * `FROM`, `COPY`, `ADD`, `EXPOSE`, `VOLUME`; the whole body as one word for `RUN`, `CMD`, `ENTRYPOINT`, `USER`,
   * `WORKDIR` and the like; one word each `key=value` for `ENV`, `ARG`, `LABEL` (see `pairs`). `HEALTHCHECK`: `CMD` or
   * `NONE`, then its command's strings or its whole text; `form` is that command's.
   */
  readonly words: readonly Text[];
  /** `ENV`, `ARG`, `LABEL`: names and values, quotes taken off the values. */
  readonly pairs: readonly Pair[];
  readonly heredocs: readonly Heredoc[];
  /** `ONBUILD`: the instruction it registers. */
  readonly trigger: Instruction | undefined;
}

export interface Flag {
  /** Without `--`. */
  readonly name: string;
  readonly value: Text | undefined;
  readonly span: Span;
}

export interface Pair {
  readonly name: Text;
  /** `undefined` for `ARG NAME`. */
  readonly value: Text | undefined;
  /** The value with its quotes and escapes: what variables are expanded in. */
  readonly rawValue: Text | undefined;
  readonly span: Span;
}

export interface Heredoc {
  /** The word between `<<` and the line's rest, quotes off. */
  readonly name: string;
  readonly fileDescriptor: number;
  /** Variables are expanded in it (its word is not quoted). */
  readonly expands: boolean;
  /** `<<-`: leading tabs are taken off. */
  readonly stripsTabs: boolean;
  readonly body: Text;
  /** The `<<NAME` itself. */
  readonly opener: Span;
}

export const findFlag = (instruction: Instruction, name: string): Flag | undefined =>
  instruction.flags.find((flag) => flag.name === name);
