import { isNonShipping } from '../../core/paths.ts';
import type { Repository } from '../../documents/document.ts';
import { isSameOperation } from '../delivery/order.ts';
import { occasionsOf } from '../targets/occasions.ts';
import { type TerraformCall, terraformCallsOf } from './terraform.ts';
import { type Target, targetsOf } from '../targets/targets.ts';

/** An apply whose work is meant to stay, and what it changes. */
export interface TerraformApplication {
  readonly call: TerraformCall;
  /** Production before all else, where one job serves several. `undefined` where it is not known for a deploy. */
  readonly target: Target | undefined;
}

/** Without those of tests, previews, examples and ways back. */
export const applicationsIn = (repository: Repository): readonly TerraformApplication[] =>
  terraformCallsOf(repository).flatMap((call) => {
    const { operation, folder } = call;
    if (call.step !== 'apply' || operation.isAfterFailure) return [];
    if (folder !== undefined && isNonShipping(`${folder}/main.tf`)) return [];
    // A condition that no event meets: `github.ref == 'refs/heads/"main"'`, as a template once had it.
    if (occasionsOf(operation, repository).length === 0) return [];
    const targets = targetsOf(repository).filter(({ deploys }) =>
      deploys.some((deploy) => isSameOperation(deploy, operation)),
    );
    const lasting = targets.filter((target) => lastingClasses.has(target.class));
    if (targets.length > 0 && lasting.length === 0) return [];
    return [{ call, target: lasting.find((target) => target.class === 'production') ?? lasting[0] }];
  });

const lastingClasses: ReadonlySet<string> = new Set(['production', 'staging', 'unknown']);
