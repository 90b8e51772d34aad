import { describe, expect, test } from '@jest/globals';
import { inspect } from '../src/inspect.ts';
import { defaultPolicy } from '../src/dev/default-policy.ts';
import { rules } from '../src/rules/index.ts';
import type { Example, ExampleText, Rule } from '../src/rules/rule.ts';
import { placeOf, treeOfFiles, unmark } from './help/example-files.ts';

describe.each(rules.map((rule) => [rule.info.id, rule] as const))('%s', (_, rule) => {
  test('has a bad example with a harmless neighbour first', () => {
    const [first] = rule.examples;
    expect([typeof first?.bad, typeof first?.good]).not.toContain('undefined');
  });

  const cases = rule.examples.flatMap((example, index) => [
    ...(example.bad === undefined
      ? []
      : [{ name: nameOf(example, index, 'bad'), example, text: example.bad, isBad: true }]),
    ...(example.good === undefined
      ? []
      : [{ name: nameOf(example, index, 'good'), example, text: example.good, isBad: false }]),
  ]);

  test.each(cases)('$name', ({ example, text, isBad }) => {
    const { places, marks } = runExample(rule, example, text);
    expect(marks.length > 0).toBe(isBad);
    expect(places).toEqual(marks);
  });
});

function runExample(rule: Rule, example: Example, text: ExampleText) {
  const { files, marks } = unmark(text, rule.info.kinds, example.path);
  const options = example.options ?? {};
  const policy = {
    ...defaultPolicy,
    rules: { [rule.info.id]: { enabled: true, severity: undefined, options } },
  };
  const facts = { today: '2026-01-01', server: 'github.com', ...example.facts };
  const run = () => inspect(treeOfFiles(files), policy, facts, { root: 'example', rules: [rule], onCrash: 'throw' });
  const report = run();
  expect(run()).toEqual(report);
  return { places: report.findings.map((finding) => placeOf(finding.path, finding)).sort(), marks };
}

function nameOf(example: Example, index: number, side: string): string {
  return `${side} ${(index + 1).toString()}${example.title === undefined ? '' : `: ${example.title}`}`;
}
