// Measures the bundle against an empty Node start, in one run: `npm run bench`. Real repositories are read from beside
// the project where they are; without them only the made-up one is measured.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const root = join(import.meta.dirname, '..');
const cli = join(root, 'dist', 'cli.js');
const corpus = join(root, '..', 'shared', 'corpus');
const folder = mkdtempSync(join(tmpdir(), 'plimsoll-bench-'));
const runs = Number(process.argv[2] ?? '9');

try {
  const cases = [
    { name: 'empty Node start', args: ['-e', '0'] },
    { name: 'cold start (--version)', args: [cli, '--version'] },
    { name: '100 workflows + 50 Dockerfiles, made up', args: [cli, '--format', 'json', madeUp()] },
  ];
  if (existsSync(corpus)) {
    const snapshots = readdirSync(corpus).filter((file) => file.endsWith('.json'));
    const roots = snapshots.map((file) => unpack(file));
    const typical = roots.find((path) => path.includes('argo-cd'));
    if (typical)
      cases.splice(2, 0, {
        name: 'typical repository (16 workflows, 8 Dockerfiles)',
        args: [cli, '--format', 'json', typical],
      });
    cases.push({
      name: `${roots.length} repositories in one process`,
      args: [cli, '--format', 'jsonl', ...roots],
      runs: 3,
    });
  }
  const medians = cases.map((one) => ({ ...one, ...measure(one) }));
  const [{ seconds: empty = 1 } = {}] = medians;
  console.log(`Node ${process.version}, median of ${runs} runs\n`);
  console.log('| case | seconds | × an empty start | peak memory, MB |\n| --- | --- | --- | --- |');
  for (const { name, seconds, megabytes } of medians) {
    console.log(`| ${name} | ${seconds.toFixed(3)} | ${(seconds / empty).toFixed(1)} | ${megabytes.toFixed(0)} |`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/** Median seconds, and the most memory any run took. */
function measure({ args, runs: own = runs }) {
  const times = [];
  let megabytes = 0;
  for (let run = 0; run < own; run += 1) {
    const started = process.hrtime.bigint();
    const child = spawnSync(process.execPath, ['--require', memoryProbe(), ...args], {
      encoding: 'utf8',
      maxBuffer: 1 << 30,
    });
    times.push(Number(process.hrtime.bigint() - started) / 1e9);
    if (child.status === null || child.status > 1)
      throw new Error(`${args.slice(0, 3).join(' ')} failed\n${child.stderr.slice(0, 2000)}`);
    megabytes = Math.max(megabytes, Number(/peak=(\d+)/.exec(child.stderr)?.[1] ?? 0) / 1024);
  }
  times.sort((a, b) => a - b);
  return { seconds: times[Math.floor(times.length / 2)] ?? 0, megabytes };
}

/** Prints the process' peak memory to standard error when it ends; the same for every case, the empty one too. */
function memoryProbe() {
  const path = join(folder, 'probe.cjs');
  if (!existsSync(path)) {
    writeFileSync(
      path,
      "process.on('exit', () => process.stderr.write(`\\npeak=${process.resourceUsage().maxRSS}\\n`));\n",
    );
  }
  return path;
}

function unpack(file) {
  const { files, paths } = JSON.parse(readFileSync(join(corpus, file), 'utf8'));
  const target = join(folder, 'corpus', file.replace(/\.json$/, ''));
  for (const path of paths) if (!(path in files) && isLockOrConfig(path)) write(join(target, path), '');
  for (const [path, text] of Object.entries(files)) write(join(target, path), text);
  return target;
}

/** Files whose mere presence answers a question. */
function isLockOrConfig(path) {
  return /(^|\/)(package-lock\.json|yarn\.lock|pnpm-lock\.yaml|renovate\.json5?|package\.json|go\.mod|Cargo\.toml|pom\.xml)$/.test(
    path,
  );
}

function madeUp() {
  const target = join(folder, 'made-up');
  for (let index = 0; index < 100; index += 1) {
    const steps = Array.from({ length: 8 }, (_, step) => [
      `      - uses: actions/setup-thing-${step}@v${(step % 4) + 1}`,
      `        with: { version: '\${{ matrix.version }}', name: 'thing ${index}' }`,
      '      - run: |',
      `          echo "step ${step} of \${{ github.run_id }}"`,
      `          make -C module-${index} test ARGS="--shard ${step}" | tee log.txt`,
    ]).flat();
    const lines = [
      'name: made up',
      'on: [push, pull_request]',
      'jobs:',
      '  test:',
      '    runs-on: ubuntu-latest',
      '    strategy:',
      '      matrix:',
      '        version: [1, 2, 3]',
      '    steps:',
      ...steps,
    ];
    write(join(target, '.github', 'workflows', `ci-${index}.yml`), `${lines.join('\n')}\n`);
  }
  for (let index = 0; index < 50; index += 1) {
    const lines = [
      'FROM node:24.1 AS build',
      'WORKDIR /app',
      'COPY package.json package-lock.json ./',
      'RUN npm ci \\',
      '  && npm cache clean --force',
      'COPY . .',
      'RUN npm run build',
      'FROM nginx:1.29',
      'COPY --from=build /app/dist /usr/share/nginx/html',
      'EXPOSE 80',
    ];
    write(join(target, `service-${index}`, 'Dockerfile'), `${lines.join('\n')}\n`);
  }
  return target;
}

function write(path, text) {
  try {
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  } catch (error) {
    // A folder of one snapshot may be a file of the same name in another listing.
    if (!['EEXIST', 'ENOTDIR', 'EISDIR', 'ENAMETOOLONG'].includes(error.code)) throw error;
  }
}
