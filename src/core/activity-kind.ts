/** What a step of a pipeline can be there for. */
export const activityKinds = [
  'set-up',
  'cache',
  'lint',
  'type-check',
  'test',
  'scan',
  'build',
  'package',
  'approve',
  'publish',
  'deploy',
  'verify',
  'rollback',
  'notify',
] as const;
export type ActivityKind = (typeof activityKinds)[number];

/** What a scanner looks at, what is published, what is tested: the sort of an activity, where its kind has sorts. */
export const activitySorts = {
  scan: ['dependencies', 'code', 'image', 'infrastructure', 'workflow', 'secrets', 'running'],
  publish: ['package', 'image', 'release', 'store'],
  test: ['unit', 'integration', 'end-to-end', 'load', 'infrastructure', 'coverage'],
} as const;
export type ActivitySort = (typeof activitySorts)[keyof typeof activitySorts][number];
