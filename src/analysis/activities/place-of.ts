import type { Span } from '../../core/source.ts';
import type { Repository } from '../../documents/document.ts';
import type { Operation } from './activity.ts';

/** Where a finding about an operation stands: where it is written in a workflow or action, else where that calls for it. */
export const placeOf = ({ at, evidence }: Operation, { workflows, actions }: Repository): Span =>
  [...workflows, ...actions].some(({ file }) => file === evidence.file) ? evidence : at;
