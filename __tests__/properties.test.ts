import { describe, expect, test } from '@jest/globals';
import type { Finding } from '../src/core/finding.ts';
import { defaultPolicy } from '../src/dev/default-policy.ts';
import { kindOf } from '../src/documents/kind.ts';
import { inspect } from '../src/inspect.ts';
import { rules } from '../src/rules/index.ts';
import { sample, type Rule } from '../src/rules/rule.ts';
import { exampleRepositories } from './help/example-repositories.ts';
import { treeOfFiles, unmark } from './help/example-files.ts';
import { insertEverywhere } from './help/insert-lines.ts';

/** Every example of every rule and some whole repositories, read by all rules together. */
const examples: readonly Example[] = [
  ...rules.flatMap(examplesOf),
  ...Object.entries(exampleRepositories).map(([name, make]) => ({ name, files: make().head, facts: {} })),
];

interface Example {
  readonly name: string;
  readonly files: Files;
  readonly facts: { readonly owner?: string; readonly server?: string };
}

type Files = ReadonlyMap<string, string>;

function examplesOf(rule: Rule): readonly Example[] {
  return rule.examples.flatMap((example, index) =>
    (['bad', 'good'] as const).flatMap((side) => {
      const text = example[side];
      if (text === undefined) return [];
      const { files } = unmark(text, rule.info.kinds, example.path);
      return [{ name: `${rule.info.id} ${(index + 1).toString()} ${side}`, files, facts: example.facts ?? {} }];
    }),
  );
}

const look = (files: Files, { facts }: Example) =>
  inspect(
    treeOfFiles(files),
    defaultPolicy,
    { today: '2026-01-01', server: 'github.com', ...facts },
    { root: '.', onCrash: 'throw' },
  );

/** The files that rules read for what they are; an ignore file or a lock file beside them stays as it is. */
const mapped = (files: Files, change: (text: string, path: string) => string): Files =>
  new Map([...files].map(([path, text]) => [path, kindOf(path) === undefined ? text : change(text, path)]));

const told = ({ rule, message, fingerprint }: Finding): string => `${rule} ${message} ${fingerprint}`;
const placed = (finding: Finding): string =>
  `${finding.path}:${finding.startLine.toString()}:${finding.startColumn.toString()}-${finding.endLine.toString()}:${finding.endColumn.toString()} ${told(finding)}`;

/** The examples in which a change of the files shows in what is said of them, with the difference. */
function differing(change: (files: Files) => Files, say: (finding: Finding) => string) {
  const saidOf = (files: Files, example: Example): readonly string[] => {
    const { findings, waived } = look(files, example);
    return [...findings.map(say), ...waived.map(({ finding, reason }) => `waived: ${say(finding)} ${reason}`)].sort();
  };
  return examples.flatMap((example) => {
    const before = saidOf(example.files, example);
    const after = saidOf(change(example.files), example);
    const lost = before.filter((line) => !after.includes(line));
    const gained = after.filter((line) => !before.includes(line));
    return lost.length + gained.length === 0 ? [] : [{ example: example.name, lost, gained }];
  });
}

describe('what is found does not change, nor how it is known again, with', () => {
  test('blank lines', () => {
    const spaced = (files: Files) => mapped(files, (text, path) => insertEverywhere(text, path, ''));
    expect(differing(spaced, told)).toEqual([]);
  });

  test('comments', () => {
    const commented = (files: Files) => mapped(files, (text, path) => insertEverywhere(text, path, '# A remark.'));
    expect(differing(commented, told)).toEqual([]);
  });

  test('line ends of another system', () => {
    expect(differing((files) => mapped(files, (text) => text.replaceAll('\n', '\r\n')), placed)).toEqual([]);
  });

  test('a byte order mark', () => {
    expect(differing((files) => mapped(files, (text) => `\uFEFF${text}`), placed)).toEqual([]);
  });

  test('no line break at the end', () => {
    expect(differing((files) => mapped(files, (text) => text.replace(/\n+$/, '')), told)).toEqual([]);
  });
});

test('a file without a fault changes neither score nor findings', () => {
  // Started by hand: a workflow that looks at changes would be the place to ask for tests.
  const clean = sample`
    on: workflow_dispatch
    permissions: {}
    jobs:
      noop:
        runs-on: ubuntu-24.04
        timeout-minutes: 5
        steps:
          - run: 'true'
  `;
  const changed = examples.filter((example) => {
    const before = look(example.files, example);
    const after = look(new Map([...example.files, ['.github/workflows/zz-clean.yml', clean]]), example);
    // Where there was nothing to rate before, there is now, and findings begin to cost.
    if (before.score === null) return before.findings.map(placed).join() !== after.findings.map(placed).join();
    return (
      JSON.stringify([before.findings, before.score.total]) !== JSON.stringify([after.findings, after.score?.total])
    );
  });
  expect(changed.map(({ name }) => name)).toEqual([]);
});

test('looking twice says the same, byte by byte, whatever was looked at in between', () => {
  const first = examples.map((example) => JSON.stringify(look(example.files, example)));
  const again = [...examples].reverse().map((example) => JSON.stringify(look(new Map(example.files), example)));
  expect(again.reverse()).toEqual(first);
});
