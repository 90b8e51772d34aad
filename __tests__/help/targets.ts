import { type Target, targetsOf } from '../../src/analysis/targets/targets.ts';
import type { Repository } from '../../src/documents/document.ts';
import { type Files, repositoryOfFiles } from './repository.ts';

/** What is said of the production target, else of the first. */
export function ofTarget<Said>(
  files: Files | string,
  ask: (target: Target, repository: Repository) => Said,
): Said | 'no target' {
  const repository = repositoryOfFiles(files);
  const targets = targetsOf(repository);
  const target = targets.find((each) => each.class === 'production') ?? targets[0];
  return target ? ask(target, repository) : 'no target';
}

/** A job that deploys to production by these steps. */
export const jobOf = (...steps: readonly string[]): string =>
  [
    'on: { push: { branches: [main] } }',
    'jobs:',
    '  production:',
    '    runs-on: ubuntu-latest',
    '    environment: production',
    '    steps:',
    ...steps.map((step) => `      - ${step}`),
    '',
  ].join('\n');
