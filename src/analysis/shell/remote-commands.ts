import { plainText, sourceFile, spanOf, type Span } from '../../core/source.ts';
import { parseScript, type Command } from '../../documents/shell.ts';
import type { Operation } from '../activities/activity.ts';
import { programsOf, type Program } from './programs.ts';
import { allCommandsOf, innerScriptsOf } from './scripts.ts';
import { shellInputsOf } from '../trust/sinks.ts';

/** A command that an operation runs on another machine. */
export interface RemoteCommand {
  readonly programs: readonly Program[];
  /** The command where it stands as such, else the argument that holds it. */
  readonly at: Span;
}

/** `ssh host 'git pull'`, `ssh host <<EOF`, the script of an action that logs in elsewhere. */
export function remoteCommandsOf(operation: Operation): readonly RemoteCommand[] {
  const { uses, innerStep, command, script } = operation;
  if (uses) {
    if (!innerStep || !/(?:^|[/-])(?:ssh|ssm)(?:-|$)/.test(uses.repository ?? '')) return [];
    return shellInputsOf(innerStep).flatMap(({ text }) => commandsOf(allCommandsOf(parseScript(text))));
  }
  if (!command || !script || !operation.programs.some(({ program }) => program === 'ssh')) return [];
  const piped = innerScriptsOf(command, script).flatMap((inner) => commandsOf(allCommandsOf(inner)));
  return [...piped, ...commandsInArguments(command)];
}

const commandsOf = (commands: readonly Command[]): readonly RemoteCommand[] =>
  commands.flatMap((command) => {
    const programs = programsOf(command);
    return programs.length > 0 ? [{ programs, at: command.span }] : [];
  });

/** https://man.openbsd.org/ssh: options, the host, then what runs there. */
function commandsInArguments({ words }: Command): readonly RemoteCommand[] {
  let at = words.findIndex(({ text }) => /(?:^|\/)ssh$/.test(text)) + 1;
  while (words[at]?.text.startsWith('-')) at += /^-[BbcDEeFIiJLlmOoPpQRSWw]$/.test(words[at]?.text ?? '') ? 2 : 1;
  const [first, ...others] = words.slice(at + 1);
  if (!first) return [];
  const text = [first, ...others].map((word) => word.text).join(' ');
  const last = others.at(-1) ?? first;
  const span = spanOf(first.span.file, first.span.start, last.span.end);
  const inner = parseScript(plainText(spanOf(sourceFile(first.span.file.path, text), 0, text.length)));
  return commandsOf(allCommandsOf(inner)).map(({ programs }) => ({ programs, at: span }));
}
