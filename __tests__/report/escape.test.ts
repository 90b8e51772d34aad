import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { code } from '../../src/core/message.ts';
import {
  commandData,
  commandProperty,
  cutText,
  inert,
  printableJson,
  withoutCommands,
} from '../../src/report/escape.ts';
import { anyText, unseen } from './hostile-text.ts';

describe('inert', () => {
  test('writes out what is not seen and breaks a legacy command', () => {
    expect(inert('a\x1b[31mb\u202ec\u200bd\x9be##[error]f\r\ng\rh')).toBe(
      'a\\u{1b}[31mb\\u{202e}c\\u{200b}d\\u{9b}e#\\u{23}[error]f g\\u{d}h',
    );
  });

  test('lets nothing unseen and no command through', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(inert(text)).not.toMatch(unseen);
        expect(inert(text)).not.toContain('##[');
      }),
    );
  });
});

describe('code', () => {
  test('quotes a text on one line without backticks of its own', () => {
    expect(['a `b`', 'x\n   y\tz', '', '\u202eevil', 'a'.repeat(200)].map(code)).toEqual([
      '`a \\u{60}b\\u{60}`',
      '`x⏎y z`',
      '`""`',
      '`\\u{202e}evil`',
      `\`${'a'.repeat(79)}…\``,
    ]);
  });

  test('always holds exactly two backticks and nothing unseen', () => {
    fc.assert(
      fc.property(anyText, (text) => {
        expect(code(text)).toMatch(/^`[^`]+`$/);
        expect(code(text)).not.toMatch(unseen);
        expect([...code(text)].length).toBeLessThanOrEqual(82);
      }),
    );
  });
});

describe('workflow commands', () => {
  test('escape what would end a property or a message', () => {
    expect([commandProperty('a:b,c%\r\n::d', 99), commandData('50%\nx\r##[error]y', 99)]).toEqual([
      'a%3Ab%2Cc%25 %3A%3Ad',
      '50%25%0Ax\\u{d}#\\u{23}[error]y',
    ]);
  });

  test('are cut before they are escaped', () => {
    expect(commandData('%'.repeat(10), 4)).toBe('%25%25%25…');
  });
});

test('a line that begins like a command is no command any more', () => {
  expect(withoutCommands('::error::x\n  ::add-mask::y\na ::b::')).toBe(
    '\\u{3a}:error::x\n  \\u{3a}:add-mask::y\na ::b::',
  );
});

test('printable JSON is the same value in visible characters', () => {
  fc.assert(
    fc.property(fc.array(anyText), (texts) => {
      const json = printableJson(texts, 1);
      expect(JSON.parse(json)).toEqual(texts);
      expect(json.replaceAll('\n', '')).not.toMatch(unseen);
      expect(json).not.toContain('##[');
    }),
  );
});

test('a cut text keeps its limit and whole surrogate pairs', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), fc.integer({ min: 1, max: 20 }), (text, most) => {
      const cut = cutText(text, most);
      expect(cut.length).toBeLessThanOrEqual(most);
      expect(cut).not.toMatch(/\p{Cs}/u);
    }),
  );
});
