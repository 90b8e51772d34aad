import { describe, expect, test } from '@jest/globals';
import { applicationOf, findPlatform, terraformCallsOf } from '../../../src/analysis/terraform/terraform.ts';
import { trackedTerraformFiles } from '../../../src/analysis/terraform/terraform-files.ts';
import { stagesSeenIn } from '../../../src/analysis/terraform/terraform-stages.ts';
import applyWithoutPlan from '../../../src/rules/delivery/apply-without-plan.ts';
import missingStage from '../../../src/rules/delivery/missing-terraform-stage.ts';
import noDrift from '../../../src/rules/delivery/no-drift-detection.ts';
import { type Files, repositoryOfFiles, said } from '../../help/repository.ts';

const head = 'on:\n  push:\n    branches: [main]\n';
const jobOf = (steps: string, more = ''): string =>
  `  apply:\n    runs-on: ubuntu-latest\n${more}    env: { KEY: '\${{ secrets.KEY }}' }\n    steps:\n${steps}`;
const workflow = (steps: string, on = head, more = ''): Files => ({
  '.github/workflows/infra.yml': `${on}jobs:\n${jobOf(steps, more)}`,
});
const run = (command: string, more = ''): string => `      - run: ${command}\n${more}`;

describe('what a command does', () => {
  test.each<[string, string]>([
    ['terraform apply tfplan', 'apply saved'],
    ['terraform apply -auto-approve -input=false plans/prod.tfplan', 'apply saved unasked'],
    ['terraform apply -auto-approve', 'apply none unasked'],
    ['terraform -chdir=infra apply --auto-approve', 'apply none unasked infra'],
    ['terraform apply -auto-approve -var-file prod.tfvars -var "a=b" -parallelism 20', 'apply none unasked'],
    ['terraform apply -auto-approve .', 'apply none unasked'],
    ['terraform apply -auto-approve -var "tag=$TAG" -var-file=$STAGE.tfvars', 'apply none unasked'],
    ['terraform apply -auto-approve $PLAN', 'apply unknown unasked'],
    ['echo yes | terraform apply', 'apply none unasked'],
    ['terraform apply -input=false', 'apply none'],
    ['terraform apply -auto-approve -target=module.a -lock=false', 'apply none unasked part unlocked'],
    ['terraform apply -destroy -auto-approve', 'destroy'],
    ['terraform destroy -auto-approve', 'destroy'],
    ['sudo tofu apply -auto-approve', 'apply none unasked'],
    ['docker run --rm -v "$PWD:/w" hashicorp/terraform:1.9 apply -auto-approve', 'apply none unasked'],
    ['aws-vault exec prod -- terraform apply -auto-approve', 'apply none unasked'],
    ['terragrunt apply -auto-approve --terragrunt-working-dir live/prod', 'apply none unasked'],
    ['terragrunt run-all apply --terragrunt-non-interactive', 'apply none unasked'],
    ['terragrunt run --all --non-interactive -- apply', 'apply none unasked'],
    ['terragrunt apply --all', 'apply none unasked'],
    ['terragrunt run-all apply --terragrunt-out-dir /tmp/plans', 'apply saved unasked'],
    ['terragrunt hclfmt --terragrunt-check', 'format'],
    ['terraform plan -out apply', 'plan'],
    ['terraform workspace select prod', 'other'],
  ])('%s', (command, expected) => {
    const [call] = terraformCallsOf(repositoryOfFiles(workflow(`      - run: |\n          ${command}\n`)));
    const application = call?.step === 'apply' ? applicationOf(call) : undefined;
    const words = [
      call?.step,
      application?.plan,
      application?.isUnasked === true ? 'unasked' : '',
      application?.target ? 'part' : '',
      application?.unlocked ? 'unlocked' : '',
      call?.folder ?? '',
    ];
    expect(words.filter((word) => word !== undefined && word !== '').join(' ')).toBe(expected);
  });

  test('options of the environment count', () => {
    const steps = run('terraform apply', '        env: { TF_CLI_ARGS_apply: -auto-approve -lock=false }\n');
    const [call] = terraformCallsOf(repositoryOfFiles(workflow(steps)));
    const application = call && applicationOf(call);
    expect([application?.isUnasked, application?.unlocked !== undefined]).toEqual([true, true]);
  });

  test.each<[string, string, string]>([
    ['applies what was approved', 'dflook/terraform-apply@v2', 'saved'],
    ['or is told not to ask', 'dflook/tofu-apply@v2\n        with: { auto_approve: true }', 'none'],
    ['or is given a plan', 'dflook/tofu-apply@v2\n        with: { auto_approve: true, plan_path: a.tfplan }', 'saved'],
    ['keeps the plan by itself', 'op5dev/tf-via-pr@v13\n        with: { command: apply }', 'saved'],
    ['runs a command line', 'gruntwork-io/terragrunt-action@v3\n        with: { tg_command: run-all apply }', 'none'],
  ])('an action %s', (_name, uses, expected) => {
    const calls = terraformCallsOf(repositoryOfFiles(workflow(`      - uses: ${uses}\n`)));
    const applied = calls.find(({ step }) => step === 'apply');
    expect(applied && applicationOf(applied).plan).toBe(expected);
  });

  test('a word in an `echo` or a comment is no call', () => {
    const steps = '      - run: |\n          echo terraform apply -auto-approve # terraform apply\n';
    expect(terraformCallsOf(repositoryOfFiles(workflow(steps)))).toEqual([]);
  });
});

