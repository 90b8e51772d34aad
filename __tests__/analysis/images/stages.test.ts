import { describe, expect, test } from '@jest/globals';
import {
  ancestryOf,
  baseOf,
  copySourceOf,
  effectiveAt,
  effectiveOf,
  exposesOf,
  mountSourcesOf,
  rootBaseOf,
  type StageBase,
} from '../../../src/analysis/images/stages.ts';
import { sourceFile } from '../../../src/core/source.ts';
import type { Stage } from '../../../src/documents/dockerfile/model.ts';
import { parseDockerfile } from '../../../src/documents/dockerfile/parse.ts';

const stagesOf = (text: string): readonly Stage[] => parseDockerfile(sourceFile('Dockerfile', text)).stages;

const named = (base: StageBase | undefined): string => {
  if (base?.kind === 'stage') return `stage ${base.stage.index.toString()}`;
  return base?.kind === 'image' ? `image ${base.text}${base.reference ? '' : '?'}` : (base?.kind ?? 'none');
};

test('a base is an earlier stage in any case, scratch, or an image with its defaults filled in', () => {
  const text =
    'ARG V=22\nARG W\nFROM node:$V AS Build\nFROM build\nFROM scratch\nFROM later\nFROM $W AS later\nFROM a AS build\nFROM BUILD';
  expect(stagesOf(text).map((stage) => named(baseOf(stage)))).toEqual([
    'image node:22',
    'stage 0',
    'scratch',
    'image later',
    'image $W?',
    'image a',
    'stage 5',
  ]);
});

test('files come from stages by name or number, and from images', () => {
  const text = `FROM a AS one
FROM b
COPY --from=ONE x y
COPY --chown=u --from=0 x y
COPY --from=1 x y
COPY --from=nginx:1 x y
COPY x y
RUN --mount=type=cache,target=/c --mount=from=one,source=x,target=y z`;
  const stage = stagesOf(text)[1];
  const sources = stage?.instructions.map((instruction) =>
    [copySourceOf(instruction), ...mountSourcesOf(instruction)].map(named),
  );
  expect(sources).toEqual([['stage 0'], ['stage 0'], ['image 1'], ['image nginx:1'], ['none'], ['none', 'stage 0']]);
});

describe('what holds for a stage', () => {
  const text = `FROM a AS base
USER root
EXPOSE 1
CMD ["x"]
FROM base AS next
ENTRYPOINT ["y"]
USER app
RUN z
FROM next
EXPOSE 2
HEALTHCHECK NONE`;

  test('comes from the nearest stage, and an entry point empties the command', () => {
    const last = stagesOf(text)[2];
    if (!last) throw new Error('no stage');
    expect([
      ...(['USER', 'ENTRYPOINT', 'CMD', 'HEALTHCHECK', 'WORKDIR'] as const).map(
        (keyword) => effectiveOf(last, keyword)?.body.text,
      ),
      exposesOf(last).map(({ body }) => body.text),
      ancestryOf(last).map(({ index }) => index),
      named(rootBaseOf(last)),
    ]).toEqual(['app', '["y"]', undefined, 'NONE', undefined, ['2', '1'], [2, 1, 0], 'image a']);
  });

  test('changes from line to line', () => {
    const users = stagesOf(text)[1]?.instructions.map((instruction) => effectiveAt(instruction, 'USER')?.body.text);
    expect(users).toEqual(['root', 'root', 'app']);
  });
});

test('stages that build on themselves or on each other end somewhere', () => {
  const loops = stagesOf('FROM a AS a\nFROM b AS c\nFROM c AS b\n'.repeat(200));
  expect(Math.max(...loops.map((stage) => ancestryOf(stage).length))).toBeLessThanOrEqual(100);
});
