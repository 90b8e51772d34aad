import type { Access, Term } from '../../documents/expression.ts';
import { trustedAssociations } from '../../knowledge/gate-actions.ts';
import { literalListOf } from '../runs/conditions.ts';

/** A boolean of the payload that keeps strangers out when it comes out as wanted. */
export function guardingFlag({ path }: Access, wanted: boolean): string | undefined {
  if (!wanted && isForkFlag(path)) return sameRepository;
  return wanted && path === 'github.event.pull_request.merged' ? 'a merge' : undefined;
}

/** `left == right` (or, with `holds` false, their difference) where it keeps strangers out. */
export const guardingComparison = (left: Term, right: Term, holds: boolean): string | undefined =>
  guardingEquality(left, right, holds) ?? guardingEquality(right, left, holds);

/** `contains`, `startsWith` and `endsWith` where they keep strangers out. */
export function guardingContains(name: string, first: Term, second: Term): string | undefined {
  if (name === 'startswith') return pathOf(first).endsWith('.pull_request.head.label') ? sameRepository : undefined;
  if (name !== 'contains') return undefined;
  if (/\.labels(?:\.\*)?(?:\.name)?$/.test(pathOf(first))) return 'a label';
  const path = pathOf(second);
  const list =
    literalListOf(first) ??
    (typeof literalOf(first) === 'string' ? String(literalOf(first)).split(/[^\w[\]-]+/) : undefined);
  if (path.endsWith('.author_association')) {
    return list?.every((item) => item === '' || trustedAssociations.includes(item.toLowerCase()))
      ? association
      : undefined;
  }
  return isPerson(path) && (list || isSetting(first)) ? person : undefined;
}

const sameRepository = 'a test for the same repository';
const association = 'a test of the author’s association';
const person = 'a list of names';

function guardingEquality(term: Term, other: Term, holds: boolean): string | undefined {
  const path = pathOf(term);
  const value = literalOf(other);
  if (isForkFlag(path) && typeof value === 'boolean') return value === holds ? undefined : sameRepository;
  if (path === 'github.event.pull_request.merged' && value === holds) return 'a merge';
  if (path === 'github.event.workflow_run.event' && typeof value === 'string') {
    return value.toLowerCase().startsWith('pull_request') === holds ? undefined : 'a test of the event before';
  }
  if (!holds) return undefined;
  if (isHeadRepository(path)) return sameRepository;
  if (path.endsWith('.author_association')) {
    return typeof value === 'string' && trustedAssociations.includes(value.toLowerCase()) ? association : undefined;
  }
  if (path === 'github.event.label.name' || (path === 'github.event.action' && value === 'labeled')) return 'a label';
  return isPerson(path) && (value !== undefined || isSetting(other)) ? person : undefined;
}

const isForkFlag = (path: string): boolean => /\.(?:pull_request\.head\.repo|head_repository)\.fork$/.test(path);

/** Which repository, or whose, the code comes from. */
const isHeadRepository = (path: string): boolean =>
  /\.pull_request\.head\.(?:repo\.(?:full_name|id|node_id|owner\.login|owner\.id|url|html_url|clone_url)|user\.login|user\.id)$/.test(
    path,
  ) || /\.workflow_run\.head_repository\.(?:full_name|id|node_id|owner\.login|owner\.id|url|html_url)$/.test(path);

/** Who is behind the run. `github.actor` can be made someone else's by a later event, but it is meant as a guard. */
const isPerson = (path: string): boolean =>
  /^github\.(?:actor|triggering_actor|actor_id)$/.test(path) ||
  /^github\.event\.(?:sender|(?:pull_request|issue|comment|review|discussion)\.user|workflow_run\.(?:triggering_)?actor)\.(?:login|id|node_id)$/.test(
    path,
  );

/** A name that the repository's owners set: a variable, a secret, the owner. */
const isSetting = (term: Term): boolean =>
  /^(?:vars\.|secrets\.|env\.|github\.repository_owner$)/.test(pathOf(term)) ||
  (term.kind === 'call' && term.arguments.some(isSetting));

const pathOf = (term: Term): string => (term.kind === 'access' && !term.base ? term.path : '');
const literalOf = (term: Term): string | number | boolean | null | undefined =>
  term.kind === 'literal' ? term.value : undefined;
