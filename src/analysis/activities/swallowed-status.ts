import { spanOf, type Span } from '../../core/source.ts';
import type { Command, Script } from '../../documents/shell.ts';
import type { Step } from '../../documents/workflow-model.ts';
import { programName } from '../../knowledge/shells.ts';
import { isForPowerShell } from '../shell/plain-lines.ts';

/** The `|| true` behind a command: an alternative that always succeeds and remembers nothing. */
export function findSwallower(command: Command): Span | undefined {
  // In `a && b || true` a failing `a` goes the same way.
  let last = command;
  while (last.followedBy === '&&' && last.next) last = last.next;
  if (last.followedBy !== '||' || !last.next) return undefined;
  const first = last.next;
  let end: Command = first;
  for (let next: Command | undefined = first; next; next = isReached(end) ? end.next : undefined) {
    end = next;
    if (isAlwaysFine(end)) continue;
    // `a || b || true`: whether `b` fails is no matter either.
    if (end.followedBy !== '||' || !end.next) return undefined;
  }
  return spanOfAlternative(last, end);
}

/** Whether the command behind runs once this one has: in the same alternative, or behind `&&`. */
const isReached = ({ followedBy, next }: Command): boolean =>
  next !== undefined && (followedBy === '&&' || next.afterFailure);

function isAlwaysFine(command: Command): boolean {
  const name = command.name === undefined ? '' : programName(command.name);
  const [, first] = command.words;
  if (name === 'exit' || name === 'return') return first?.text === '0';
  if (name === 'true' || name === ':') return true;
  return (name === 'echo' || name === 'printf') && command.redirects.every(({ target }) => remembersNothing(target));
}

/** What goes to a file or to `$GITHUB_OUTPUT` may be asked for later. */
const remembersNothing = (target: { readonly text: string } | undefined): boolean =>
  target === undefined || /^(?:[12]|&[12]|\/dev\/\w+|\$\{?GITHUB_STEP_SUMMARY\}?)$/.test(target.text);

/** From `||`, with the brace that closes a group. */
function spanOfAlternative(before: Command, end: Command): Span {
  const { file } = before.span;
  const first = before.next ?? end;
  const from = file.text.lastIndexOf('||', first.span.start);
  if (first.span.file !== file || from < before.span.start) return first.span;
  const opens = /[{(]/.test(file.text.slice(from, first.span.start));
  const close = opens ? /^[ \t]*;?[ \t]*[})]/.exec(file.text.slice(end.span.end, end.span.end + 8)) : null;
  return spanOf(file, from, end.span.end + (close?.[0].length ?? 0));
}

/**
 * Where a shell goes on after a failure, what follows decides: `set +e` with nothing behind that fails, a last `; true`.
 * A `run:` stops at the first failure unless it says otherwise, and so a later `exit 0` changes nothing there.
 * https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#jobsjob_idstepsshell
 */
export function endsInSuccess(command: Command, script: Script, step: Step | undefined): Span | undefined {
  if (!script.commands.includes(command) || (step && isForPowerShell(step))) return undefined;
  const later = script.commands.slice(script.commands.indexOf(command) + 1).filter(isOnTheWay);
  const last = later.at(-1);
  if (!last || isPiped(command, last) || remembersStatus(command, script)) return undefined;
  const going = goingOn(command, script, step);
  if (going === 'no') return undefined;
  if (going !== 'yes') return later.every(isTame) ? going.span : undefined;
  if (command.followedBy !== ';' && !isWholeFile(script)) return undefined;
  return isAlwaysFine(last) && !isPrinter(last) ? last.span : undefined;
}

const isOnTheWay = ({ substitutionDepth }: Command): boolean => substitutionDepth === 0;

const isPrinter = ({ name }: Command): boolean => name === 'echo' || name === 'printf';

function isPiped(command: Command, last: Command): boolean {
  for (let next = command.pipedInto; next; next = next.pipedInto) if (next === last) return true;
  return false;
}

/** `status=$?`, `exit $code`, an output for a later step. */
function remembersStatus(command: Command, script: Script): boolean {
  const { file } = script.text.span;
  if (command.span.file !== file) return true;
  const rest = file.text.slice(command.span.end, script.text.span.end);
  return /\$\?|PIPESTATUS|GITHUB_(?:OUTPUT|ENV)|\bexit\b(?!\s+0\b)|\breturn\b(?!\s+0\b)|\bfalse\b|\bwait\b/.test(rest);
}

/** Whether the shell goes on after this command has failed; the `set +e` that says so, where there is one. */
function goingOn(command: Command, script: Script, step: Step | undefined): 'yes' | 'no' | Command {
  const before = script.commands.slice(0, script.commands.indexOf(command));
  const set = before.findLast((each) => each.name === 'set' && each.words.some(({ text }) => setsErrexit.test(text)));
  if (set) return set.words.some(({ text }) => /^\+(?:[a-z]*e|o$)/.test(text)) ? set : 'no';
  return stopsByItself(script, step) ? 'no' : 'yes';
}

const setsErrexit = /^[-+][a-z]*e[a-z]*$|^errexit$/;

function stopsByItself(script: Script, step: Step | undefined): boolean {
  const { span, text } = script.text;
  if (/^#![^\n]*\s-[a-z]*e/.test(text)) return true;
  if (!step || span.file !== step.span.file) return false;
  const run = step.run?.value.span;
  if (run?.start === span.start && run.end === span.end) {
    const shell = step.shell?.text;
    return shell === undefined || !shell.includes('{0}') || /\s-[a-z]*e|errexit/.test(shell);
  }
  // A script within the step's: `bash -c '…'`. What else stands in this file came through an expression.
  const isInside = run !== undefined && run.start <= span.start && span.end <= run.end;
  return !isInside || /\s-[a-z]*e[a-z]*\s+["']?$/.test(textBefore(span));
}

const textBefore = ({ file, start }: Span): string => file.text.slice(Math.max(0, start - 40), start);

const isWholeFile = ({ text: { span } }: Script): boolean => span.start === 0 && span.end === span.file.text.length;

/** What no one would write to make a step fail. */
const isTame = (command: Command): boolean =>
  isAlwaysFine(command) || tamePrograms.has(command.name ?? '') || (command.name === undefined && !command.words[0]);

const tamePrograms = new Set('set cat ls date rm mkdir cd pwd popd pushd export unset sleep head tail'.split(' '));

/** The `-` before the line of a recipe; the command where it cannot be found. */
export function spanOfPrefix({ span }: Command): Span {
  const { file } = span;
  const start = file.text.lastIndexOf('\n', span.start - 1) + 1;
  const dash = file.text.slice(start, span.start).lastIndexOf('-');
  return dash === -1 ? span : spanOf(file, start + dash, start + dash + 1);
}
