import type { Finding } from '../core/finding.ts';
import { visible } from '../core/message.ts';
import type { Result } from '../core/result.ts';
import { isAtLeast } from '../core/severity.ts';
import { inert } from './escape.ts';
import { byImportance, changeIn, failingIn, isNews } from './groups.ts';
import { publishedOf } from './publishable.ts';
import { counted, headlineOf, ruleOf, sentence } from './wording.ts';

/** A note that GitHub draws on a line of a changed file, or on the run where it has no place. Line feeds are our own. */
export interface Annotation {
  readonly level: Level;
  readonly title: string;
  readonly message: string;
  readonly place?: Pick<Finding, 'path' | 'startLine' | 'startColumn' | 'endLine' | 'endColumn'>;
}

export type Level = 'error' | 'warning' | 'notice';

/** What this pull request brings, on its own lines. Without a comparison nothing is known to be its doing: none. */
export function annotationsOf(result: Result): readonly Annotation[] {
  if (!result.comparison || result.verdict.outcome === 'error') return [];
  const all = ofFindings(result);
  const shown = levels.flatMap((level) => all.filter((note) => note.level === level).slice(0, mostOfFindings));
  return [headline(result, all.length - shown.length), ...shown, ...newWaivers(result), ...remarks(result)];
}

function ofFindings(result: Result): readonly Annotation[] {
  const changed = new Set(result.setting.changedPaths ?? []);
  const isFailing = failingIn(result);
  const notes: Annotation[] = [];
  for (const finding of publishedOf(result)
    .findings.filter(isNews)
    .sort(byImportance(result, changeIn(result)))) {
    const level = isFailing(finding) ? 'error' : levelOf(finding);
    const isOnChangedFile = changed.has(finding.path);
    if (!level || (!isOnChangedFile && level !== 'error')) continue;
    notes.push({
      level,
      title: `${finding.rule} (${finding.severity}${finding.certainty === 'tentative' ? ', tentative' : ''})`,
      message: [
        sentence(inert(finding.message)),
        isOnChangedFile ? '' : `It stands in ${inert(finding.path)}, which this pull request does not change.`,
        sentence(inert(ruleOf(result, finding.rule).remedy)),
        `(${finding.rule})`,
      ]
        .filter((part) => part !== '')
        .join(' '),
      // A path with unseen characters would point at another file than it seems to.
      ...(isOnChangedFile && visible(finding.path) === finding.path ? { place: finding } : {}),
    });
  }
  return notes;
}

/** For what does not fail the gate: medium and up a warning, low a notice, a tentative one a level lower. */
function levelOf(finding: Finding): Level | undefined {
  if (finding.disabled || finding.severity === 'info') return undefined;
  const isGrave = isAtLeast(finding.severity, 'medium');
  if (finding.certainty === 'firm') return isGrave ? 'warning' : 'notice';
  return isGrave ? 'notice' : undefined;
}

function headline(result: Result, left: number): Annotation {
  const { verdict, setting } = result;
  const words = [
    ...verdict.reasons.map((reason) => sentence(inert(reason))),
    ...(verdict.belowLineAnyway
      ? [`Below the line of ${setting.gate.failBelow ?? ''}, not because of this pull request.`]
      : []),
    ...(left > 0 ? [`${counted(left, 'more problem is', 'more problems are')} in the step summary.`] : []),
  ];
  return {
    level: 'notice',
    title: headlineOf(result),
    message: words.length > 0 ? words.join('\n') : 'All of it is in the step summary.',
  };
}

function newWaivers(result: Result): readonly Annotation[] {
  const waivers = publishedOf(result).waived.filter((waiver) => waiver.isNew);
  if (waivers.length === 0) return [];
  const lines = waivers.map(({ rule, place, reason }) => {
    const where = place ? ` in ${place.path}, line ${place.startLine}` : '';
    return inert(`${rule}${where}: ${reason}`);
  });
  return [{ level: 'warning', title: `Plimsoll: ${counted(waivers.length, 'new waiver')}`, message: lines.join('\n') }];
}

/** What was not delivered in full; and how our workflow is set up, for the one who is changing it. */
function remarks({ setting }: Result): readonly Annotation[] {
  const notes = [...setting.notices, ...(setting.changesOwnWorkflow ? setting.setupNotes : [])];
  return notes.length === 0
    ? []
    : [{ level: 'notice', title: 'Plimsoll: remarks', message: notes.map((note) => sentence(inert(note))).join('\n') }];
}

const levels = ['error', 'warning', 'notice'] as const;

// The runner shows ten of a level. The headline, the remarks and the waivers are three; one notice more is left to
// whoever delivers, should a delivery fail.
const mostOfFindings = 7;
