import { isNonShipping } from '../../core/paths.ts';
import type { Repository } from '../../documents/document.ts';
import { applicationsIn } from '../../analysis/terraform/terraform-targets.ts';
import { findPlatform, type TerraformCall, terraformCallsOf } from '../../analysis/terraform/terraform.ts';
import {
  hasConfiguration,
  stagesSeenIn,
  type TerraformStage,
  terraformStages,
} from '../../analysis/terraform/terraform-stages.ts';
import { code } from '../../core/message.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'missing-terraform-stage',
  title: 'Terraform runs without some of its usual checks',
  category: 'delivery',
  severity: 'low',
  since: '0.1.0',
  on: ['repository'],
  why: `Each stage finds what the next one cannot: \`validate\` what does not fit together, a linter what the provider
    will refuse, a scanner what is open to the world, and a plan that people read and that is then applied as it is,
    what nobody meant to change.`,
  remedy: `Run \`terraform fmt -check\`, \`terraform validate\`, \`tflint\` and \`trivy config\` or \`checkov\` on pull
    requests, show the plan there, and apply the file that \`plan -out\` wrote.`,
  references: [
    'https://developer.hashicorp.com/terraform/tutorials/automation/automate-terraform',
    'https://developer.hashicorp.com/terraform/cli/commands/fmt',
    'https://github.com/terraform-linters/tflint',
    'https://trivy.dev/latest/docs/coverage/iac/terraform/',
  ],
  sameAs: [],
  applies(repository) {
    const [first] = callsFor(repository);
    if (!first) return { answer: 'does not apply', reason: 'no workflow runs Terraform on a configuration that stays' };
    if (hasConfiguration(repository) === false)
      return { answer: 'does not apply', reason: 'Terraform is only in examples and tests here' };
    const platform = findPlatform(repository);
    if (platform !== undefined)
      return {
        answer: 'does not apply',
        reason: `${platform} plans and applies, and may check what no file here shows`,
      };
    const { hidden } = stagesSeenIn(repository);
    const path = first.operation.at.file.path;
    if (hidden) {
      const name = hidden.uses?.text.text ?? hidden.via.at(-1)?.name ?? hidden.command?.name ?? 'a script';
      return { answer: 'unknown', reason: `${code(name)} may run any of them`, path };
    }
    return { answer: 'applies', reason: `a workflow runs ${code(first.tool)}`, path };
  },
  *check(repository) {
    const { seen } = stagesSeenIn(repository);
    const strongest = strongestOf(repository);
    if (!strongest) return;
    const isApplied = applicationsIn(repository).length > 0;
    const missing = stagesFor(isApplied).filter((stage) => !seen.has(stage));
    if (missing.length === 0) return;
    yield {
      at: strongest.operation.at,
      key: 'stages',
      ofRepository: true,
      message: `The workflows run ${code(strongest.tool)} without ${listOf(missing.map((stage) => terraformStages[stage]))}`,
      ...(hasConfiguration(repository) === undefined ? { certainty: 'tentative' } : {}),
    };
  },
  examples: [
    {
      bad: {
        'main.tf': sample`
          terraform {
            backend "s3" {}
          }
        `,
        '.github/workflows/infra.yml': sample`
          on:
            pull_request:
            push:
              branches: [main]
          jobs:
            check:
              if: github.event_name == 'pull_request'
              runs-on: ubuntu-latest
              steps:
                - uses: hashicorp/setup-terraform@v4
                - run: |
                    terraform init -backend=false
                    terraform validate
            apply:
              if: github.event_name == 'push'
              runs-on: ubuntu-latest
              environment: production
              steps:
                - uses: hashicorp/setup-terraform@v4
                - run: terraform init
                - run: «terraform apply -auto-approve»
        `,
      },
      good: {
        'main.tf': sample`
          terraform {
            backend "s3" {}
          }
        `,
        '.github/workflows/infra.yml': sample`
          on:
            pull_request:
            push:
              branches: [main]
          jobs:
            plan:
              runs-on: ubuntu-latest
              steps:
                - uses: hashicorp/setup-terraform@v4
                - run: terraform fmt -check -recursive
                - run: terraform init && terraform validate
                - run: tflint --recursive
                - run: trivy config .
                - run: terraform plan -input=false -out=tfplan
                - uses: actions/upload-artifact@v6
                  with: { name: tfplan, path: tfplan }
            apply:
              if: github.event_name == 'push'
              needs: plan
              runs-on: ubuntu-latest
              environment: production
              steps:
                - uses: actions/download-artifact@v6
                  with: { name: tfplan }
                - run: terraform init && terraform apply -input=false tfplan
        `,
      },
    },
    {
      title: 'a module that nobody applies needs no plan',
      bad: {
        'main.tf': '',
        '.github/workflows/ci.yml': sample`
          on: pull_request
          jobs:
            check:
              runs-on: ubuntu-latest
              steps:
                - uses: opentofu/setup-opentofu@v1
                - run: tofu fmt -check
                - run: tofu init && «tofu validate»
        `,
      },
      good: {
        'main.tf': '',
        '.github/workflows/ci.yml': sample`
          on: pull_request
          jobs:
            check:
              runs-on: ubuntu-latest
              steps:
                - uses: opentofu/setup-opentofu@v1
                - run: tofu init && tofu validate
                - uses: pre-commit/action@v3.0.1
        `,
        '.pre-commit-config.yaml': sample`
          repos:
            - repo: https://github.com/antonbabenko/pre-commit-terraform
              rev: v1.105.0
              hooks: [{ id: terraform_fmt }, { id: terraform_tflint }, { id: terraform_checkov }]
        `,
      },
    },
    {
      title: 'Atlantis and HCP Terraform do it elsewhere',
      good: {
        'infra/main.tf': sample`
          terraform {
            cloud {
              organization = "acme"
            }
          }
        `,
        '.github/workflows/ci.yml': sample`
          on: push
          jobs:
            apply:
              runs-on: ubuntu-latest
              steps:
                - run: terraform init && terraform apply -auto-approve
                  working-directory: infra
        `,
      },
    },
    {
      title: 'a script that cannot be read, and examples only',
      good: {
        'examples/basic/main.tf': '',
        '.github/workflows/ci.yml': sample`
          on: push
          jobs:
            examples:
              runs-on: ubuntu-latest
              steps:
                - run: terraform init && terraform validate
                  working-directory: examples/basic
            all:
              runs-on: ubuntu-latest
              steps:
                - uses: hashicorp/setup-terraform@v4
                - run: ./scripts/check-everything.sh
        `,
      },
    },
  ],
});

const stagesFor = (isApplied: boolean): readonly TerraformStage[] => [
  'format',
  'validate',
  'lint',
  'scan',
  ...(isApplied ? (['plan', 'saved plan'] as const) : []),
];

const counted: ReadonlySet<TerraformCall['step']> = new Set(['format', 'validate', 'plan', 'apply']);

/** What is run on a configuration of the product. */
const callsFor = (repository: Repository): readonly TerraformCall[] =>
  terraformCallsOf(repository).filter(
    ({ step, folder }) => counted.has(step) && !(folder !== undefined && isNonShipping(`${folder}/main.tf`)),
  );

/** An apply before a plan before anything else. */
function strongestOf(repository: Repository): TerraformCall | undefined {
  const calls = callsFor(repository);
  const [application] = applicationsIn(repository);
  return (
    application?.call ??
    calls.find(({ step }) => step === 'plan') ??
    calls.find(({ step }) => step === 'validate') ??
    calls[0]
  );
}

const listOf = (names: readonly string[]): string =>
  names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1) ?? ''}`;
