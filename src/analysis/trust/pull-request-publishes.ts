import type { Span } from '../../core/source.ts';
import type { Repository } from '../../documents/document.ts';
import { conditionOf, termsIn, type Term } from '../../documents/expression.ts';
import { findVariable, type Step, type Variable } from '../../documents/workflow-model.ts';
import { activitiesIn } from '../activities/activities.ts';
import type { Activity } from '../activities/activity.ts';
import { isNever, valueOf } from '../runs/conditions.ts';
import { someVersion } from '../images/metadata-tags.ts';
import { neededBy } from '../delivery/order.ts';
import { findGuard, type Guard } from './guards.ts';
import { imageNamesIn } from '../images/image-work.ts';
import { logsIn, publishingRights } from './publishing-rights.ts';
import { isPassing } from '../images/published-images.ts';
import { parseRunReference, tagKindOf } from '../images/run-references.ts';
import { occasionsOf, type Occasion, valuesOfRef } from '../targets/occasions.ts';
import { withValues } from '../targets/substitution.ts';
import { valuesOfText } from '../targets/values.ts';

/** Something that a pull request publishes before anyone has agreed to it. */
export interface PullRequestPublish {
  readonly activity: Activity;
  /** What makes it publish: the input, or the command. */
  readonly at: Span;
  readonly event: string;
  /** Its names, where it is an image. */
  readonly images: readonly string[];
  /** What it can publish with, quoted. */
  readonly rights: string;
  readonly guard: Guard | undefined;
  readonly certainty: 'firm' | 'tentative';
}

export function pullRequestPublishesOf(repository: Repository): readonly PullRequestPublish[] {
  const activities = activitiesIn(repository).filter(isPublish);
  return activities.flatMap((activity) => {
    const found = occasionsOf(activity, repository)
      .filter(({ event, ref }) => event === 'pull_request' && ref.kind === 'pull request')
      .flatMap((occasion) => publishOn(activity, occasion, repository) ?? []);
    const first = found.find(({ certainty }) => certainty === 'firm') ?? found[0];
    return first ? [first] : [];
  });
}

export const isPublish = ({ kind, certainty, isDisabled, isAfterFailure, tool, isDoubtful }: Activity): boolean =>
  kind === 'publish' &&
  certainty !== 'tentative' &&
  !isDoubtful &&
  !isDisabled &&
  !isAfterFailure &&
  !looksItself.test(tool);

/**
 * What publishes nothing from a pull request, or a preview of it by design. Of `semantic-release` its documentation says
 * so, `devcontainers/ci` pushes for `push` events only, `pkg-pr-new` is made for it.
 */
const looksItself =
  /semantic-release|devcontainers\/ci|pkg-pr-new|release-drafter|chromatic|auto shipit|goreleaser check/;

function publishOn(activity: Activity, occasion: Occasion, repository: Repository): PullRequestPublish | undefined {
  const { step, innerStep } = activity;
  const users = step && step !== innerStep ? [step] : [];
  const guard = innerStep && findGuard(innerStep, { ...occasion, users });
  if (guard && (guard.what.includes('same repository') || guard.what === 'a merge')) return undefined;
  if (!isOpen(activity, occasion, guard)) return undefined;
  const push = innerStep && findPush(innerStep);
  if (push?.value && !pushes(push.value.text, activity, occasion)) return undefined;
  if (isPreview(activity) || asksInScript(activity)) return undefined;
  const images = activity.sort === 'image' ? imageNamesIn(withoutSkipped(activity, occasion), repository) : [];
  if (images.length > 0 && images.every((image) => isPassing(parseRunReference(image)))) return undefined;
  const tags = tagsOn(images, activity, occasion);
  if (tags === 'of the pull request') return undefined;
  const rights = publishingRights(activity);
  if (!rights || (activity.sort === 'image' && !logsIn(activity, occasion, repository))) return undefined;
  const isFirm = !guard && tags === 'of everyone' && rights.isCertain;
  return {
    activity,
    at: activity.via.length === 0 && push ? push.span : activity.at,
    event: occasion.event,
    images,
    rights: rights.what,
    guard,
    certainty: isFirm ? 'firm' : 'tentative',
  };
}

/** Whether nothing but the guard, or what only the run decides, could still keep pull requests out. */
function isOpen(activity: Activity, occasion: Occasion, guard: Guard | undefined): boolean {
  const { entry, job, step, innerStep } = activity;
  const jobs = [entry, job, ...occasion.callers].flatMap((each) => [each, ...neededBy(each)]);
  return [...new Set([step, innerStep, ...jobs])].every((place) => {
    const condition = place?.if;
    const tree = condition && condition.span !== guard?.at ? conditionOf(condition)?.tree : undefined;
    if (!tree) return true;
    const filled = withValues(tree, valuesOfRef(occasion, [tree]), activity);
    return isNeutral(occasion.callers.length === 0 ? withoutInputs(filled) : filled, occasion);
  });
}