describe('apply-without-plan', () => {
  const apply = run('terraform apply -auto-approve');
  test.each<[string, Files, readonly string[]]>([
    ['speaks of a push to the main branch', workflow(apply), ['9 medium']],
    ['once a job', workflow(apply + run('cd b && terraform apply -auto-approve')), ['9 medium']],
    ['not where an environment asks', workflow(apply, head, '    environment: production\n'), []],
    ['more softly where somebody starts it', workflow(apply, 'on: workflow_dispatch\n'), ['7 low']],
    [
      'more softly for staging',
      workflow(apply.replace('run:', 'run: cd staging &&'), head, '    name: staging\n'),
      ['10 low'],
    ],
    [
      'not of a way back',
      workflow(run('exit 1') + run('terraform apply -auto-approve', '        if: failure()\n')),
      [],
    ],
    ['not of what is switched off', workflow(run('terraform apply -auto-approve', '        if: false\n')), []],
    [
      'not of what no event brings about',
      workflow(run('terraform apply -auto-approve', '        if: github.ref == \'refs/heads/"main"\'\n')),
      [],
    ],
    ['not of tests', workflow(run('terraform -chdir=tests/basic apply -auto-approve')), []],
    [
      'of a part even with an environment',
      workflow(run('terraform apply -target=a tfplan'), head, '    environment: production\n'),
      ['10 medium'],
    ],
  ])('%s', (_name, files, expected) => {
    expect(said(applyWithoutPlan, files)).toEqual(expected);
  });

  test('finds it through a target of the Makefile', () => {
    const files = { ...workflow(run('make apply')), Makefile: 'apply:\n\tterraform apply -auto-approve\n' };
    expect(said(applyWithoutPlan, files)).toEqual(['9 medium']);
  });
});

describe('platforms', () => {
  test.each<[string, Files, string | undefined]>([
    ['none', workflow(run('terraform apply')), undefined],
    ['Atlantis', { 'atlantis.yaml': '' }, 'Atlantis'],
    ['HCP Terraform by its block', { 'a/main.tf': 'terraform {\n  cloud {\n  }\n}\n' }, 'HCP Terraform'],
    ['HCP Terraform by its backend', { 'main.tf': 'terraform {\n  backend "remote" {}\n}\n' }, 'HCP Terraform'],
    ['not a comment about it', { 'main.tf': '# cloud {\nterraform {\n  backend "s3" {}\n}\n' }, undefined],
    [
      'HCP Terraform by its token',
      workflow(
        "      - uses: hashicorp/setup-terraform@v4\n        with: { cli_config_credentials_token: '${{ secrets.T }}' }\n",
      ),
      'HCP Terraform',
    ],
    ['Digger by its action', workflow('      - uses: diggerhq/digger@v1\n'), 'Digger'],
  ])('%s', (_name, files, expected) => {
    expect(findPlatform(repositoryOfFiles(files))).toBe(expected);
  });
});

