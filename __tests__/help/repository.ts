import { sourceFile } from '../../src/core/source.ts';
import type { Facts } from '../../src/core/tree.ts';
import type { Document, Repository } from '../../src/documents/document.ts';
import { parseDocument } from '../../src/documents/parse.ts';
import { inspect } from '../../src/inspect.ts';
import { defaultPolicy } from '../../src/dev/default-policy.ts';
import type { Rule } from '../../src/rules/rule.ts';
import { treeOfFiles } from './example-files.ts';

export type Files = Readonly<Record<string, string>>;

const facts: Facts = { today: '2026-01-01', server: 'github.com' };

const filesOf = (files: Files | string): ReadonlyMap<string, string> =>
  new Map(Object.entries(typeof files === 'string' ? { '.github/workflows/ci.yml': files } : files));

/** The documents of a few files, as rules get to see them. */
export function repositoryOfFiles(files: Files | string): Repository {
  const texts = filesOf(files);
  const documents = [...texts].flatMap(([path, text]) => parseDocument(sourceFile(path, text)) ?? []);
  const ofKind = <Wanted extends Document['kind']>(kind: Wanted) =>
    documents.filter((document): document is Extract<Document, { kind: Wanted }> => document.kind === kind);
  return {
    kind: 'repository',
    paths: [...texts.keys()],
    tree: treeOfFiles(texts),
    facts,
    documents,
    workflows: ofKind('workflow'),
    actions: ofKind('action'),
    dockerfiles: ofKind('dockerfile'),
    dockerignores: ofKind('dockerignore'),
    dependabots: ofKind('dependabot'),
  };
}

/** What one rule says: `critical` or `high, tentative`, for each finding in their order, with the line. */
export function said(rule: Rule, files: Files | string, more: Partial<Facts> = {}): readonly string[] {
  const report = inspect(
    treeOfFiles(filesOf(files)),
    defaultPolicy,
    { ...facts, ...more },
    { root: '.', rules: [rule], onCrash: 'throw' },
  );
  return report.findings.map(
    ({ severity, certainty, startLine }) =>
      `${startLine.toString()} ${severity}${certainty === 'firm' ? '' : ', tentative'}`,
  );
}
