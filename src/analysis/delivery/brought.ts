import { once } from '../../core/once.ts';
import { textOfSpan } from '../../core/source.ts';
import type { Repository } from '../../documents/document.ts';
import type { Job } from '../../documents/workflow-model.ts';
import type { Activity, Operation } from '../activities/activity.ts';
import { operationsOf } from '../activities/operations.ts';
import { findDeployTool } from './deploy-tools.ts';
import { neededBy } from './order.ts';

/**
 * Which commit a deploy brings to its target: the one that the run is for, one that its checkout names, or none of this
 * run's: a switch, a hook, a host that fetches by itself, a job without a checkout.
 */
export function broughtBy(deploy: Activity, repository: Repository): 'commit of the run' | 'another' | 'none' {
  const { entry, job } = deploy;
  const own = operationsOf(entry, repository).filter((each) => each.job === job && isCheckout(each));
  if (own.length > 0 && own.every(isFixed)) return 'another';
  if (isBroughtElsewhere(deploy)) return 'none';
  if (own.some((each) => !isFixed(each))) return 'commit of the run';
  const needed = [...new Set([...neededBy(entry), ...neededBy(job)])];
  return needed.some((each) => checksOut(each, repository)) ? 'commit of the run' : 'none';
}

const checksOut = once((job: Job, repository: Repository): boolean =>
  operationsOf(job, repository).some((each) => isCheckout(each) && !isFixed(each)),
);

const isCheckout = ({ uses, inputs }: Operation): boolean =>
  uses?.repository === 'actions/checkout' && (inputs.get('repository') ?? '').trim() === '';

/** `ref: main`, or the default branch by whatever name. */
function isFixed({ inputs, fill }: Operation): boolean {
  const ref = fill(inputs.get('ref') ?? '').trim();
  return (
    ref !== '' && !ref.replace(/\$\{\{\s*github\.event\.repository\.default_branch\s*\}\}/g, 'main').includes('${{')
  );
}

function isBroughtElsewhere(deploy: Activity): boolean {
  if (deploy.tool === 'curl' || deploy.tool.startsWith('curl ') || findDeployTool(deploy)?.settles === 'switches')
    return true;
  return /^(?:ssh\b|.*\/ssh-)/.test(deploy.tool) && fetches.test(textOfSpan(deploy.innerStep?.span ?? deploy.evidence));
}

const fetches = /\bgit\s+(?:-C\s+\S+\s+)?(?:pull|fetch|clone|reset)\b/;
