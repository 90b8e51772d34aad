import { findEntry, findValue, type Value } from '../../documents/yaml-value.ts';
import type { Job, Step } from '../../documents/workflow-model.ts';

/** Whether a step's commands run on Windows, where PowerShell is the shell that nobody named. */
export function runsOnWindows(step: Step): boolean {
  const { owner } = step;
  return owner.kind === 'job' && isWindowsJob(owner);
}

const windowsJobs = new WeakMap<Job, boolean>();

function isWindowsJob(job: Job): boolean {
  const known = windowsJobs.get(job);
  if (known !== undefined) return known;
  const labels = labelsOf(job);
  const isWindows = !job.container && labels.length > 0 && labels.every((label) => /windows|^win[-_\d]/i.test(label));
  windowsJobs.set(job, isWindows);
  return isWindows;
}

/** One answer for each machine the job may run on; a matrix of several kinds has several. */
export function labelsOf(job: Job): readonly string[] {
  const value = job.entries.find(({ key }) => key.value.text === 'runs-on')?.value;
  const written = value?.kind === 'scalar' ? value.value.text : undefined;
  const path = written === undefined ? undefined : /^\$\{\{\s*matrix\.([\w.-]+)\s*\}\}$/.exec(written)?.[1];
  if (path !== undefined) return matrixValuesOf(job, path.split('.'));
  const labels = job.runsOn.map(({ text }) => text);
  if (labels.length === 0) return [];
  // The labels of one list are all of one machine.
  return [labels.find((label) => /windows/i.test(label)) ?? labels[0] ?? ''];
}

/** The texts a `matrix.…` may hold, from the axes and from `include`. */
export function matrixValuesOf(job: Job, path: readonly string[]): readonly string[] {
  const matrix = job.strategy?.matrix;
  if (matrix?.kind !== 'mapping') return [];
  const axis = findEntry(matrix, path[0] ?? '')?.value;
  const include = findValue(matrix, 'include');
  const fromAxis = axis?.kind === 'sequence' ? axis.items.map((item) => below(item, path.slice(1))) : [];
  const fromInclude = include?.kind === 'sequence' ? include.items.map((item) => below(item, path)) : [];
  return [...fromAxis, ...fromInclude].flatMap((value) => (value?.kind === 'scalar' ? [value.value.text] : []));
}

function below(value: Value, path: readonly string[]): Value | undefined {
  let current: Value | undefined = value;
  for (const key of path) current = findValue(current, key);
  return current;
}
