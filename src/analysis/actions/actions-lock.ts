import { sourceFile } from '../../core/source.ts';
import type { Repository } from '../../documents/document.ts';
import type { Action, Uses, Workflow } from '../../documents/workflow-model.ts';
import { parseYaml } from '../../documents/yaml.ts';
import { findText, findValue, textsOf } from '../../documents/yaml-value.ts';

/** Where `gh actions-lock` writes: https://docs.github.com/en/actions/concepts/security/workflow-dependency-lockfiles */
export const lockPath = '.github/workflows/actions.lock';

/**
 * Whether the lock file holds a commit for this reference of this file. A workflow lists what it depends on, the actions
 * of its actions included; what a local action uses stands in the lists of the workflows that use it.
 */
export function isLocked(uses: Uses, document: Workflow | Action, repository: Repository): boolean {
  if (uses.repository === undefined || !uses.ref) return false;
  const lock = lockOf(repository);
  const pin = `${uses.repository}@${uses.ref.text}`;
  if (!lock.commits.has(pin)) return false;
  if (document.kind === 'action') return [...lock.workflows.values()].some((pins) => pins.has(pin));
  return lock.workflows.get(document.file.path)?.has(pin) ?? false;
}

interface Lock {
  /** Path to the pins it depends on, `owner/repository@ref`. */
  readonly workflows: ReadonlyMap<string, ReadonlySet<string>>;
  /** Pins that name a commit. */
  readonly commits: ReadonlySet<string>;
}

const locks = new WeakMap<Repository, Lock>();

function lockOf(repository: Repository): Lock {
  const known = locks.get(repository);
  if (known) return known;
  const text = repository.tree.texts.get(lockPath);
  const lock = text === undefined ? { workflows: new Map(), commits: new Set<string>() } : parseLock(text);
  locks.set(repository, lock);
  return lock;
}

function parseLock(text: string): Lock {
  const { root } = parseYaml(sourceFile(lockPath, text));
  const workflows = findValue(root, 'workflows');
  const dependencies = findValue(root, 'dependencies');
  return {
    workflows: new Map(
      workflows?.kind === 'mapping'
        ? workflows.entries.map(({ key, value }) => [
            key.value.text,
            new Set(textsOf(value).map((pin) => withoutPath(pin.text))),
          ])
        : [],
    ),
    commits: new Set(
      dependencies?.kind === 'mapping'
        ? dependencies.entries.flatMap(({ key, value }) =>
            isCommit(findText(value, 'commit')?.text) ? [withoutPath(key.value.text)] : [],
          )
        : [],
    ),
  };
}

/** Names compare without case, refs with it; a folder or file below the repository is no part of a pin. */
function withoutPath(pin: string): string {
  const at = pin.indexOf('@');
  if (at === -1) return pin;
  return pin.slice(0, at).split('/').slice(0, 2).join('/').toLowerCase() + pin.slice(at);
}

const isCommit = (commit: string | undefined): boolean =>
  commit !== undefined && /^(?:sha1-[0-9a-f]{40}|sha256-[0-9a-f]{64})$/.test(commit);
