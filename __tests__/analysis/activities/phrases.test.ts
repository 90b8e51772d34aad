import { describe, expect, test } from '@jest/globals';
import { readPhrases, termsFor } from '../../../src/analysis/activities/phrases.ts';

const holds = (phrase: string, command: string): boolean => {
  const [program = '', ...words] = command.split(' ');
  return termsFor(readPhrases([{ phrases: phrase }]), program, words).length > 0;
};

describe('a phrase', () => {
  test.each([
    ['jest|vitest', 'vitest run', true],
    ['jest', 'jests', false],
    ['go test', 'go test ./...', true],
    ['go test', 'go -C sub test', false],
    ['go test', 'go vet test', false],
    ['yarn [run] test*', 'yarn test:unit', true],
    ['yarn [run] test*', 'yarn run test', true],
    ['yarn [run] test*', 'yarn run build', false],
    ['mvn …test|verify', 'mvn -B clean verify', true],
    ['mvn …test|verify', 'mvn -B clean', false],
    ['yarn …npm publish', 'yarn workspaces foreach npm publish', true],
    ['yarn …npm publish', 'yarn publish npm', false],
    ['black --check', 'black . --check', true],
    ['black --check', 'black .', false],
    ['vercel --prod|--target=production', 'vercel deploy --target production', true],
    ['npm publish !--dry-run', 'npm publish --dry-run=client', false],
    ['npm publish !--dry-run', 'npm publish --dry-run=false', true],
    ['rake !*', 'rake', true],
    ['rake !*', 'rake --trace', true],
    ['rake !*', 'rake build', false],
    ['semantic-release*', 'semantic-release-cli', true],
    ['c++ -c', 'c++ -c main.cc', true],
  ])('`%s` of `%s`: %s', (phrase, command, expected) => {
    expect(holds(phrase, command)).toBe(expected);
  });
});
