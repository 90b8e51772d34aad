import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, expect, test } from '@jest/globals';
import { defaultPolicy } from '../../src/dev/default-policy.ts';
import { ruleFile } from '../../src/dev/rule-template.ts';
import { inspect } from '../../src/inspect.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { placeOf, treeOfFiles, unmark } from '../help/example-files.ts';

const src = join(import.meta.dirname, '..', '..', 'src');
const scratch = join(import.meta.dirname, '..', '..', '.cache', 'new-rule');

afterAll(() => rmSync(scratch, { recursive: true, force: true }));

test('a new rule passes its own examples from the start', async () => {
  const file = ruleFile('speed', 'slow-thing');
  const { path, text } = 'fault' in file ? { path: file.fault, text: '' } : file;
  mkdirSync(scratch, { recursive: true });
  const copy = join(scratch, 'slow-thing.ts');
  writeFileSync(copy, text.replaceAll("'../../", `'${src}/`).replaceAll("'../", `'${src}/rules/`));
  const { default: rule } = (await import(pathToFileURL(copy).href)) as { readonly default: Rule };
  const [example] = rule.examples;
  const bad = unmark(example?.bad ?? '', rule.info.kinds, undefined);
  const good = unmark(example?.good ?? '', rule.info.kinds, undefined);
  const placesIn = (files: ReadonlyMap<string, string>): readonly string[] =>
    inspect(
      treeOfFiles(files),
      defaultPolicy,
      { today: '2027-01-01' },
      { root: '.', rules: [rule], onCrash: 'throw' },
    ).findings.map((finding) => placeOf(finding.path, finding));
  expect([path, rule.info.id, rule.info.category, placesIn(bad.files), placesIn(good.files)]).toEqual([
    'src/rules/speed/slow-thing.ts',
    'slow-thing',
    'speed',
    bad.marks,
    [],
  ]);
});

test.each([
  ['fast', 'slow-thing', /^No category is called fast; there are attack-surface, /],
  ['speed', 'slow', /^slow must be two or more words/],
  ['speed', '../slow-thing', /^\.\.\/slow-thing must be/],
  ['', '', /^No category/],
])('no rule is made of %j and %j', (category, id, fault) => {
  expect(ruleFile(category, id)).toEqual({ fault: expect.stringMatching(fault) });
});
