import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { exampleRepositories, repositoriesFolder, saidOf } from './help/example-repositories.ts';

/** What is said of whole repositories, byte for byte; `UPDATE_GOLDEN=1` writes it anew, to be read before it is kept. */
describe.each(Object.entries(exampleRepositories))('%s', (name, repository) => {
  test.each(Object.entries(saidOf(repository())))('%s', (file, text) => {
    const path = join(repositoriesFolder, name, file);
    if (process.env['UPDATE_GOLDEN'] === '1') writeFileSync(path, text);
    expect(existsSync(path) ? readFileSync(path, 'utf8') : undefined).toBe(text);
  });
});
