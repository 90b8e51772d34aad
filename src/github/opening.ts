import type { Client } from './client.ts';
import type { PullRequest } from './event.ts';
import { GitHubError } from './failure.ts';
import { asList, asRecord, asText, isObjectId } from './json.ts';

/** The base branch as it stands now: its commit, and the files from which policy and adoption are known. */
export interface BaseTip {
  readonly commit: string;
  /** Path to object id of what lies in `.github` and `.github/workflows`, links left out. */
  readonly files: ReadonlyMap<string, string>;
}

/** One query before anything of the pull request is read. */
export async function readBaseTip(client: Client, pullRequest: PullRequest): Promise<BaseTip> {
  const tip = await readTip(client, pullRequest, `refs/heads/${pullRequest.baseBranch}`);
  // A branch that is gone: what the event says of it is all there is.
  const found = tip ?? (await readTip(client, pullRequest, pullRequest.baseTip));
  if (found) return found;
  throw new GitHubError('not-found', `The base branch \`${pullRequest.baseBranch}\` and its last commit are gone.`);
}

async function readTip(client: Client, pullRequest: PullRequest, revision: string): Promise<BaseTip | undefined> {
  const data = await client.query(
    `query($owner: String!, $name: String!, $tip: String!, $folder: String!, $workflows: String!) {
      repository(owner: $owner, name: $name) {
        tip: object(expression: $tip) { oid }
        folder: object(expression: $folder) { ... on Tree { entries { name type mode oid } } }
        workflows: object(expression: $workflows) { ... on Tree { entries { name type mode oid } } }
      }
    }`,
    {
      ...nameOf(pullRequest.repository),
      tip: revision,
      folder: `${revision}:.github`,
      workflows: `${revision}:.github/workflows`,
    },
    `the base branch \`${pullRequest.baseBranch}\``,
    'all',
  );
  const repository = asRecord(data['repository']);
  const commit = asRecord(repository['tip'])['oid'];
  if (!isObjectId(commit)) return undefined;
  const files = [
    ...filesIn('.github', asRecord(repository['folder'])),
    ...filesIn('.github/workflows', asRecord(repository['workflows'])),
  ];
  return { commit, files: new Map(files) };
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

function filesIn(folder: string, tree: Readonly<Record<string, unknown>>): readonly (readonly [string, string])[] {
  return asList(tree['entries'])
    .map(asRecord)
    .flatMap((entry) => {
      const name = asText(entry['name']);
      const isFile = entry['type'] === 'blob' && entry['mode'] !== symbolicLink;
      return name !== undefined && isFile && isObjectId(entry['oid'])
        ? [[`${folder}/${name}`, entry['oid']] as const]
        : [];
    });
}

const symbolicLink = 0o120000;
