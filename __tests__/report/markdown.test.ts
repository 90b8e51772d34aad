import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { cell, codeSpan, html, plain, prose } from '../../src/report/markdown.ts';
import { anyText, hostile, unseen } from './hostile-text.ts';
import { nodesOf, shownBy } from './markdown-reader.ts';

describe('plain', () => {
  test('breaks mentions, references, links and markup', () => {
    expect(plain('@me #1 https://x.y <b> *a* [c](d) a|b `e` :tada: &amp; $x$')).toBe(
      '@&#8203;me #&#8203;1 https:&#8203;//x.y &#60;b&#62; \\*a\\* \\[c\\](d) a&#124;b &#96;e&#96; :&#8203;tada: &#38;amp; &#36;x&#36;',
    );
  });

  test('is read as words alone', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(kindsIn(`- **x** · ${plain(text)} · y`)).toEqual(
          new Set(['list', 'listItem', 'paragraph', 'strong', 'text']),
        );
      }),
      { numRuns: 300 },
    );
  });

  test('holds no bare mention, tag or unseen character', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(plain(text)).not.toMatch(unseen);
        expect(plain(text)).not.toMatch(/@(?!&#8203;)|[<>`|$]|#\d(?<!&#\d)|:\/\/|::/);
      }),
    );
  });
});

describe('codeSpan', () => {
  test('has a fence longer than any inside', () => {
    expect(['a', '`a`', 'a``b', '', ' x '].map(codeSpan)).toEqual([
      '`a`',
      '`` `a` ``',
      '```a``b```',
      '`""`',
      '`  x  `',
    ]);
  });

  test('is read as one code span', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(kindsIn(`- **x** · ${codeSpan(text)} · y`)).toEqual(
          new Set(['list', 'listItem', 'paragraph', 'strong', 'text', 'inlineCode']),
        );
      }),
      { numRuns: 300 },
    );
  });
});

describe('prose', () => {
  test('keeps quotes apart from words', () => {
    expect([prose('Job `a_b` runs *x*'), prose('odd ` one'), prose(`cut \`${'x'.repeat(20)}\` end`, 10)]).toEqual([
      'Job `a_b` runs \\*x\\*',
      'odd &#96; one',
      'cut `xxxx…`',
    ]);
  });

  test('is read as words and code alone, and shows the words', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        const kinds = kindsIn(`x ${prose(text)} y`);
        kinds.delete('inlineCode');
        expect(kinds).toEqual(new Set(['paragraph', 'text']));
      }),
      { numRuns: 300 },
    );
  });
});

describe('cell', () => {
  test('keeps the row whole whatever it holds', () => {
    fc.assert(
      fc.property(anyText, anyText, (a, b) => {
        const row = `| ${cell(plain(a))} | ${cell(codeSpan(b))} |`;
        // A backslash before a pipe always makes it part of the cell; none may stand before another backslash.
        expect(row).not.toMatch(/\\\\\|/);
        expect(row.replaceAll('\\|', '').match(/\|/g)?.length).toBe(3);
      }),
    );
  });
});

test('html shows hostile text as text', () => {
  expect(html(hostile)).not.toMatch(/[<>"`\\]|@(?!&)/);
});

test('a hostile text in prose loses nothing but line breaks', () => {
  expect(shownBy(`x ${prose('a < b & c `d|e` @f')}`)).toBe('x a < b & c d|e @\u200bf');
});

const kindsIn = (text: string): Set<string> => new Set(nodesOf(text).map((node) => node.type));
