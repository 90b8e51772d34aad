import { trackedTerraformFiles } from '../../analysis/terraform/terraform-files.ts';
import { code } from '../../core/message.ts';
import { sourceFile, spanOf } from '../../core/source.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'tracked-terraform-state',
  title: 'Terraform state or a plan is tracked by git',
  category: 'delivery',
  severity: 'high',
  since: '0.1.0',
  on: ['repository'],
  why: `State and plans hold passwords, keys and addresses in the clear, for everybody who can clone. And a state in git
    knows no lock: two people who apply at once, or one who did not pull, lose or destroy what the other made.`,
  remedy: `Keep the state in a backend with locking and encryption, take the file out with \`git rm --cached\`, ignore
    it, and change the secrets that were in it.`,
  whenFixed: 'The history still holds it, so change the secrets that were in it.',
  references: [
    'https://developer.hashicorp.com/terraform/language/state/sensitive-data',
    'https://developer.hashicorp.com/terraform/language/state/locking',
    'https://developer.hashicorp.com/terraform/cli/commands/plan#out-filename',
  ],
  sameAs: [],
  applies(repository) {
    const [first] = trackedTerraformFiles(repository);
    if (!first) return { answer: 'does not apply', reason: 'no state, plan or `.terraform` folder is tracked' };
    return { answer: 'applies', reason: `${code(first.path)} is tracked`, path: first.path };
  },
  *check(repository) {
    for (const { path, kind, severity } of trackedTerraformFiles(repository)) {
      // The content is not looked at, and nothing of it is shown.
      const at = spanOf(sourceFile(path, ''), 0, 0);
      yield { at, key: kind, severity, message: `${code(path)} is tracked by git, ${but[kind]}` };
    }
  },
  examples: [
    {
      bad: {
        'staging/main.tf': sample`
          resource "aws_db_instance" "shop" {}
        `,
        'staging/terraform.tfstate': '«»',
        'staging/.terraform.lock.hcl': sample`
          provider "registry.opentofu.org/hashicorp/aws" {}
        `,
      },
      good: {
        'staging/main.tf': sample`
          terraform {
            backend "s3" {}
          }
        `,
        'staging/.terraform.lock.hcl': sample`
          provider "registry.opentofu.org/hashicorp/aws" {}
        `,
        'tests/fixtures/empty.tfstate': sample`
          {}
        `,
      },
    },
    {
      title: 'backups, workspaces, plans, and what `init` leaves behind',
      bad: {
        'main.tf': '',
        'terraform.tfstate.backup': '«»',
        'terraform.tfstate.d/prod/terraform.tfstate': '«»',
        'release.tfplan': '«»',
        '.terraform/terraform.tfstate': '«»',
        'examples/basic/.terraform/modules/modules.json': '«»',
        'examples/basic/.terraform/modules/vpc/main.tf': '',
      },
    },
  ],
});

const but = {
  state: 'and state holds secrets in the clear',
  plan: 'and a plan holds secrets in the clear',
  'working folder': 'and belongs to one machine',
} as const;
