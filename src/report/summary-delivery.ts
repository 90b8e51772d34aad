import { type DeployTarget, type TargetClass } from '../core/delivery.ts';
import type { Result } from '../core/result.ts';
import type { Block } from './fit.ts';
import { placeLink, shortPath } from './links.ts';
import { codeSpan, prose, table } from './markdown.ts';

/** What jobs deploy and publish, how that is classified and why, and how a wrong class is set right. */
export function deliverySections(result: Result): readonly Block[] {
  const targets = result.report.targets ?? [];
  const [first] = [...targets].sort(byClass);
  if (!first) return [];
  const { head, rows } = table(
    ['Class', 'Job', 'Where', 'Because of'],
    [...targets]
      .sort(byClass)
      .map((target) => [target.class, codeSpan(target.job), placeLink(result, target), prose(target.reason)]),
  );
  const example = `targets: { ${shortPath(first.path)}/${first.job}: ${otherThan(first.class)} }`;
  const tail = `\nWhere a class is wrong, one line of the policy file sets it right: ${codeSpan(example)}.`;
  return [{ head: `## Where it deploys\n\n${head}`, rows, tail }];
}

/** What users see comes first, and what nobody could tell next to it. */
const order: readonly TargetClass[] = ['production', 'unknown', 'staging', 'preview', 'docs', 'publish', 'ephemeral'];

const byClass = (one: DeployTarget, other: DeployTarget): number =>
  order.indexOf(one.class) - order.indexOf(other.class);

const otherThan = (name: TargetClass): TargetClass => (name === 'production' ? 'staging' : 'production');
