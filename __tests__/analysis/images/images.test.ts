import { expect, test } from '@jest/globals';
import { parseImageReference } from '../../../src/analysis/images/images.ts';

test.each([
  ['node', [undefined, 'node', undefined, undefined]],
  ['node:22-slim', [undefined, 'node', '22-slim', undefined]],
  ['docker.io/library/node:22', [undefined, 'node', '22', undefined]],
  ['grafana/loki', [undefined, 'grafana/loki', undefined, undefined]],
  ['localhost/a', ['localhost', 'a', undefined, undefined]],
  ['host:5000/a/b', ['host:5000', 'a/b', undefined, undefined]],
  ['host:5000/a:1@sha256:ab', ['host:5000', 'a', '1', 'sha256:ab']],
  ['gcr.io/distroless/static@sha256:cd', ['gcr.io', 'distroless/static', undefined, 'sha256:cd']],
])('%s', (text, expected) => {
  const { registry, repository, tag, digest } = parseImageReference(text);
  expect([registry, repository, tag, digest]).toEqual(expected);
});
