import type { RuleInfo } from '../core/rule-info.ts';
import { policyShape, rulesShape } from './schema.ts';

/** What editors check `.github/plimsoll.yml` with; made from the very shapes that read it. Draft 7, as YAML plug-ins know it. */
export const policySchema = (rules: readonly RuleInfo[]): object => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Plimsoll policy',
  description:
    'The file .github/plimsoll.yml: how rules are judged, what is left out or waived, and when the check fails.',
  ...policyShape(rules).schema,
  definitions: { rules: rulesShape(rules).definition },
});
