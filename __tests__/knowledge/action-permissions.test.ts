import { expect, test } from '@jest/globals';
import { actionPermissions } from '../../src/knowledge/action-permissions.ts';
import { weightyScopes } from '../../src/knowledge/permission-scopes.ts';
import { tool } from '../../src/knowledge/tool.ts';

test('this action itself is known, under the name of its home', () => {
  expect(actionPermissions[new URL(tool.home).pathname.slice(1).toLowerCase()]).toEqual(['pull-requests']);
});

test('names are written as `uses:` is compared, and scopes as GitHub names them', () => {
  const names = Object.keys(actionPermissions);
  expect(names.filter((name) => !/^[a-z0-9-]+\/[a-z0-9-]+$/.test(name))).toEqual([]);
  const scopes = new Set([...weightyScopes, 'artifact-metadata', 'security-events']);
  expect(
    Object.values(actionPermissions)
      .flat()
      .filter((scope) => !scopes.has(scope)),
  ).toEqual([]);
});
