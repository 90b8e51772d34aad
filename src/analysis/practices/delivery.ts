import type { Practice } from '../../core/delivery.ts';
import { code } from '../../core/message.ts';
import type { Repository } from '../../documents/document.ts';
import { analysisSigns, strategySigns, watchSigns } from '../../knowledge/practices.ts';
import { activitiesIn } from '../activities/activities.ts';
import { type Target, targetsOf } from '../targets/targets.ts';
import { lineOf } from '../runs/triggers.ts';
import { inWords, listed, operationsIn, practiceSeen, signAt, signsOf, signsOfOperations } from './signs.ts';

/** How a new version takes the place of the old one. */
export function strategyOf(repository: Repository): Practice {
  const name = 'deployment strategy';
  const deploys = deploysOf(repository);
  const jobs = [...new Set(deploys.map(({ job }) => job))];
  const signs = signsOf(strategySigns, repository, operationsIn(jobs, repository));
  const [first] = signs;
  if (first) return practiceSeen(name, inWords(signs), first);
  return nothingSeen(name, deploys, 'no deploy command names one; the platform may follow its own');
}

/** What runs somewhere: neither thrown away, nor published for others to run, nor documentation. */
const deploysOf = (repository: Repository): readonly Target[] =>
  targetsOf(repository).filter((target) => ['production', 'staging', 'unknown'].includes(target.class));

function nothingSeen(name: string, deploys: readonly Target[], detail: string): Practice {
  if (deploys.length === 0) return { name, answer: 'does not apply', detail: 'no workflow here deploys a service' };
  if (deploys.some((target) => target.class !== 'unknown')) return { name, answer: 'not seen', detail };
  return { name, answer: 'unknown', detail: 'nothing tells where its deploys lead' };
}

/** Who hears of a run without looking. */
export function notificationsOf(repository: Repository): Practice {
  const name = 'notifications';
  const signs = activitiesIn(repository)
    // A name says too little: `notify-dependents` starts their builds.
    .filter(({ kind, isDisabled, certainty }) => kind === 'notify' && !isDisabled && certainty !== 'tentative')
    .map((activity) => signAt(activity, activity.tool, activity.tool));
  const [first] = signs;
  if (first) return practiceSeen(name, listed([...new Set(signs.map(({ what }) => code(what)))]), first);
  const recorded = deploysOf(repository).find(({ job }) => job.environment?.name);
  const environment = recorded?.job.environment;
  if (environment?.name) {
    const detail = `GitHub records each deployment to ${code(environment.name.text)}`;
    return practiceSeen(name, detail, signAt({ at: environment.name.span }, '', ''));
  }
  return {
    name,
    answer: 'not seen',
    detail: 'no step sends a message; a chat that subscribes to the repository leaves no file',
  };
}

/** Whether anything looks at the running system for a while once a version is out. */
export function watchOf(repository: Repository): Practice {
  const name = 'watch after a deploy';
  const deploys = deploysOf(repository);
  const analyses = signsOf(analysisSigns, repository, []);
  const watches = deploys.flatMap(({ job, first }) => {
    const operations = operationsIn([job], repository);
    const start = operations.findIndex(({ evidence }) => evidence === first.evidence);
    const later = job.workflow.jobs.filter((other) => other !== job && lineOf(other).includes(job));
    return signsOfOperations(watchSigns, [...operations.slice(start + 1), ...operationsIn(later, repository)]);
  });
  const [first] = [...watches, ...analyses];
  if (first) return practiceSeen(name, inWords([first]), first);
  return nothingSeen(name, deploys, 'no step reads metrics after a deploy; alerts may do it elsewhere');
}
