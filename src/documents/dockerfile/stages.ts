import { spanOf } from '../../core/source.ts';
import type { Building } from './instruction.ts';
import type { Dockerfile, Instruction, Stage } from './model.ts';

/** Groups the instructions: `ARG`s before the first `FROM`, then a stage for each `FROM`. */
export function addStages(dockerfile: Building<Dockerfile>, instructions: readonly Building<Instruction>[]): void {
  const globalArgs: Instruction[] = [];
  const stages: Stage[] = [];
  let members: Instruction[] = [];
  let stage: Building<Stage> | undefined;
  for (const instruction of instructions) {
    if (instruction.keyword === 'FROM') {
      members = [];
      stage = {
        dockerfile,
        index: stages.length,
        name: instruction.words[1]?.text.toUpperCase() === 'AS' ? instruction.words[2] : undefined,
        from: instruction,
        base: instruction.words[0],
        instructions: members,
        span: instruction.span,
      };
      stages.push(stage);
    } else if (stage) {
      members.push(instruction);
      stage.span = spanOf(dockerfile.file, stage.span.start, instruction.span.end);
    } else if (instruction.keyword === 'ARG') globalArgs.push(instruction);
    instruction.stage = stage;
    if (instruction.trigger) (instruction.trigger as Building<Instruction>).stage = stage;
  }
  dockerfile.globalArgs = globalArgs;
  dockerfile.stages = stages;
}
