import { isNonShipping } from '../../core/paths.ts';
import type { Severity } from '../../core/severity.ts';
import type { Repository } from '../../documents/document.ts';
import { isDependency } from '../../documents/kind.ts';

/** A file of Terraform that stands in git and should not. */
export interface TrackedFile {
  readonly path: string;
  readonly kind: 'state' | 'plan' | 'working folder';
  readonly severity: Severity;
}

/** By their paths alone, in their order; of a `.terraform` folder its states, or else one file. */
export function trackedTerraformFiles(repository: Repository): readonly TrackedFile[] {
  const paths = repository.paths.filter((path) => ofTerraform.test(path));
  const found: TrackedFile[] = [];
  const folders = new Set<string>();
  const withState = new Set<string>();
  for (const path of paths) if (isState(path) && folderOfWork(path)) withState.add(folderOfWork(path) ?? '');
  for (const path of paths) {
    if (isDependency(path) || isForTests(path)) continue;
    const lower = isNonShipping(path);
    if (isState(path)) found.push({ path, kind: 'state', severity: lower ? 'medium' : 'high' });
    else if (isPlan(path, repository.paths)) found.push({ path, kind: 'plan', severity: lower ? 'medium' : 'high' });
    const folder = folderOfWork(path);
    if (folder === undefined || folders.has(folder) || withState.has(folder) || isState(path)) continue;
    folders.add(folder);
    found.push({ path, kind: 'working folder', severity: 'low' });
  }
  return found;
}

/** What any of them holds in its path: nearly no file of a repository does. */
const ofTerraform = /tfstate|tfplan|\.terraform\/|\.terragrunt-cache\//;

/** `terraform.tfstate`, its backups (`.backup`, `.1700000000.backup`) and what the command line saves under another name. */
const isState = (path: string): boolean => /\.tfstate(?:\.(?:\d+\.)?(?:backup|bak|old))?$/.test(path);

/** By the usual ending, or `tfplan` beside a configuration. */
function isPlan(path: string, paths: readonly string[]): boolean {
  if (/[^/]\.tfplan$/.test(path)) return true;
  const folder = /^(.*\/)?tfplan(?:\.(?:bin|binary|out|json))?$/.exec(path);
  if (!folder) return false;
  const before = folder[1] ?? '';
  return paths.some((other) => other.startsWith(before) && /^[^/]+\.(?:tf|tofu)$/.test(other.slice(before.length)));
}

/** Up to and with `.terraform`: downloads of `init`, and where the backend is, perhaps with its keys. */
const folderOfWork = (path: string): string | undefined =>
  /^(?:.*\/)?\.(?:terraform|terragrunt-cache)(?=\/)/.exec(path)?.[0];

/** States made up for tests and shown in documents hold nothing; those of an environment called `test` do. */
function isForTests(path: string): boolean {
  const parts = path.split('/');
  return parts.some((part, index) => madeUp.test(part) && !environments.test(parts[index - 1] ?? ''));
}

const madeUp = /(?:^|[-_.])(?:tests?|testdata|testing|fixtures?|mocks?|e2e|golden|snapshots?|docs)(?:$|[-_.])/i;
const environments = /^(?:envs?|environments?|stages?|accounts?|live|workspaces?|terraform\.tfstate\.d)$/i;
