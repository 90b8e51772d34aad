import type { CommandLine } from './cli-options.ts';
import type { Result } from './core/result.ts';
import { annotationsOf } from './report/annotations.ts';
import { renderCommands } from './report/github-commands.ts';
import { renderJson, renderJsonLine } from './report/json.ts';
import { renderSarif } from './report/sarif.ts';
import { renderSummary } from './report/summary.ts';
import { renderTerminal } from './report/terminal.ts';

interface Page {
  readonly textOf: (path: string) => string | undefined;
  /** Another root's report follows. */
  readonly hasNext: boolean;
  readonly out: { readonly isTTY?: boolean; readonly columns?: number };
}

/** A result in the format that the command line asks for. */
export function renderReport(result: Result, line: CommandLine, page: Page): string {
  switch (line.format) {
    case 'json':
      return renderJson(result);
    case 'jsonl':
      return renderJsonLine(result);
    case 'sarif':
      return renderSarif(result, page.textOf);
    case 'markdown':
      return renderSummary(result);
    case 'github':
      return renderCommands(annotationsOf(result));
    case 'terminal': {
      const colour = page.out.isTTY === true && !process.env['NO_COLOR'];
      const text = renderTerminal(result, { colour, all: line.all, width: page.out.columns ?? 100 });
      return page.hasNext ? `${text}\n` : text;
    }
  }
}