/** A pull request brings no inputs along. */
function withoutInputs(term: Term): Term {
  if (term.kind === 'access')
    return /^inputs\./.test(term.path) ? { kind: 'literal', value: null, span: term.span } : term;
  if (term.kind === 'call') return { ...term, arguments: term.arguments.map(withoutInputs) };
  return term.kind === 'operation' ? { ...term, operands: term.operands.map(withoutInputs) } : term;
}

/** True, or nothing but the matrix, the runner and how earlier steps went. */
function isNeutral(term: Term, occasion: Occasion): boolean {
  const value = valueOf(term, occasion);
  if (value !== undefined) return Boolean(value);
  if (term.kind === 'operation' && term.operator === '&&')
    return term.operands.every((each) => isNeutral(each, occasion));
  if (term.kind === 'operation' && term.operator === '||')
    return term.operands.some((each) => isNeutral(each, occasion));
  return termsIn(term).every(
    (each) =>
      (each.kind !== 'access' || /^(?:matrix|runner|strategy)\.|\.(?:result|outcome|conclusion)$/.test(each.path)) &&
      (each.kind !== 'call' || /^(?:success|always|cancelled|failure|contains|startswith|endswith)$/.test(each.name)),
  );
}

/** The input that says whether an action pushes. */
export const findPush = ({ uses, with: inputs }: Step): Variable | undefined =>
  uses && (findVariable(inputs, 'push') ?? findVariable(inputs, 'outputs') ?? findVariable(inputs, 'publish'));

/** `true`, or an expression that comes to it; one that only the run can tell is given the benefit of the doubt. */
export function pushes(text: string, activity: Activity, occasion: Occasion): boolean {
  const written = /\bpush=(\$\{\{.*?\}\}|[^,\s]*)/.exec(text)?.[1] ?? text.trim();
  if (!written.includes('$')) return written !== 'false';
  const values = valuesOfText(written, activity, occasion);
  return values?.every((value) => value !== 'false' && value !== '') ?? false;
}

/** `npm publish --tag pr-12`, `--canary`, TestPyPI: nobody gets it who does not ask for it. */
export function isPreview({ programs, inputs, fill }: Activity): boolean {
  const words = programs.flatMap(({ arguments: each }) => each.map(({ text }) => fill(text)));
  const given = [...inputs.values()];
  return [...words, ...given].some((text) => preview.test(text));
}

const preview =
  /^--(?:canary|snapshot|preid|dist-tag|tag|dry-?run)\b|\bcanary\b|test\.pypi\.org|testpypi|localhost|127\.0\.0\.1|verdaccio|\bpreview\b|\bpr-?\$|pull_request\.number|github\.event\.number/i;

/** A script that looks at the event decides for itself. */
export const asksInScript = ({ script }: Activity): boolean =>
  script !== undefined &&
  (/GITHUB_(?:EVENT|REF|HEAD|BASE)|github\.(?:event|ref|head_ref|base_ref)/.test(script.text.text) ||
    script.commands.some(({ isCondition }) => isCondition));

/** What steps would have told that do not run on this occasion is empty. */
function withoutSkipped(activity: Activity, occasion: Occasion): Activity {
  const skipped = (activity.innerStep?.owner.steps ?? []).flatMap(({ id, if: condition }) => {
    const tree = condition && conditionOf(condition)?.tree;
    return id && tree && isNever(tree, occasion) ? [id.text] : [];
  });
  if (skipped.length === 0) return activity;
  const ids = new Set(skipped);
  return {
    ...activity,
    fill: (text) => activity.fill(text).replace(stepOutput, (written, id: string) => (ids.has(id) ? "''" : written)),
  };
}

const stepOutput = /\bsteps\.([\w-]+)\.outputs\.[\w-]+/g;

/**
 * Whether what is pushed takes the place of what others use. A list with a tag for pull requests, or for whatever version
 * it is, is that of `docker/metadata-action`, whose other tags are those of other events.
 */
function tagsOn(
  images: readonly string[],
  activity: Activity,
  occasion: Occasion,
): 'of everyone' | 'of the pull request' | 'unknown' {
  if (images.length === 0) return activity.sort === 'image' ? 'unknown' : 'of everyone';
  const kinds = images.flatMap((image) => {
    const values = valuesOfText(image, activity, occasion) ?? [image];
    return values.map((value) => tagKindOf(parseRunReference(value)));
  });
  const isMetadata = images.some((image) => image.includes(someVersion));
  const others = isMetadata ? kinds.filter((kind) => kind !== 'version' && kind !== 'moving') : kinds;
  if (others.length === 0) return 'unknown';
  if (kinds.includes('pull request') || others.every((kind) => kind === 'fixed' || kind === 'ref'))
    return 'of the pull request';
  return kinds.includes('moving') || kinds.every((kind) => kind === 'version') ? 'of everyone' : 'unknown';
}
