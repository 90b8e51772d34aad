import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { corpusTrees, hasCorpus } from '../src/dev/corpus-trees.ts';
import { defaultPolicy } from '../src/dev/default-policy.ts';
import { inspect } from '../src/inspect.ts';

// Real repositories lie beside the project where it is made; elsewhere there is nothing to read.
const onReal = hasCorpus() ? describe : describe.skip;

onReal('every real repository', () => {
  const facts = { today: '2026-01-01', server: 'github.com' };
  const reports = () =>
    [...corpusTrees()].map(({ repository, tree }) => ({
      tree,
      report: inspect(tree, defaultPolicy, facts, { root: repository, onCrash: 'throw' }),
    }));

  test('is inspected without a crash, with every finding in its file and none told twice', () => {
    const faults: string[] = [];
    let count = 0;
    for (const { tree, report } of reports()) {
      count += 1;
      const seen = new Set<string>();
      for (const finding of report.findings) {
        const place = `${report.root} ${finding.path}:${finding.startLine.toString()} ${finding.rule}`;
        const lines = (tree.texts.get(finding.path) ?? '').split('\n');
        if (finding.startLine < 1 || finding.endLine > Math.max(1, lines.length)) faults.push(`${place} outside`);
        if (finding.startColumn < 1 || finding.startColumn > (lines[finding.startLine - 1] ?? '').length + 1)
          faults.push(`${place} column`);
        if (seen.has(finding.fingerprint)) faults.push(`${place} twice`);
        seen.add(finding.fingerprint);
      }
    }
    expect({ faults, enough: count > 50 }).toEqual({ faults: [], enough: true });
  });

  test('gets the grades that the page on the score tells', () => {
    const today = '2026-11-21';
    const grades = [...corpusTrees()].map(({ repository, tree }) => {
      const owner = repository.split('/')[0] ?? '';
      const { score } = inspect(tree, defaultPolicy, { ...facts, today, owner }, { root: repository });
      return score?.grade ?? 'not rated';
    });
    const page = readFileSync(join(import.meta.dirname, '..', 'docs', 'scoring.md'), 'utf8');
    const [, head = '', row = ''] = /\n(\| A \|.*)\n\|[- |]+\n(.*)\n/.exec(page) ?? [];
    const cellsOf = (line: string): readonly string[] =>
      line
        .split('|')
        .slice(1, -1)
        .map((cell) => cell.trim());
    const counts = cellsOf(head).map((grade) => grades.filter((each) => each === grade).length.toString());
    expect(cellsOf(row)).toEqual(counts);
  });
});
