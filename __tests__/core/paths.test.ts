import { expect, test } from '@jest/globals';
import { isNonShipping } from '../../src/core/paths.ts';

test.each([
  ['Dockerfile', false],
  ['src/testing/Dockerfile', false],
  ['docs/Dockerfile', true],
  ['packages/api/Tests/Dockerfile', true],
  ['.devcontainer/Dockerfile', true],
  ['Dockerfile.dev', true],
  ['build/api.Dockerfile.ci', true],
  ['Containerfile.test', true],
  ['.env.dev', false],
  ['docs.dockerfile', false],
  ['.github/workflows/test.yml', false],
  ['.github/actions/docs/action.yml', false],
  ['examples/.github/workflows/ci.yml', true],
])('%s is not shipped: %s', (path, expected) => {
  expect(isNonShipping(path)).toBe(expected);
});
