import type { Problem } from '../../src/core/problem.ts';
import type { RuleInfo } from '../../src/core/rule-info.ts';
import { sourceFile, spanOf } from '../../src/core/source.ts';
import type { SourceFile } from '../../src/core/source.ts';
import type { Document, Repository } from '../../src/documents/document.ts';
import { parseDocument } from '../../src/documents/parse.ts';
import { resolvePolicy } from '../../src/policy/effective.ts';
import type { Policy } from '../../src/policy/policy.ts';
import { settle } from '../../src/policy/settle.ts';
import type { Judged, SettleOptions } from '../../src/policy/settle.ts';

export const ruleInfo = (info: Partial<RuleInfo> & Pick<RuleInfo, 'id'>): RuleInfo => ({
  title: `Something is wrong with ${info.id}`,
  category: 'supply-chain',
  severity: 'medium',
  since: '0.1.0',
  kinds: ['workflow'],
  optIn: false,
  family: info.id,
  options: {},
  why: 'Because.',
  remedy: 'Mend it.',
  references: [],
  sameAs: [],
  ...info,
});

export const unpinned = ruleInfo({
  id: 'unpinned-action',
  options: { trust: { type: 'string-list', default: [], description: 'Owners whose tags are trusted.' } },
});
export const injection = ruleInfo({ id: 'template-injection', severity: 'critical', category: 'attack-surface' });
export const healthcheck = ruleInfo({
  id: 'missing-healthcheck',
  severity: 'info',
  options: { orchestrated: { type: 'boolean', default: false, description: 'Something else looks after it.' } },
});
export const quiet = ruleInfo({ id: 'quiet-rule', severity: 'low', optIn: true });

export const ruleInfos = [unpinned, injection, healthcheck, quiet];

export const policyFile = (text: string): SourceFile => sourceFile('.github/plimsoll.yml', text);

export const policyOf = (text: string): Policy =>
  resolvePolicy({ baseFile: policyFile(text), inputs: {}, rules: ruleInfos, onBroken: 'throw' }).policy;

export const noPolicy = policyOf('');

export function repositoryOf(texts: Readonly<Record<string, string>>): Repository {
  const paths = Object.keys(texts).sort();
  const documents = paths.flatMap((path): readonly Document[] => {
    const document = parseDocument(sourceFile(path, texts[path] ?? ''));
    return document ? [document] : [];
  });
  const ofKind = <Wanted extends Document['kind']>(kind: Wanted) =>
    documents.filter((document): document is Extract<Document, { kind: Wanted }> => document.kind === kind);
  return {
    kind: 'repository',
    paths,
    tree: {
      entries: paths.map((path) => ({ path, mode: 'file' })),
      texts: new Map(Object.entries(texts)),
      unread: new Map(),
      gaps: [],
    },
    facts: { today: '2026-06-15' },
    documents,
    workflows: ofKind('workflow'),
    actions: ofKind('action'),
    dockerfiles: ofKind('dockerfile'),
    dockerignores: ofKind('dockerignore'),
    dependabots: ofKind('dependabot'),
  };
}

/** The rule complains at every place where `text` stands in the file at `path`. */
export function complaints(
  repository: Repository,
  rule: RuleInfo,
  path: string,
  text: string,
  also: Partial<Problem> = {},
): readonly Judged[] {
  const document = repository.documents.find((candidate) => candidate.file.path === path);
  const file = document?.file ?? sourceFile(path, repository.tree.texts.get(path) ?? '');
  const starts: number[] = [];
  for (let at = file.text.indexOf(text); at >= 0; at = file.text.indexOf(text, at + 1)) starts.push(at);
  return starts.map((start) => ({
    rule,
    document: document ?? repository,
    problem: { at: spanOf(file, start, start + text.length), message: `\`${text}\` is wrong`, ...also },
  }));
}

const redact = (text: string): string => text.replace(/ghp_\w+/g, (token) => `ghp_…(${token.length} characters)`);

export const settleOptions: SettleOptions = {
  today: '2026-06-15',
  redact,
  redactedLinesOf: (file) => redact(file.text).split('\n'),
  base: undefined,
  isFork: false,
  checked: () => true,
};

export const settled = (
  judged: readonly Judged[],
  repository: Repository,
  policy: Policy = noPolicy,
  options: Partial<SettleOptions> = {},
) => settle(judged, repository, policy, { ...settleOptions, ...options });
