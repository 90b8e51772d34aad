/**
 * Commands that run the command in their arguments. `valued` are their options that take the next word; `skip` the
 * words of their own in front of the inner command; `subcommands` what must follow for it to be a wrapper at all.
 */
export interface Wrapper {
  readonly subcommands?: readonly (readonly string[])[];
  readonly valued?: readonly string[];
  readonly skip?: number;
  /** The inner word names a package, whose version and path are no part of the program's name. */
  readonly isPackage?: boolean;
  /** The inner command stands behind the first of these words; without one there is none. */
  readonly behind?: readonly string[];
  /** The inner command runs in a container or on another machine. */
  readonly isElsewhere?: boolean;
}

const packageRunner: Wrapper = { isPackage: true, valued: ['-p', '--package', '-c', '--call', '--registry', '--cwd'] };

const containerOptions = [
  ...'-a -c -e -h -l -m -p -u -v -w --add-host --cap-add --cap-drop --cidfile --cpus --device --dns --entrypoint'.split(
    ' ',
  ),
  ...'--env --env-file --expose --gpus --group-add --hostname --index --ip --label --log-driver --memory --mount'.split(
    ' ',
  ),
  ...'--name --net --network --pid --platform --publish --pull --restart --runtime --security-opt --shm-size'.split(
    ' ',
  ),
  ...'--tmpfs --ulimit --user --userns --volume --volumes-from --workdir'.split(' '),
];

