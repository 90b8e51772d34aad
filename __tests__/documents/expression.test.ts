import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { plainText, sourceFile, spanOf, textOfSpan } from '../../src/core/source.ts';
import type { Text } from '../../src/core/source.ts';
import { conditionOf, expressionsIn, staticTruthOf } from '../../src/documents/expression.ts';
import type { Term } from '../../src/documents/expression.ts';
import { parseYaml } from '../../src/documents/yaml.ts';
import { findValue } from '../../src/documents/yaml-value.ts';
import type { Scalar } from '../../src/documents/yaml-value.ts';

function textOf(text: string): Text {
  const file = sourceFile('x', text);
  return plainText(spanOf(file, 0, text.length));
}

function scalarOf(yaml: string): Scalar {
  const found = findValue(parseYaml(sourceFile('x.yml', yaml)).root, 'if');
  if (found?.kind !== 'scalar') throw new Error('no scalar');
  return found;
}

/** A term as its shape, each part with the text of its span behind it where the two differ. */
function shapeOf(term: Term | undefined): unknown {
  switch (term?.kind) {
    case undefined:
      return undefined;
    case 'literal':
      return { literal: term.value, at: textOfSpan(term.span) };
    case 'access':
      return {
        access: term.path,
        ...(term.base ? { base: shapeOf(term.base) } : {}),
        ...(term.indices.length > 0 ? { indices: term.indices.map(shapeOf) } : {}),
        at: textOfSpan(term.span),
      };
    case 'call':
      return { call: term.name, arguments: term.arguments.map(shapeOf), at: textOfSpan(term.span) };
    case 'operation':
      return { operation: term.operator, operands: term.operands.map(shapeOf), at: textOfSpan(term.span) };
  }
}

const treeOf = (source: string): unknown => shapeOf(expressionsIn(textOf(`\${{ ${source} }}`))[0]?.tree);

describe('expressions are cut out of a text', () => {
  test.each([
    ['nothing', []],
    ['a ${{ b.c }} d ${{e.f}}', ['${{ b.c }}|b.c', '${{e.f}}|e.f']],
    ["${{ format('}}{0}', x.y) }}", ["${{ format('}}{0}', x.y) }}|format('}}{0}', x.y)"]],
    ["${{ 'it''s }}' }}", ["${{ 'it''s }}' }}|'it''s }}'"]],
    ['${{ toJSON(a.b)}}}', ['${{ toJSON(a.b)}}|toJSON(a.b)']],
    ['$${{ a.b }}', ['${{ a.b }}|a.b']],
    ['${{ a.b\n${{ c.d', ['${{ a.b|a.b']],
    ['${{}}', ['${{}}|']],
  ])('%j', (text, expected) => {
    const found = expressionsIn(textOf(text)).map(({ span, source }) => `${textOfSpan(span)}|${source.text}`);
    expect(found).toEqual(expected);
  });

  test('inside a block scalar, with the place in the file', () => {
    const text = 'if: |\n    echo ${{ github.event.issue\n      .title }}\n    b\n';
    const [expression] = expressionsIn(scalarOf(text).value);
    expect([expression && textOfSpan(expression.span), shapeOf(expression?.tree)]).toEqual([
      '${{ github.event.issue\n      .title }}',
      { access: 'github.event.issue.title', at: 'github.event.issue\n      .title' },
    ]);
  });

  test('the same text is parsed once', () => {
    const text = textOf('${{ a.b }}');
    expect(expressionsIn(text)).toBe(expressionsIn(text));
  });
});

