import { existsSync, readdirSync, statSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { redact } from './analysis/secrets/secrets.ts';
import { type CommandLine, UsageError } from './cli-options.ts';
import { type Side, gather } from './core/gather.ts';
import type { Result } from './core/result.ts';
import { sourceFile } from './core/source.ts';
import type { Facts, FileTree } from './core/tree.ts';
import { diskSide, readDiskTree } from './disk.ts';
import { GitError, gitSide, isUnborn, remoteOwner, resolveRevision } from './git.ts';
import { adviceOf, judgeTrees } from './judge-trees.ts';
import { tool } from './knowledge/tool.ts';
import { type ResolvedPolicy, resolvePolicy } from './policy/effective.ts';
import { judge } from './policy/gate.ts';
import { introducedProblems } from './policy/introduced.ts';
import { nearestOf } from './policy/nearest.ts';
import { PolicyError, policyPaths } from './policy/policy.ts';
import { rules } from './rules/index.ts';
import { findRepository } from './run-git.ts';
import { wanted } from './wanted.ts';

export interface Checked {
  readonly result: Result;
  readonly textOf: (path: string) => string | undefined;
}

interface Edge {
  readonly readText: (path: string) => string;
  /** Called often; whoever shows progress decides when. */
  readonly onProgress: () => void;
}

/** One root of the terminal: its files as they lie on disk, against a git revision where one is named. */
export function checkRoot(root: string, line: CommandLine, { readText, onProgress }: Edge): Checked {
  if (!isFolder(root)) throw new UsageError(`No folder is called ${root}${insteadOf(root)}`);
  onProgress();
  const revision = line.base === undefined ? undefined : revisionOf(root, line.base);
  const [head, base] = treesOf(root, revision);
  const resolved = policyFor(line, base ?? head, readText);
  if (base && line.policy === undefined) refuseBrokenPolicy(head, base);
  const options = { root, isFork: false, onProgress };
  const judged = judgeTrees(head, base, resolved.policy, factsFor(root, line.today), options);
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
      notices: judged.notices,
    },
    ...adviceOf(report),
    rules: rules.map((rule) => rule.info),
  };
  return { result, textOf: (path) => head.texts.get(path) };
}

function treesOf(root: string, revision: string | null | undefined): readonly [FileTree, FileTree | undefined] {
  if (revision === undefined) return [readDiskTree(root, wanted), undefined];
  const before = revision === null ? nothing : gitSide(root, revision);
  const [head, base] = gather([diskSide(root), before], wanted);
  return [head ?? readDiskTree(root, wanted), base];
}

const isFolder = (path: string): boolean => existsSync(path) && statSync(path).isDirectory();

/** What may have been meant: a command, or the folder with the nearest name. */
function insteadOf(root: string): string {
  const command = nearestOf(root, ['explain', 'rules']);
  if (command !== undefined) return `; did you mean \`plimsoll ${command}\`?`;
  const parent = dirname(root);
  if (!isFolder(parent)) return '';
  const folders = readdirSync(parent).filter((name) => isFolder(join(parent, name)));
  const nearest = nearestOf(basename(root), folders);
  return nearest === undefined ? '' : `; did you mean ${join(parent, nearest)}?`;
}

/** What stood there before the first commit. */
const nothing: Side = { listing: { entries: [], gaps: [] }, readTexts: () => new Map() };

/** `null` for the commit before the first one: a hook may run ahead of it. */
function revisionOf(root: string, revision: string): string | null {
  if (!findRepository(root)) throw new UsageError(`--base ${revision}: ${root} is in no git repository`);
  try {
    return resolveRevision(root, revision);
  } catch (error) {
    if (revision === 'HEAD' && isUnborn(root)) return null;
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

/** The base's policy judges; what is wrong with head's and not with the base's is mended before it is committed. */
function refuseBrokenPolicy(head: FileTree, base: FileTree): void {
  const [ours, theirs] = [head, base].map((tree) => {
    const path = policyPathIn(tree);
    return path === null ? undefined : sourceFile(path, redact(tree.texts.get(path) ?? ''));
  });
  const infos = rules.map((rule) => rule.info);
  const [problem] = introducedProblems(ours, theirs, infos);
  if (problem && ours) throw new PolicyError(problem.message, ours.path, problem.line);
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
