import type { Operation } from '../activity.ts';
import { nameOf } from '../folders.ts';

/** Everything that people call the place of an operation: its jobs and steps, then its workflows and their files. */
export function titlesOf(operation: Operation): readonly string[] {
  const { job, entry, innerStep, step } = operation;
  const jobs = [...new Set([entry, job])];
  const steps = [...new Set([step, innerStep])];
  return [
    ...jobs.flatMap(({ id, name }) => [id.text, name?.text ?? '']),
    ...steps.flatMap((each) => [each?.name?.text ?? '']),
    ...jobs.flatMap(({ workflow }) => [workflow.name?.text ?? '', nameOf(workflow.file.path).replace(/\.ya?ml$/, '')]),
  ].filter((title) => title !== '');
}

/** Of these, the jobs' and the steps' own. */
export const closeTitlesOf = (operation: Operation): readonly string[] => {
  const workflows = new Set([operation.entry, operation.job].map(({ workflow }) => workflow));
  return titlesOf(operation).slice(0, -2 * workflows.size);
};

/** A title that says that something is deployed. */
export const saysDeploy = (title: string): boolean =>
  /deploy|roll-?out|go-?live|(?:^|[^a-z])(?:ship|cd|production|prod|staging)(?:[^a-z]|$)/i.test(title) &&
  !/(?:un|re-?check[- ]?)deploy/i.test(title);

export const saysPublish = (title: string): boolean => /publish|releas|upload/i.test(title);

/** A title that says that something is tried. */
export const saysTest = (title: string): boolean =>
  /(?:^|[^a-z])(?:e2e|end[-_ ]to[-_ ]end|[a-z]*[-_ ]?tests?|integration|conform[a-z]*|testing|bench[a-z]*)(?:[^a-z]|$)/i.test(
    title,
  );
