import type { Text } from '../../core/source.ts';
import { sliceText } from '../../core/source.ts';
import { parseScript, type Script } from '../../documents/shell.ts';
import type { Step } from '../../documents/workflow-model.ts';
import { runsOnWindows } from '../runs/runners.ts';

/**
 * What a step tells PowerShell or `cmd` in lines that a POSIX shell would read the same, once their own ways of calling,
 * quoting and continuing are set aside: `npm ci`, `.\build.ps1`, `& dotnet test --logger "trx"`. All other lines are left
 * out; `undefined` for any other shell.
 */
export const plainScriptOf = (step: Step): Script | undefined => readStep(step)?.script;

/** A line left out that speaks of testing or checking: what it does is not known. */
export const findUnreadCheck = (step: Step): Text | undefined => readStep(step)?.unreadCheck;

/** Or for `cmd`. */
export const isForPowerShell = (step: Step): boolean =>
  step.shell ? /^(?:pwsh|powershell|cmd)(?:\.exe)?(?:\s|$)/i.test(step.shell.text) : runsOnWindows(step);

interface PlainLines {
  readonly script: Script;
  readonly unreadCheck: Text | undefined;
}

const found = new WeakMap<Step, PlainLines>();

function readStep(step: Step): PlainLines | undefined {
  if (!step.run || !isForPowerShell(step)) return undefined;
  const known = found.get(step);
  if (known) return known;
  const { value } = step.run;
  let unreadCheck: Text | undefined;
  let start = 0;
  // Of the same length, so that every place stays where it is.
  const lines = value.text.split('\n').map((line) => {
    const calm = calmed(line, step);
    const isPlain = line.length <= longest && plain.test(calm) && !notPlain.test(calm);
    if (!isPlain && checks.test(line.slice(0, longest).replace(cmdlets, '')) && !tells.test(line))
      unreadCheck ??= sliceText(value, start, start + line.length);
    start += line.length + 1;
    return isPlain ? calm : line === '' ? '' : '#'.padEnd(line.length);
  });
  const read = { script: parseScript({ ...value, text: lines.join('\n') }), unreadCheck };
  found.set(step, read);
  return read;
}

const longest = 2_000;

/** `& x`, `call x` and `@x` are `x`; a backtick or `^` at the end of a line goes on in the next. */
function calmed(line: string, { shell }: Step): string {
  const isCmd = shell !== undefined && /^cmd\b/i.test(shell.text);
  const called = isCmd
    ? line.replace(/^[ \t]*(?:@|call\b)/i, (text) => ' '.repeat(text.length)).replace(/\^(?=\r?$)/, '\\')
    : line.replace(/^([ \t]*)&(?= )/, '$1 ').replace(/(?<=\s)`(?=\r?$)/, '\\');
  const continued = /\\\r?$/.test(called) && called !== line ? called.lastIndexOf('\\') : -1;
  return called.replace(/\\/g, (_, at: number) => (at === continued ? '\\' : '/'));
}

const word = String.raw`(?:[\w./\\@:=+,%~*-]|\$\{\{[^{}]*\}\}|\$(?:env:)?\w+|\$\{(?:env:)?\w+\}|"[^"\x60]*"|'[^']*')+`;
const plain = new RegExp(
  String.raw`^[ \t]*${word}(?:[ \t]+(?:${word}|&&|\|\||\||\d?>&?\d?))*(?:[ \t]*;)?[ \t]*(?:\\)?\r?$`,
);
/** Control flow, assignments, texts that stand for themselves, labels and comments. */
const notPlain =
  /^[ \t]*(?:(?:begin|case|do|done|else|elseif|end|esac|fi|finally|for|foreach|function|if|in|param|process|rem|return|switch|then|throw|trap|try|while)\b|\$|:|"[^"]*"[ \t]*$|[\w.]+=)|\$\(/i;

const checks = /test|pester|lint|check|verif|analy[sz]|\bspec/i;
/** `Test-Path` looks whether a file is there. */
const cmdlets = /\b(?:Test-(?!Module)[A-Z]\w*|\w*(?:results?|reports?|summary)\w*)\b/gi;
/** Comments, messages, settings. */
const tells =
  /^\s*(?:#|::|rem\b|"|echo\b|Write-\w+|\$env:\w+\s*=|\$\w+\s*=\s*(?:"[^"]*"|'[^']*'|\d+|\$\w+)\s*$|(?:if|elseif|foreach|while|switch)\b[^{]*\{?\s*$)/i;
