import type { Job } from '../../documents/workflow-model.ts';
import type { Operation } from '../activities/activity.ts';
import { nameOf } from '../folders.ts';

/** Everything that people call the place of an operation: its jobs and steps, then its workflows and their files. */
export const titlesOf = (operation: Operation): readonly string[] => [
  ...closeTitlesOf(operation),
  ...jobsOf(operation).flatMap(({ workflow: { name, file } }) =>
    [name?.text, nameOf(file.path).replace(/\.ya?ml$/, '')].flatMap((title) => title ?? []),
  ),
];

/** Of these, the jobs' and the steps' own. */
export function closeTitlesOf(operation: Operation): readonly string[] {
  const steps = new Set([operation.step, operation.innerStep]);
  return [
    ...jobsOf(operation).flatMap(({ id, name }) => [id.text, ...(name ? [name.text] : [])]),
    ...[...steps].flatMap((step) => step?.name?.text ?? []),
  ];
}

const jobsOf = ({ entry, job }: Operation): readonly Job[] => [...new Set([entry, job])];

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

/** A title that says that what ran before is brought back; not that of a deploy that can be undone. */
export const saysRollback = (title: string): boolean => rollback.test(title) && !deployAndRollback.test(title);

const rollback = /(?:^|[^a-z])(?:roll(?:ing|ed)?[-_ ]?back|revert)/i;
const deployAndRollback =
  /deploy(?!ments?(?:[^a-z]|$)|ed)[a-z]*.*roll[-_ ]?back|auto[a-z]*[-_ ]*roll[-_ ]?back.*deploy|[&+/,]|(?:^|[^a-z])(?:and|or|with|plan|test)(?:[^a-z]|$)/i;
