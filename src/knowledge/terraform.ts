/**
 * What surrounds Terraform and OpenTofu. Each tool's own manual is the source; looked over in November 2026.
 */

/** Services that plan and apply by themselves: they check, show and keep plans where no workflow can be seen to. */
export interface TerraformPlatform {
  readonly name: string;
  /** Of files that configure it. */
  readonly path?: RegExp;
  /** Of actions and reusable workflows, in lower case. */
  readonly action?: RegExp;
}

export const terraformPlatforms: readonly TerraformPlatform[] = [
  { name: 'Atlantis', path: /(?:^|\/)\.?atlantis\.ya?ml$/, action: /^runatlantis\// },
  { name: 'HCP Terraform', action: /^hashicorp\/tfc-workflows-github(?:\/|$)/ },
  { name: 'Spacelift', path: /(?:^|\/)\.spacelift\/|(?:^|\/)spacelift\.ya?ml$/, action: /^spacelift-io\// },
  { name: 'env0', path: /(?:^|\/)env0\.ya?ml$|(?:^|\/)\.env0\//, action: /^env0\// },
  { name: 'Scalr', action: /^scalr\// },
  { name: 'Digger', path: /(?:^|\/)digger\.ya?ml$/, action: /^diggerhq\// },
  { name: 'tfaction', action: /^suzuki-shunsuke\/tfaction(?:\/|$)/ },
  { name: 'Terrateam', path: /(?:^|\/)\.terrateam\//, action: /^terrateamio\// },
];

/** Actions that run Terraform; where they can do several things, an input says which. */
export interface TerraformAction {
  readonly action: RegExp;
  readonly does: readonly TerraformStep[];
  /** Its value is a command line or a subcommand. */
  readonly input?: string;
}

export type TerraformStep = 'format' | 'validate' | 'plan' | 'apply';

export const terraformActions: readonly TerraformAction[] = [
  { action: /^dflook\/(?:terraform|tofu)-fmt(?:-check)?$/, does: ['format'] },
  { action: /^dflook\/(?:terraform|tofu)-validate$/, does: ['validate'] },
  { action: /^dflook\/(?:terraform|tofu)-(?:plan|check)$/, does: ['plan'] },
  { action: /^dflook\/(?:terraform|tofu)-apply$/, does: ['apply'] },
  { action: /^(?:op5dev|devsectop)\/tf-via-pr$/, does: ['validate'], input: 'command' },
  { action: /^hashicorp\/terraform-github-actions$/, does: [], input: 'tf_actions_subcommand' },
  { action: /^gruntwork-io\/terragrunt-action$/, does: [], input: 'tg_command' },
  { action: /^cds-snc\/terraform-plan$/, does: ['format', 'validate', 'plan'] },
];

/** Actions that look at a configuration among other things, or only for its faults. */
export const terraformCheckers: readonly { readonly action: RegExp; readonly does: readonly TerraformCheck[] }[] = [
  { action: /^(?:reviewdog\/action-tflint|pauloconnor\/tflint-action)$/, does: ['lint'] },
  { action: /^(?:super-linter|github)\/super-linter(?:\/|$)/, does: ['format', 'lint', 'scan'] },
  { action: /^oxsecurity\/megalinter(?:\/|$)/, does: ['format', 'lint', 'scan'] },
  { action: /^(?:reviewdog\/action-(?:tfsec|terrascan|trivy)|triat\/terraform-security-scan)$/, does: ['scan'] },
  { action: /^trunk-io\/trunk-action(?:\/|$)/, does: ['format', 'validate', 'lint', 'scan'] },
];

export type TerraformCheck = 'format' | 'validate' | 'lint' | 'scan';

/** Programs that look for what is dangerous in a configuration, or hold it against a policy. */
export const terraformScanners: ReadonlySet<string> = new Set(
  'checkov tfsec terrascan kics regula terraform-compliance conftest opa sentinel wizcli'.split(' '),
);

/** What of the scanners of infrastructure reads Terraform: by the name of the program or action. */
export const readsTerraform =
  /checkov|tfsec|trivy|terrascan|kics|snyk|conftest|\bopa\b|sentinel|regula|terraform|bridgecrew|wiz|semgrep|mondoo|prisma/i;

/** The steps that hooks of pre-commit stand for: https://github.com/antonbabenko/pre-commit-terraform and others. */
export const terraformHooks: readonly { readonly hook: RegExp; readonly does: TerraformCheck }[] = [
  { hook: /\b(?:terraform|tofu|terragrunt)[_-](?:hcl)?_?fmt\b|\bterraform-fmt\b|\btofu-fmt\b/, does: 'format' },
  { hook: /\b(?:terraform|tofu|terragrunt)[_-]validate\b/, does: 'validate' },
  { hook: /tflint\b/, does: 'lint' },
  {
    hook: /\b(?:terraform_)?(?:checkov|tfsec|trivy|terrascan|kics)\b|\bterraform-compliance\b|\bconftest\b/,
    does: 'scan',
  },
];
