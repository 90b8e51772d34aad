import { spanWithin, type Text } from '../../core/source.ts';
import type { Dockerfile } from '../../documents/dockerfile/model.ts';
import { stepsOf, type Action, type Workflow } from '../../documents/workflow-model.ts';
import { isFixed, isUnencryptedUrl } from './downloads.ts';
import { isForPowerShell } from './plain-lines.ts';
import type { RemoteScript } from './remote-scripts.ts';
import { scriptsOfInstruction } from './scripts.ts';

/** The scripts of a document that PowerShell reads, or `cmd`, from which it is called. */
export function powerShellTextsOf(document: Workflow | Action | Dockerfile): readonly Text[] {
  if (document.kind !== 'dockerfile') {
    return stepsOf(document).flatMap((step) => (step.run && isForPowerShell(step) ? [step.run.value] : []));
  }
  return document.instructions.flatMap((instruction) =>
    instruction.keyword === 'RUN' && scriptsOfInstruction(instruction).length === 0 ? [instruction.body] : [],
  );
}

/**
 * What PowerShell downloads and runs unseen: `irm … | iex`, `iex (irm …)`, a script by way of a file. Told by the text:
 * https://learn.microsoft.com/en-us/powershell/module/microsoft.powershell.utility/invoke-expression
 */
export function remoteScriptsOfPowerShell(text: Text): readonly RemoteScript[] {
  if (!runs.test(text.text) || checks.test(text.text)) return [];
  const found: RemoteScript[] = [];
  let downloads = 0;
  for (const { 0: line, index } of text.text.matchAll(/[^;\n]+/g)) {
    const download = line.trimStart().startsWith('#') ? null : fetches.exec(line);
    const place = download && urlIn(line, download.index + download[0].length);
    if (!place) continue;
    const url = line.slice(...place);
    if (isFixed(url)) continue;
    if (++downloads > mostDownloads) break;
    const runner = runnerOf(line, download.index) ?? runnerOfFile(line, text, index + line.length);
    if (!runner) continue;
    const at = spanWithin(text, index + place[0], index + place[1]);
    const run = runner.place ? spanWithin(text, ...runner.place) : at;
    found.push({ at, url, isUnencrypted: isUnencryptedUrl(url), interpreter: runner.interpreter, run });
  }
  return found;
}

/** Nobody writes so many into one script; each may look for a line that runs its file. */
const mostDownloads = 50;

/** A URL behind the command, or right behind it a host's name. */
function urlIn(line: string, from: number): readonly [number, number] | undefined {
  const behind = line.slice(from);
  const url = /https?:\/\/[^\s"'`()|;]+/i.exec(behind);
  if (url) return [from + url.index, from + url.index + url[0].length];
  const host =
    /^(\s*(?:-(?:useb|UseBasicParsing|Uri)\s+){0,2}["']?)([a-z\d-]+(?:\.[a-z\d-]+)+(?:\/[^\s"'`()|;]*)?)/i.exec(behind);
  const start = from + (host?.[1]?.length ?? 0);
  return host ? [start, from + host[0].length] : undefined;
}

interface Runner {
  readonly interpreter: string;
  /** Where it stands apart from the download. */
  readonly place?: readonly [start: number, end: number];
}

/** Behind a pipe, or around the parentheses in which the download stands. */
function runnerOf(line: string, download: number): Runner | undefined {
  const behind = /\|\s*(iex|Invoke-Expression)\b/i.exec(line.slice(download))?.[1];
  const around = /\b(iex|Invoke-Expression|scriptblock\]::Create)\b[^|]{0,200}\(/i.exec(line.slice(0, download))?.[1];
  const interpreter = behind ?? around;
  return interpreter === undefined ? undefined : { interpreter: interpreter.replace(/^scriptblock.*/i, 'scriptblock') };
}

/** A later line that runs the script which `-OutFile` has kept. */
function runnerOfFile(line: string, text: Text, from: number): Runner | undefined {
  const file = /\s-(?:OutFile|o)\s+["']?([\w.:\\/$-]+\.(?:ps1|cmd|bat))\b/i.exec(line)?.[1]?.replace(/^\.[\\/]/, '');
  if (file === undefined) return undefined;
  for (const { 0: later, index } of text.text.slice(from, from + 20_000).matchAll(/[^;\n]+/g)) {
    const [first = ''] = later
      .trim()
      .replace(/^(?:&\s*|\.\s+|(?:pwsh|powershell)(?:\.exe)?\s+(?:-(?:ExecutionPolicy|ep)\s+\w+\s+|-\w+\s+)*)/i, '')
      .replace(/^["']/, '')
      .split(/["'\s]/);
    const called = first.replace(/^\.[\\/]/, '');
    if (called.toLowerCase() === file.toLowerCase()) {
      const start = from + index + later.length - later.trimStart().length;
      return { interpreter: file, place: [start, start + later.trim().length] };
    }
  }
  return undefined;
}

const fetches =
  /\b(?:iwr|irm|Invoke-WebRequest|Invoke-RestMethod|curl|wget)(?:\.exe)?\s|\bNew-Object\s[^|]{0,200}\.DownloadString\(/i;
const runs = /\b(?:iex|Invoke-Expression|scriptblock|OutFile)\b|\s-o\s/i;
const checks = /\bGet-FileHash\b|\bGet-AuthenticodeSignature\b/i;
