import { expect, test } from '@jest/globals';
import { publishedImagesOf } from '../../../src/analysis/images/published-images.ts';
import { parseRunReference, tagKindOf } from '../../../src/analysis/images/run-references.ts';
import { repositoryOfFiles } from '../../help/repository.ts';

test.each([
  ['docker build -t shop . && docker tag shop acme/shop:prod && docker push acme/shop:prod', ['acme/shop:prod']],
  ['docker build -t acme/shop:1 -t acme/shop:latest . && docker push acme/shop:1', ['acme/shop:1']],
  [
    'docker build -t acme/shop:1 -t acme/shop:latest . && docker push --all-tags acme/shop',
    ['acme/shop:1', 'acme/shop:latest'],
  ],
  ['docker buildx build --push -t acme/shop:1 -t acme/shop:latest .', ['acme/shop:1', 'acme/shop:latest']],
])('%s publishes what is pushed', (run, names) => {
  const repository = repositoryOfFiles(
    `on: push\njobs:\n  image:\n    runs-on: ubuntu-latest\n    steps: [{ run: "${run}" }]\n`,
  );
  const found = publishedImagesOf(repository).flatMap(({ references }) => references);
  expect(found.map(({ name, tag }) => `${name}:${tag ?? ''}`)).toEqual(names);
});

test.each([
  ['gcr.io/${{ secrets.PROJECT }}/shop', 'moving'],
  ['gcr.io/acme/${{ vars.IMAGE }}', 'unknown'],
  ["gcr.io/${{ inputs.a || 'x/y' }}", 'unknown'],
  ['$(for each in a b; do echo acme/$each; done)', 'unknown'],
  ['$(for each in gcr.io/a gcr.io/b', 'unknown'],
])('%s, without a tag, is %s', (text, kind) => {
  expect(tagKindOf(parseRunReference(text))).toBe(kind);
});
