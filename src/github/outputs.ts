import { mkdtempSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Where a run's reports lie; null where nothing could be written. */
export interface ReportPaths {
  readonly report: string | null;
  readonly sarif: string | null;
}

/** Writes the reports to a folder of their own in the runner's folder for temporary files. */
export function writeReports(temp: string, files: { readonly json: string; readonly sarif: string }): ReportPaths {
  if (temp === '') return { report: null, sarif: null };
  try {
    const folder = mkdtempSync(join(temp, 'plimsoll-'));
    const report = join(folder, 'report.json');
    const sarif = join(folder, 'plimsoll.sarif');
    writeFileSync(report, files.json);
    writeFileSync(sarif, files.sarif);
    return { report, sarif };
  } catch {
    return { report: null, sarif: null };
  }
}

/** The parts of `@actions/core` in use. */
export interface Core {
  readonly getInput: (name: string) => string;
  readonly setOutput: (name: string, value: string) => void;
  readonly summary: {
    readonly addRaw: (text: string) => {
      readonly write: (options: { readonly overwrite: boolean }) => Promise<unknown>;
    };
  };
}

/** Evaluated only here: it costs tens of milliseconds. */
export const loadCore = async (): Promise<Core> => import(/* webpackMode: "eager" */ '@actions/core');

/** False where the runner gives no place for outputs. */
export function writeOutputs(core: Core, outputs: Readonly<Record<string, string>>): boolean {
  try {
    for (const [name, value] of Object.entries(outputs)) core.setOutput(name, value);
    return true;
  } catch {
    return false;
  }
}

/** A summary that cannot be written, as on an old server, is no reason to fail. */
export async function writeSummary(core: Core, markdown: string): Promise<boolean> {
  try {
    await core.summary.addRaw(markdown).write({ overwrite: true });
    return true;
  } catch {
    return false;
  }
}

/** Standard output is where the runner looks for commands: only rendered commands and our own words come here. */
export const print = (text: string): Promise<void> =>
  new Promise((resolve) => process.stdout.write(text, () => resolve()));
