import type { ActivityKind, ActivitySort } from '../../core/activity-kind.ts';
import type { Certainty, Severity } from '../../core/severity.ts';

/** A kind of check that can stand between a change and its users. */
export interface CheckKind {
  readonly kind: ActivityKind;
  readonly sort: ActivitySort | undefined;
  /** Tells its findings from each other's. */
  readonly key: string;
  /** Completes "nothing else here …". */
  readonly does: string;
  /**
   * What muting the only one weighs: exactly what having none of its kind weighs, where a rule asks for it, so that
   * neither muting a check nor deleting a muted one raises the score.
   */
  readonly severity: Severity;
  readonly certainty: Certainty;
}

const scan = (sort: ActivitySort, does: string, certainty: Certainty = 'tentative'): CheckKind => ({
  kind: 'scan',
  sort,
  key: `scan of ${sort}`,
  does,
  severity: 'low',
  certainty,
});

export const checkKinds: readonly CheckKind[] = [
  { kind: 'test', sort: undefined, key: 'tests', does: 'runs tests', severity: 'medium', certainty: 'tentative' },
  { kind: 'lint', sort: undefined, key: 'lint', does: 'lints', severity: 'low', certainty: 'tentative' },
  { kind: 'type-check', sort: undefined, key: 'types', does: 'checks types', severity: 'low', certainty: 'tentative' },
  scan('dependencies', 'scans dependencies'),
  scan('code', 'scans code'),
  scan('image', 'scans images', 'firm'),
  scan('infrastructure', 'scans infrastructure'),
  scan('secrets', 'looks for secrets'),
  scan('workflow', 'checks workflows'),
];
