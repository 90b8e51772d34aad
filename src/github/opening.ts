import type { Client } from './client.ts';
import type { PullRequest } from './event.ts';
import { GitHubError } from './failure.ts';
import { asList, asRecord, asText, isObjectId } from './json.ts';

/** What is asked of the base branch's tip, before anything of the pull request is read. */
export interface BaseTip {
  readonly commit: string;
  /** The first of the asked-for policy files that exists. */
  readonly policy: PolicyFile | undefined;
  /** Path to object id of the files in `.github/workflows`. */
  readonly workflows: ReadonlyMap<string, string>;
}

export interface PolicyFile {
  readonly path: string;
  readonly oid: string;
  readonly text: string;
}

const blobFields = '... on Blob { oid text isBinary isTruncated }';

/** One query: the tip's commit, its policy file and the list of its workflows. */
export async function readBaseTip(
  client: Client,
  pullRequest: PullRequest,
  policyPaths: readonly string[],
): Promise<BaseTip> {
  const what = `the base branch \`${pullRequest.baseBranch}\``;
  const ref = `refs/heads/${pullRequest.baseBranch}`;
  const data = await client.query(
    `query($owner: String!, $name: String!, $tip: String!, $folder: String!, ${policyVariables(policyPaths)}) {
      repository(owner: $owner, name: $name) {
        tip: object(expression: $tip) { oid }
        folder: object(expression: $folder) { ... on Tree { entries { name type mode oid } } }
        ${policyFields(policyPaths)}
      }
    }`,
    {
      ...nameOf(pullRequest.repository),
      tip: ref,
      folder: `${ref}:.github/workflows`,
      ...policyExpressions(ref, policyPaths),
    },
    what,
  );
  const repository = asRecord(data['repository']);
  const commit = asRecord(repository['tip'])['oid'];
  // The branch is gone: what the event says of it is all there is.
  if (!isObjectId(commit)) return { commit: pullRequest.baseTip, policy: undefined, workflows: new Map() };
  return { commit, policy: policyIn(repository, policyPaths), workflows: workflowsIn(repository) };
}

/** The policy file at one commit: the base of a merge group. */
export async function readPolicyAt(
  client: Client,
  repository: string,
  commit: string,
  policyPaths: readonly string[],
): Promise<PolicyFile | undefined> {
  const data = await client.query(
    `query($owner: String!, $name: String!, ${policyVariables(policyPaths)}) {
      repository(owner: $owner, name: $name) { ${policyFields(policyPaths)} }
    }`,
    { ...nameOf(repository), ...policyExpressions(commit, policyPaths) },
    'the policy of the base',
  );
  return policyIn(asRecord(data['repository']), policyPaths);
}

/** The commit that head and the base branch have in common. */
export async function readMergeBase(client: Client, repository: string, base: string, head: string): Promise<string> {
  // Changed files stand on the first page only, with their patches; the merge base on each.
  const path = `repos/${repository}/compare/${base}...${head}?per_page=1&page=2`;
  const answer = await client.get(path, 'the merge base of the pull request');
  const commit = asRecord(answer['merge_base_commit'])['sha'];
  if (isObjectId(commit)) return commit;
  throw new GitHubError('refused', 'GitHub names no merge base of the pull request: base and head share no history.');
}

export function nameOf(repository: string): { readonly owner: string; readonly name: string } {
  const [owner = '', name = ''] = repository.split('/');
  return { owner, name };
}

const policyVariables = (paths: readonly string[]): string => paths.map((_, at) => `$policy${at}: String!`).join(', ');

const policyFields = (paths: readonly string[]): string =>
  paths.map((_, at) => `policy${at}: object(expression: $policy${at}) { ${blobFields} }`).join(' ');

const policyExpressions = (commit: string, paths: readonly string[]): Readonly<Record<string, string>> =>
  Object.fromEntries(paths.map((path, at) => [`policy${at}`, `${commit}:${path}`]));

function policyIn(repository: Readonly<Record<string, unknown>>, paths: readonly string[]): PolicyFile | undefined {
  for (const [at, path] of paths.entries()) {
    const blob = asRecord(repository[`policy${at}`]);
    if (!isObjectId(blob['oid'])) continue;
    const text = blob['isTruncated'] === true ? undefined : asText(blob['text']);
    if (text !== undefined) return { path, oid: blob['oid'], text };
    throw new GitHubError('refused', `The policy \`${path}\` of the base is no text that can be read whole.`);
  }
  return undefined;
}

function workflowsIn(repository: Readonly<Record<string, unknown>>): ReadonlyMap<string, string> {
  const workflows = new Map<string, string>();
  for (const entry of asList(asRecord(repository['folder'])['entries']).map(asRecord)) {
    const name = asText(entry['name']);
    if (name !== undefined && entry['type'] === 'blob' && isObjectId(entry['oid'])) {
      workflows.set(`.github/workflows/${name}`, entry['oid']);
    }
  }
  return workflows;
}
