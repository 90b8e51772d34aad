import type { Practice } from '../../core/delivery.ts';
import { code } from '../../core/message.ts';
import type { Repository } from '../../documents/document.ts';
import { coverageSigns, loadSigns } from '../../knowledge/practices.ts';
import { activitiesIn } from '../activities.ts';
import type { Activity } from '../activity.ts';
import { everyOperation, inWords, listed, practiceSeen, signAt, signsOf } from './signs.ts';

/** Tests of every kind that run, also those whose result gates nothing. */
export const testsIn = (repository: Repository): readonly Activity[] =>
  activitiesIn(repository).filter(({ kind, isDisabled }) => kind === 'test' && !isDisabled);

/** Which kinds of tests run: one place for each. */
export function testKindsOf(repository: Repository): Practice {
  const name = 'kinds of tests';
  const tests = testsIn(repository).filter(({ sort }) => sort !== 'coverage' && sort !== 'load');
  const kinds = [...new Set(tests.map(({ sort }) => sort ?? 'tests'))];
  const firsts = kinds.flatMap((kind) => bestOf(tests.filter(({ sort }) => (sort ?? 'tests') === kind)) ?? []);
  const [first] = firsts;
  if (!first) return { name, answer: 'not seen', detail: 'no step is known to run tests' };
  const detail = listed(
    firsts.map(
      (test) => `${test.sort ?? 'tests'} (${code(test.tool)}${test.certainty === 'tentative' ? ' by its name' : ''})`,
    ),
  );
  return practiceSeen(name, detail, signAt(first, '', ''));
}

const bestOf = (tests: readonly Activity[]): Activity | undefined =>
  tests.find(({ certainty }) => certainty === 'certain') ?? tests[0];

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
  return { name, answer: 'not seen', detail: 'no step puts a running system under load' };
}
