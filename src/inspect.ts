import { deliveryOf } from './analysis/delivery/delivery-record.ts';
import { redact, redactedLinesOf } from './analysis/secrets/secrets.ts';
import { staticAnalysisAnswer } from './analysis/gates/static-analysis.ts';
import type { Answer, Applicability } from './core/applicability.ts';
import type { Problem } from './core/problem.ts';
import { type NotChecked, type Report, readabilityRule } from './core/report.ts';
import type { Kind } from './core/rule-info.ts';
import { tooLarge } from './core/file-text.ts';
import { isRegular } from './core/gather.ts';
import { sourceFile } from './core/source.ts';
import type { Facts, FileTree } from './core/tree.ts';
import { stageNameOf } from './documents/anchor.ts';
import type { Document, Repository } from './documents/document.ts';
import { kindOf } from './documents/kind.ts';
import { parseDocument } from './documents/parse.ts';
import type { Policy } from './policy/policy.ts';
import { isEnabledSomewhere, isIgnoredPath, settingAt } from './policy/setting.ts';
import { type Judged, settle } from './policy/settle.ts';
import { declaredIn } from './policy/targets.ts';
import { rules as everyRule } from './rules/index.ts';
import type { Context, Rule } from './rules/rule.ts';
import { scoreOf } from './score/score.ts';

export interface InspectOptions {
  /** How the report names the tree: a path or `owner/name`. */
  readonly root: string;
  /** The merge base's report, for what waivers may count. */
  readonly base?: Report;
  readonly isFork?: boolean;
  /** Head path to base path. */
  readonly renamed?: ReadonlyMap<string, string>;
  /** The rules to ask; all of them unless a test says otherwise. */
  readonly rules?: readonly Rule[];
  /** What to do when a rule crashes: say so in the report, or let it through (under test). */
  readonly onCrash?: 'report' | 'throw';
  /** Called before each file and each rule, for whoever shows how far it is. */
  readonly onProgress?: () => void;
}

/** Everything Plimsoll has to say about one tree under one policy. Pure: equal input gives equal output, byte by byte. */
export function inspect(tree: FileTree, policy: Policy, facts: Facts, options: InspectOptions): Report {
  const pathsOf = (path: string): readonly string[] => [path, options.renamed?.get(path) ?? path];
  const isIgnored = (path: string): boolean => policy.ignore.length > 0 && isIgnoredPath(policy, pathsOf(path));
  const found = repositoryOf(tree, facts, isIgnored, options.onProgress);
  const { declared, notes } = declaredIn(policy, found, pathsOf);
  const repository = { ...found, declaredTargets: declared };
  const unread = new Map([...unreadIn(tree, repository)].filter(([path]) => !isIgnored(path)));
  const checked = check(repository, policy, options, pathsOf);
  const { targets, practices, flows, crashes } = deliveryOf(repository, options.onCrash);
  const notChecked = [...gapsOf(tree.gaps, unread, repository), ...checked.crashes, ...crashes];
  const isBlind = blindnessOf(notChecked);
  const settled = settle(checked.judged, repository, policy, {
    today: facts.today,
    redact,
    redactedLinesOf,
    base: options.base,
    isFork: options.isFork ?? false,
    checked: (rule, path) => checked.ran.has(rule) && !isBlind(rule, path),
    ...(options.renamed ? { renamed: options.renamed } : {}),
  });
  const isRated =
    repository.documents.some((document) => ratedKinds.has(document.kind)) ||
    [...tree.unread.keys()].some((path) => !isIgnored(path) && ratedKinds.has(kindOf(path) ?? ''));
  const scored = scoreOf(settled.findings, settled.waived);
  return {
    root: options.root,
    findings: isRated ? scored.findings : settled.findings,
    waived: isRated ? scored.waived : settled.waived,
    score: isRated ? scored.score : null,
    applicability: [...checked.applicability, ...openQuestions(repository, options)],
    notChecked,
    policyNotes: [...settled.notes, ...notes],
    inspected: countsOf(repository.documents),
    parts: partsOf(repository),
    targets,
    practices,
    flows,
    facts: { owner: facts.owner ?? null, server: facts.server ?? null },
  };
}

