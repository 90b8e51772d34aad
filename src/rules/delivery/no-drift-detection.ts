import {
  findPlatform,
  nameOfAction,
  type TerraformCall,
  terraformCallsOf,
} from '../../analysis/terraform/terraform.ts';
import { applicationsIn } from '../../analysis/terraform/terraform-targets.ts';
import { operationsIn } from '../../analysis/activities/operations.ts';
import { occasionsOf } from '../../analysis/targets/occasions.ts';
import type { Operation } from '../../analysis/activities/activity.ts';
import type { Repository } from '../../documents/document.ts';
import { code } from '../../core/message.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'no-drift-detection',
  title: 'Nobody looks whether the cloud still fits its Terraform',
  category: 'delivery',
  severity: 'info',
  since: '0.1.0',
  on: ['repository'],
  why: `What is changed by hand shows up in the next plan, mixed with what somebody else wants to change that day, and is
    undone or kept by chance.`,
  remedy: 'Run `terraform plan -detailed-exitcode` on a schedule, and tell somebody when it ends with 2.',
  references: [
    'https://developer.hashicorp.com/terraform/tutorials/state/resource-drift',
    'https://developer.hashicorp.com/terraform/cli/commands/plan#detailed-exitcode',
  ],
  sameAs: [],
  applies(repository) {
    const first = productionCall(repository);
    if (!first) return { answer: 'does not apply', reason: 'no workflow applies Terraform to production' };
    const platform = findPlatform(repository);
    if (platform !== undefined) return { answer: 'unknown', reason: `${platform} may look for drift by itself` };
    const path = first.operation.at.file.path;
    const unseen = operationsIn(repository).find(
      (operation) =>
        operation.isOpaque && !operation.isDisabled && mayPlan(operation) && isScheduled(operation, repository),
    );
    if (unseen)
      return { answer: 'unknown', reason: `what runs on a schedule cannot be read`, path: unseen.at.file.path };
    return { answer: 'applies', reason: `${code(first.tool)} changes production`, path };
  },
  *check(repository) {
    const first = productionCall(repository);
    if (!first || looksForDrift(repository)) return;
    yield {
      at: first.operation.at,
      key: 'drift',
      ofRepository: true,
      message: `Nothing compares what ${code(first.tool)} made with what is there, unless somebody pushes`,
    };
  },
  examples: [
    {
      bad: {
        'main.tf': '',
        '.github/workflows/infra.yml': sample`
          on:
            push:
              branches: [main]
          jobs:
            production:
              runs-on: ubuntu-latest
              environment: production
              steps:
                - run: terraform init && terraform plan -out=tfplan
                - run: «terraform apply tfplan»
        `,
      },
      good: {
        'main.tf': '',
        '.github/workflows/infra.yml': sample`
          on:
            push:
              branches: [main]
          jobs:
            production:
              runs-on: ubuntu-latest
              environment: production
              steps:
                - run: terraform init && terraform plan -out=tfplan
                - run: terraform apply tfplan
        `,
        '.github/workflows/drift.yml': sample`
          on:
            schedule: [{ cron: '23 5 * * *' }]
          jobs:
            drift:
              runs-on: ubuntu-latest
              steps:
                - run: terraform init && terraform plan -detailed-exitcode
        `,
      },
    },
    {
      title: 'no production, or another who looks',
      good: {
        'atlantis.yaml': sample`
          version: 3
        `,
        '.github/workflows/infra.yml': sample`
          on:
            push:
              branches: [main]
          jobs:
            production:
              runs-on: ubuntu-latest
              environment: production
              steps: [{ run: terraform apply tfplan }]
        `,
      },
    },
    {
      title: 'a staging area',
      good: {
        '.github/workflows/infra.yml': sample`
          on:
            push:
              branches: [main]
          jobs:
            staging:
              runs-on: ubuntu-latest
              environment: staging
              steps: [{ run: terraform apply tfplan }]
        `,
      },
    },
  ],
});

const productionCall = (repository: Repository): TerraformCall | undefined =>
  applicationsIn(repository).find(({ target }) => target?.class === 'production')?.call;

const isScheduled = (operation: Operation, repository: Repository): boolean =>
  occasionsOf(operation, repository).some(({ event }) => event === 'schedule');

/** A scheduled apply finds drift too, and ends it. */
const looksForDrift = (repository: Repository): boolean =>
  terraformCallsOf(repository).some(
    ({ step, operation }) => (step === 'plan' || step === 'apply') && isScheduled(operation, repository),
  ) ||
  operationsIn(repository).some(
    (operation) =>
      !operation.isDisabled &&
      (operation.programs.some(({ program }) => /^(?:driftctl|driftive|terramate)$/.test(program)) ||
        /drift/.test(nameOfAction(operation) ?? '')),
  );

/** A script or a workflow of others, by whose names it has to do with Terraform or drift. */
const mayPlan = ({ via, uses, entry, command }: Operation): boolean =>
  [
    entry.workflow.name?.text,
    entry.id.text,
    entry.name?.text,
    uses?.text.text,
    command?.name,
    ...via.map(({ name }) => name),
  ].some((name) => /terraform|terragrunt|tofu|drift|infra/i.test(name ?? ''));
