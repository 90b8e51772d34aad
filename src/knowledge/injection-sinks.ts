/**
 * Inputs whose text an action runs as a program, in lower case.
 * Source, read 2026-11: the `action.yml` of each.
 */
export const injectionSinks: Readonly<Record<string, readonly string[]>> = {
  'actions/github-script': ['script'],
  'addnab/docker-run-action': ['run', 'options'],
  'amadevus/pwsh-script': ['script'],
  'appleboy/ssh-action': ['script'],
  'azure/cli': ['inlinescript'],
  'azure/powershell': ['inlinescript'],
  'cardinalby/js-eval-action': ['expression'],
  'coactions/setup-xvfb': ['run'],
  'cross-the-world/ssh-pipeline': ['script'],
  'cross-the-world/ssh-scp-ssh-pipelines': ['first_ssh', 'last_ssh'],
  'cross-platform-actions/action': ['run'],
  'cypress-io/github-action': ['command', 'start', 'build', 'install-command', 'command-prefix'],
  'd3rhase/ssh-command-action': ['command'],
  'devcontainers/ci': ['runcmd'],
  'easingthemes/ssh-deploy': ['script_before', 'script_after'],
  'fifsky/ssh-action': ['command'],
  'gabrielbb/xvfb-action': ['run'],
  'gacts/run-and-post-run': ['run', 'post'],
  'garygrossgarten/github-action-ssh': ['command'],
  'jannekem/run-python-script-action': ['script'],
  'jameshenry/parallel-bash-commands': ['cmd1', 'cmd2', 'cmd3', 'cmd4', 'cmd5', 'cmd6', 'cmd7', 'cmd8', 'cmd9'],
  'jimcronqvist/action-ssh': ['command'],
  'koslib/helm-eks-action': ['command'],
  'mikefarah/yq': ['cmd'],
  'nick-fields/retry': ['command', 'new_command_on_retry', 'on_retry_command'],
  'nick-invision/retry': ['command', 'new_command_on_retry', 'on_retry_command'],
  'peterkimzz/aws-ssm-send-command': ['command'],
  'reactivecircus/android-emulator-runner': ['script'],
  'uraimo/run-on-arch-action': ['run', 'setup', 'install'],
  'vmactions/dragonflybsd-vm': ['run', 'prepare'],
  'vmactions/freebsd-vm': ['run', 'prepare'],
  'vmactions/netbsd-vm': ['run', 'prepare'],
  'vmactions/omnios-vm': ['run', 'prepare'],
  'vmactions/openbsd-vm': ['run', 'prepare'],
  'vmactions/solaris-vm': ['run', 'prepare'],
  'wandalen/wretry.action': ['command'],
};

/** Those of them that are read by something else than a POSIX shell. */
export const otherSinks: ReadonlySet<string> = new Set([
  ...['actions/github-script', 'amadevus/pwsh-script', 'azure/powershell', 'cardinalby/js-eval-action'],
  'jannekem/run-python-script-action',
]);
