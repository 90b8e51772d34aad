import { expect, test } from '@jest/globals';
import { valueOf } from '../../../src/analysis/runs/conditions.ts';
import { plainText, sourceFile, spanOf } from '../../../src/core/source.ts';
import { conditionOf } from '../../../src/documents/expression.ts';
import type { Scalar } from '../../../src/documents/yaml-value.ts';
import { repositoryOfFiles } from '../../help/repository.ts';

test.each([
  ["github.event_name == 'push'", 'push', true],
  ["github.event_name == 'push'", 'issues', false],
  ["github.event_name != 'pull_request'", 'pull_request', false],
  ["github.event_name == 'push' && github.actor == 'x'", 'push', undefined],
  ["github.event_name == 'push' && github.actor == 'x'", 'issues', false],
  ["github.actor == 'x' && github.event_name == 'push'", 'issues', false],
  ["github.event_name == 'push' || github.actor == 'x'", 'push', true],
  ["github.actor == 'x' || github.event_name == 'push'", 'issues', undefined],
  ["!(github.event_name == 'push')", 'push', false],
  ['contains(fromJSON(\'["push", "release"]\'), github.event_name)', 'release', true],
  ['contains(fromJSON(\'["push", "release"]\'), github.event_name)', 'issues', false],
  ["startsWith(github.event_name, 'pull_request')", 'pull_request_target', true],
  ['github.event.pull_request', 'push', null],
  ['github.event.pull_request', 'pull_request', undefined],
  ['github.head_ref', 'issues', ''],
  ["startsWith(github.ref, 'refs/tags/')", 'pull_request', false],
  ["startsWith(github.ref, 'refs/tags/')", 'issue_comment', false],
  ["startsWith(github.ref, 'refs/tags/')", 'push', undefined],
  ["github.ref == 'refs/heads/main'", 'pull_request', false],
  ["github.ref != 'refs/heads/main'", 'pull_request', true],
  ["github.ref == 'refs/heads/main'", 'pull_request_target', undefined],
  ["github.ref == format('refs/heads/{0}', 'main')", 'pull_request', false],
  ["format('{0}-{1}', github.event_name, 'x') == 'push-x'", 'push', true],
  ["format('{0}', github.actor) == 'x'", 'push', undefined],
  ["format('{{0}}', 'x') == 'x'", 'push', undefined],
  ['always()', 'push', true],
  ['success()', 'push', undefined],
  // An event that is not known may carry anything.
  ['github.event.pull_request', 'workflow_call', undefined],
])('%s on %s is %s', (condition, event, value) => {
  expect(valueOf(treeOf(condition), { event, trigger: undefined })).toBe(value);
});

test('filters of a push say whether it is of a branch or a tag', () => {
  const [workflow] = repositoryOfFiles('on:\n  push:\n    branches: [main]\njobs: {}\n').workflows;
  const trigger = workflow?.triggers[0];
  const tags = treeOf("startsWith(github.ref, 'refs/tags/')");
  expect(valueOf(tags, { event: 'push', trigger })).toBe(false);
});

function treeOf(condition: string) {
  const file = sourceFile('if', condition);
  const span = spanOf(file, 0, condition.length);
  const scalar: Scalar = { kind: 'scalar', value: plainText(span), span, style: 'plain', type: 'string' };
  const tree = conditionOf(scalar)?.tree;
  if (!tree) throw new Error(`does not parse: ${condition}`);
  return tree;
}
