import type { Repository } from '../documents/document.ts';
import { type Step, type Uses, findVariable, stepsOf } from '../documents/workflow-model.ts';
import { cachingActions } from '../knowledge/package-managers.ts';
import { versionOfUses } from './refs.ts';

/** Whether anything in the repository's workflows and actions keeps dependencies or build results between runs. */
export const cachesAnything = (repository: Repository): boolean =>
  [...repository.workflows, ...repository.actions].some((document) =>
    stepsOf(document).some((step) => step.uses && keepsCache(step, step.uses, repository)),
  ) || repository.workflows.some((workflow) => workflow.jobs.some((job) => job.uses && !isReadable(job.uses)));

/** What a workflow of another repository does is not known. */
const isReadable = (uses: Uses): boolean => uses.kind === 'local' || uses.kind === 'self';

function keepsCache(step: Step, uses: Uses, repository: Repository): boolean {
  const name = uses.repository ?? '';
  if (cachingActions.has(name)) return true;
  const inputs = ['cache', 'bundler-cache', 'cache-dependency-path', 'use-cache', 'enable-cache', 'sccache'];
  if (inputs.some((input) => isSet(findVariable(step.with, input)?.value?.text))) return true;
  const major = uses.ref && versionOfUses(uses.ref.text, uses.comment)?.version[0];
  // https://github.com/actions/setup-go: caching is on by default from version 4.
  if (name === 'actions/setup-go') return (major ?? 4) >= 4 && !isOff(findVariable(step.with, 'cache')?.value?.text);
  // https://github.com/actions/setup-node: from version 5 it caches for npm where package.json names the manager.
  if (name === 'actions/setup-node') {
    const namesManager = /"packageManager"\s*:/.test(repository.tree.texts.get('package.json') ?? '');
    return (major ?? 5) >= 5 && namesManager && !isOff(findVariable(step.with, 'package-manager-cache')?.value?.text);
  }
  return false;
}

const isSet = (value: string | undefined): boolean => value !== undefined && value.trim() !== '' && !isOff(value);

const isOff = (value: string | undefined): boolean => value?.trim().toLowerCase() === 'false';
