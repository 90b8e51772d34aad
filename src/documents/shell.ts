import type { Span, Text } from '../core/source.ts';
import { readCommands } from './shell-commands.ts';

const parsed = new WeakMap<Text, Script>();

/**
 * A text as Bash, which takes POSIX shell in; each text object once. Never throws. It is parsed when its commands are
 * asked for: most scripts never are, since the text alone tells that they hold nothing of interest.
 */
export function parseScript(text: Text): Script {
  const known = parsed.get(text);
  if (known) return known;
  let read: ReturnType<typeof readCommands> | undefined;
  const script: Script = {
    text,
    get commands() {
      return (read ??= readCommands(text)).commands;
    },
    get isBroken() {
      return (read ??= readCommands(text)).isBroken;
    },
  };
  parsed.set(text, script);
  return script;
}

/** A shell script: its simple commands in the order they are written, wherever they stand (lists, pipes, loops, substitutions). */
export interface Script {
  readonly text: Text;
  readonly commands: readonly Command[];
  /** The text is no shell that we can read; `commands` holds what could be made out. */
  readonly isBroken: boolean;
}

export interface Command {
  readonly span: Span;
  /** `VAR=value` before the name. */
  readonly assignments: readonly Assignment[];
  /** The command as written (`/usr/bin/env`), `undefined` where an expansion decides or only assignments stand. */
  readonly name: string | undefined;
  /** Name included. */
  readonly words: readonly Word[];
  /** Its own, then those of the groups and loops around it (`{ …; } >> file`). */
  readonly redirects: readonly Redirect[];
  /** The command whose standard output this one reads, and the one that reads this one's. */
  readonly pipedFrom: Command | undefined;
  readonly pipedInto: Command | undefined;
  /** How many `$( )`, backticks or `<( )` it stands in. */
  readonly substitutionDepth: number;
  /** The operator behind it in its list, or behind the pipe or group that it ends. */
  readonly followedBy: '&&' | '||' | ';' | '&' | undefined;
  /** The command after that operator: `true` in `x || true`. */
  readonly next: Command | undefined;
  /** Runs only when an earlier one fails (right side of `||`). */
  readonly afterFailure: boolean;
  /** Its status is only asked (`if`, `while`, `!`): failing here fails nothing. */
  readonly isCondition: boolean;
}

export interface Word {
  readonly span: Span;
  /** Its units in the script's text, quotes included; `undefined` inside escaped backticks. */
  readonly place: readonly [start: number, end: number] | undefined;
  /** Quotes and escapes taken off; expansions stand as written (`$X`, `$(…)`). */
  readonly text: string;
  /**
   * No variable, substitution, brace expansion or `${{ }}` in it: `text` is what the program gets. A pattern (`*.deb`)
   * counts as literal.
   */
  readonly isLiteral: boolean;
  /** Commands inside its substitutions. */
  readonly commands: readonly Command[];
}

export interface Assignment {
  readonly name: string;
  readonly value: Word | undefined;
  readonly span: Span;
}

export interface Redirect {
  readonly operator: string;
  readonly target: Word | undefined;
  /** A heredoc's text. */
  readonly heredoc: Text | undefined;
  readonly span: Span;
}