/** Without any of these there is nothing to rate. */
const ratedKinds: ReadonlySet<string> = new Set(['workflow', 'action', 'dockerfile']);

/** The documents of a tree. */
export function repositoryOf(
  tree: FileTree,
  facts: Facts,
  isIgnored: (path: string) => boolean,
  onProgress?: () => void,
): Repository {
  const documents: Document[] = [];
  for (const [path, text] of tree.texts) {
    if (kindOf(path) === undefined || isIgnored(path)) continue;
    onProgress?.();
    const document = parseDocument(sourceFile(path, text));
    if (document) documents.push(document);
  }
  const ofKind = <Wanted extends Document['kind']>(kind: Wanted) =>
    documents.filter((document): document is Extract<Document, { kind: Wanted }> => document.kind === kind);
  return {
    kind: 'repository',
    paths: tree.entries.filter((entry) => isRegular(entry) && !isIgnored(entry.path)).map((entry) => entry.path),
    tree,
    facts,
    documents,
    workflows: ofKind('workflow'),
    actions: ofKind('action'),
    dockerfiles: ofKind('dockerfile'),
    dockerignores: ofKind('dockerignore'),
    dependabots: ofKind('dependabot'),
  };
}

interface Checked {
  readonly judged: readonly Judged[];
  readonly applicability: readonly Applicability[];
  readonly crashes: readonly NotChecked[];
  /** Ids of the rules that were asked. */
  readonly ran: ReadonlySet<string>;
}

function check(
  repository: Repository,
  policy: Policy,
  options: InspectOptions,
  pathsOf: (path: string) => readonly string[],
): Checked {
  const ran = new Set<string>();
  const judged: Judged[] = [];
  const applicability: Applicability[] = [];
  const crashes: NotChecked[] = [];
  for (const rule of options.rules ?? everyRule) {
    if (!isEnabledSomewhere(policy, rule.info)) continue;
    ran.add(rule.info.id);
    options.onProgress?.();
    for (const document of documentsFor(rule, repository)) {
      const context: Context = { repository, options: optionsFor(rule, policy, document, pathsOf) };
      try {
        const answer = rule.applies?.(document, context);
        if (answer) applicability.push(applicabilityOf(rule, document, answer));
        if (answer && answer.answer !== 'applies') continue;
        for (const problem of rule.check(document, context))
          judged.push({ rule: rule.info, document, problem: asReadable(rule, document, problem) });
      } catch (error) {
        if (options.onCrash === 'throw') throw error;
        crashes.push(crashOf(rule, document, error));
      }
    }
  }
  return { judged, applicability, crashes, ran };
}

function optionsFor(
  rule: Rule,
  policy: Policy,
  document: Document | Repository,
  pathsOf: (path: string) => readonly string[],
): Readonly<Record<string, unknown>> {
  // Most rules have none, and this is asked of every rule for every document.
  const schemas = Object.entries(rule.info.options);
  if (schemas.length === 0) return noOptions;
  const defaults = schemas.map(([name, schema]) => [name, schema.default] as const);
  const paths = document.kind === 'repository' ? [] : pathsOf(document.file.path);
  return { ...Object.fromEntries(defaults), ...settingAt(policy, rule.info.id, paths).options };
}

const noOptions: Readonly<Record<string, unknown>> = {};

function documentsFor(rule: Rule, repository: Repository): readonly (Document | Repository)[] {
  const kinds: readonly Kind[] = rule.info.kinds;
  if (kinds.every((kind) => kind === 'repository')) return [repository];
  const documents = repository.documents.filter(
    (document) => kinds.includes(document.kind) && (!isBroken(document) || isReadInPart(rule, document)),
  );
  return kinds.includes('repository') ? [...documents, repository] : documents;
}

const isBroken = (document: Document | Repository): boolean =>
  document.kind !== 'repository' && document.problems.length > 0;

