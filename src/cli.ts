#!/usr/bin/env node
import './engine.ts';
import { readFileSync, writeSync } from 'node:fs';
import { basename, resolve } from 'node:path';
import { type CommandLine, type Format, UsageError, parseCommandLine, usage } from './cli-options.ts';
import { checkRoot } from './check-root.ts';
import { visible } from './core/message.ts';
import { GitError } from './git.ts';
import { tool } from './knowledge/tool.ts';
import { PolicyError } from './policy/policy.ts';
import { nearestOf } from './policy/nearest.ts';
import { renderExplain, renderRules, renderRulesJson } from './report/explain.ts';
import { rules } from './rules/index.ts';
import type { Example, ExampleText } from './rules/rule.ts';
import { renderReport } from './render-report.ts';

/** Exit codes: 0 pass, 1 the gate, 2 misuse, 3 could not look. */
function main(): number {
  const line = parseCommandLine(process.argv.slice(2));
  switch (line.command) {
    case 'help':
      return print(usage);
    case 'version':
      return print(`${tool.name} ${tool.version}\n`);
    case 'rules':
      return print(line.format === 'json' ? renderRulesJson(infos, tool) : renderRules(infos, { colour: hasColour() }));
    case 'explain':
      return print(explain(line.names[0] ?? ''));
    case 'check':
      return checkRoots(line);
  }
}

const infos = rules.map((rule) => rule.info);

function checkRoots(line: CommandLine): number {
  const roots = line.names.length > 0 ? line.names : ['.'];
  const progress = progressLine();
  let exit = 0;
  for (const [index, root] of roots.entries()) {
    const place = `${(index + 1).toString()} of ${roots.length.toString()}: ${printable(basename(resolve(root)))}`;
    const { result, textOf } = checkRoot(root, line, { readText, onProgress: () => progress.show(place) });
    progress.clear();
    print(renderReport(result, line, { textOf, hasNext: index < roots.length - 1, out: process.stdout }));
    if (result.verdict.outcome === 'fail' && silentFormats.has(line.format)) {
      writeSync(2, `plimsoll: ${printable(root)}: the gate fails: ${visible(result.verdict.reasons.join('; '))}\n`);
    }
    exit = Math.max(exit, result.verdict.outcome === 'pass' ? 0 : result.verdict.outcome === 'fail' ? 1 : 3);
  }
  return exit;
}

/** Formats that may be silent about why the exit code is 1. */
const silentFormats: ReadonlySet<Format> = new Set(['github', 'sarif']);

/** One line on the error stream once a run takes more than a second, where somebody watches. */
function progressLine() {
  const started = Date.now();
  let shown = '';
  return {
    show(place: string): void {
      if (!process.stderr.isTTY || place === shown || Date.now() - started < 1000) return;
      shown = place;
      writeSync(2, `\r\u001B[KInspecting ${place}`);
    },
    clear(): void {
      if (shown !== '') writeSync(2, '\r\u001B[K');
      shown = '';
    },
  };
}

function explain(id: string): string {
  const rule = rules.find((candidate) => candidate.info.id === id);
  if (rule) {
    const page = { colour: hasColour(), width: process.stdout.columns ?? 100 };
    return renderExplain(rule.info, examplesInWords(rule.examples), tool, page);
  }
  const nearest = nearestOf(
    id,
    infos.map((info) => info.id),
  );
  throw new UsageError(
    `No rule is called ${printable(id)}${nearest === undefined ? '; `plimsoll rules` lists them' : `; did you mean ${nearest}?`}`,
  );
}

/** Each side of each example; of several files, one under the other. */
function examplesInWords(examples: readonly Example[]) {
  return examples.flatMap(({ title, bad, good }) => {
    const shown = title ?? '';
    return [
      ...(bad === undefined ? [] : [{ title: shown === '' ? 'Found' : `Found: ${shown}`, text: textOfExample(bad) }]),
      ...(good === undefined ? [] : [{ title: shown === '' ? 'Fine' : `Fine: ${shown}`, text: textOfExample(good) }]),
    ];
  });
}

const textOfExample = (example: ExampleText): string =>
  typeof example === 'string'
    ? example
    : Object.entries(example)
        .map(([path, text]) => `# ${path}\n${text}`)
        .join('\n');

const hasColour = (): boolean => process.stdout.isTTY && !process.env['NO_COLOR'];

const readText = (path: string): string => readFileSync(path, 'utf8');

/** Written in one go and whole: a pipe may be slower than we are. */
function print(text: string): number {
  const bytes = Buffer.from(text, 'utf8');
  for (let at = 0; at < bytes.length;) {
    try {
      at += writeSync(1, bytes, at);
    } catch (error) {
      if (!isFullPipe(error)) throw error;
    }
  }
  return 0;
}

const isFullPipe = (error: unknown): boolean => error instanceof Error && 'code' in error && error.code === 'EAGAIN';

const printable = (text: string): string => text.replace(/[^\x20-\x7e]/g, '?').slice(0, 200);

/** With its place in the policy file; what the command line says itself goes by the name of its option. */
const placed = ({ path, line, message }: PolicyError): string =>
  path === ''
    ? message.replace(/^Input `([\w-]+)`/, '--$1')
    : `${printable(path)}, line ${line.toString()}: ${message}`;

function exitCodeFor(error: unknown): number {
  if (error instanceof UsageError) {
    writeSync(2, `plimsoll: ${visible(error.message)}\nplimsoll --help lists what can be asked\n`);
    return 2;
  }
  if (error instanceof PolicyError) {
    writeSync(2, `plimsoll: ${visible(placed(error))}\n`);
    return 2;
  }
  if (error instanceof GitError) {
    writeSync(2, `plimsoll: could not look: ${visible(error.message)}\n`);
    return 3;
  }
  if (error instanceof Error && 'code' in error && error.code === 'EPIPE') return 0;
  writeSync(
    2,
    `plimsoll: could not look: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}\n`,
  );
  writeSync(2, `This is no finding; please report it at ${tool.home}/issues\n`);
  return 3;
}

try {
  process.exitCode = main();
} catch (error) {
  process.exitCode = exitCodeFor(error);
}
