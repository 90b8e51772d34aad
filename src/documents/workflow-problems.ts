import { lineSpan } from '../core/source.ts';
import type { SourceFile } from '../core/source.ts';
import { flattened } from './steps.ts';
import { entriesOf, itemsOf } from './workflow-parts.ts';
import { findEntry, findValue } from './yaml-value.ts';
import type { Entry, SyntaxProblem, Value } from './yaml-value.ts';

/**
 * What makes GitHub refuse a whole workflow, as far as its workflow syntax says so beyond doubt
 * (https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax). Keys that we do not know are
 * none of it: every list of known keys ages.
 */
export function workflowProblems(file: SourceFile, root: Value | undefined): readonly SyntaxProblem[] {
  const firstLine = lineSpan(file, 1);
  if (!root) return [{ at: firstLine, message: 'The workflow is empty' }];
  if (root.kind !== 'mapping')
    return [{ at: firstLine, message: 'The workflow is not a mapping with `on` and `jobs`' }];
  const problems: SyntaxProblem[] = [];
  const on = findEntry(root, 'on');
  if (!on) problems.push({ at: firstLine, message: 'The workflow has no `on`: nothing can start it' });
  else if (!on.value)
    problems.push({ at: on.span, message: 'Nothing stands below `on`: nothing can start the workflow' });
  const jobs = findEntry(root, 'jobs');
  if (!jobs) problems.push({ at: firstLine, message: 'The workflow has no `jobs`' });
  else if (entriesOf(jobs.value).length === 0)
    problems.push({ at: jobs.key.span, message: 'There is no job below `jobs`' });
  for (const job of entriesOf(jobs?.value)) problems.push(...jobProblems(job));
  return problems;
}

function jobProblems(job: Entry): readonly SyntaxProblem[] {
  const id = job.key.value.text;
  const at = job.key.span;
  if (job.value?.kind !== 'mapping') return [{ at, message: `Job \`${id}\` is not a mapping` }];
  const problems: SyntaxProblem[] = [];
  if (!findEntry(job.value, 'runs-on') && !findEntry(job.value, 'uses')) {
    problems.push({ at, message: `Job \`${id}\` has neither \`runs-on\` nor \`uses\`` });
  }
  const steps = findEntry(job.value, 'steps');
  if (steps?.value && steps.value.kind !== 'sequence') {
    problems.push({ at: steps.key.span, message: `The steps of job \`${id}\` are not a list` });
  }
  for (const item of itemsOf(steps?.value)) {
    if (item.kind !== 'mapping') problems.push({ at: item.span, message: `A step of job \`${id}\` is not a mapping` });
  }
  for (const { value } of flattened(steps?.value)) problems.push(...stepProblems(value));
  return problems;
}

const stepKinds = ['run', 'uses', 'wait', 'wait-all', 'cancel', 'parallel'];

function stepProblems(step: Value): readonly SyntaxProblem[] {
  const kinds = entriesOf(step).filter((entry) => stepKinds.includes(entry.key.value.text));
  const run = findEntry(step, 'run');
  const uses = findEntry(step, 'uses');
  if (run && uses) return [{ at: uses.key.span, message: 'The step has both `run` and `uses`' }];
  if (kinds.length > 0) return [];
  return [{ at: findValue(step, 'name')?.span ?? step.span, message: 'The step has neither `run` nor `uses`' }];
}
