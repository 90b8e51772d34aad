import { contains, lineSpan, positionOf, textOfSpan, type Span, type Text } from '../../core/source.ts';
import { expressionsIn, type Expression } from '../../documents/expression.ts';
import type { Command } from '../../documents/shell.ts';
import type { Step } from '../../documents/workflow-model.ts';
import { isOwnToken, isSecret } from '../trust/power.ts';
import { allCommandsOf, programsOf, scriptOfStep } from '../shell/scripts.ts';
import { partsOf, variableOf } from '../trust/taint.ts';

interface PastedSecret {
  readonly path: string;
  /** As written. */
  readonly name: string;
}

/**
 * The secret that the expression writes out, by way of `${{ env.NAME }}` as well; one of the repository's rather than the
 * workflow's own token.
 */
export function findPastedSecret({ tree }: Expression, step: Step): PastedSecret | undefined {
  if (!tree) return undefined;
  const secrets = [...partsOf(tree, undefined)]
    .flatMap(({ access }) => {
      const name = textOfSpan(access.span);
      const value = variableOf(access.path, step)?.value;
      return value ? secretPathsIn(value).map((path) => ({ path, name })) : { path: access.path, name };
    })
    .filter(({ path }) => isSecret(path) || isOwnToken(path));
  return secrets.find(({ path }) => !isOwnToken(path)) ?? secrets[0];
}

const secretPathsIn = (value: Text): readonly string[] =>
  expressionsIn(value).flatMap(({ tree }) =>
    tree ? [...partsOf(tree, undefined)].map(({ access }) => access.path) : [],
  );

/** Whether the command that holds the expression, or one that reads what it prints, talks to the network. */
export function isSentAway({ span }: Expression, step: Step): boolean {
  if (!step.run) return false;
  const script = scriptOfStep(step);
  if (!script) return senders.test(statementAround(span));
  return allCommandsOf(script).some((command) => holds(command, span) && sends(command));
}

/** In its words, or in a heredoc that it reads. */
const holds = (command: Command, span: Span): boolean =>
  contains(command.span, span) || command.redirects.some(({ heredoc }) => heredoc && contains(heredoc.span, span));

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
