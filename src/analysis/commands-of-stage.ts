import type { Instruction, Stage } from '../documents/dockerfile/model.ts';
import type { Command } from '../documents/shell.ts';
import { allCommandsOf, programOf, scriptsOfInstruction, type Program } from './scripts.ts';

/** A program that a `RUN` starts. */
export interface StageCommand {
  readonly instruction: Instruction;
  readonly command: Command;
  readonly program: Program;
}

/** Everything that a stage's own `RUN`s start, in order. */
export function commandsOf(stage: Stage): readonly StageCommand[] {
  return stage.instructions.flatMap((instruction) =>
    instruction.keyword === 'RUN' ? commandsOfInstruction(instruction) : [],
  );
}

export const commandsOfInstruction = (instruction: Instruction): readonly StageCommand[] =>
  scriptsOfInstruction(instruction)
    .flatMap(allCommandsOf)
    .flatMap((command) => {
      const program = programOf(command);
      return program ? [{ instruction, command, program }] : [];
    });
