import { contains, spanOf } from '../core/source.ts';
import type { Span } from '../core/source.ts';
import type { Dockerfile, Stage } from './dockerfile/model.ts';
import type { Document } from './document.ts';
import { isSwitchedOff } from './expression.ts';
import { placesSharedByAlias } from './shared-places.ts';
import type { Action, Dependabot, Job, Step, Workflow } from './workflow-model.ts';

/** Where a finding stands, in words that stay the same when lines move, jobs are reordered and versions are bumped. */
export interface Anchor {
  /** The kind of document. */
  readonly container: string;
  /** `job build/step Checkout`, `stage final/RUN`; empty for what concerns the whole file. */
  readonly scope: string;
}

/**
 * @param show takes out of a text what must not be shown; before it is shortened, which would hide that from view
 */
export const anchorAt = (document: Document, span: Span, show: (text: string) => string): Anchor => ({
  container: document.kind,
  scope: scopeAt(document, spanOf(span.file, span.start, span.start), show),
});

/** In a job or step whose `if:` can never hold, whatever happens. */
export function isDisabledAt(document: Document, span: Span): boolean {
  if (document.kind !== 'workflow' && document.kind !== 'action') return false;
  const at = spanOf(span.file, span.start, span.start);
  const { job, step } = placeAt(document, at);
  if (!isSwitchedOff(job?.if) && !isSwitchedOff(step?.if)) return false;
  return !placesSharedByAlias(document).some((place) => contains(place, at));
}

function scopeAt(document: Document, at: Span, show: (text: string) => string): string {
  switch (document.kind) {
    case 'workflow':
    case 'action': {
      const { job, step } = placeAt(document, at);
      return [job && `job ${show(job.id.text)}`, step && `step ${nameOf(step, show)}`].filter((part) => part).join('/');
    }
    case 'dependabot':
      return show(updateAt(document, at));
    case 'dockerfile':
      return show(instructionAt(document, at));
    case 'dockerignore':
      return '';
  }
}

interface Place {
  readonly job?: Job | undefined;
  readonly step?: Step | undefined;
}

function placeAt(document: Workflow | Action, at: Span): Place {
  const stepAt = (steps: readonly Step[]): Step | undefined => steps.find((step) => contains(step.span, at));
  if (document.kind === 'action') return { step: stepAt(document.steps) };
  const job = document.jobs.find((candidate) => contains(candidate.span, at));
  return { job, step: job && stepAt(job.steps) };
}

/** What a person would call the step: its id, its name, else what it uses or runs, without versions. */
function nameOf(step: Step, show: (text: string) => string): string {
  const given = step.id?.text ?? step.name?.text;
  if (given !== undefined) return show(given);
  if (step.uses) {
    const { repository, path, text } = step.uses;
    if (repository) return show(path ? `${repository}/${path}` : repository);
    return show(withoutVersion(text.text.trim()));
  }
  return step.run ? commandOf(step.run.value.text, show) : show(step.entries[0]?.key.value.text ?? '');
}

/**
 * What the first line that says anything calls: the program and its subcommand, so that other arguments make no other
 * step of it.
 */
function commandOf(script: string, show: (text: string) => string): string {
  // Only as far as that line: a long script may hold thousands of findings.
  const [, first = ''] = /^(?:[^\S\n]*(?:#[^\n]*)?\n)*[^\S\n]*([^\s#][^\n]*)/.exec(script) ?? [];
  const words = show(first.slice(0, 2000).trim()).split(/[\s;|&]+/);
  const at = words.findIndex((word) => !/^\w+=/.test(word));
  const [program = '', subcommand = ''] = at === -1 ? words.slice(0, 1) : words.slice(at);
  const named = /^[a-z][\w:-]*$/i.test(subcommand) ? `${program} ${subcommand}` : program;
  return named.replace(/\bv?\d+(\.\d+)*/g, '0').slice(0, 80);
}

/** An image or reference without tag, ref and digest. */
function withoutVersion(reference: string): string {
  const named = reference.split('@')[0] ?? reference;
  const colon = named.lastIndexOf(':');
  return colon > named.lastIndexOf('/') ? named.slice(0, colon) : named;
}

function updateAt(dependabot: Dependabot, at: Span): string {
  const update = dependabot.updates.find((candidate) => contains(candidate.span, at));
  if (!update) return '';
  return ['update', update.ecosystem?.text, update.directories[0]?.text].filter((part) => part).join(' ');
}

function instructionAt(dockerfile: Dockerfile, at: Span): string {
  const instruction = dockerfile.instructions.find((candidate) => contains(candidate.span, at));
  const stage = instruction?.stage ?? dockerfile.stages.find((candidate) => contains(candidate.span, at));
  const parts = [stage && `stage ${stageNameOf(stage)}`, instruction?.keyword];
  return parts.filter((part) => part).join('/');
}

export function stageNameOf(stage: Stage): string {
  if (stage.name) return stage.name.text.toLowerCase();
  const isFinal = stage.index === stage.dockerfile.stages.length - 1;
  return isFinal || !stage.base ? 'final' : withoutVersion(stage.base.text);
}
