import type { Practice } from '../../core/delivery.ts';
import type { Repository } from '../../documents/document.ts';
import { notificationsOf, strategyOf, watchOf } from './delivery.ts';
import { ownersOf } from './owners.ts';
import { platformsOf } from './platforms.ts';
import { branchRulesOf, durationOf, environmentsOf, observabilityOf, secretManagerOf } from './running.ts';
import { coverageOf, loadTestsOf, testKindsOf } from './testing.ts';

/**
 * What is good to know of how a team works and never a fault. What is not seen may be elsewhere; nothing follows from it.
 */
export const practicesOf = (repository: Repository): readonly Practice[] =>
  [
    testKindsOf,
    coverageOf,
    loadTestsOf,
    platformsOf,
    strategyOf,
    watchOf,
    environmentsOf,
    notificationsOf,
    observabilityOf,
    secretManagerOf,
    ownersOf,
    branchRulesOf,
    durationOf,
  ].map((answer) => answer(repository));
