import type { Repository } from '../../documents/document.ts';
import { conditionOf, termsIn, type Term } from '../../documents/expression.ts';
import { once } from '../../core/once.ts';
import type { Span } from '../../core/source.ts';
import { findVariable, type Job } from '../../documents/workflow-model.ts';
import { pathsIn } from '../trust/fork-refs.ts';
import { valueOf } from '../runs/conditions.ts';
import { type Occasion, valuesOfRef } from '../targets/occasions.ts';
import { withValues } from '../targets/substitution.ts';
import type { Activity } from '../activities/activity.ts';
import type { Target } from '../targets/targets.ts';
import { occasionsOfTarget } from './occasions.ts';
import { lineOf } from '../runs/triggers.ts';
import { broughtBy } from './brought.ts';
import { placesOf } from './order.ts';
import { isVersion } from './versions.ts';
import { scriptTextOf } from './script-text.ts';

/** A way for code that nobody has agreed to into a target. */
export interface OpenWay {
  readonly kind: 'any branch' | 'pull request' | 'dispatch' | 'free ref' | 'run before';
  /** The event, the filter or the reference that opens it. */
  readonly at: Span;
  /** The input that is checked out. */
  readonly input?: string;
}

/** The widest open way to production; `undefined` where there is none, or what closes it cannot be seen. */
export function findOpenWay(target: Target, repository: Repository): OpenWay | undefined {
  const occasions = occasionsOfTarget(target, repository);
  const { first } = target;
  return (
    occasions.map((occasion) => findFreeRef(first, occasion)).find(Boolean) ??
    findWayOfRef(first, occasions, everyWay, repository)
  );
}

const everyWay = ['pull request', 'any branch', 'run before', 'dispatch'] as const;

/** The first of the ways on which the event, and not whoever starts it, brings along the code that is delivered. */
export function findWayOfRef(
  deploy: Activity,
  occasions: readonly Occasion[],
  kinds: readonly OpenWay['kind'][],
  repository: Repository,
): OpenWay | undefined {
  // Which branches may deploy to an environment is a setting.
  if (deploy.job.environment ?? deploy.entry.environment) return undefined;
  if (testsRef(deploy)) return undefined;
  const brought = broughtBy(deploy, repository);
  if (brought === 'another') return undefined;
  const ways = occasions
    .flatMap((occasion) => wayOf(deploy, occasion) ?? [])
    .filter(({ kind }) => kind !== 'dispatch' || brought === 'commit of the run');
  return kinds.map((kind) => ways.find((way) => way.kind === kind)).find(Boolean);
}

function wayOf(deploy: Activity, occasion: Occasion): OpenWay | undefined {
  const at = occasion.trigger?.event.span;
  if (!at || !isOpen(deploy, occasion)) return undefined;
  const { event, ref } = occasion;
  if (event === 'push' && ref.kind === 'any branch') return { kind: 'any branch', at };
  // Who is asked for a version brings that, from whichever branch; so does a checkout that names one.
  if (event === 'workflow_dispatch')
    return occasion.trigger?.inputs.some(isVersion) || hasFixedCheckout(deploy) ? undefined : { kind: 'dispatch', at };
  if (event === 'workflow_run' && (ref.kind === 'any branch' || ref.kind === 'pull request')) {
    const checkout = findHeadCheckout(deploy, occasion);
    return checkout && { kind: 'run before', at: checkout };
  }
  if ((event === 'pull_request' || event === 'pull_request_target') && ref.kind === 'pull request') {
    return { kind: 'pull request', at };
  }
  return undefined;
}

/** Whether nothing that the run decides could still keep this ref out. */
function isOpen(deploy: Activity, occasion: Occasion): boolean {
  const jobs = new Set([...lineOf(deploy.entry), ...lineOf(deploy.job)]);
  const places = new Set([...placesOf(deploy), ...jobs, ...occasion.callers]);
  const terms = [...places].flatMap((place) => (place.if && conditionOf(place.if)?.tree) ?? []);
  return terms.every((term) => {
    const filled = withValues(term, valuesOfRef(occasion, terms), deploy);
    return valueOf(filled, occasion) !== undefined || termsIn(filled).every((each) => isNeutral(each, occasion));
  });
}

/** What says nothing of the ref: who it is, which repository, whether jobs before went well. */
function isNeutral(term: Term, occasion: Occasion): boolean {
  if (term.kind === 'call') return term.name !== 'hashfiles';
  if (term.kind !== 'access') return true;
  if (term.base) return false;
  return (
    neutral.test(term.path) ||
    (occasion.event === 'workflow_dispatch' && /^(?:github\.event\.)?inputs\./.test(term.path))
  );
}

const neutral =
  /^(?:github\.(?:event_name|actor|actor_id|triggering_actor|repository|repository_owner|repository_id|workflow|event\.(?:action|sender\..*|repository\.(?:fork|private|name|full_name|owner\..*)|head_commit\.(?:message|author\..*)|commits.*|workflow_run\.(?:conclusion|event)|pull_request\.(?:draft|user\..*)))|vars\..*|secrets\..*|matrix\..*|runner\..*|needs\.[^.]+\.result|steps\.[^.]+\.(?:outcome|conclusion))$/;

