import { textOfSpan, type Span } from '../../core/source.ts';
import { conditionOf, type Term } from '../../documents/expression.ts';
import { findVariable, type Job, type Step } from '../../documents/workflow-model.ts';
import { gateActions } from '../../knowledge/gate-actions.ts';
import { isPullRequestEvent } from '../../knowledge/trigger-events.ts';
import { isNever } from '../runs/conditions.ts';
import { guardingComparison, guardingContains, guardingFlag } from './guard-conditions.ts';
import { lineOf, type Start } from '../runs/triggers.ts';

/** Something on the way that is meant to keep strangers out. Whether it holds is not for a file to say. */
export interface Guard {
  /** Completes "behind …". */
  readonly what: string;
  readonly at: Span;
}

/** The first guard between an event and a step: conditions, environments, earlier checks, also of needed and calling jobs. */
export function findGuard(step: Step, start: Start): Guard | undefined {
  const steps = [step, ...start.users];
  const jobs = [...steps.flatMap(jobOf), ...start.callers];
  return (
    steps.map((each) => guardBeforeStep(each, start)).find(Boolean) ??
    jobs.map((job) => guardOfJob(job, start)).find(Boolean) ??
    guardOfTrigger(start)
  );
}

const jobOf = (step: Step): readonly Job[] => (step.owner.kind === 'job' ? [step.owner] : []);

function guardBeforeStep(step: Step, start: Start): Guard | undefined {
  const earlier = step.owner.steps.slice(0, step.index);
  return guardOfCondition(step, start) ?? earlier.map((each) => failingCheckOf(each, start)).find(Boolean);
}

function guardOfJob(job: Job, start: Start): Guard | undefined {
  for (const each of lineOf(job)) {
    const guard =
      guardOfCondition(each, start) ??
      (each.environment && { what: 'an environment', at: each.environment.span }) ??
      (each === job ? undefined : each.steps.map((step) => failingCheckOf(step, start)).find(Boolean));
    if (guard) return guard;
  }
  return undefined;
}

/** Only those who may triage attach a label to a pull request. Issue forms attach theirs for anyone. */
function guardOfTrigger({ event, trigger }: Start): Guard | undefined {
  const [type, ...others] = trigger?.types ?? [];
  if (!type || others.length > 0 || !isPullRequestEvent(event)) return undefined;
  return type.text === 'labeled' ? { what: 'a label', at: type.span } : undefined;
}

function guardOfCondition(place: Job | Step, start: Start): Guard | undefined {
  if (!place.if) return undefined;
  const condition = conditionOf(place.if);
  const what = condition?.tree && guardIn(condition.tree, true, start, place);
  return what === undefined ? undefined : { what, at: place.if.span };
}

/** What must hold for the term to come out as `wanted`, if that keeps strangers out. */
function guardIn(term: Term, wanted: boolean, start: Start, place: Job | Step): string | undefined {
  if (term.kind === 'literal') return undefined;
  if (term.kind === 'access') return guardingFlag(term, wanted) ?? guardingOutput(term, place);
  if (term.kind === 'call') return guardOfCall(term.name, term.arguments, wanted, start, place);
  const { operator, operands } = term;
  if (operator === '!') return operands[0] && guardIn(operands[0], !wanted, start, place);
  if (operator === '&&' || operator === '||') {
    const guards = operands.map((each) => ({ each, guard: guardIn(each, wanted, start, place) }));
    if ((operator === '&&') === wanted) return guards.find(({ guard }) => guard)?.guard;
    // Each way through has to be guarded, but for those that this event closes.
    const ways = guards.filter(({ each }) => !wanted || !isNever(each, start));
    return ways.every(({ guard }) => guard) ? ways[0]?.guard : undefined;
  }
  if (operator !== '==' && operator !== '!=') return undefined;
  const [left, right] = operands;
  if (!left || !right) return undefined;
  const holds = (operator === '==') === wanted;
  return guardingComparison(left, right, holds) ?? guardingOutput(left, place) ?? guardingOutput(right, place);
}

function guardOfCall(
  name: string,
  terms: readonly Term[],
  wanted: boolean,
  start: Start,
  place: Job | Step,
): string | undefined {
  const [first, second] = terms;
  if (!first) return undefined;
  if (name === 'fromjson' || name === 'tojson') return guardIn(first, wanted, start, place);
  if (!second) return undefined;
  return (
    (wanted ? guardingContains(name, first, second) : undefined) ??
    guardingOutput(first, place) ??
    guardingOutput(second, place)
  );
}

/** `steps.check.outputs.allowed`, `needs.authorize.outputs.ok`, `needs.authorize.result` of what asks for rights. */
function guardingOutput(term: Term, place: Job | Step): string | undefined {
  if (term.kind === 'call') return term.arguments.map((each) => guardingOutput(each, place)).find(Boolean);
  if (term.kind !== 'access') return undefined;
  const [context, id] = term.path.split('.');
  if (id === undefined) return undefined;
  if (context === 'steps' && place.kind === 'step') {
    const step = place.owner.steps.find((each) => each.id?.text.toLowerCase() === id);
    return step && step.index < place.index ? checkOf(step)?.what : undefined;
  }
  if (context !== 'needs') return undefined;
  const job = place.kind === 'job' ? place : jobOf(place)[0];
  const needed = job?.workflow.jobs.find((each) => each.id.text.toLowerCase() === id);
  return needed?.steps.map((step) => checkOf(step)?.what).find(Boolean);
}

/** A step that ends the job for those without rights. */
function failingCheckOf(step: Step, start: Start): Guard | undefined {
  const condition = step.if && conditionOf(step.if)?.tree;
  if (condition && isNever(condition, start)) return undefined;
  const check = checkOf(step);
  return check?.fails ? { what: check.what, at: step.span } : undefined;
}

interface Check {
  readonly what: string;
  readonly fails: boolean;
}

function checkOf(step: Step): Check | undefined {
  const gate = step.uses?.repository === undefined ? undefined : gateActions[step.uses.repository];
  if (gate) return { what: 'a check of rights', fails: gate === 'fails' };
  const script = step.run?.value.text ?? (step.uses && findVariable(step.with, 'script')?.value?.text);
  const route = step.uses && findVariable(step.with, 'route')?.value?.text;
  if (script === undefined && route === undefined) return undefined;
  // The association may reach the script by way of `env`.
  const asked = [script ?? '', route ?? '', ...step.env.map((variable) => textOfSpan(variable.span))].join('\n');
  if (!asksForRights.test(asked)) return undefined;
  return { what: 'a check of rights', fails: script !== undefined && endsTheJob.test(script) };
}

// Octokit's names and the REST routes: https://docs.github.com/en/rest/collaborators/collaborators,
// https://docs.github.com/en/rest/orgs/members, https://docs.github.com/en/rest/teams/members
const asksForRights =
  /getCollaboratorPermissionLevel|checkCollaborator|checkMembershipForUser|checkPublicMembershipForUser|getMembershipForUserInOrg|getMembershipForAuthenticatedUser|author_association|authorAssociation|\/collaborators\/|\/memberships?\/|\/orgs\/[^\s/]+\/members\//;

const endsTheJob = /setFailed|\bthrow\b|process\.exit|\bexit\s+[1-9]|\bexit\s*$|\bfalse\s*$/m;
