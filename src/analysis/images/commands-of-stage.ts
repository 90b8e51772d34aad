import type { Instruction, Stage } from '../../documents/dockerfile/model.ts';
import type { Command } from '../../documents/shell.ts';
import { allCommandsOf, programOf, scriptsOfInstruction, type Program } from '../shell/scripts.ts';

/** A program that a `RUN` starts. */
export interface StageCommand {
  readonly instruction: Instruction;
  readonly command: Command;
  readonly program: Program;
}

/**
 * What a stage's own `RUN`s start, in order. Only of scripts whose text matches `asked`, the names of what is looked for:
 * the others need no parsing.
 */
export function commandsOf(stage: Stage, asked: RegExp): readonly StageCommand[] {
  return stage.instructions.flatMap((instruction) =>
    instruction.keyword === 'RUN' ? commandsOfInstruction(instruction, asked) : [],
  );
}

const commandsOfInstruction = (instruction: Instruction, asked: RegExp): readonly StageCommand[] =>
  scriptsOfInstruction(instruction)
    .filter(({ text }) => asked.test(text.text))
    .flatMap(allCommandsOf)
    .flatMap((command) => {
      const program = programOf(command);
      return program ? [{ instruction, command, program }] : [];
    });