/** Each tool's own manual is the source; looked over in November 2026. */
export const wrappers: Readonly<Record<string, readonly Wrapper[]>> = {
  sudo: [
    { valued: ['-u', '--user', '-g', '--group', '-h', '--host', '-p', '--prompt', '-C', '-D', '-r', '-t', '-T', '-U'] },
  ],
  doas: [{ valued: ['-u', '-C'] }],
  env: [{ valued: ['-u', '--unset', '-C', '--chdir', '-S', '--split-string'] }],
  time: [{ valued: ['-f', '--format', '-o', '--output'] }],
  nice: [{ valued: ['-n', '--adjustment'] }],
  ionice: [{ valued: ['-c', '-n', '--class', '--classdata'] }],
  nohup: [{}],
  exec: [{ valued: ['-a'] }],
  command: [{}],
  builtin: [{}],
  find: [{ behind: ['-exec', '-execdir', '-ok'] }],
  parallel: [{ valued: ['-j', '--jobs', '-a', '--arg-file', '-I', '-n', '--max-args', '-C', '--colsep'] }],
  flock: [{ valued: ['-w', '--timeout', '-E', '--conflict-exit-code'], skip: 1 }],
  fakeroot: [{}],
  chronic: [{}],
  valgrind: [{}],
  'cross-env': [{}],
  'cross-env-shell': [{}],
  dotenv: [{ behind: ['--'] }],
  dotenvx: [{ subcommands: [['run']], behind: ['--'] }],
  'env-cmd': [{ valued: ['-f', '--file', '-e', '--environments', '-r', '--rc-file'] }],
  gosu: [{ skip: 1 }],
  chroot: [{ skip: 1 }],
  wine: [{}],
  xcrun: [{ valued: ['--sdk', '-sdk', '--toolchain'] }],
  'nx-cloud': [{ subcommands: [['record']], behind: ['--'] }],
  wine64: [{}],
  fvm: [{}],
  puro: [{}],
  cask: [{ subcommands: [['exec']] }],
  ddev: [{ subcommands: [['exec']], valued: ['-s', '--service', '-d', '--dir'] }],
  'wp-env': [{ subcommands: [['run']], skip: 1, valued: ['--env-cwd'] }],
  lxc: [{ subcommands: [['exec']], behind: ['--'], isElsewhere: true }],
  lerna: [{ subcommands: [['exec']], behind: ['--'] }],
  'qemu-arm': [{ valued: ['-L', '-cpu', '-E'] }],
  'qemu-aarch64': [{ valued: ['-L', '-cpu', '-E'] }],
  'qemu-riscv64': [{ valued: ['-L', '-cpu', '-E'] }],
  sshpass: [{ valued: ['-p', '-f', '-d', '-P'] }],
  percy: [{ subcommands: [['exec']], behind: ['--'] }],
  'su-exec': [{ skip: 1 }],
  timeout: [{ valued: ['-s', '--signal', '-k', '--kill-after'], skip: 1 }],
  stdbuf: [{ valued: ['-i', '-o', '-e', '--input', '--output', '--error'] }],
  unbuffer: [{}],
  setsid: [{}],
  catchsegv: [{}],
  'xvfb-run': [
    { valued: ['-e', '-f', '-n', '-p', '-s', '-w', '--error-file', '--server-num', '--server-args', '--wait'] },
  ],
  'dbus-run-session': [{}],
  xargs: [
    {
      valued: [
        '-I',
        '-n',
        '-P',
        '-L',
        '-d',
        '-a',
        '-s',
        '-E',
        '--max-args',
        '--max-procs',
        '--replace',
        '--delimiter',
        '--arg-file',
      ],
    },
  ],
  tini: [{}],
  'dumb-init': [{}],
  retry: [{ valued: ['-t', '-d', '--times', '--delay', '--tries'] }],
  npx: [packageRunner],
  bunx: [packageRunner],
  pnpx: [packageRunner],
  npm: [{ ...packageRunner, subcommands: [['exec'], ['x']] }],
  pnpm: [{ ...packageRunner, subcommands: [['exec'], ['dlx']] }],
  yarn: [{ ...packageRunner, subcommands: [['exec'], ['dlx']] }],
  bun: [{ ...packageRunner, subcommands: [['x']] }],
  pipx: [
    {
      isPackage: true,
      subcommands: [['run']],
      valued: ['--spec', '--python', '--index-url', '-i', '--pip-args', '--with'],
    },
  ],
  uvx: [
    {
      isPackage: true,
      valued: ['--from', '--with', '--python', '-p', '--index-url', '--extra-index-url', '--directory'],
    },
  ],
  uv: [
    {
      isPackage: true,
      subcommands: [['run'], ['tool', 'run']],
      valued: [
        '--from',
        '--with',
        '--python',
        '-p',
        '--extra',
        '--group',
        '--package',
        '--project',
        '--directory',
        '--env-file',
        '--only-group',
        '--no-group',
        '--no-extra',
        '--with-requirements',
        '--with-editable',
        '--index',
        '--default-index',
        '--index-url',
        '--extra-index-url',
      ],
    },
  ],
  poetry: [{ subcommands: [['run']], valued: ['-C', '--directory', '-P', '--project'] }],
  pipenv: [{ subcommands: [['run']] }],
  pdm: [{ subcommands: [['run']], valued: ['-p', '--project', '-f', '--env-file'] }],
  hatch: [{ subcommands: [['run']], valued: ['-e', '--env', '-p', '--project'] }],
  rye: [{ subcommands: [['run']] }],
  pixi: [{ subcommands: [['run']], valued: ['-e', '--environment', '--manifest-path'] }],
  conda: [{ subcommands: [['run']], valued: ['-n', '--name', '-p', '--prefix', '--cwd'] }],
  micromamba: [{ subcommands: [['run']], valued: ['-n', '--name', '-p', '--prefix', '--cwd'] }],
  coverage: [{ subcommands: [['run']], valued: ['--source', '--omit', '--include', '--rcfile'] }],
  bundle: [{ subcommands: [['exec']], valued: ['--gemfile'] }],
  composer: [{ subcommands: [['exec']] }],
  go: [
    {
      isPackage: true,
      subcommands: [['run'], ['tool']],
      valued: ['-tags', '-ldflags', '-C', '-mod', '-modfile', '-exec'],
    },
  ],
  dotnet: [{ subcommands: [['tool', 'run']] }],
  mise: [{ subcommands: [['exec'], ['x']], behind: ['--', '-c', '--command'] }],
  asdf: [{ subcommands: [['exec']] }],
  direnv: [{ subcommands: [['exec']], skip: 1 }],
  nix: [{ subcommands: [['develop'], ['shell']], behind: ['-c', '--command'] }],
  devbox: [{ subcommands: [['run']], valued: ['-c', '--config', '-e', '--env'] }],
  opam: [{ subcommands: [['exec']], behind: ['--'] }],
  // They hand credentials over, or tell the outcome under the pull request.
  tfcmt: [{ behind: ['--'] }],
  'aws-vault': [{ subcommands: [['exec']], behind: ['--'] }],
  chamber: [{ subcommands: [['exec']], behind: ['--'] }],
  doppler: [{ subcommands: [['run']], behind: ['--'] }],
  infisical: [{ subcommands: [['run']], behind: ['--'] }],
  op: [{ subcommands: [['run']], behind: ['--'] }],
  docker: [
    { subcommands: [['run'], ['container', 'run']], isElsewhere: true, skip: 1, valued: containerOptions },
    { subcommands: [['exec'], ['container', 'exec']], isElsewhere: true, skip: 1, valued: containerOptions },
    {
      subcommands: [
        ['compose', 'run'],
        ['compose', 'exec'],
      ],
      isElsewhere: true,
      skip: 1,
      valued: containerOptions,
    },
  ],
  'docker-compose': [{ subcommands: [['run'], ['exec']], isElsewhere: true, skip: 1, valued: containerOptions }],
  podman: [{ subcommands: [['run'], ['exec']], isElsewhere: true, skip: 1, valued: containerOptions }],
};

