import type { Practice } from '../../core/delivery.ts';
import { code } from '../../core/message.ts';
import { isNonShipping } from '../../core/paths.ts';
import type { Repository } from '../../documents/document.ts';
import { isDependency } from '../../documents/kind.ts';
import { observabilitySigns, secretManagerSigns } from '../../knowledge/practices.ts';
import { protectionOf } from '../gates/required-checks.ts';
import { everyOperation, inWords, listed, practiceSeen, signAt, signsOf } from './signs.ts';

export function observabilityOf(repository: Repository): Practice {
  const name = 'observability as code';
  const signs = signsOf(observabilitySigns, repository, everyOperation(repository));
  const [first] = signs;
  if (first) return practiceSeen(name, inWords(signs), first);
  return {
    name,
    answer: 'not seen',
    detail: 'no file holds alerts, dashboards or a collector; they may be kept elsewhere',
  };
}

export function secretManagerOf(repository: Repository): Practice {
  const name = 'secret manager';
  const signs = signsOf(secretManagerSigns, repository, everyOperation(repository));
  const [first] = signs;
  if (first) return practiceSeen(name, inWords(signs), first);
  return {
    name,
    answer: 'not seen',
    detail: 'no step or manifest asks one; the secrets of GitHub may be all there are',
  };
}

/** Settings of the same thing for several environments. */
export function environmentsOf(repository: Repository): Practice {
  const name = 'environments side by side';
  const groups = new Map<string, { readonly names: Set<string>; readonly path: string }>();
  for (const path of repository.paths) {
    const found = overlayAt(path);
    if (!found || isNonShipping(path) || isDependency(path) || path.startsWith('.github/')) continue;
    const group = groups.get(found.place) ?? { names: new Set<string>(), path };
    group.names.add(found.environment);
    groups.set(found.place, group);
  }
  const [place, group] = [...groups].find(([, { names }]) => names.size > 1) ?? [];
  if (place !== undefined && group) {
    return practiceSeen(name, `${listed([...group.names].map(code))} in ${code(place)}`, {
      path: group.path,
      line: undefined,
    });
  }
  return {
    name,
    answer: 'not seen',
    detail: 'no folder or file holds the settings of one environment beside those of another',
  };
}

const environment =
  'prod|production|prd|live|stage|staging|stg|preprod|pre-prod|uat|qa|dev|develop|development|test|testing|integration|sandbox';
const folder = new RegExp(
  `^((?:.*/)?(?:overlays?|environments?|envs?|stages|clusters|deployments?))/(${environment})/`,
  'i',
);
const file = new RegExp(
  `^(.*?)(?:(values|kustomization|docker-compose|compose)[-._](${environment})\\.ya?ml|(${environment})\\.(?:auto\\.)?tfvars)$`,
  'i',
);

/** Cheap to ask of a path; the words above. */
const mayTell =
  /(?:overlay|environment|env|stage|cluster|deployment)s?\/|(?:values|kustomization|compose)[-._]|\.tfvars$/i;

/** Where settings of one environment stand, and of which. */
function overlayAt(path: string): { readonly place: string; readonly environment: string } | undefined {
  if (!mayTell.test(path)) return undefined;
  const [, parent, name] = folder.exec(path) ?? [];
  if (parent !== undefined && name !== undefined) return { place: parent, environment: name };
  const [, before = '', stem = '', byStem, byName] = file.exec(path) ?? [];
  const named = byStem ?? byName;
  return named === undefined ? undefined : { place: byStem ? `${before}${stem}` : before, environment: named };
}

export const durationOf = (): Practice => ({
  name: 'build duration',
  answer: 'unknown',
  detail: 'how long runs take stands in their history, not in files',
});

export function branchRulesOf(repository: Repository): Practice {
  const name = 'branch rules';
  const { checks, queues } = protectionOf(repository);
  const at = checks[0]?.at ?? queues[0];
  if (!at)
    return {
      name,
      answer: 'unknown',
      detail: 'who must approve and which checks must pass stands in the settings of the repository',
    };
  const names = [...new Set(checks.map((check) => check.name))];
  const detail = names.length === 0 ? 'a merge queue' : `required: ${listed(names.map(code))}`;
  return practiceSeen(name, detail, signAt({ at }, '', ''));
}
