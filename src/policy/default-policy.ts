import type { Policy } from './policy.ts';

/** TEMPORARY: until effective.ts gives it. */
export const defaultPolicy: Policy = {
  rules: {},
  overrides: [],
  ignore: [],
  waivers: [],
  inlineWaivers: 'allow',
  gate: { failOn: 'high', failBelow: undefined, onError: 'fail' },
  delivery: { comment: 'always', annotations: 'on', source: 'auto', label: '' },
};