/** Options that may stand before the subcommand and take the next word: `git -C folder push`, `npm --prefix web ci`. */
export const leadingOptions: Readonly<Record<string, readonly string[]>> = {
  npm: ['--prefix', '-C', '--workspace', '-w', '--registry', '--loglevel', '--userconfig'],
  pnpm: ['--dir', '-C', '--filter', '-F', '--registry', '--loglevel', '--reporter'],
  yarn: ['--cwd', '--registry'],
  bun: ['--cwd', '--filter'],
  git: ['-C', '-c', '--git-dir', '--work-tree', '--namespace'],
  docker: ['--context', '-c', '--host', '-H', '--config', '--log-level', '-l'],
  podman: ['--connection', '-c', '--url', '--log-level'],
  kubectl: ['--namespace', '-n', '--context', '--kubeconfig', '--cluster', '--user', '--server', '-s', '--token'],
  helm: ['--namespace', '-n', '--kube-context', '--kubeconfig'],
  cargo: ['--manifest-path', '--config', '-C', '--color', '-Z'],
  stack: ['--stack-yaml', '--resolver', '--snapshot', '--work-dir', '--color', '--compiler', '--jobs', '-j'],
  nix: ['--extra-experimental-features', '--experimental-features', '--extra-substituters'],
  bazel: ['--bazelrc', '--output_user_root', '--output_base', '--host_jvm_args'],
  aws: ['--profile', '--region', '--output', '--endpoint-url'],
  pip: ['--proxy', '--cache-dir', '--log'],
  'docker-compose': '-f --file -p --project-name --profile --env-file --project-directory --progress --ansi'.split(' '),
  oc: ['--namespace', '-n', '--context', '--kubeconfig', '--cluster', '--user', '--server', '-s', '--token'],
  flux: ['--namespace', '-n', '--context', '--kubeconfig'],
  argocd: ['--server', '--auth-token', '--config', '--server-crt'],
  gcloud: '--project --region --zone --account --configuration --format --verbosity --billing-project'.split(' '),
  pulumi: ['-C', '--cwd', '-s', '--stack', '--color'],
  fly: ['-a', '--app', '-c', '--config', '-t', '--access-token'],
  flyctl: ['-a', '--app', '-c', '--config', '-t', '--access-token'],
  firebase: ['--project', '-P', '--token', '--config', '-c'],
  wrangler: ['--config', '-c', '--env', '-e', '--cwd'],
  composer: ['-d', '--working-dir'],
  poetry: ['-C', '--directory', '-P', '--project'],
  uv: ['--project', '--directory', '--config-file'],
  hatch: ['-e', '--env', '-p', '--project', '--config'],
  pdm: ['-c', '--config'],
  bundle: ['--gemfile'],
  go: ['-C'],
  trivy: ['--cache-dir', '--config', '-c', '--timeout'],
  skopeo: ['--policy', '--registries.d', '--override-os', '--override-arch', '--command-timeout'],
};
