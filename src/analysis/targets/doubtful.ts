import type { Repository } from '../../documents/document.ts';
import type { Activity, Operation } from '../activity.ts';
import { nameOf } from '../folders.ts';
import { operationsOf } from '../operations.ts';
import { whyDocs } from './docs.ts';

/**
 * Whether it is a deploy and no backup: a copy to a bucket is one where a cache in front of it is emptied, where the bucket
 * is that of a site, where a name says so, or where documentation is copied.
 */
export function isDeployIndeed(activity: Activity, repository: Repository): boolean {
  if (!activity.isDoubtful) return true;
  const words = activity.programs.flatMap(({ arguments: given }) => given.map(({ text }) => activity.fill(text)));
  const isSite = [...words, ...activity.inputs.values()].some((text) =>
    /^(?:s3|gs|az|gcs):\/\//.test(text) ? siteBucket.test(text) : text === '$web',
  );
  if (isSite) return true;
  if (titlesOf(activity).some((title) => /deploy|website|web[-_ ]?site/i.test(title))) return true;
  if (operationsOf(activity.entry, repository).some(emptiesCache)) return true;
  return whyDocs(activity, repository) !== undefined;
}

const siteBucket =
  /(?:^|[^a-z])(?:www|web|website|webapp|site|static-site|frontend|front-end|spa|landing)(?:[^a-z]|$)/i;

function titlesOf({ job, entry, innerStep, step }: Activity): readonly string[] {
  const jobs = [job, entry].flatMap(({ id, name, workflow }) => [
    id.text,
    name?.text ?? '',
    workflow.name?.text ?? '',
    nameOf(workflow.file.path),
  ]);
  return [...jobs, innerStep?.name?.text ?? '', step?.name?.text ?? ''];
}

function emptiesCache({ programs, uses }: Operation): boolean {
  if (/cloudfront|invalidat|purge-?cache|cache-?purge/.test(uses?.repository ?? '')) return true;
  return programs.some(({ arguments: words }) =>
    words.some(({ text }) => /^(?:create-invalidation|invalidate-cdn-cache|purge)$/.test(text)),
  );
}
