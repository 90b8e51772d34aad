import fc from 'fast-check';

/** What no surface may show as it is: control, format and line characters, half surrogate pairs. */
export const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u;

/** One text with everything that acts somewhere. */
export const hostile = [
  '::error file=a,line=1::boo',
  '##[error]legacy ##[group]x',
  '@octocat @acme/admins user@example.com #1 GH-2 acme/shop#3',
  '![x](https://evil.example/x.png) [click](javascript:alert(1)) <https://evil.example> www.evil.example https://evil.example',
  '<script>alert(1)</script> <img src=x onerror=alert(1)> <!-- plimsoll:v1 --> </details> &lt;b&gt; &#64;octocat',
  '`a` ``b`` ```c ~~d~~ **e** _f_ | g | h \\| i \\',
  '# heading',
  '- item',
  '> quote',
  '$x$ :tada: [^1] [ ] %0A %25',
  '\u202Ebidi\u2066 \u200Bzero\uFEFF \u{E0041}tag \uD800half \x1B[31mred\x1B]8;;https://evil.example\x07 \x9B2J \x00 \x7F',
  '\r::set-output name=x::y\r\n::stop-commands::z\u2028::warning::w',
].join('\n');

const parts = fc.constantFrom(
  ...hostile.split(/(?<=[\s])/),
  ...[
    '`',
    '``',
    '|',
    '\\',
    '\\|',
    '@a',
    '<',
    '>',
    '&',
    '[',
    '](',
    ')',
    '!',
    '*',
    '_',
    '~',
    '#1',
    '://',
    '::',
    '##[',
    '\n',
    '\r',
    '\u202e',
    '$',
  ],
);

export const anyText: fc.Arbitrary<string> = fc.oneof(
  fc
    .array(fc.oneof(parts, fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 40 })
    .map((pieces) => pieces.join('')),
  fc.string({ unit: 'binary' }),
);
