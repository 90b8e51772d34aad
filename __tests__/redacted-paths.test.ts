import { expect, test } from '@jest/globals';
import { defaultPolicy } from '../src/dev/default-policy.ts';
import { judgeTrees } from '../src/judge-trees.ts';
import { treeOfFiles } from './help/example-files.ts';

// Put together here, so that no text of the project looks like a token.
const token = ['gh', 'p_', 'a1B2c3D4e5'.repeat(3), 'F6g7H8'].join('');

const facts = { today: '2026-01-01', server: 'github.com' };
const options = { root: 'repository', isFork: false };

// The name is longer than what is quoted, so that the cut falls into the token.
const deploy = `
on: push
jobs:
  ship:
    runs-on: ubuntu-latest
    environment: prod-${'x'.repeat(60)}-${token}
    steps: [{ run: kubectl apply -f app.yaml }]
`;

test('a token in the name of a folder or file is told nowhere', () => {
  const base = treeOfFiles(
    new Map([
      [`${token}/Dockerfile`, 'FROM node\nCMD ["node"]\n'],
      [`old-${token}/Dockerfile`, 'FROM nginx\nEXPOSE 80\n'],
    ]),
  );
  const head = treeOfFiles(
    new Map([
      [`${token}/Dockerfile`, 'FROM node\nFRM x\n'],
      [`new-${token}/Dockerfile`, 'FROM nginx\nEXPOSE 80\n'],
      [`.github/workflows/${token}.yml`, 'on: [\n'],
      [`.github/workflows/deploy-${token}.yml`, deploy],
    ]),
  );
  const judged = judgeTrees(head, base, defaultPolicy, facts, options);
  expect([judged.report.findings.length > 2, judged.notices.length, judged.report.targets?.length]).toEqual([
    true,
    1,
    1,
  ]);
  expect(JSON.stringify({ ...judged, report: { ...judged.report, parts: undefined } })).not.toContain(
    token.slice(0, 12),
  );
});
