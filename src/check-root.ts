import { existsSync, statSync } from 'node:fs';
import { redact } from './analysis/secrets.ts';
import { type CommandLine, UsageError } from './cli-options.ts';
import { gather } from './core/gather.ts';
import type { Result } from './core/result.ts';
import { sourceFile } from './core/source.ts';
import type { Facts, FileTree } from './core/tree.ts';
import { diskSide, readDiskTree } from './disk.ts';
import { GitError, gitSide, remoteOwner, resolveRevision } from './git.ts';
import { adviceOf, judgeTrees } from './judge-trees.ts';
import { tool } from './knowledge/tool.ts';
import { type ResolvedPolicy, resolvePolicy } from './policy/effective.ts';
import { judge } from './policy/gate.ts';
import { policyPaths } from './policy/policy.ts';
import { rules } from './rules/index.ts';
import { wanted } from './wanted.ts';

export interface Checked {
  readonly result: Result;
  readonly textOf: (path: string) => string | undefined;
}

/** One root of the terminal: its files as they lie on disk, against a git revision where one is named. */
export function checkRoot(root: string, line: CommandLine, readText: (path: string) => string): Checked {
  if (!existsSync(root) || !statSync(root).isDirectory()) throw new UsageError(`No folder is called ${root}`);
  const revision = line.base === undefined ? undefined : revisionOf(root, line.base);
  const [head, base] = treesOf(root, revision);
  const resolved = policyFor(line, base ?? head, readText);
  const judged = judgeTrees(head, base, resolved.policy, factsFor(root, line.today), { root, isFork: false });
  const report = { ...judged.report, policyNotes: [...resolved.notes, ...judged.report.policyNotes] };
  const { gate } = resolved.policy;
  const verdict = judge({
    report,
    comparison: judged.comparison,
    gate,
    mode: 'terminal',
    explicitFailOn: line.gate['fail-on'] !== undefined,
    introducedPolicyProblems: [],
  });
  const result: Result = {
    tool,
    report,
    comparison: judged.comparison,
    verdict,
    policy: { source: resolved.source, path: policyPathIn(base ?? head), sha: null },
    head: null,
    base: revision ?? null,
    setting: {
      repository: null,
      serverUrl: null,
      isPublic: false,
      pullRequest: null,
      changedPaths: judged.changedPaths,
      checksUrl: null,
      isAdoption: false,
      gate: { failOn: gate.failOn, failBelow: gate.failBelow ?? null },
      setupNotes: [],
      policyChanges: [],
      notices: [],
    },
    ...adviceOf(report),
    rules: rules.map((rule) => rule.info),
  };
  return { result, textOf: (path) => head.texts.get(path) };
}

function treesOf(root: string, revision: string | undefined): readonly [FileTree, FileTree | undefined] {
  if (revision === undefined) return [readDiskTree(root, wanted), undefined];
  const [head, base] = gather([diskSide(root), gitSide(root, revision)], wanted);
  return [head ?? readDiskTree(root, wanted), base];
}

function revisionOf(root: string, revision: string): string {
  try {
    return resolveRevision(root, revision);
  } catch (error) {
    if (error instanceof GitError) throw new UsageError(`--base: ${error.message}`);
    throw error;
  }
}

function policyFor(line: CommandLine, tree: FileTree, readText: (path: string) => string): ResolvedPolicy {
  const path = line.policy ?? policyPathIn(tree);
  const text = line.policy === undefined ? tree.texts.get(path ?? '') : readPolicy(line.policy, readText);
  return resolvePolicy({
    baseFile: path === null || text === undefined ? undefined : sourceFile(path, redact(text)),
    inputs: line.gate,
    rules: rules.map((rule) => rule.info),
    onBroken: 'throw',
  });
}

function readPolicy(path: string, readText: (path: string) => string): string {
  try {
    return readText(path);
  } catch {
    throw new UsageError(`--policy ${path}: this file cannot be read`);
  }
}

const policyPathIn = (tree: FileTree): string | null => policyPaths.find((path) => tree.texts.has(path)) ?? null;

function factsFor(root: string, today: string | undefined): Facts {
  const remote = remoteOwner(root);
  const owner = process.env['GITHUB_REPOSITORY']?.split('/')[0] ?? remote?.owner;
  const server = process.env['GITHUB_SERVER_URL']?.replace(/^https?:\/\//, '') ?? remote?.host;
  return {
    today: today ?? new Date().toISOString().slice(0, 10),
    ...(owner === undefined ? {} : { owner }),
    ...(server === undefined ? {} : { server }),
  };
}