describe('stages', () => {
  const plan = 'on: [pull_request]\n';
  test.each<[string, Files, readonly string[]]>([
    ['commands', workflow(run('terraform fmt -check && tflint && checkov -d .')), ['format', 'lint', 'scan']],
    ['a plan validates', workflow(run('terraform plan')), ['validate']],
    ['a plan of a pull request', workflow(run('terraform plan'), plan), ['validate', 'plan']],
    ['a plan of every push', workflow(run('terraform plan'), 'on: push\n'), ['validate', 'plan']],
    ['a saved plan', workflow(run('terraform apply tfplan')), ['validate', 'saved plan']],
    ['linters of many languages', workflow('      - uses: super-linter/super-linter@v8\n'), ['format', 'lint', 'scan']],
    [
      'hooks',
      {
        ...workflow('      - uses: pre-commit/action@v3.0.1\n'),
        '.pre-commit-config.yaml': 'hooks: [{ id: terraform_fmt }]',
      },
      ['format'],
    ],
    ['hooks that cannot be read', workflow(run('pre-commit run -a')), ['format', 'validate', 'lint', 'scan']],
    ['muted ones are there', workflow(run('tflint || true')), ['lint']],
  ])('%s', (_name, files, expected) => {
    expect([...stagesSeenIn(repositoryOfFiles(files)).seen].sort()).toEqual([...expected].sort());
  });

  test.each<[string, Files, readonly string[]]>([
    ['are asked for where Terraform is applied', workflow(run('terraform apply tfplan')), ['9 low, tentative']],
    ['of a configuration that is here', { ...workflow(run('terraform apply tfplan')), 'main.tf': '' }, ['9 low']],
    ['not of examples', { ...workflow(run('terraform validate')), 'examples/main.tf': '' }, []],
    [
      'not of linters for everything',
      { ...workflow('      - uses: super-linter/super-linter@v8\n'), 'main.tf': '' },
      [],
    ],
    [
      'not beside a script that nobody can read',
      { ...workflow(run('terraform validate') + run('./check.sh')), 'main.tf': '' },
      [],
    ],
    [
      'not beside a workflow of others that is about Terraform',
      {
        'main.tf': '',
        '.github/workflows/a.yml': `${head}jobs:\n  a:\n    uses: acme/ci/.github/workflows/terraform.yml@v1\n${jobOf(run('terraform apply tfplan'))}`,
      },
      [],
    ],
  ])('%s', (_name, files, expected) => {
    expect(said(missingStage, files)).toEqual(expected);
  });
});

describe('no-drift-detection', () => {
  const apply = workflow(run('terraform apply tfplan'), head, '    environment: production\n');
  const scheduled = (steps: string): Files => ({
    '.github/workflows/nightly.yml': `on:\n  schedule: [{ cron: '0 4 * * *' }]\njobs:\n${jobOf(steps)}`,
  });
  test.each<[string, Files, readonly string[]]>([
    ['asks where production is applied', apply, ['10 info']],
    ['is content with a plan on a schedule', { ...apply, ...scheduled(run('terraform plan -detailed-exitcode')) }, []],
    ['not with any other job on a schedule', { ...apply, ...scheduled(run('npm audit')) }, ['10 info']],
    ['does not know a script that says drift', { ...apply, ...scheduled(run('./scripts/drift.sh')) }, []],
    ['nor what HCP Terraform looks at', { ...apply, 'main.tf': 'terraform {\n  cloud {}\n}\n' }, []],
  ])('%s', (_name, files, expected) => {
    expect(said(noDrift, files)).toEqual(expected);
  });
});

describe('files that git should not track', () => {
  const tracked = (...paths: readonly string[]): readonly string[] =>
    trackedTerraformFiles(repositoryOfFiles(Object.fromEntries(paths.map((path) => [path, ''])))).map(
      ({ path, kind, severity }) => `${path}: ${kind}, ${severity}`,
    );
  test.each<[string, readonly string[], readonly string[]]>([
    ['state', ['a/terraform.tfstate'], ['a/terraform.tfstate: state, high']],
    ['its backup', ['terraform.tfstate.1700000000.backup'], ['terraform.tfstate.1700000000.backup: state, high']],
    ['of an example', ['examples/a/terraform.tfstate'], ['examples/a/terraform.tfstate: state, medium']],
    ['of an environment called test', ['envs/test/terraform.tfstate'], ['envs/test/terraform.tfstate: state, medium']],
    ['not of a test', ['test/a.tfstate', 'internal/test-fixtures/b.tfstate', 'pkg/testdata/.terraform/x'], []],
    ['a plan', ['prod.tfplan'], ['prod.tfplan: plan, high']],
    ['a plan beside its configuration', ['a/main.tf', 'a/tfplan'], ['a/tfplan: plan, high']],
    ['not anything of that name', ['src/tfplan', 'src/main.go', 'src/a/main.tf'], []],
    [
      'one of a working folder',
      ['.terraform/modules/a', '.terraform/modules/b'],
      ['.terraform/modules/a: working folder, low'],
    ],
    [
      'the state in it',
      ['.terraform/a', '.terraform/terraform.tfstate'],
      ['.terraform/terraform.tfstate: state, high'],
    ],
    ['not the lock of providers', ['.terraform.lock.hcl', '.terraform-version'], []],
    ['not what others keep', ['vendor/a/terraform.tfstate'], []],
  ])('%s', (_name, paths, expected) => {
    expect(tracked(...paths)).toEqual(expected);
  });
});
