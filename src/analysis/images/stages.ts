import type { Text } from '../../core/source.ts';
import { findFlag, type Dockerfile, type Instruction, type Stage } from '../../documents/dockerfile/model.ts';
import { mountsOf } from '../../documents/dockerfile/mounts.ts';
import { resolve } from '../../documents/dockerfile/variables.ts';
import { parseImageReference, type ImageReference } from './images.ts';

/** What a stage builds on, or a `--from` copies from. */
export type StageBase =
  | { readonly kind: 'stage'; readonly stage: Stage }
  | { readonly kind: 'scratch' }
  /** `text` with its variables replaced; the reference only where all of them could be. */
  | { readonly kind: 'image'; readonly text: string; readonly reference: ImageReference | undefined };

const bases = new WeakMap<Stage, StageBase>();

export function baseOf(stage: Stage): StageBase {
  const known = bases.get(stage);
  if (known) return known;
  const base: StageBase = stage.base
    ? sourceNamed(stage.base, stage.from, stage, false)
    : { kind: 'image', text: '', reference: undefined };
  bases.set(stage, base);
  return base;
}

/** What `COPY --from` and `ADD --from` name; `undefined` without the flag. */
export function copySourceOf(instruction: Instruction): StageBase | undefined {
  const { stage } = instruction;
  const from = findFlag(instruction, 'from')?.value;
  return stage && from ? sourceNamed(from, instruction, stage, true) : undefined;
}

/** What the instruction's `--mount`s take files from. */
export function mountSourcesOf(instruction: Instruction): readonly StageBase[] {
  const { stage } = instruction;
  if (!stage) return [];
  return mountsOf(instruction).flatMap(({ options }) => {
    const from = options.get('from');
    return from ? [sourceNamed(from, instruction, stage, true)] : [];
  });
}

/** An earlier stage by its name in any case, or, in `--from`, by its number. */
function sourceNamed(text: Text, instruction: Instruction, stage: Stage, byNumber: boolean): StageBase {
  const { value, isResolved } = resolve(text, instruction);
  const earlier = earlierStage(stage, value, byNumber);
  if (earlier) return { kind: 'stage', stage: earlier };
  if (value.toLowerCase() === 'scratch') return { kind: 'scratch' };
  return { kind: 'image', text: value, reference: isResolved && value !== '' ? parseImageReference(value) : undefined };
}

const stagesByName = new WeakMap<Dockerfile, ReadonlyMap<string, readonly Stage[]>>();

function earlierStage(stage: Stage, name: string, byNumber: boolean): Stage | undefined {
  const { dockerfile, index } = stage;
  if (byNumber && /^\d{1,6}$/.test(name)) return Number(name) < index ? dockerfile.stages[Number(name)] : undefined;
  const named = namedStages(dockerfile).get(name.toLowerCase()) ?? [];
  return named[countBefore(named, (candidate) => candidate.index < index) - 1];
}

function namedStages(dockerfile: Dockerfile): ReadonlyMap<string, readonly Stage[]> {
  const known = stagesByName.get(dockerfile);
  if (known) return known;
  const named = new Map<string, Stage[]>();
  for (const stage of dockerfile.stages) {
    const name = stage.name?.text.toLowerCase();
    if (name === undefined) continue;
    const before = named.get(name);
    if (before) before.push(stage);
    else named.set(name, [stage]);
  }
  stagesByName.set(dockerfile, named);
  return named;
}

/** The stage that `--target` names, by name or number. */
export function findStage(dockerfile: Dockerfile, target: string): Stage | undefined {
  return (
    namedStages(dockerfile).get(target.toLowerCase())?.at(-1) ??
    (/^\d{1,6}$/.test(target) ? dockerfile.stages[Number(target)] : undefined)
  );
}

/** Longer chains of stages are nobody's Dockerfile. */
const chainLimit = 100;

/** The stage and those it builds on, itself first. */
export function ancestryOf(stage: Stage): readonly Stage[] {
  const ancestry = [stage];
  for (let base = baseOf(stage); base.kind === 'stage' && ancestry.length < chainLimit; base = baseOf(base.stage)) {
    ancestry.push(base.stage);
  }
  return ancestry;
}

/** The image or `scratch` at the bottom of a stage's ancestry. */
export function rootBaseOf(stage: Stage): Exclude<StageBase, { readonly kind: 'stage' }> {
  const last = ancestryOf(stage).at(-1) ?? stage;
  const base = baseOf(last);
  return base.kind === 'stage' ? { kind: 'image', text: '', reference: undefined } : base;
}

/**
 * The instruction of this kind that holds for a stage: the last one in it, else in what it builds on. `undefined` where
 * the base image decides. Setting `ENTRYPOINT` empties an inherited `CMD`.
 * https://docs.docker.com/reference/dockerfile/#understand-how-cmd-and-entrypoint-interact
 */
export function effectiveOf(stage: Stage, keyword: EffectiveKeyword): Instruction | undefined {
  for (const ancestor of ancestryOf(stage)) {
    const found = instructionsNamed(ancestor, keyword).at(-1);
    if (found) return found;
    if (keyword === 'CMD' && instructionsNamed(ancestor, 'ENTRYPOINT').length > 0) return undefined;
  }
  return undefined;
}

export type EffectiveKeyword = 'USER' | 'WORKDIR' | 'SHELL' | 'CMD' | 'ENTRYPOINT' | 'HEALTHCHECK' | 'STOPSIGNAL';

/** What holds where this instruction runs, set in front of it. */
export function effectiveAt(instruction: Instruction, keyword: EffectiveKeyword): Instruction | undefined {
  const { stage } = instruction;
  if (!stage) return undefined;
  const at = instruction.span.start;
  const here = instructionsNamed(stage, keyword);
  const before = countBefore(here, (other) => other.span.start < at);
  if (before > 0) return here[before - 1];
  const base = baseOf(stage);
  return base.kind === 'stage' ? effectiveOf(base.stage, keyword) : undefined;
}

/** All `EXPOSE`s of a stage and of what it builds on. */
export const exposesOf = (stage: Stage): readonly Instruction[] =>
  ancestryOf(stage).flatMap((ancestor) => instructionsNamed(ancestor, 'EXPOSE'));

const instructionsByKeyword = new WeakMap<Stage, ReadonlyMap<string, readonly Instruction[]>>();

/** Asked for every instruction of a stage, and so kept by keyword. */
function instructionsNamed(stage: Stage, keyword: string): readonly Instruction[] {
  let known = instructionsByKeyword.get(stage);
  if (!known) {
    const named = new Map<string, Instruction[]>();
    for (const instruction of stage.instructions) {
      const before = named.get(instruction.keyword);
      if (before) before.push(instruction);
      else named.set(instruction.keyword, [instruction]);
    }
    known = named;
    instructionsByKeyword.set(stage, known);
  }
  return known.get(keyword) ?? [];
}

/** How many of a list in file order come before a place. */
function countBefore<Item>(items: readonly Item[], isBefore: (item: Item) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && isBefore(item)) low = middle + 1;
    else high = middle;
  }
  return low;
}
