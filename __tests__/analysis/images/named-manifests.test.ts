import { expect, test } from '@jest/globals';
import { wanted } from '../../../src/wanted.ts';
import { treeOfFiles } from '../../help/example-files.ts';

const read = (run: string): readonly string[] => {
  const paths = ['k8s/app.yaml', 'k8s/deep/db.yaml', 'k8s/notes.md', 'deploy.yml', 'other.yml'];
  const tree = treeOfFiles(
    new Map([['.github/workflows/ship.yml', `on: push\njobs: { a: { steps: [{ run: '${run}' }] } }\n`]]),
  );
  const entries = [...tree.entries, ...paths.map((path) => ({ path, mode: 'file' as const }))];
  return wanted.alsoWanted({ ...tree, entries });
};

test.each([
  ['kubectl apply -f deploy.yml', ['deploy.yml']],
  ['kubectl apply --filename=./k8s/app.yaml,deploy.yml', ['k8s/app.yaml', 'deploy.yml']],
  ['kubectl apply -f k8s/', ['k8s/app.yaml']],
  ['kubectl apply -f https://example.com/deploy.yml', []],
  ['docker build -f other.yml .', []],
])('%s', (run, expected) => {
  expect(read(run)).toEqual(expected);
});
