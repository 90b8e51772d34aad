import type { Repository } from '../../documents/document.ts';
import type { Activity, Operation } from '../activities/activity.ts';
import { exists, folderOf } from '../folders.ts';
import { operationsOf } from '../activities/operations.ts';
import { remoteCommandsOf } from '../shell/remote-commands.ts';
import { whyDocs } from './docs.ts';
import { isGitOps, pushedEdits } from './gitops.ts';
import { saysDeploy, titlesOf } from './titles.ts';

/** Whether what may be a deploy is one, and no backup, no local set-up and no edit that nobody pushes. */
export function isDeployIndeed(activity: Activity, repository: Repository): boolean {
  if (activity.programs.some(({ program }) => program === 'ansible-playbook'))
    return hasInventory(activity, repository);
  if (makesPlace(activity) || preparesHost(activity)) return false;
  if (!activity.isDoubtful) return true;
  if (isGitOps(activity)) {
    // The action pushes by itself, and edits files of any kind.
    if (activity.uses) return titlesOf(activity).some((title) => /deploy|git-?ops|roll-?out/i.test(title));
    const edits = pushedEdits(operationsOf(activity.entry, repository));
    return edits.some(({ evidence }) => evidence === activity.evidence);
  }
  return isSite(activity, repository);
}

/** `kubectl create secret … --dry-run=client -o yaml | kubectl apply -f -`, `kubectl create namespace`: where it will run. */
function makesPlace({ command }: Activity): boolean {
  for (let each = command; each; each = each.pipedFrom) {
    const words = each.words.map(({ text }) => text);
    const at = words.findIndex((word) => /^(?:kubectl|oc)$/.test(word));
    if (at !== -1 && words.slice(at + 1).includes('create') && words.some((word) => places.test(word))) return true;
  }
  return false;
}

const places =
  /^(?:ns|namespaces?|secrets?|configmaps?|cm|serviceaccounts?|sa|(?:cluster)?role(?:binding)?|quota|project)$/;

/** `ssh host "mkdir -p /srv/shop"`, a backup, a look at what runs: nothing new runs there. */
function preparesHost(activity: Activity): boolean {
  const programs = remoteCommandsOf(activity).flatMap((command) => command.programs);
  return (
    programs.length > 0 &&
    programs.every(({ program, arguments: words }) =>
      program === 'curl'
        ? !words.some(({ text }) => /^(?:-X|-d|--data|--request|POST)/.test(text))
        : isPreparing(program),
    )
  );
}

const isPreparing = (program: string): boolean => preparing.has(program) || /back-?up/.test(program);

const preparing: ReadonlySet<string> = new Set(
  'sudo cd pwd set : true echo printf mkdir rm touch chmod chown ls df du free date whoami hostname uname test [ sleep'.split(
    ' ',
  ),
);

/** A playbook without hosts of its own sets up the machine that it runs on. */
function hasInventory(activity: Activity, repository: Repository): boolean {
  const words = wordsOf(activity);
  const at = words.findIndex((word) => /^(?:-i|--inventory(?:-file)?|-i.+|--inventory=.*)$/.test(word));
  const given =
    at === -1 ? undefined : (/^(?:-i|--inventory(?:-file)?=?)(.+)$/.exec(words[at] ?? '')?.[1] ?? words[at + 1]);
  const isLocal = words.some(
    (word, index) =>
      /^--connection=local$/.test(word) || (/^(?:-c|--connection)$/.test(word) && words[index + 1] === 'local'),
  );
  if (isLocal || /^=?(?:localhost|127\.0\.0\.1),?$/.test(given ?? '')) return false;
  if (given !== undefined || titlesOf(activity).some(saysDeploy)) return true;
  const playbook = words.find((word) => /\.ya?ml$/.test(word));
  return playbook !== undefined && exists(repository, [folderOf(playbook), 'ansible.cfg'].filter(Boolean).join('/'));
}

/**
 * A copy to a bucket is a deploy where a cache in front of it is emptied, where the bucket is that of a site, where a name
 * says so, or where documentation is copied.
 */
function isSite(activity: Activity, repository: Repository): boolean {
  const texts = [...wordsOf(activity), ...activity.inputs.values()];
  const isNamed = (text: string): boolean =>
    /^(?:s3|gs|az|gcs):\/\//.test(text) ? siteBucket.test(text) : text === '$web';
  if (texts.some(isNamed)) return true;
  if (titlesOf(activity).some((title) => saysDeploy(title) || /web[-_ ]?site/i.test(title))) return true;
  return operationsOf(activity.entry, repository).some(emptiesCache) || whyDocs(activity, repository) !== undefined;
}

const wordsOf = ({ programs, fill }: Activity): readonly string[] =>
  programs.flatMap(({ arguments: given }) => given.map(({ text }) => fill(text)));

const siteBucket =
  /(?:^|[^a-z])(?:www|web|website|webapp|site|static-site|frontend|front-end|spa|landing)(?:[^a-z]|$)/i;

function emptiesCache({ programs, uses }: Operation): boolean {
  if (/cloudfront|invalidat|purge-?cache|cache-?purge/.test(uses?.repository ?? '')) return true;
  return programs.some(({ arguments: words }) =>
    words.some(({ text }) => /^(?:create-invalidation|invalidate-cdn-cache|purge)$/.test(text)),
  );
}
