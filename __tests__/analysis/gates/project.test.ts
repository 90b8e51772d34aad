import { describe, expect, test } from '@jest/globals';
import { findOtherCi, findReviewService } from '../../../src/analysis/gates/other-ci.ts';
import { isCollection, projectOf } from '../../../src/analysis/gates/project.ts';
import { repositoryOfFiles } from '../../help/repository.ts';

const repositoryOf = (...paths: readonly string[]) =>
  repositoryOfFiles(Object.fromEntries(paths.map((path) => [path, ''])));

describe('what a path is', () => {
  test.each([
    ['src/cart.ts', 'source'],
    ['src/cart.test.ts', 'test'],
    ['__tests__/cart.ts', 'test'],
    ['cart_test.go', 'test'],
    ['shop/test_cart.py', 'test'],
    ['tests/helpers.py', 'test'],
    ['src/test/java/org/example/Cart.java', 'test'],
    // A Java package may be called anything.
    ['src/main/java/org/example/samples/Cart.java', 'source'],
    ['spec/cart_spec.rb', 'test'],
    ['Shop.Tests/Cart.cs', 'test'],
    ['examples/cart.ts', 'neither'],
    ['shop-sample/src/Cart.java', 'neither'],
    ['docs/conf.py', 'neither'],
    ['eslint.config.js', 'neither'],
    ['vendor/github.com/a/b.go', 'neither'],
    ['dist/index.js', 'neither'],
    ['api/cart.pb.go', 'neither'],
    ['types/index.d.ts', 'neither'],
    ['entrypoint.sh', 'neither'],
    ['README.md', 'neither'],
  ])('%s is %s', (path, kind) => {
    const { sources, tests } = projectOf(repositoryOf(path));
    expect(sources.includes(path) ? 'source' : tests.includes(path) ? 'test' : 'neither').toBe(kind);
  });
});

describe('projects side by side', () => {
  const apart = ['a/pom.xml', 'b/package.json', 'c/compose.yaml', 'd/go.mod', 'e/Cargo.toml'];

  test('are a collection where they share nothing', () => {
    expect(isCollection(repositoryOf(...apart, 'README.md'))).toBe(true);
  });

  test.each([['compose.yaml'], ['Makefile'], ['package.json']])('are one project with %s at the root', (root) => {
    expect(isCollection(repositoryOf(...apart, root))).toBe(false);
  });

  test('are one project where they are few', () => {
    expect(isCollection(repositoryOf('web/package.json', 'api/go.mod'))).toBe(false);
  });
});

describe('other systems', () => {
  test.each([
    ['.circleci/config.yml', 'CircleCI'],
    ['.gitlab-ci.yml', 'GitLab CI'],
    ['Jenkinsfile', 'Jenkins'],
    ['ci/Jenkinsfile', 'Jenkins'],
    ['azure-pipelines.yml', 'Azure Pipelines'],
    ['.buildkite/pipeline.yml', 'Buildkite'],
    ['.cirrus.yml', 'Cirrus CI'],
    ['OWNERS', 'Prow'],
    ['.tekton/push.yaml', 'Tekton'],
  ])('%s is of %s', (path, name) => {
    expect(findOtherCi(repositoryOf(path))).toEqual({ name, path });
  });

  test.each([['examples/ci/.gitlab-ci.yml'], ['docs/Jenkinsfile.md'], ['.azuredevops/dependabot.yml'], ['src/OWNERS']])(
    '%s is of none',
    (path) => {
      expect(findOtherCi(repositoryOf(path))).toBeUndefined();
    },
  );

  test('some only lint, or only watch packages', () => {
    const repository = repositoryOf('.codeclimate.yml', '.snyk');
    expect([findReviewService(repository, 'lint')?.name, findReviewService(repository, 'dependencies')?.name]).toEqual([
      'Code Climate',
      'Snyk',
    ]);
  });
});
