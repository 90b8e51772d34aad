import { describe, expect, test } from '@jest/globals';
import { surfaceOf } from './markdown-surface.ts';

const nothing = { tags: [], comments: [], links: [], images: [], mentions: [], references: [] };

describe('what of a Markdown text acts', () => {
  test.each([
    'plain `@code <b> #1 https://a.example ![x](y)` text',
    '```yaml\n@name <img> #1\n```',
    '> ~~~\n> @name\n> ~~~',
    'someone@example.com, 2 < 3 and a & b',
    '``a ` @name``',
    '| `@name` | `a \\| @name` |',
    '<summary><code>@name</code></summary>',
  ])('nothing in %j', (text) => {
    expect({ ...surfaceOf(text), tags: [] }).toEqual(nothing);
  });

  test.each([
    [
      'a mention, in any disguise',
      '@one \\@two &#64;three &commat;four',
      { mentions: ['@one', '@two', '@three', '@four'] },
    ],
    ['a mention after an open backtick', '`@one', { mentions: ['@one'] }],
    ['a mention in a cell whose code a bar ends', '| `a | @one` |', { mentions: ['@one'] }],
    ['a mention in an HTML block, in spite of backticks', '<b>\n`@one`', { tags: ['<b>'], mentions: ['@one'] }],
    ['references', 'see #12, GH-3 and octo/ships#4', { references: ['#12', 'GH-3', 'octo/ships#4'] }],
    ['a tag', 'text <img src=x onerror=y> text', { tags: ['<img src=x onerror=y>'] }],
    ['a comment', 'text <!-- plimsoll:v1 --> text', { comments: ['<!-- plimsoll:v1 -->'] }],
    [
      'links',
      '[a](https://a.example) <https://b.example> www.c.example',
      { links: ['https://a.example', '<https://b.example>', 'www.c.example'] },
    ],
    ['an image', '![a](https://a.example)', { images: ['![a](https://a.example)'], links: ['https://a.example'] }],
  ])('%s', (_, text, found) => {
    expect(surfaceOf(text)).toEqual({ ...nothing, ...found });
  });
});
