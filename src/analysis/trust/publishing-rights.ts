import { code } from '../../core/message.ts';
import type { Repository } from '../../documents/document.ts';
import { conditionOf } from '../../documents/expression.ts';
import type { Operation } from '../activities/activity.ts';
import { isNever, type Occasion } from '../runs/conditions.ts';
import { operationsOf } from '../activities/operations.ts';
import { valueIn } from '../images/run-values.ts';
import { permissionsOf, secretsOf, writtenScopes } from './power.ts';

/** What a job could publish with. */
export interface Rights {
  /** Quoted: completes "with …". */
  readonly what: string;
  /** `false` where it is the token's default rights, which a setting of the repository bounds. */
  readonly isCertain: boolean;
}

const scopesFor: Readonly<Record<string, readonly string[]>> = {
  image: ['packages'],
  package: ['packages', 'id-token'],
  release: ['contents'],
  store: [],
};

/** The rights that fit what is published: a scope of the token, a secret that the job holds, or the token as it comes. */
export function publishingRights(operation: Operation & { readonly sort?: string | undefined }): Rights | undefined {
  const { job, entry, sort = 'package' } = operation;
  const permissions = permissionsOf(job) ?? permissionsOf(entry);
  if (permissions?.all?.text === 'write-all') return { what: code('write-all'), isCertain: true };
  const wanted = scopesFor[sort] ?? [];
  const scope = permissions && writtenScopes(permissions).find(({ name }) => wanted.includes(name.text));
  if (scope) return { what: code(`${scope.name.text}: write`), isCertain: true };
  const secret = [...secretsOf(job), ...secretsOf(entry)].find((each) => publishes.test(each));
  if (secret !== undefined) return { what: code(secret), isCertain: true };
  return permissions || wanted.length === 0 ? undefined : { what: 'its token', isCertain: false };
}

/** Secrets that are for something else, by their names. */
const publishes =
  /^(?!.*(?:codecov|coveralls|sonar|slack|discord|webhook|snyk|turbo|nx_|gradle_enterprise|develocity|percy|chromatic|cypress|browserstack|sauce|argos))/i;

/** Whether an earlier step of the job logs in to a registry on this occasion, or the step brings its own login. */
export function logsIn(operation: Operation, occasion: Occasion, repository: Repository): boolean {
  if ([...operation.inputs.keys()].some((name) => /^(?:password|registry-password|docker_password|token)$/.test(name)))
    return true;
  return operationsOf(operation.entry, repository).some((each) => {
    if (each.job !== operation.job || !isLogin(each)) return false;
    return [each.step, each.innerStep].every((step) => {
      const tree = step?.if && conditionOf(step.if)?.tree;
      return !tree || !isNever(tree, occasion);
    });
  });
}

/** The registries that the operation's job logs in to; Docker Hub is the empty text. */
export const registryLoginsOf = ({ entry, job }: Operation, repository: Repository): readonly string[] =>
  operationsOf(entry, repository).flatMap((each) => {
    if (each.job !== job || !isLogin(each)) return [];
    if (each.uses?.repository === 'docker/login-action')
      return [valueIn(each.inputs.get('registry') ?? '', each, repository)];
    const words = each.programs.at(-1)?.arguments.map(({ text }) => text) ?? [];
    const named = words.findLast((word) => /^[\w.-]+\.[a-z]+(?::\d+)?$/i.test(word));
    // Of another action or tool it is not known, as of a variable.
    return [named ?? '$'];
  });

function isLogin({ uses, programs, programs: [first] }: Operation): boolean {
  if (uses)
    return /(?:^|[/-])login|setup-gcloud|google-github-actions\/auth|configure-aws-credentials/.test(
      uses.repository ?? '',
    );
  const last = programs.at(-1) ?? first;
  const words = last?.arguments.map(({ text }) => text) ?? [];
  return (
    words.includes('login') ||
    words.includes('configure-docker') ||
    words.some((word) => word.includes('docker/config.json'))
  );
}
