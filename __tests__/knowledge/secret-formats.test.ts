import { expect, test } from '@jest/globals';
import { secretFormatsDate, secretVendors } from '../../src/knowledge/secret-formats.ts';

const formats = secretVendors.flatMap((vendor) => vendor.formats);

test('every format has a prefix of its own, and no prefix hides a longer one', () => {
  const prefixes = formats.map(({ prefix }) => prefix);
  expect(new Set(prefixes).size).toBe(prefixes.length);
  expect(prefixes.filter((prefix) => prefix.length < 3)).toEqual([]);
});

test('every pattern is bounded, so that no text can make it slow', () => {
  const unbounded = formats.filter(({ rest, gap = '' }) => /[*+](?![^[]*\])|\{\d+,\}/.test(`${rest} ${gap}`));
  expect(unbounded.map(({ prefix }) => prefix)).toEqual([]);
});

test('every vendor has a page, and the table a date', () => {
  expect(secretVendors.filter(({ source }) => !source.startsWith('https://'))).toEqual([]);
  expect(secretFormatsDate).toMatch(/^\d{4}-\d\d-\d\d$/);
});
