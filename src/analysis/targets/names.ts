import type { TargetClass } from '../../core/delivery.ts';

import type { Job } from '../../documents/workflow-model.ts';
import type { Activity } from '../activity.ts';
import { nameOf } from '../folders.ts';
import { argumentInWords, argumentNamesOf } from './arguments.ts';
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
  const one =
    titleNames(deploy, occasion) ?? argumentNames(deploy, occasion) ?? workflowName(deploy) ?? branchName(occasion);
  return { told: one ? [one] : [], isOpen: environment.isOpen };
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

function titleNames(deploy: Activity, occasion: Occasion): Named | undefined {
  const { job, entry, innerStep, step } = deploy;
  const jobs = [entry, ...(job === entry ? [] : [job])];
  return (
    firstTitle(jobs.flatMap(titlesOf), 'job', deploy, occasion) ??
    firstTitle(
      [innerStep?.name?.text, step?.name?.text].flatMap((name) => name ?? []),
      'step',
      deploy,
      occasion,
    )
  );
}

const titlesOf = ({ id, name }: Job): readonly string[] => [id.text, ...(name ? [name.text] : [])];

function firstTitle(titles: readonly string[], what: string, deploy: Activity, occasion: Occasion): Named | undefined {
  for (const title of titles) {
    for (const value of valuesOfText(title, deploy, occasion) ?? [title]) {
      const found = classOfTitle(value);
      if (found) return { class: found, reason: `${what} ${quoted(value)}`, name: value };
    }
  }
  return undefined;
}

function argumentNames(deploy: Activity, occasion: Occasion): Named | undefined {
  for (const argument of argumentNamesOf(deploy)) {
    for (const name of valuesOfText(argument.text, deploy, occasion) ?? [argument.text]) {
      const found = classOfName(name);
      if (found) return { class: found, reason: argumentInWords(argument, name), name };
    }
  }
  return undefined;
}

function workflowName({ job, entry }: Activity): Named | undefined {
  for (const { file, name } of new Set([entry.workflow, job.workflow])) {
    for (const title of [nameOf(file.path).replace(/\.ya?ml$/, ''), ...(name ? [name.text] : [])]) {
      const found = classOfTitle(title);
      if (found) return { class: found, reason: `workflow ${quoted(title)}`, name: title };
    }
  }
  return undefined;
}

function branchName({ ref }: Occasion): Named | undefined {
  if (ref.kind !== 'branch' || ref.name === undefined) return undefined;
  const found = classOfName(ref.name);
  return found && { class: found, reason: `branch ${quoted(ref.name)}`, name: ref.name };
}