/**
 * A YAML file that cannot be read as a whole is one finding; what a half of it seems to say is none. A Dockerfile is
 * read instruction by instruction, and a fault in one of them leaves the others what they are.
 */
const isReadInPart = (rule: Rule, document: Document): boolean =>
  document.kind === 'dockerfile' || rule.info.id === readabilityRule;

/** What a broken file seems to say is less certain than that it is broken. */
const asReadable = (rule: Rule, document: Document | Repository, problem: Problem): Problem =>
  isBroken(document) && rule.info.id !== readabilityRule ? { ...problem, certainty: 'tentative' } : problem;

/** Asked together with all rules, since no rule stands for them. */
function openQuestions(repository: Repository, { rules }: InspectOptions): readonly Applicability[] {
  if (rules) return [];
  const { answer, reason } = staticAnalysisAnswer(repository);
  return [{ question: 'static analysis', answer, reason: redact(reason) }];
}

function applicabilityOf(rule: Rule, document: Document | Repository, answer: Answer): Applicability {
  const path = document.kind === 'repository' ? answer.path : document.file.path;
  return {
    rule: rule.info.id,
    answer: answer.answer,
    reason: redact(answer.reason),
    ...(path === undefined ? {} : { path }),
  };
}

function crashOf(rule: Rule, document: Document | Repository, error: unknown): NotChecked {
  const message = error instanceof Error ? error.message : String(error);
  return {
    rule: rule.info.id,
    ...(document.kind === 'repository' ? {} : { path: document.file.path }),
    reason: `the rule failed (${redact(message).slice(0, 200)}); please report it`,
  };
}

/** What could not be looked at: broken files, files that could not be read, paths that could not be listed. */
function gapsOf(
  gaps: readonly string[],
  unread: ReadonlyMap<string, string>,
  repository: Repository,
): readonly NotChecked[] {
  return [
    ...repository.documents.filter(isBroken).map(({ kind, file, problems }) => ({
      ...(problems.some((problem) => problem.isTooLarge) ? { isTooLarge: true } : {}),
      path: file.path,
      reason: `it ${kind === 'dockerfile' ? 'can be read only in part' : 'cannot be read'}: see ${readabilityRule}`,
    })),
    ...[...unread].map(([path, reason]) => ({ path, reason, ...(isTooLarge(reason) ? { isTooLarge: true } : {}) })),
    ...gaps.map((reason) => ({ reason })),
  ];
}

const isTooLarge = (reason: string): boolean => 'unread' in tooLarge && tooLarge.unread === reason;

/** Texts that could not be had, and those that are no documents yet: a template says nothing before it is filled in. */
function unreadIn(tree: FileTree, repository: Repository): ReadonlyMap<string, string> {
  const known = new Set(repository.documents.map((document) => document.file.path));
  const templates = [...tree.texts.keys()].filter((path) => kindOf(path) !== undefined && !known.has(path));
  return new Map([...tree.unread, ...templates.map((path) => [path, 'a template'] as const)]);
}

function blindnessOf(notChecked: readonly NotChecked[]): (rule: string, path: string) => boolean {
  const paths = new Set(
    notChecked.flatMap((gap) => (gap.rule === undefined && gap.path !== undefined ? [gap.path] : [])),
  );
  const crashed = notChecked.filter((gap) => gap.rule !== undefined);
  return (rule, path) =>
    paths.has(path) || crashed.some((gap) => gap.rule === rule && (gap.path === undefined || gap.path === path));
}

const partsOf = ({ workflows, dockerfiles }: Repository): Readonly<Record<string, readonly string[]>> =>
  Object.fromEntries([
    ...workflows.map(({ file, jobs }) => [file.path, jobs.map((job) => job.id.text)] as const),
    ...dockerfiles.map(({ file, stages }) => [file.path, stages.map(stageNameOf)] as const),
  ]);

function countsOf(documents: readonly Document[]): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { kind } of documents) counts[kind] = (counts[kind] ?? 0) + 1;
  return counts;
}
