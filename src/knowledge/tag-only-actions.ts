/**
 * Repositories whose reusable workflows refuse to work unless they are named by a tag.
 * Source, read 2026-11: https://github.com/slsa-framework/slsa-github-generator#referencing-slsa-builders-and-generators
 */
export const tagOnlyRepositories: readonly string[] = ['slsa-framework/slsa-github-generator'];
