import type { DeployTarget, TargetClass } from '../core/delivery.ts';
import type { Result } from '../core/result.ts';
import type { Block } from './fit.ts';
import { placeLink, shortPath } from './links.ts';
import { codeSpan, prose, table } from './markdown.ts';

/** What jobs deploy and publish, how that is classified and why, and how a wrong class is set right. */
export function deliverySections(result: Result): readonly Block[] {
  const targets = [...(result.report.targets ?? [])].sort(byClass);
  const example = targets.find((target) => target.class === 'unknown') ?? targets[0];
  if (!example) return [];
  const { head, rows } = table(
    ['Class', 'Job', 'Where', 'Why'],
    targets.map((target) => [target.class, codeSpan(target.job), placeLink(result, target), prose(target.reason)]),
  );
  const line = `targets: { ${shortPath(example.path)}/${example.job}: ${otherThan(example.class)} }`;
  const what = example.class === 'unknown' ? 'What is unknown or wrong' : 'A class that is wrong';
  const tail = `\n${what} is set right by one line of the policy file, such as ${codeSpan(line)}.`;
  return [{ head: `## Where it deploys\n\n${head}`, rows, tail }];
}

/** What users see comes first, and what nobody could tell next to it. */
const order: readonly TargetClass[] = ['production', 'unknown', 'staging', 'preview', 'docs', 'publish', 'ephemeral'];

const byClass = (one: DeployTarget, other: DeployTarget): number =>
  order.indexOf(one.class) - order.indexOf(other.class);

const otherThan = (name: TargetClass): TargetClass => (name === 'production' ? 'staging' : 'production');
