import { type DeclaredTarget, targetClasses, type TargetClass } from '../core/delivery.ts';
import { code } from '../core/message.ts';
import type { PolicyNote } from '../core/report.ts';
import { positionOf } from '../core/source.ts';
import type { Repository } from '../documents/document.ts';
import type { Workflow } from '../documents/workflow-model.ts';
import { nearestOf } from './nearest.ts';
import type { Policy, PolicyTarget } from './policy.ts';
import { choice, report, shorten } from './shape.ts';
import type { Shape } from './shape.ts';

/** Nobody needs to say that a class is unknown. */
const classes: readonly TargetClass[] = targetClasses.filter((name) => name !== 'unknown');

/** Jobs and what they deploy or publish: `deploy.yml/ship: production`. */
export const targetsShape: Shape<readonly (Omit<PolicyTarget, 'origin'> & { readonly line: number })[]> = {
  schema: {
    type: 'object',
    properties: {},
    propertyNames: { pattern: '^(\\.github/workflows/)?[^/`]+\\.ya?ml/[A-Za-z_][A-Za-z0-9_-]*$' },
    additionalProperties: { enum: classes },
  },
  read: (value, reading) => {
    if (value.kind !== 'mapping') {
      report(reading, 'invalid', value.span, `\`${reading.name}\` must be a mapping of jobs to classes`);
      return undefined;
    }
    return value.entries.flatMap(({ key, value: given }) => {
      const written = key.value.text;
      const [, file, job] = label.exec(written) ?? [];
      if (file === undefined || job === undefined) {
        const message = `\`${reading.name}\` takes jobs such as \`deploy.yml/ship\`, not ${code(shorten(written))}`;
        report(reading, 'invalid', key.span, message);
        return [];
      }
      const read = given && choice(classes).read(given, { ...reading, name: `${reading.name}.${written}` });
      const { line } = positionOf(key.span.file, key.span.start);
      return read ? [{ file, job, class: read, line }] : [];
    });
  },
};

const label = /^((?:\.github\/workflows\/)?[^/`]+\.ya?ml)\/([A-Za-z_][\w-]*)$/;

export const labelOf = ({ file, job }: Pick<PolicyTarget, 'file' | 'job'>): string =>
  `${file.replace(/^\.github\/workflows\//, '')}/${job}`;

/** The labels that name a job of this repository; a note on each of the others. */
export function declaredIn(
  { targets }: Policy,
  repository: Repository,
  pathsOf: (path: string) => readonly string[],
): { readonly declared: readonly DeclaredTarget[]; readonly notes: readonly PolicyNote[] } {
  const declared: DeclaredTarget[] = [];
  const notes: PolicyNote[] = [];
  for (const target of targets) {
    const path = target.file.includes('/') ? target.file : `.github/workflows/${target.file}`;
    const workflow =
      repository.workflows.find(({ file }) => file.path === path) ??
      repository.workflows.find(({ file }) => pathsOf(file.path).includes(path));
    // A file that cannot be read may well hold the job.
    if (repository.tree.unread.has(path) || (workflow && workflow.problems.length > 0)) continue;
    const job = workflow?.jobs.find(({ id }) => id.text.toLowerCase() === target.job.toLowerCase());
    if (workflow && job) declared.push({ path: workflow.file.path, job: job.id.text, class: target.class });
    else {
      const message = `\`targets\` names ${code(labelOf(target))}, and ${missing(target, workflow, repository)}`;
      notes.push({ kind: 'policy-warning', message, ...target.origin });
    }
  }
  return { declared, notes };
}

function missing(target: PolicyTarget, workflow: Workflow | undefined, repository: Repository): string {
  if (workflow) {
    const near = nearestOf(
      target.job,
      workflow.jobs.map(({ id }) => id.text),
    );
    return `that workflow has no such job${didYouMean(near)}`;
  }
  const names = repository.workflows.map(({ file }) => file.path.replace(/^.*\//, ''));
  return `there is no such workflow${didYouMean(nearestOf(target.file.replace(/^.*\//, ''), names))}`;
}

const didYouMean = (name: string | undefined): string => (name === undefined ? '' : `; did you mean ${code(name)}?`);
