import type { Repository } from '../documents/document.ts';
import { findEntry } from '../documents/yaml-value.ts';
import { rootOf } from './tasks/files.ts';
import { textAt } from './tasks/task.ts';

/**
 * Whether hooks of pre-commit are there, and run on pull requests by its own service: `ci` where the file says how.
 * Without that key they may, for the service needs none. https://pre-commit.ci/#configuration
 */
export function preCommitOf(repository: Repository): 'ci' | 'present' | 'absent' {
  const path = ['.pre-commit-config.yaml', '.pre-commit-config.yml'].find((each) => repository.paths.includes(each));
  if (path === undefined) return 'absent';
  const text = textAt(repository, path);
  const runs = text && findEntry(rootOf(text), 'ci') !== undefined;
  return runs ? 'ci' : 'present';
}
