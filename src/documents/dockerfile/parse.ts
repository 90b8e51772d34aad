import { spanOf, type SourceFile, type Span } from '../../core/source.ts';
import { parseDirectives } from './directives.ts';
import { faultsOf } from './faults.ts';
import { findHeredocOpeners, readHeredocs } from './heredocs.ts';
import { parseInstruction, type Building } from './instruction.ts';
import { lineAt, readLogicalLine, skipBlanks } from './lines.ts';
import type { Dockerfile, DockerComment, Instruction } from './model.ts';
import { addStages } from './stages.ts';

/** Far above any real Dockerfile; what is larger is not read. */
const sizeLimit = 1 << 20;

/** Far above any real Dockerfile, and above what Docker could build; what comes behind is not read. */
const instructionLimit = 2_000;

/** A Dockerfile after BuildKit's documented grammar. Never throws; what is broken is read as far as it goes. */
export function parseDockerfile(file: SourceFile): Dockerfile {
  const dockerfile: Building<Dockerfile> = {
    kind: 'dockerfile',
    file,
    problems: [],
    directives: [],
    escape: '\\',
    comments: [],
    instructions: [],
    globalArgs: [],
    stages: [],
  };
  if (file.text.length > sizeLimit) {
    dockerfile.problems = [
      { at: spanOf(file, 0, 0), message: 'This file is larger than 1 MiB and was not read', isTooLarge: true },
    ];
    return dockerfile;
  }

  const head = parseDirectives(file);
  dockerfile.directives = head.directives;
  if (head.directives.some(({ name, value }) => name === 'escape' && value.text === '`')) dockerfile.escape = '`';

  const { instructions, comments, unterminated, beyond } = readInstructions(file, head.next, dockerfile.escape);
  dockerfile.instructions = instructions;
  dockerfile.comments = comments;
  addStages(dockerfile, instructions);
  const faults = faultsOf(dockerfile, head.problems, unterminated);
  const message = `The file has more than ${instructionLimit} instructions, more than Plimsoll reads`;
  dockerfile.problems = beyond ? [{ at: beyond, message }, ...faults] : faults;
  return dockerfile;
}

interface Instructions {
  readonly instructions: readonly Building<Instruction>[];
  readonly comments: readonly DockerComment[];
  /** Openers of heredocs that never end. */
  readonly unterminated: readonly Span[];
  /** The first instruction that is not read. */
  readonly beyond: Span | undefined;
}

function readInstructions(file: SourceFile, start: number, escape: string): Instructions {
  const instructions: Building<Instruction>[] = [];
  const comments: DockerComment[] = [];
  const unterminated: Span[] = [];
  let next = start;
  for (let line = lineAt(file, next); line; line = lineAt(file, next)) {
    next = line.next;
    const content = skipBlanks(file.text, line.start, line.end);
    if (content === line.end) continue;
    if (file.text[content] === '#') {
      comments.push({ span: spanOf(file, content, line.end), inContinuation: false });
      continue;
    }
    if (instructions.length === instructionLimit) {
      return { instructions, comments, unterminated, beyond: spanOf(file, content, line.end) };
    }
    const logical = readLogicalLine(file, line, escape);
    next = logical.next;
    comments.push(...logical.comments);
    const instruction = parseInstruction(logical.text, escape);
    instructions.push(instruction);

    const target = heredocTarget(instruction);
    const openers = target ? findHeredocOpeners(target.body) : [];
    if (!target || openers.length === 0) continue;
    const heredocs = readHeredocs(file, openers, next);
    next = heredocs.next;
    for (const owner of new Set([target, instruction])) {
      owner.heredocs = heredocs.heredocs;
      if (heredocs.end !== undefined) owner.span = spanOf(file, owner.span.start, heredocs.end);
    }
    if (heredocs.unterminated) unterminated.push(heredocs.unterminated);
  }
  return { instructions, comments, unterminated, beyond: undefined };
}

const takesHeredocs = new Set(['RUN', 'COPY', 'ADD']);

/** The instruction, or the one it triggers, that may have heredocs: not in the JSON form. */
function heredocTarget(instruction: Building<Instruction>): Building<Instruction> | undefined {
  const target = instruction.trigger ?? instruction;
  return takesHeredocs.has(target.keyword) && target.form === 'shell' ? target : undefined;
}
