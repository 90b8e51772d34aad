import { approvalOf } from '../../analysis/delivery/approvals.ts';
import { applicationOf } from '../../analysis/terraform/terraform.ts';
import { applicationsIn, type TerraformApplication } from '../../analysis/terraform/terraform-targets.ts';
import { code } from '../../core/message.ts';
import type { Problem } from '../../core/problem.ts';
import type { Span } from '../../core/source.ts';
import type { Repository } from '../../documents/document.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'apply-without-plan',
  title: 'Terraform applies what nobody has seen',
  category: 'delivery',
  severity: 'medium',
  since: '0.1.0',
  on: ['repository'],
  why: `The plan that was looked at is not the one that is applied: between the two the configuration, the state or the
    cloud has moved on, and what is destroyed shows only in the log afterwards. A part applied alone, or without the
    lock, leaves a state that fits nothing.`,
  remedy: `Write the plan with \`terraform plan -out=tfplan\`, have it looked at, and apply that file in a job with an
    \`environment\`, whole and under the lock.`,
  references: [
    'https://developer.hashicorp.com/terraform/cli/commands/apply',
    'https://developer.hashicorp.com/terraform/tutorials/automation/automate-terraform',
    'https://developer.hashicorp.com/terraform/cli/commands/plan#resource-targeting',
    'https://developer.hashicorp.com/terraform/language/state/locking',
  ],
  sameAs: [],
  *check(repository) {
    const unasked = new Set<string>();
    for (const application of applicationsIn(repository)) {
      const { call } = application;
      const { operation } = call;
      const { plan, isUnasked, target, unlocked } = applicationOf(call);
      const tool = `Job ${code(operation.job.id.text)}`;
      const grade = gradeOf(application, repository);
      if (target && !isFollowedByWhole(application, repository)) {
        const message = `${tool} applies only the part that ${code(target.text)} names`;
        yield { at: placed(target.at, operation.at), key: 'target', message, ...grade };
      }
      if (unlocked) {
        const message = `${tool} applies without the lock of the state, so that two runs can write it at once`;
        yield { at: placed(unlocked.at, operation.at), key: 'lock', message, ...grade };
      }
      // Once a job: the other folders of a loop or a list need the same.
      const job = `${operation.at.file.path} ${operation.entry.id.text}`;
      if (plan !== 'none' || !isUnasked || unasked.has(job) || isApproved(application, repository)) continue;
      unasked.add(job);
      const message = `${tool} runs ${code(call.tool)} with neither a saved plan nor anybody who is asked`;
      yield { at: operation.at, key: 'plan', message, ...grade };
    }
  },
  examples: [
    {
      bad: {
        '.github/workflows/infra.yml': sample`
          on:
            push:
              branches: [main]
          jobs:
            apply:
              runs-on: ubuntu-latest
              steps:
                - uses: hashicorp/setup-terraform@v4
                - run: terraform init
                - run: «terraform apply -auto-approve -input=false»
                  env:
                    AWS_ACCESS_KEY_ID: \${{ secrets.AWS_ACCESS_KEY_ID }}
        `,
      },
      good: {
        '.github/workflows/infra.yml': sample`
          on:
            push:
              branches: [main]
          jobs:
            apply:
              runs-on: ubuntu-latest
              steps:
                - uses: hashicorp/setup-terraform@v4
                - run: terraform init
                - run: terraform plan -out=tfplan
                - run: terraform apply -auto-approve -input=false tfplan
                  env:
                    AWS_ACCESS_KEY_ID: \${{ secrets.AWS_ACCESS_KEY_ID }}
        `,
      },
    },
    {
      title: 'somebody is asked',
      good: {
        '.github/workflows/infra.yml': sample`
          on:
            push:
              branches: [main]
          jobs:
            apply:
              runs-on: ubuntu-latest
              environment: production
              steps:
                - run: tofu init && tofu apply -auto-approve
        `,
      },
    },
    {
      title: 'a part, and without the lock',
      bad: {
        '.github/workflows/infra.yml': sample`
          on:
            push:
              branches: [main]
          jobs:
            apply:
              runs-on: ubuntu-latest
              environment: production
              steps:
                - run: |
                    terraform init
                    terraform apply -auto-approve «-target=module.shop» «-lock=false»
        `,
      },
      good: {
        '.github/workflows/infra.yml': sample`
          on:
            push:
              branches: [main]
          jobs:
            apply:
              runs-on: ubuntu-latest
              environment: production
              steps:
                - run: |
                    terraform init
                    terraform apply -auto-approve -target=module.cluster
                    terraform apply -auto-approve
        `,
      },
    },
    {
      title: 'Terragrunt adds the option by itself; a file of options may name a plan',
      bad: {
        '.github/workflows/infra.yml': sample`
          on:
            push:
              branches: [main]
          jobs:
            all:
              runs-on: ubuntu-latest
              steps:
                - run: «terragrunt run-all apply --terragrunt-non-interactive»
                  env: { AWS_ROLE: '\${{ secrets.AWS_ROLE }}' }
            one:
              runs-on: ubuntu-latest
              steps:
                - run: terraform apply -auto-approve $(cat options)
                  env: { AWS_ROLE: '\${{ secrets.AWS_ROLE }}' }
        `,
      },
    },
    {
      title: 'what a test makes and takes down again',
      good: {
        '.github/workflows/e2e.yml': sample`
          on: pull_request
          jobs:
            e2e:
              runs-on: ubuntu-latest
              steps:
                - run: terraform init && terraform apply -auto-approve
                - run: make e2e
                - run: terraform destroy -auto-approve
                  if: always()
        `,
      },
    },
  ],
});

/** The word itself, where it stands in the workflow. */
const placed = (word: Span, operation: Span): Span => (word.file === operation.file ? word : operation);

function isApproved({ target }: TerraformApplication, repository: Repository): boolean {
  return target !== undefined && ['environment', 'job', 'step'].includes(approvalOf(target, repository).kind);
}

/** Somebody who starts it by hand has decided on something, and what is no production yet may be changed freely. */
function gradeOf({ target }: TerraformApplication, repository: Repository): Pick<Problem, 'severity' | 'certainty'> {
  if (!target || target.class === 'unknown') return { certainty: 'tentative' };
  const isByHand = ['manual start', 'release'].includes(approvalOf(target, repository).kind);
  return target.class === 'staging' || isByHand ? { severity: 'low' } : {};
}

/** First what the rest depends on, then everything: nothing is left apart. */
function isFollowedByWhole({ call }: TerraformApplication, repository: Repository): boolean {
  const all = applicationsIn(repository);
  const behind = all.slice(all.findIndex((other) => other.call === call) + 1);
  return behind.some(
    (other) =>
      other.call.operation.entry === call.operation.entry &&
      other.call.folder === call.folder &&
      applicationOf(other.call).target === undefined,
  );
}
