import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { bundleFolder } from './bundle.ts';

export interface TerminalRun {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** The bundled terminal command, run in a folder, with its output in a pipe. */
export function runTerminal(
  words: readonly string[],
  folder: string,
  env: Readonly<Record<string, string>> = {},
): Promise<TerminalRun> {
  const child = spawn(process.execPath, [join(bundleFolder(), 'cli.js'), ...words], {
    cwd: folder,
    env: { PATH: process.env['PATH'] ?? '', HOME: folder, GIT_CEILING_DIRECTORIES: join(folder, '..'), ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  return outcomeOf(child);
}

/** Waits for a process whose two outputs are piped. */
export function outcomeOf(child: ReturnType<typeof spawn>): Promise<TerminalRun> {
  const streams = [child.stdout, child.stderr].map(async (stream) => {
    const chunks: Buffer[] = [];
    for await (const chunk of (stream ?? []) as AsyncIterable<Buffer>) chunks.push(chunk);
    return Buffer.concat(chunks).toString('utf8');
  });
  const closed = new Promise<number>((resolve, reject) => {
    child.on('error', reject);
    child.on('close', (code) => resolve(code ?? -1));
  });
  return Promise.all([closed, Promise.all(streams)]).then(([exitCode, [stdout = '', stderr = '']]) => ({
    exitCode,
    stdout,
    stderr,
  }));
}
