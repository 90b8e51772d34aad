import type { Finding, Waived } from '../core/finding.ts';
import type { NotChecked, Report } from '../core/report.ts';
import type { Result } from '../core/result.ts';
import { rankOf, type Severity } from '../core/severity.ts';
import type { Range } from '../core/source.ts';
import { inert, printableJson } from './escape.ts';
import { lineHashesOf } from './line-hash.ts';
import { encodePath } from './links.ts';
import { ruleDescriptor } from './sarif-rules.ts';

/** The text of a file at head; undefined where it is not at hand. */
export type TextOf = (path: string) => string | undefined;

export const renderSarif = (result: Result, textOf: TextOf): string => `${printableJson(sarifOf(result, textOf), 1)}\n`;

/**
 * SARIF 2.1.0 as code scanning takes it without a checkout:
 * https://docs.github.com/code-security/reference/code-scanning/sarif-files/sarif-support
 */
export function sarifOf(result: Result, textOf: TextOf) {
  const { tool, report, rules, setting, verdict } = result;
  const ruleIndex = new Map(rules.map((rule, i) => [rule.id, i]));
  const fileOf = filesBy(textOf, report);
  const label = inert(setting.label ?? '');
  return {
    $schema: 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json',
    version: '2.1.0' as const,
    runs: [
      {
        tool: {
          driver: {
            name: 'Plimsoll',
            version: tool.version,
            semanticVersion: tool.version,
            informationUri: tool.home,
            rules: rules.map((rule) => ruleDescriptor(tool, rule)),
          },
        },
        // Runs of different ids stand side by side in code scanning instead of replacing one another.
        automationDetails: { id: label === '' ? 'plimsoll/' : `plimsoll-${label}/` },
        columnKind: 'utf16CodeUnits' as const,
        invocations: [
          {
            executionSuccessful: verdict.outcome !== 'error',
            toolExecutionNotifications: report.notChecked.slice(0, mostNotifications).map(notification),
          },
        ],
        ...provenance(result),
        results: entriesOf(result).map(({ finding, waived }) => {
          const file = fileOf(finding.path);
          const index = ruleIndex.get(finding.rule);
          return {
            ruleId: finding.rule,
            ...(index === undefined ? {} : { ruleIndex: index }),
            level: levelOf(finding.severity),
            message: { text: messageText(finding.message) },
            locations: [location(finding, file)],
            ...(finding.related.length > 0
              ? {
                  relatedLocations: finding.related.slice(0, mostRelated).map((place, id) => ({
                    id,
                    message: { text: messageText(place.message) },
                    ...location(place, fileOf(place.path)),
                  })),
                }
              : {}),
            partialFingerprints: fingerprints(finding, file),
            ...(waived ? { suppressions: [suppression(waived)] } : {}),
            properties: {
              severity: finding.severity,
              certainty: finding.certainty,
              points: finding.points,
              status: finding.status,
              disabled: finding.disabled,
            },
          };
        }),
      },
    ],
  };
}

export function levelOf(severity: Severity): 'error' | 'warning' | 'note' {
  if (severity === 'critical' || severity === 'high') return 'error';
  return severity === 'medium' ? 'warning' : 'note';
}

interface Entry {
  readonly finding: Finding;
  readonly waived?: Waived;
}

/** In the report's order; above the limit the gravest stay. */
function entriesOf({ report }: Result): readonly Entry[] {
  const all: readonly Entry[] = [
    ...report.findings.map((finding) => ({ finding })),
    ...report.waived.map((waived) => ({ finding: waived.finding, waived })),
  ];
  if (all.length <= mostResults) return all;
  const byRank = all.map((entry, i) => ({ entry, i, rank: entry.waived ? -1 : rankOf(entry.finding.severity) }));
  const kept = byRank.sort((a, b) => b.rank - a.rank || a.i - b.i).slice(0, mostResults);
  return kept.sort((a, b) => a.i - b.i).map(({ entry }) => entry);
}

interface FileFacts {
  readonly lines: readonly string[];
  readonly hashes: () => readonly string[];
}

function filesBy(textOf: TextOf, report: Report): (path: string) => FileFacts | undefined {
  const known = new Map<string, FileFacts | undefined>();
  return (path) => {
    if (!known.has(path)) {
      const text = textOf(path);
      let hashes: readonly string[] | undefined;
      known.set(
        path,
        text === undefined
          ? undefined
          : {
              lines: text.split(/\r?\n/),
              hashes: () => (hashes ??= lineHashesOf(withoutSecrets(text, path, report))),
            },
      );
    }
    return known.get(path);
  };
}

/** A hash of a line is one of the secret in it, and a short one can be tried out; so what findings hide is hidden here. */
function withoutSecrets(text: string, path: string, { findings, waived }: Report): string {
  const lines = text.split('\n');
  for (const finding of [...findings, ...waived.map((entry) => entry.finding)]) {
    if (finding.path !== path) continue;
    for (const [index, shown] of finding.excerpt.entries()) {
      if (/…\(\d+ characters\)/.test(shown)) lines[finding.startLine - 1 + index] = shown;
    }
  }
  return lines.join('\n');
}

/** One line: an alert shows in a pull request only if all of its lines are in the diff. */
function location(place: Range & { readonly path: string }, file: FileFacts | undefined) {
  const { startLine, startColumn } = place;
  const lineEnd = (file?.lines[startLine - 1]?.length ?? startColumn) + 1;
  const end = place.endLine === startLine ? place.endColumn : lineEnd;
  return {
    physicalLocation: {
      artifactLocation: { uri: encodePath(place.path), uriBaseId: '%SRCROOT%' },
      region: { startLine, startColumn, endLine: startLine, endColumn: Math.max(end, startColumn + 1) },
    },
  };
}

function fingerprints(finding: Finding, file: FileFacts | undefined): Readonly<Record<string, string>> {
  const hash = file?.hashes()[finding.startLine - 1];
  return { ...(hash === undefined ? {} : { primaryLocationLineHash: hash }), 'plimsoll/v1': finding.fingerprint };
}

const suppression = ({ origin, reason, path, line }: Waived) => ({
  kind: origin === 'inline' ? ('inSource' as const) : ('external' as const),
  status: 'accepted' as const,
  justification: inert(reason),
  location: {
    physicalLocation: {
      artifactLocation: { uri: encodePath(path), uriBaseId: '%SRCROOT%' },
      region: { startLine: line },
    },
  },
});

const notification = ({ path, rule, reason }: NotChecked) => ({
  level: 'warning' as const,
  message: { text: messageText(['Not checked', path, rule, reason].filter((part) => part !== undefined).join(': ')) },
});

function provenance({ setting, head }: Result) {
  if (!setting.serverUrl || !setting.repository || !head) return {};
  return {
    versionControlProvenance: [
      { repositoryUri: `${setting.serverUrl}/${encodePath(setting.repository)}`, revisionId: head },
    ],
  };
}

/** Plain text. Viewers make a link of `[words](target)`, so those two brackets are kept apart. */
const messageText = (text: string): string => inert(text).replaceAll('](', '] (');

const mostResults = 5000;
const mostRelated = 100;
const mostNotifications = 100;
