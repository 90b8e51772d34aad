import { spanWithin, type Span } from '../core/source.ts';
import type { Dockerfile, Instruction, Stage } from '../documents/dockerfile/model.ts';
import { findVariable, stepsOf, type Action, type Step, type Workflow } from '../documents/workflow-model.ts';

/** A build argument that is used, or that a workflow sets to a secret. */
export interface BuildArgument {
  /** The argument's, then the secret's where one is handed in. */
  readonly names: readonly string[];
  readonly at: Span;
}

export const findBuildArguments = (document: Dockerfile | Workflow | Action): readonly BuildArgument[] =>
  document.kind === 'dockerfile' ? usedArguments(document) : stepsOf(document).flatMap(handedSecrets);

/** `ARG`s of stages that a later `RUN` or `ENV` of the stage reads. */
function usedArguments(dockerfile: Dockerfile): readonly BuildArgument[] {
  return dockerfile.stages.flatMap((stage) =>
    stage.instructions
      .filter(({ keyword }) => keyword === 'ARG')
      .flatMap((instruction) =>
        instruction.pairs
          .filter(({ name }) => isRead(name.text, instruction, stage))
          .map(({ name, span }) => ({ names: [name.text], at: span })),
      ),
  );
}

/** The shell sees every argument as a variable, so a script may read it by name alone. */
function isRead(name: string, declaration: Instruction, stage: Stage): boolean {
  const reader = new RegExp(String.raw`\$\{?${name.replace(/\W/g, '')}\b`);
  return stage.instructions.some(
    ({ keyword, body, heredocs, span }) =>
      (keyword === 'RUN' || keyword === 'ENV') &&
      span.start > declaration.span.start &&
      (reader.test(body.text) || heredocs.some((heredoc) => reader.test(heredoc.body.text))),
  );
}

/** Lines `NAME=${{ secrets.NAME }}` of `build-args`. https://github.com/docker/build-push-action#inputs */
function handedSecrets(step: Step): readonly BuildArgument[] {
  const isBuild = step.uses?.repository === 'docker/build-push-action';
  const written = isBuild ? findVariable(step.with, 'build-args')?.value : undefined;
  if (!written) return [];
  const line = /^[ \t"']*([A-Za-z_]\w*)=([^\n]*?)(\$\{\{\s*secrets\.([\w-]+)\s*\}\})/gim;
  return [...written.text.matchAll(line)].map((match) => {
    const [whole, argument = '', , expression = '', secret = ''] = match;
    const end = match.index + whole.length;
    return { names: [argument, secret], at: spanWithin(written, end - expression.length, end) };
  });
}
