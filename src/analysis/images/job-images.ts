import type { Text } from '../../core/source.ts';
import { expressionsIn } from '../../documents/expression.ts';
import { stepsOf, type Action, type Job, type Workflow } from '../../documents/workflow-model.ts';
import { findText, findValue, textsOf, type Value } from '../../documents/yaml-value.ts';
import { isFloating } from './base-images.ts';
import { parseImageReference } from './images.ts';

/** An image that a job, a service or a step runs in. */
export interface JobImage {
  readonly image: Text;
  readonly isService: boolean;
  /** The tag that moves, empty without any; `undefined` for a version or a digest, or where only the run knows. */
  readonly rolling: string | undefined;
}

export function jobImagesOf(document: Workflow | Action): readonly JobImage[] {
  const ofSteps = stepsOf(document).flatMap(({ uses }) => imagesOf(uses?.image, undefined, false));
  if (document.kind === 'action') {
    const image = document.image?.text.startsWith('docker://') ? document.image : undefined;
    return [...imagesOf(image, undefined, false), ...ofSteps];
  }
  const ofJobs = document.jobs.flatMap((job) => [
    ...imagesOf(job.container?.image, job, false),
    ...job.services.flatMap((service) => imagesOf(service.image, job, true)),
  ]);
  return [...ofJobs, ...ofSteps];
}

const imagesOf = (image: Text | undefined, job: Job | undefined, isService: boolean): readonly JobImage[] =>
  image ? valuesOf(image, job).map((each) => ({ image: each, isService, rolling: rollingTagOf(each.text) })) : [];

/** What `${{ matrix.name }}` stands for, where the matrix is written out. */
function valuesOf(image: Text, job: Job | undefined): readonly Text[] {
  const [expression, ...others] = expressionsIn(image);
  if (!expression) return [image];
  const name = /^\$\{\{\s*matrix\.([\w-]+)\s*\}\}$/.exec(image.text.trim())?.[1];
  const matrix = job?.strategy?.matrix;
  if (name === undefined || others.length > 0 || matrix?.kind !== 'mapping') return [image];
  const values = [
    ...textsOf(findValue(matrix, name)),
    ...itemsOf(findValue(matrix, 'include')).flatMap((item) => findText(item, name) ?? []),
  ];
  return values.length > 0 ? values : [image];
}

const itemsOf = (value: Value | undefined): readonly Value[] => (value?.kind === 'sequence' ? value.items : []);

function rollingTagOf(text: string): string | undefined {
  const image = text.trim().replace(/^docker:\/\//i, '');
  if (image === '') return undefined;
  // Whatever an expression hides may hold the tag, unless more of the name follows it.
  const end = image.lastIndexOf('}}');
  const shown = end === -1 ? image : `image${image.slice(end + 2)}`;
  const reference = parseImageReference(shown);
  if (end !== -1 && reference.tag === undefined && !shown.includes('/')) return undefined;
  return isFloating(reference) ? (reference.tag ?? '') : undefined;
}

/** The image without tag and digest. */
export const imageNameOf = (text: string): string => parseImageReference(text.trim().replace(/^docker:\/\//i, '')).name;
