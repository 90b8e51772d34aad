import { describe, expect, test } from '@jest/globals';
import type { Result } from '../../src/core/result.ts';
import { annotationsOf } from '../../src/report/annotations.ts';
import { renderComment } from '../../src/report/comment.ts';
import { renderCommands } from '../../src/report/github-commands.ts';
import { renderJson, renderJsonLine, reportJson } from '../../src/report/json.ts';
import { renderLog } from '../../src/report/log.ts';
import { outputsOf } from '../../src/report/outputs.ts';
import { renderSarif, sarifOf } from '../../src/report/sarif.ts';
import { renderSummary } from '../../src/report/summary.ts';
import { renderTerminal } from '../../src/report/terminal.ts';
import { hostileRuns } from './hostile-result.ts';
import { hostile, unseen } from './hostile-text.ts';
import { nodesOf } from './markdown-reader.ts';
import { commandsIn } from './runner-reader.ts';

const runs = hostileRuns();

test('the readers of this test see what they look for', () => {
  expect(commandsIn('a\n ::error x=1::b\rc ##[group]d\n::ok')).toEqual(['error', 'group']);
  const kinds = new Set(nodesOf(hostile).map((node) => node.type));
  expect(
    ['link', 'image', 'html', 'inlineCode', 'delete', 'strong', 'emphasis', 'heading', 'list', 'blockquote'].filter(
      (kind) => !kinds.has(kind),
    ),
  ).toEqual([]);
});

const markdown: Readonly<Record<string, (run: Result) => string>> = { comment: renderComment, summary: renderSummary };

describe.each(Object.entries(markdown))('in the %s nothing hostile takes effect:', (_, render) => {
  const pages = runs.map((run) => ({ text: render(run), nodes: nodesOf(render(run)) }));
  const valuesOf = (type: string): readonly string[] =>
    pages.flatMap(({ nodes }) => nodes.flatMap((node) => (node.type === type ? [node.value ?? node.url ?? ''] : [])));

  test('no markup but our own', () => {
    const own = [
      'paragraph',
      'text',
      'heading',
      'list',
      'listItem',
      'strong',
      'inlineCode',
      'html',
      'link',
      'emphasis',
      // A picture, whose text has a test of its own.
      'code',
    ];
    const kinds = new Set(pages.flatMap(({ nodes }) => nodes.map((node) => node.type)));
    expect([...kinds].filter((kind) => ![...own, 'table', 'tableRow', 'tableCell'].includes(kind))).toEqual([]);
  });

  test('no HTML but our own', () => {
    const own = /^(<!-- plimsoll:v1( [\w.-]+)? -->|<details><summary>[^<>]*<\/summary>|<\/details>)$/;
    expect(valuesOf('html').filter((element) => !own.test(element))).toEqual([]);
    const closing = valuesOf('html').filter((element) => element === '</details>');
    expect(closing).toHaveLength(valuesOf('html').filter((element) => element.startsWith('<details>')).length);
    expect(pages.filter(({ text }) => text.split('<!--').length > 2)).toEqual([]);
  });

  test('no link to anywhere but the repository', () => {
    expect(valuesOf('link').filter((url) => !url.startsWith('https://github.com/acme/shop/'))).toEqual([]);
  });

  test('no mention or reference in a text that is no code, and nothing unseen', () => {
    expect(valuesOf('text').filter((words) => /@\w|(^|[^&\d])#\d|GH-\d|:\/\/|:tada:/.test(words))).toEqual([]);
    expect(pages.filter(({ text }) => unseen.test(text.replaceAll('\n', '')))).toEqual([]);
  });

  test('no command when it is printed', () => {
    expect(pages.flatMap(({ text }) => commandsIn(text))).toEqual([]);
  });
});

test('the comment stays within its limit and keeps its first line', () => {
  for (const run of runs) {
    expect(renderComment(run).length).toBeLessThan(12_000);
    expect(renderComment(run)).toMatch(/^<!-- plimsoll:v1( [\w.-]+)? -->\n[*#]/);
  }
});

test('annotations are the commands that we meant, one a line, each within the runner’s limits', () => {
  for (const run of runs) {
    const notes = annotationsOf(run);
    const output = renderCommands(notes);
    expect(commandsIn(output)).toEqual(notes.map((note) => note.level));
    expect(output.split('\n')).toHaveLength(notes.length + 1);
    expect(output.replaceAll('\n', '')).not.toMatch(unseen);
  }
});

test('the log and the terminal are lines of visible text without a command', () => {
  for (const run of runs) {
    for (const output of [renderLog(run), renderTerminal(run, { colour: false, all: true, width: 60 })]) {
      expect(commandsIn(output)).toEqual([]);
      expect(output.replaceAll('\n', '')).not.toMatch(unseen);
    }
  }
});

test('with colours the only control sequences are our own', () => {
  for (const run of runs) {
    const output = renderTerminal(run, { colour: true, all: false, width: 90 });

    const plainText = output.replace(/\x1b\[(1|2|22|31|32|33|34|36|39)m/g, '');
    expect(plainText.replaceAll('\n', '')).not.toMatch(unseen);
    expect(plainText).toBe(renderTerminal(run, { colour: false, all: false, width: 90 }));
  }
});

test('JSON and SARIF hold the texts as they are and print nothing that acts', () => {
  for (const run of runs) {
    const json = renderJson(run);
    expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(reportJson(run))));
    const sarif = renderSarif(run, () => hostile);
    expect(JSON.parse(sarif)).toEqual(JSON.parse(JSON.stringify(sarifOf(run, () => hostile))));
    for (const output of [json, sarif, renderJsonLine(run)]) {
      expect(commandsIn(output)).toEqual([]);
      expect(output.replaceAll('\n', '')).not.toMatch(unseen);
    }
  }
});

test('a message in SARIF holds no link of its own', () => {
  for (const run of runs) {
    for (const entry of sarifOf(run, () => hostile).runs[0]?.results ?? [])
      expect(entry.message.text).not.toMatch(/\]\(/);
  }
});

test('outputs are words and numbers of our own', () => {
  for (const run of runs) {
    const outputs = outputsOf(run, { report: null, sarif: null });
    for (const value of Object.values(outputs)) expect(value).toMatch(/^[\w.+-]*$/);
  }
});
