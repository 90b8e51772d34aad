import type { TargetClass } from '../../core/delivery.ts';

import type { Job } from '../../documents/workflow-model.ts';
import type { Activity } from '../activities/activity.ts';
import { nameOf } from '../folders.ts';
import { argumentInWords, type ArgumentName, argumentNamesOf } from './arguments.ts';
import type { Occasion } from './occasions.ts';
import { quoted } from './quote.ts';
import { valuesOfText } from './values.ts';
import { classOfName, classOfTitle } from './words.ts';

/** A name that tells where a deploy leads. */
export interface Named {
  readonly class: Extract<TargetClass, 'production' | 'staging' | 'preview'>;
  readonly reason: string;
  readonly name: string;
}

export interface Names {
  /** Empty where no name tells; several where an environment has several values. */
  readonly told: readonly Named[];
  /** Its environment has a name that only the run knows. */
  readonly isOpen: boolean;
}

/**
 * What the target's own names say, the first that says anything: its environment, its job, its step, the namespace,
 * context, stack, host, folder … that it is given, its workflow, the branch that starts it.
 */
export function namesOf(deploy: Activity, occasion: Occasion): Names {
  const environment = environmentNames(deploy, occasion);
  if (environment.told.length > 0) return environment;
  for (const namesIn of [titleNames, argumentNames, workflowNames, branchNames]) {
    const told = namesIn(deploy, occasion);
    if (told.length > 0) return { told, isOpen: environment.isOpen };
  }
  return { told: [], isOpen: environment.isOpen };
}

/** Only the environment's: of what cannot be read, another name may tell what is done as well as where. */
export function environmentNames(deploy: Activity, occasion: Occasion): Names {
  const written = environmentOf(deploy);
  if (written === undefined) return { told: [], isOpen: false };
  const values = valuesOfText(written, deploy, occasion);
  const told = (values ?? []).flatMap((name): readonly Named[] => {
    const found = classOfName(name);
    return found ? [{ class: found, reason: `environment ${quoted(name)}`, name }] : [];
  });
  if (told.length > 0 || values) return { told, isOpen: false };
  // `review/${{ github.head_ref }}`: what stands around the open part may tell.
  const around = classOfName(written);
  return around
    ? { told: [{ class: around, reason: `environment ${quoted(written)}`, name: written }], isOpen: false }
    : { told: [], isOpen: true };
}

/** Of the job that deploys, else of the one that calls it. */
export const environmentOf = ({ job, entry }: Activity): string | undefined =>
  job.environment?.name?.text ?? entry.environment?.name?.text;

function titleNames(deploy: Activity, occasion: Occasion): readonly Named[] {
  const { job, entry, innerStep, step } = deploy;
  const jobs = [entry, ...(job === entry ? [] : [job])].flatMap(titlesOf);
  const steps = [innerStep?.name?.text, step?.name?.text].flatMap((name) => name ?? []);
  return firstThatTells(
    [...jobs.map((text) => ({ what: 'job', text })), ...steps.map((text) => ({ what: 'step', text }))],
    classOfTitle,
    deploy,
    occasion,
  );
}

const titlesOf = ({ id, name }: Job): readonly string[] => [id.text, ...(name ? [name.text] : [])];

const argumentNames = (deploy: Activity, occasion: Occasion): readonly Named[] =>
  firstThatTells(argumentNamesOf(deploy), classOfName, deploy, occasion);

/**
 * What the first name says that says anything: as much as its values do, where it has several and they are names of
 * environments; one of many services may well be called `dev-portal`.
 */
function firstThatTells(
  names: readonly ArgumentName[],
  classOf: (name: string) => Named['class'] | undefined,
  deploy: Activity,
  occasion: Occasion,
): readonly Named[] {
  for (const name of names) {
    const values = valuesOfText(name.text, deploy, occasion) ?? [name.text];
    const told = values.flatMap((value): readonly Named[] => {
      const found = classOf(value);
      return found ? [{ class: found, reason: argumentInWords(name, value), name: value }] : [];
    });
    if (told.length > 0) return told.length * 2 < values.length ? told.slice(0, 1) : told;
  }
  return [];
}

function workflowNames({ job, entry }: Activity): readonly Named[] {
  for (const { file, name } of new Set([entry.workflow, job.workflow])) {
    for (const title of [nameOf(file.path).replace(/\.ya?ml$/, ''), ...(name ? [name.text] : [])]) {
      const found = classOfTitle(title);
      if (found) return [{ class: found, reason: `workflow ${quoted(title)}`, name: title }];
    }
  }
  return [];
}

function branchNames(_: Activity, { ref }: Occasion): readonly Named[] {
  if (ref.kind !== 'branch' || ref.name === undefined) return [];
  const found = classOfName(ref.name);
  return found ? [{ class: found, reason: `branch ${quoted(ref.name)}`, name: ref.name }] : [];
}
