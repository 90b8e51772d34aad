import type { Practice } from '../../core/delivery.ts';
import { code } from '../../core/message.ts';
import type { Repository } from '../../documents/document.ts';
import { isSwitchedOff } from '../../documents/expression.ts';
import type { Job } from '../../documents/workflow-model.ts';
import { coverageSigns, loadSigns } from '../../knowledge/practices.ts';
import { activitiesIn } from '../activities/activities.ts';
import type { Activity } from '../activities/activity.ts';
import { entryJobsOf } from '../activities/operations.ts';
import { everyOperation, inWords, listed, practiceSeen, signAt, signsOf } from './signs.ts';

/** Tests of every kind that run, also those whose result gates nothing. */
export const testsIn = (repository: Repository): readonly Activity[] =>
  activitiesIn(repository).filter(({ kind, isDisabled }) => kind === 'test' && !isDisabled);

/** Which kinds of tests run: one place for each; those of no known kind only where there are no others. */
export function testKindsOf(repository: Repository): Practice {
  const name = 'kinds of tests';
  const tests = testsIn(repository).filter(({ sort }) => sort !== 'coverage' && sort !== 'load');
  const known = new Set(tests.flatMap(({ sort }) => sort ?? []));
  const firsts = [...known].flatMap((sort) => bestOf(tests.filter((test) => test.sort === sort)) ?? []);
  const first = firsts[0] ?? bestOf(tests);
  if (!first) return { name, answer: 'not seen', detail: 'no step is known to run tests' };
  const detail = firsts[0] ? listed(firsts.map((test) => `${test.sort ?? ''} (${toolOf(test)})`)) : toolOf(first);
  return practiceSeen(name, detail, signAt(first, '', ''));
}

const toolOf = ({ tool, certainty }: Activity): string =>
  `${code(tool)}${certainty === 'tentative' ? ' by its name' : ''}`;

const bestOf = (tests: readonly Activity[]): Activity | undefined =>
  tests.find(({ certainty }) => certainty === 'certain') ??
  tests.find(({ certainty }) => certainty === 'firm') ??
  tests[0];

export function coverageOf(repository: Repository): Practice {
  const name = 'coverage';
  const signs = signsOf(coverageSigns, repository, everyOperation(repository));
  const [first] = signs;
  if (first) return practiceSeen(name, inWords(signs), first);
  const test = testsIn(repository).find(({ sort }) => sort === 'coverage');
  if (test) return practiceSeen(name, code(test.tool), signAt(test, '', ''));
  return { name, answer: 'not seen', detail: 'no step measures or uploads it; a configuration file may switch it on' };
}

export function loadTestsOf(repository: Repository): Practice {
  const name = 'load tests';
  const test = testsIn(repository).find(({ sort }) => sort === 'load');
  const sign = test
    ? signAt(test, 'load tests', test.tool)
    : signsOf(loadSigns, repository, everyOperation(repository))[0];
  if (sign) return practiceSeen(name, code(sign.by), sign);
  const named = entryJobsOf(repository).find(
    (job) => !isSwitchedOff(job.if) && namesOf(job).some((text) => ofLoad.test(text)),
  );
  if (named) return practiceSeen(name, `job ${code(named.id.text)} by its name`, signAt({ at: named.id.span }, '', ''));
  return { name, answer: 'not seen', detail: 'no step puts a running system under load' };
}

const ofLoad = /\b(?:load|stress|soak)[-_ ]?tests?\b/i;

const namesOf = ({ id, name, workflow }: Job): readonly string[] =>
  [id, name, workflow.name].flatMap((text) => (text ? [text.text] : []));