describe('an expression is read', () => {
  test.each<[string, unknown]>([
    ['github.Event.issue', { access: 'github.event.issue', at: 'github.Event.issue' }],
    ["matrix['OS'].x", { access: 'matrix.os.x', at: "matrix['OS'].x" }],
    ['steps.*.outputs.x', { access: 'steps.*.outputs.x', at: 'steps.*.outputs.x' }],
    ['a[0][*]', { access: 'a.0.*', at: 'a[0][*]' }],
    [
      'env[matrix.name].x',
      { access: 'env.*.x', indices: [{ access: 'matrix.name', at: 'matrix.name' }], at: 'env[matrix.name].x' },
    ],
    [
      'fromJSON(needs.a.outputs.b).c.d',
      {
        access: '',
        base: {
          call: 'fromjson',
          arguments: [{ access: 'needs.a.outputs.b', at: 'needs.a.outputs.b' }],
          at: 'fromJSON(needs.a.outputs.b)',
        },
        at: 'fromJSON(needs.a.outputs.b).c.d',
      },
    ],
    ['(github.event).x', { access: 'github.event.x', at: '(github.event).x' }],
    ["'it''s ''fine'''", { literal: "it's 'fine'", at: "'it''s ''fine'''" }],
    ['true', { literal: true, at: 'true' }],
    ['null', { literal: null, at: 'null' }],
    ['-1.5e3', { literal: -1500, at: '-1.5e3' }],
    ['0xff', { literal: 255, at: '0xff' }],
    ['secrets', { access: 'secrets', at: 'secrets' }],
    [
      "!(a.b == 'x') && c() || d.e",
      {
        operation: '||',
        operands: [
          {
            operation: '&&',
            operands: [
              {
                operation: '!',
                operands: [
                  {
                    operation: '==',
                    operands: [
                      { access: 'a.b', at: 'a.b' },
                      { literal: 'x', at: "'x'" },
                    ],
                    at: "a.b == 'x'",
                  },
                ],
                at: "!(a.b == 'x')",
              },
              { call: 'c', arguments: [], at: 'c()' },
            ],
            at: "!(a.b == 'x') && c()",
          },
          { access: 'd.e', at: 'd.e' },
        ],
        at: "!(a.b == 'x') && c() || d.e",
      },
    ],
  ])('%s', (source, expected) => {
    expect(treeOf(source)).toEqual(expected);
  });

  test.each([
    ['', 'It is empty'],
    ['a.', "Unexpected symbol: '.'"],
    ['a b', "Unexpected symbol: 'b'"],
    ["'open", 'It is never closed by `}}`'],
    ['"x"', 'Unexpected symbol: \'"x"\''],
    ['contains(a)', "Too few parameters supplied: 'contains'"],
    ['('.repeat(60), "Exceeded max expression depth 50: '('"],
    ['1'.concat('==1'.repeat(5_000)), 'It chains more than 100 comparisons'],
    ['a || (1'.concat('==1'.repeat(5_000), ')'), 'It chains more than 100 comparisons'],
    ['!'.repeat(20_900), "Exceeded max expression depth 50: '!'"],
  ])('%.20s is none, and says why', (source, error) => {
    expect(expressionsIn(textOf(`\${{ ${source} }}`)).map((found) => [found.tree, found.error])).toEqual([
      [undefined, expect.stringContaining(error.slice(0, 20))],
    ]);
  });

  test('whatever stands in a text: nothing throws, spans lie inside and terms inside their expression', () => {
    const pieces = [
      '${{',
      '}}',
      ' ',
      'a',
      '.b',
      "'",
      '(',
      ')',
      '[',
      ']',
      '*',
      '&&',
      '||',
      '!',
      '==',
      '1',
      ',',
      '\n',
      'f(',
      '<',
    ];
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...pieces), maxLength: 30 }), (text) => {
        for (const { span, tree } of expressionsIn(textOf(text))) {
          expect(text.slice(span.start, span.end).startsWith('${{')).toBe(true);
          if (tree) expect(span.start < tree.span.start && tree.span.end < span.end).toBe(true);
        }
      }),
      { numRuns: 2000 },
    );
  });

  test('half a million expressions in one text end early', () => {
    const found = expressionsIn(textOf('${{a.b}}'.repeat(120_000)));
    expect([found.length, found.at(-1)?.error]).toEqual([3_501, 'GitHub does not accept so many in one text']);
  });
});

describe('a condition', () => {
  const conditions: [string, string | undefined][] = [
    ['if: a.b == 1', 'a.b == 1'],
    ['if: ${{ a.b == 1 }}', 'a.b == 1'],
    ['if: "a.b == \'}}\'"', "a.b == '}}'"],
    ['if: |\n  a.b\n  && c.d\n', 'a.b\n&& c.d'],
    ['if: ${{ a.b }} && ${{ c.d }}', undefined],
    ['if: "!${{ a.b }}"', undefined],
    ['if: |\n  ${{ a.b }}\n', undefined],
    ['if: |-\n  ${{ a.b }}\n', 'a.b'],
    ['if: ""', undefined],
    ['if: ~', undefined],
  ];
  test.each(conditions)('%j asks %j', (yaml, source) => {
    expect(conditionOf(scalarOf(yaml))?.source.text).toBe(source);
  });

  const truths: [string, boolean | undefined][] = [
    ['false', false],
    ["'false'", true],
    ['0', false],
    ["''", false],
    ['null', false],
    ['!true', false],
    ['always() && false', false],
    ['a.b || true', true],
    ['a.b && true', undefined],
    ['a.b', undefined],
    ["'x' == 'y'", undefined],
  ];
  test.each(truths)('%s is known to be %j', (source, truth) => {
    const tree = conditionOf(scalarOf(`if: \${{ ${source} }}`))?.tree;
    expect(tree && staticTruthOf(tree)).toBe(truth);
  });
});
