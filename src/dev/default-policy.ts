import { resolvePolicy } from '../policy/effective.ts';
import { rules } from '../rules/index.ts';

/** The policy of whoever has none. */
export const { policy: defaultPolicy } = resolvePolicy({
  inputs: {},
  rules: rules.map((rule) => rule.info),
  onBroken: 'throw',
});
