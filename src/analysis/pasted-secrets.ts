import { contains, lineSpan, positionOf, textOfSpan, type Span } from '../core/source.ts';
import type { Expression } from '../documents/expression.ts';
import type { Command } from '../documents/shell.ts';
import type { Step } from '../documents/workflow-model.ts';
import { isOwnToken, isSecret } from './power.ts';
import { allCommandsOf, programsOf, scriptOfStep } from './scripts.ts';
import { partsOf } from './taint.ts';

interface PastedSecret {
  readonly path: string;
  /** As written. */
  readonly name: string;
}

/** The secret that the expression writes out; one of the repository's rather than the workflow's own token. */
export function findPastedSecret({ tree }: Expression): PastedSecret | undefined {
  if (!tree) return undefined;
  const secrets = [...partsOf(tree, undefined)]
    .map(({ access }) => ({ path: access.path, name: textOfSpan(access.span) }))
    .filter(({ path }) => isSecret(path) || isOwnToken(path));
  return secrets.find(({ path }) => !isOwnToken(path)) ?? secrets[0];
}

/** Whether the command that holds the expression, or one that reads what it prints, talks to the network. */
export function isSentAway({ span }: Expression, step: Step): boolean {
  if (!step.run) return false;
  const script = scriptOfStep(step);
  if (!script) return senders.test(statementAround(span));
  return allCommandsOf(script).some((command) => contains(command.span, span) && sends(command));
}

function sends(command: Command): boolean {
  for (let each: Command | undefined = command; each; each = each.pipedInto) {
    if (programsOf(each).some(({ program }) => program === 'curl' || program === 'wget')) return true;
  }
  return false;
}

// PowerShell and its short names: https://learn.microsoft.com/en-us/powershell/module/microsoft.powershell.utility/invoke-webrequest
const senders = /\b(?:Invoke-WebRequest|Invoke-RestMethod|iwr|irm|curl|wget)\b/i;

/** The line, with the lines that a backtick at their end joins to it. */
function statementAround(span: Span): string {
  const lines = [positionOf(span.file, span.start).line];
  const textOf = (line: number): string => textOfSpan(lineSpan(span.file, line)).trimEnd();
  for (let line = (lines[0] ?? 1) - 1; line > 0 && textOf(line).endsWith('`'); line--) lines.unshift(line);
  return lines.map(textOf).join(' ');
}