/** A script on the way that looks at the ref may well turn others away. */
function testsRef({ entry, job }: Activity): boolean {
  const jobs = new Set([...lineOf(entry), ...lineOf(job)]);
  return [...jobs].some(asksForRef);
}

const asksForRef = once(({ steps }: Job): boolean =>
  steps.some((step) => {
    if (filtersRef.test([step.uses?.repository, step.uses?.path].join('/').slice(0, longestName))) return true;
    const text = scriptTextOf(step);
    const names = step.env.flatMap(({ name, value }) => (value && refText.test(value.text) ? [name.text] : []));
    const asks = refText.test(text) || (names.length > 0 && variablesIn(text).some((name) => names.includes(name)));
    return asks && /\bexit\b|\bif\b|\bcase\b|\[\[?\s|\btest\b|\bgrep\b/.test(text);
  }),
);

/** Of an action. */
const longestName = 300;

const variablesIn = (text: string): readonly string[] =>
  Array.from(text.matchAll(/\$\{?(\w+)/g), ([, name = '']) => name);

/** Actions that end the run for all branches but some. */
const filtersRef = /^actions\/bin\/filter|branch[\w-]*(?:filter|check|guard)|(?:filter|check|guard)[\w-]*branch/;

const refText =
  /\bGITHUB_(?:REF|REF_NAME|BASE_REF|HEAD_REF|REF_PROTECTED)\b|\bgithub\.(?:ref|ref_name|ref_protected|event\.workflow_run\.head_branch)\b|--abbrev-ref|--show-current|merge-base|branch\s+(?:-\S+\s+)*--contains/;

/** `ref: ${{ inputs.ref }}` of a checkout, where the input is any text and nothing looks at it. */
function findFreeRef({ job, innerStep }: Activity, occasion: Occasion): OpenWay | undefined {
  if (occasion.event !== 'workflow_dispatch' && occasion.event !== 'repository_dispatch') return undefined;
  const { steps } = job;
  const end = innerStep?.owner === job ? innerStep.index : steps.length;
  for (const step of steps.slice(0, end)) {
    if (step.uses?.repository !== 'actions/checkout') continue;
    const ref = findVariable(step.with, 'ref')?.value;
    const repository = findVariable(step.with, 'repository')?.value;
    if (!ref || repository) continue;
    const input = pathsIn(ref, step, occasion)
      .map((path) => /^(?:github\.event\.)?inputs\.([\w-]+)$/.exec(path)?.[1])
      .find((name) => name !== undefined && isFree(name, occasion));
    if (input === undefined || looksAt(input, job)) continue;
    return { kind: 'free ref', at: ref.span, input };
  }
  return undefined;
}

/** `type: choice` and `environment` offer what the file or the settings name. */
function isFree(name: string, { trigger }: Occasion): boolean {
  const input = trigger?.inputs.find((each) => each.name.text.toLowerCase() === name);
  return input !== undefined && /^(?:string)?$/.test(input.type?.text ?? '');
}

/** Whether a script or condition of the job, or of one it needs, asks for the input. */
const looksAt = (input: string, job: Job): boolean => lineOf(job).some((each) => inputsAskedIn(each).has(input));

/** In lower case. */
const inputsAskedIn = once((job: Job): ReadonlySet<string> => {
  const texts = job.steps.flatMap((step) => {
    const run = scriptTextOf(step);
    const isTested = /\[\[?\s|\bcase\b|\bgrep\b|\btest\b|=~/.test(run) && /\bexit\b|\bfalse\b/.test(run);
    const tested = isTested ? [run, ...step.env.map(({ value }) => value?.text ?? '')] : [];
    return [step.if?.value.text ?? '', ...tested];
  });
  return new Set(
    [job.if?.value.text ?? '', ...texts].flatMap((text) =>
      Array.from(text.matchAll(/inputs\.([\w-]+)/gi), ([, name = '']) => name.toLowerCase()),
    ),
  );
});

/** `ref: main` in every checkout of this repository before. */
function hasFixedCheckout({ job }: Activity): boolean {
  const checkouts = job.steps.filter(
    (step) => step.uses?.repository === 'actions/checkout' && !findVariable(step.with, 'repository'),
  );
  const refs = checkouts.map((step) => findVariable(step.with, 'ref')?.value?.text);
  return refs.length > 0 && refs.every((ref) => ref !== undefined && /^[\w./-]+$/.test(ref));
}

/** A checkout of the commit that the run before was about, which may be anyone's. */
function findHeadCheckout({ job }: Activity, occasion: Occasion): Span | undefined {
  for (const step of job.steps) {
    if (step.uses?.repository !== 'actions/checkout') continue;
    const ref = findVariable(step.with, 'ref')?.value;
    if (
      ref &&
      pathsIn(ref, step, occasion).some((path) => /\.workflow_run\.head_(?:sha|branch|commit\.id)$/.test(path))
    ) {
      return ref.span;
    }
  }
  return undefined;
}
