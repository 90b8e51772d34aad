import { parseScript, type Script } from '../documents/shell.ts';
import type { Step } from '../documents/workflow-model.ts';
import { runsOnWindows } from './runners.ts';

/**
 * What a step tells PowerShell or `cmd` in lines that a POSIX shell would read the same: `npm ci`, `.\build.ps1`. All
 * other lines are left out; `undefined` for any other shell.
 */
export function plainScriptOf(step: Step): Script | undefined {
  if (!step.run || !isForPowerShell(step)) return undefined;
  const known = found.get(step);
  if (known) return known;
  const { value } = step.run;
  // Of the same length, so that every place stays where it is.
  const lines = value.text.split('\n').map((line) => {
    const isPlain = plain.test(line) && !keyword.test(line);
    return isPlain ? line.replaceAll('\\', '/') : line === '' ? '' : '#'.padEnd(line.length);
  });
  const script = parseScript({ ...value, text: lines.join('\n') });
  found.set(step, script);
  return script;
}

const found = new WeakMap<Step, Script>();

/** Or for `cmd`. */
export const isForPowerShell = (step: Step): boolean =>
  step.shell ? /^(?:pwsh|powershell|cmd)(?:\.exe)?(?:\s|$)/i.test(step.shell.text) : runsOnWindows(step);

const plain = /^[ \t]*[\w./\\@:=+-]+(?:[ \t]+[\w./\\@:=+,-]+)*[ \t]*\r?$/;
const keyword =
  /^[ \t]*(?:begin|case|do|done|else|end|esac|fi|finally|for|function|if|in|process|rem|then|try|while)\b/i;
