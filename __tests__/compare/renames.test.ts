import { expect, test } from '@jest/globals';
import { findRenames } from '../../src/compare/renames.ts';
import { treeOfFiles } from '../help/example-files.ts';

const kindOf = (path: string) =>
  path.endsWith('.yml') ? 'workflow' : path.includes('Dockerfile') ? 'dockerfile' : undefined;

const renames = (base: Record<string, string>, head: Record<string, string>) =>
  findRenames(treeOfFiles(new Map(Object.entries(head))), treeOfFiles(new Map(Object.entries(base))), kindOf);

const text = (...lines: string[]) => lines.join('\n');

test('an equal text is a rename, however many are like it', () => {
  const one = text('on: push', 'jobs: {}', 'name: x');
  expect(renames({ 'a.yml': one, 'b.yml': text('on: push', 'jobs: {}', 'name: y') }, { 'c.yml': one })).toEqual([
    { from: 'a.yml', to: 'c.yml' },
  ]);
});

test('the most similar removed file of the same kind is taken at 60 % or more', () => {
  const base = { 'a.yml': text('1', '2', '3', '4', '5'), Dockerfile: text('1', '2', '3', '4', '5x') };
  expect(renames(base, { 'b.yml': text('1', '2', '3', 'x', 'y') })).toEqual([{ from: 'a.yml', to: 'b.yml' }]);
  expect(renames(base, { 'b.yml': text('1', '2', 'z', 'x', 'y') })).toEqual([]);
});

test('a file of no kind of ours is followed where its text is equal', () => {
  const secrets = text('A=1', 'B=2', 'C=3');
  expect(renames({ '.env': secrets }, { 'conf/.env': secrets })).toEqual([{ from: '.env', to: 'conf/.env' }]);
  expect(renames({ '.env': secrets }, { 'conf/.env': `${secrets}\n` })).toEqual([]);
  expect(renames({ '.env': '' }, { 'conf/.env': '' })).toEqual([]);
});

test('a moved folder of many files is followed whole', () => {
  const paths = Array.from({ length: 300 }, (_, index) => `${index}/Dockerfile`);
  const below = (folder: string) => Object.fromEntries(paths.map((path) => [`${folder}${path}`, text(path, 'FROM x')]));
  expect(renames(below('a'), below('b')).length).toBe(300);
});

test('a file that is still there was not renamed', () => {
  expect(renames({ 'a.yml': 'x' }, { 'a.yml': 'x', 'b.yml': 'x' })).toEqual([]);
});
