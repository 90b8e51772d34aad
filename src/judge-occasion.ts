import { redact } from './analysis/secrets/secrets.ts';
import { code } from './core/message.ts';
import type { Result, Setting } from './core/result.ts';
import type { FileTree } from './core/tree.ts';
import type { Verdict } from './core/verdict.ts';
import type { Occasion } from './github/event.ts';
import type { Runner } from './github/runner.ts';
import { adviceOf, judgeTrees } from './judge-trees.ts';
import { tool } from './knowledge/tool.ts';
import { describePolicyChange } from './policy/change.ts';
import { resolvePolicy, type PolicyParts } from './policy/effective.ts';
import { judge } from './policy/gate.ts';
import { introducedProblems, sentenceOf } from './policy/introduced.ts';
import { policyPaths, type Policy } from './policy/policy.ts';
import { policyFile, type Sides, type TrustedPolicy } from './read-sides.ts';
import { rules } from './rules/index.ts';
import { setupOf, type Setup } from './setup.ts';

export interface Judged {
  readonly result: Result;
  readonly policy: Policy;
}

/** Everything the run has to say, from what was read and from what the workflow asked for. Touches nothing. */
export function judgeOccasion(
  occasion: Occasion,
  sides: Sides,
  inputs: Readonly<Record<string, string>>,
  runner: Runner,
  today: string,
): Judged {
  const { head, base } = sides;
  const setup = setupIn(occasion, sides, runner);
  const infos = rules.map((rule) => rule.info);
  const atHead = policyFileIn(head);
  const atBase = base && policyFileIn(base);
  // Nothing on the base can be loosened by the pull request that brings us in the first place.
  const trusted = sides.policy ?? (setup.isAdoption ? atHead : undefined);
  const resolved = resolvePolicy({ ...partsOf(inputs), baseFile: trusted?.file, rules: infos, onBroken: 'replace' });
  const { policy } = resolved;

  const owner = occasion.repository.split('/')[0] ?? '';
  const facts = { owner, server: new URL(runner.serverUrl).host, today };
  const isFork = occasion.kind === 'pull-request' && occasion.isFork;
  const judged = judgeTrees(head, base, policy, facts, { root: occasion.repository, isFork });
  const { comparison, changedPaths } = judged;
  const report = { ...judged.report, policyNotes: [...resolved.notes, ...judged.report.policyNotes] };
  const introduced = base ? introducedProblems(atHead?.file, atBase?.file, infos) : [];
  const verdict = judge({
    report,
    comparison,
    gate: policy.gate,
    mode: occasion.kind === 'commit' ? 'standing' : 'pull-request',
    explicitFailOn: false,
    introducedPolicyProblems: introduced.map((problem) => sentenceOf(problem, atHead?.file.path ?? '')),
  });
  const change = base && describePolicyChange(atBase?.file, atHead?.file, infos);
  const setting: Setting = {
    ...placeOf(occasion, runner),
    changedPaths,
    isAdoption: setup.isAdoption,
    gate: { failOn: policy.gate.failOn, failBelow: policy.gate.failBelow ?? null },
    label: policy.delivery.label,
    changesOwnWorkflow: setup.changesOwnWorkflow,
    setupNotes: setup.notes,
    policyChanges: [...setup.changes, ...(change === undefined ? [] : [change])],
    notices: [
      ...judged.notices,
      ...(head.gaps.length > 0
        ? ['The repository is too large to be listed whole; the step summary says what is missing.']
        : []),
    ],
  };
  return {
    policy,
    result: {
      tool,
      report,
      comparison,
      verdict: sides.unreadChanges.length === 0 ? verdict : unseen(verdict, sides.unreadChanges),
      policy: { source: resolved.source, path: trusted?.file.path ?? null, sha: trusted?.oid ?? null },
      head: occasion.head,
      base: sides.baseCommit ?? null,
      setting,
      ...adviceOf(report),
      rules: infos,
    },
  };
}

/** A changed file that nobody looked at can be anything: neither passed nor failed. */
function unseen(verdict: Verdict, paths: readonly string[]): Verdict {
  const named = paths.slice(0, 5).map(code).join(', ');
  const more = paths.length > 5 ? ` and ${paths.length - 5} more` : '';
  const advice = 'Run the job again, or check out with `fetch-depth: 0` and set `source: workspace`';
  const reason = `${named}${more} could not be read from GitHub, and this pull request changes it. ${advice}`;
  return { ...verdict, outcome: 'error', reasons: [reason], failing: [], belowLineAnyway: false };
}

/** The inputs in the policy's own terms. */
export function partsOf(inputs: Readonly<Record<string, string>>): Pick<PolicyParts, 'inputs' | 'inlinePolicy'> {
  const { policy, ...settings } = inputs;
  return { inputs: settings, inlinePolicy: policy === undefined ? undefined : redact(policy) };
}

function placeOf(occasion: Occasion, runner: Runner) {
  const { repository, isPublic } = occasion;
  const { serverUrl } = runner;
  if (occasion.kind !== 'pull-request') {
    return { repository, serverUrl, isPublic, pullRequest: null, checksUrl: runner.runUrl };
  }
  const { number, isDraft, isFork, byBot, baseBranch } = occasion;
  const checksUrl = `${serverUrl}/${repository}/pull/${number}/checks`;
  return { repository, serverUrl, isPublic, pullRequest: { number, isDraft, isFork, byBot, baseBranch }, checksUrl };
}

function setupIn(occasion: Occasion, { head, base, tipWorkflows }: Sides, runner: Runner): Setup {
  if (runner.callingWorkflow === undefined)
    return { isAdoption: false, changesOwnWorkflow: false, notes: [], changes: [] };
  const setup = setupOf({
    calling: runner.callingWorkflow,
    action: runner.actionRepository,
    head,
    base,
    tip: tipWorkflows,
  });
  return { ...setup, isAdoption: setup.isAdoption && occasion.event === 'pull_request' };
}

function policyFileIn(tree: FileTree): TrustedPolicy | undefined {
  const path = policyPaths.find((each) => tree.texts.has(each));
  const text = path === undefined ? undefined : tree.texts.get(path);
  if (path === undefined || text === undefined) return undefined;
  const oid = tree.entries.find((entry) => entry.path === path)?.oid ?? null;
  return { file: policyFile(path, text), oid };
}
