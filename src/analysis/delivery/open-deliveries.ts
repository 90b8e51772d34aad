import type { Repository } from '../../documents/document.ts';
import type { Job } from '../../documents/workflow-model.ts';
import type { Activity } from '../activities/activity.ts';
import type { Target } from '../targets/targets.ts';
import { certaintyOfTarget, targetsOfClass } from './asked.ts';
import { findOpenWayToDocs } from './open-docs.ts';
import { findOpenPublish } from './open-publishing.ts';
import { findOpenWay, type OpenWay } from './reach.ts';

/** Something that code which nobody has agreed to gets into. */
export interface OpenDelivery {
  readonly target: Target;
  readonly by: Activity;
  readonly way: OpenWay;
  /** What it gets into, or what is published, quoted: "production", "a package". */
  readonly what: string;
  readonly certainty: 'firm' | 'tentative';
}

/** Into production, onto documentation sites, into registries; what a job publishes on its way to production is told with that. */
export function openDeliveriesOf(repository: Repository): readonly OpenDelivery[] {
  const production = targetsOfClass(repository, 'production').flatMap((target): readonly OpenDelivery[] => {
    const way = findOpenWay(target, repository);
    return way ? [{ target, by: target.first, way, what: 'production', certainty: certaintyOfTarget(target) }] : [];
  });
  const docs = targetsOfClass(repository, 'docs').flatMap((target): readonly OpenDelivery[] => {
    const way = findOpenWayToDocs(target, repository);
    return way
      ? [{ target, by: way.deploy, way, what: 'the documentation site', certainty: certaintyOfTarget(target) }]
      : [];
  });
  const told = new Set<Job>(production.map(({ target }) => target.job));
  const published = targetsOfClass(repository, 'publish').flatMap((target): readonly OpenDelivery[] => {
    const way = told.has(target.job) ? undefined : findOpenPublish(target, repository);
    return way ? [{ target, by: way.publish, way, what: way.what, certainty: way.certainty }] : [];
  });
  return [...production, ...docs, ...published];
}
