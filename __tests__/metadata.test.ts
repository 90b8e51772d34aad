import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { rulesOnDisk } from '../src/dev/rules-on-disk.ts';
import { rules } from '../src/rules/index.ts';

const places = new Map(rulesOnDisk(join(import.meta.dirname, '..')).map(({ category, id }) => [id, category]));
const infos = rules.map((rule) => rule.info);

test('ids are unique', () => {
  expect(new Set(infos.map((info) => info.id)).size).toBe(infos.length);
});

test.each(infos.map((info) => [info.id, info] as const))('%s is filed, worded and sourced', (id, info) => {
  expect({
    folder: places.get(id),
    idShape: /^[a-z]+(-[a-z]+)+$/.test(id),
    titleLength: info.title.length <= 60 && info.title.length > 0,
    titleEnd: info.title.endsWith('.'),
    why: info.why.trim() !== '',
    remedyIsOneSentence: info.remedy.endsWith('.') && !/\. [A-Z]/.test(info.remedy.replaceAll(/`[^`]*`/g, '')),
    references: info.references.length > 0 && info.references.every((url) => url.startsWith('https://')),
    sameAs: info.sameAs.every((name) => /^[a-z0-9-]+\/[\w./-]+$/i.test(name)),
  }).toEqual({
    folder: info.category,
    idShape: true,
    titleLength: true,
    titleEnd: false,
    why: true,
    remedyIsOneSentence: true,
    references: true,
    sameAs: true,
  });
});

test('examples hold only characters that the bundle need not escape', () => {
  const texts = rules.flatMap(({ info, examples }) =>
    examples.flatMap(({ bad, good }) =>
      [bad, good].flatMap((text) =>
        typeof text === 'object'
          ? Object.values(text).map((each) => [info.id, each] as const)
          : [[info.id, text ?? ''] as const],
      ),
    ),
  );
  expect(texts.filter(([, text]) => /[^\0-\u00ff]/.test(text)).map(([id]) => id)).toEqual([]);
});
