// Puts Node 24, which the Action runs on, into `.cache/node24/bin/node` for the tests of the bundle. Kept out of
// package.json: a dependency would put its `node` first in the path of every npm script.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';

const version = '24.21.0';
const prefix = join(import.meta.dirname, '..', '.cache', 'node24');
const binary = join(prefix, 'bin', 'node');
const packageName = `node-${process.platform}-${process.arch}`;

const versionOf = (file) => spawnSync(file, ['--version'], { encoding: 'utf8' }).stdout?.trim();

if (!existsSync(binary) || versionOf(binary) !== `v${version}`) {
  mkdirSync(join(prefix, 'bin'), { recursive: true });
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const install = ['install', '--prefix', prefix, '--ignore-scripts', '--no-save', '--no-package-lock'];
  const run = spawnSync(npm, [...install, `${packageName}@${version}`], { stdio: 'inherit' });
  if (run.status !== 0) throw new Error(`npm could not install ${packageName}@${version}`);
  rmSync(binary, { force: true });
  symlinkSync(join('..', 'node_modules', packageName, 'bin', 'node'), binary);
}
console.log(`${versionOf(binary)} in ${binary}`);
