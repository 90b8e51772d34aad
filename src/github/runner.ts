import { readFileSync } from 'node:fs';
import { EventError, parseEvent, type Occasion } from './event.ts';

/** Where the runner runs us: https://docs.github.com/actions/reference/workflows-and-actions/variables */
export interface Runner {
  readonly apiUrl: string;
  readonly graphqlUrl: string;
  /** Without a slash at its end. */
  readonly serverUrl: string;
  readonly repository: string;
  readonly workspace: string;
  /** For files that live as long as the job. */
  readonly temp: string;
  /** Path of the workflow that calls us; `undefined` where it is another repository's. */
  readonly callingWorkflow: string | undefined;
  /** `owner/name` in lower case that our step was named by; empty for a local action. */
  readonly actionRepository: string;
  readonly actor: string;
  readonly runUrl: string;
}

export type Variables = Readonly<Record<string, string | undefined>>;

export function runnerFrom(variables: Variables): Runner {
  const repository = variables['GITHUB_REPOSITORY'] ?? '';
  const serverUrl = (variables['GITHUB_SERVER_URL'] ?? 'https://github.com').replace(/\/+$/, '');
  const apiUrl = (variables['GITHUB_API_URL'] ?? 'https://api.github.com').replace(/\/+$/, '');
  return {
    apiUrl,
    graphqlUrl: variables['GITHUB_GRAPHQL_URL'] ?? `${apiUrl.replace(/\/v3$/, '')}/graphql`,
    serverUrl,
    repository,
    workspace: variables['GITHUB_WORKSPACE'] ?? process.cwd(),
    temp: variables['RUNNER_TEMP'] ?? '',
    callingWorkflow: callingWorkflowOf(variables['GITHUB_WORKFLOW_REF'] ?? '', repository),
    actionRepository: (variables['GITHUB_ACTION_REPOSITORY'] ?? '').toLowerCase(),
    actor: variables['GITHUB_ACTOR'] ?? '',
    runUrl: `${serverUrl}/${repository}/actions/runs/${variables['GITHUB_RUN_ID'] ?? ''}`,
  };
}

export function readOccasion(variables: Variables): Occasion {
  const name = variables['GITHUB_EVENT_NAME'] ?? '';
  const { GITHUB_REPOSITORY: repository = '', GITHUB_SHA: sha = '' } = variables;
  return parseEvent({ name, repository, sha, payload: readPayload(variables['GITHUB_EVENT_PATH']) });
}

function readPayload(path: string | undefined): unknown {
  if (path === undefined || path === '') throw new EventError('GITHUB_EVENT_PATH is not set: this is no workflow run.');
  try {
    return JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new EventError(`The event file \`${path}\` cannot be read as JSON (${String(error).slice(0, 100)}).`);
  }
}

/** `octo/hello/.github/workflows/ci.yml@refs/pull/7/merge` */
function callingWorkflowOf(workflowRef: string, repository: string): string | undefined {
  const prefix = `${repository}/`;
  if (workflowRef.slice(0, prefix.length).toLowerCase() !== prefix.toLowerCase()) return undefined;
  return /^(.+?\.ya?ml)@/.exec(workflowRef.slice(prefix.length))?.[1];
}
