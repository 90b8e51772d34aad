import { describe, expect, test } from '@jest/globals';
import { mayCreateComment, type CommentWish } from '../../src/github/sticky-comment.ts';

describe('a first comment is made', () => {
  const wish: CommentWish = { setting: 'always', byBot: false, touchesOurFiles: false, hasNews: false };

  test.each<[string, Partial<CommentWish>, boolean]>([
    ['where a file is touched that we read', { touchesOurFiles: true }, true],
    ['not where none is', {}, false],
    ['where something is new', { hasNews: true }, true],
    ['where something is new in a bot’s pull request', { hasNews: true, byBot: true }, true],
    ['not for a bot that only touches our files', { touchesOurFiles: true, byBot: true }, false],
    ['`on-change`: not for touched files alone', { setting: 'on-change', touchesOurFiles: true }, false],
    ['`on-change`: for news', { setting: 'on-change', hasNews: true }, true],
    ['`never`', { setting: 'never', hasNews: true, touchesOurFiles: true }, false],
  ])('%s', (_, given, expected) => {
    expect(mayCreateComment({ ...wish, ...given })).toBe(expected);
  });
});
