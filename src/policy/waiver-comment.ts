import { distanceOf } from './nearest.ts';
import { isDate } from './schema.ts';

/** What one comment says about waiving; `undefined` for a comment that is about something else. */
export type WaiverComment =
  | {
      readonly kind: 'waiver';
      readonly rules: readonly string[];
      readonly reason: string;
      readonly until: string | undefined;
    }
  | { readonly kind: 'refused'; readonly message: string };

/** `# plimsoll: ignore[rule-id, …] reason="…" until=YYYY-MM-DD`, given from its `#` to the end of the line. */
export function parseWaiverComment(comment: string): WaiverComment | undefined {
  const head = /^#+[ \t]*plimsoll:[ \t]*ignore[ \t]*\[([^\]]*)\]/.exec(comment);
  if (!head)
    return looksLikeWaiver(comment) ? refused(`A comment looks like a waiver and is none; ${form}`) : undefined;
  const rules = (head[1] ?? '').split(',').map((rule) => rule.trim());
  if (rules.some((rule) => rule === '')) return refused(`A waiver names no rule; ${form}`);
  const told = attributesOf(comment.slice(head[0].length));
  if (typeof told === 'string') return refused(told);
  const name = `Waiver of ${rules.map((rule) => `\`${rule.slice(0, 60)}\``).join(', ')}`;
  if (told.until !== undefined && !isDate(told.until)) {
    return refused(`${name} does not count: \`until\` must be a date such as \`until=2027-03-31\``);
  }
  if (!told.reason?.trim())
    return refused(`${name} does not count: it gives no reason; write \`reason="…"\` behind it`);
  return { kind: 'waiver', rules, reason: told.reason.trim(), until: told.until };
}

const form = 'write `# plimsoll: ignore[rule-id] reason="…"`';

const refused = (message: string): WaiverComment => ({ kind: 'refused', message });

interface Attributes {
  readonly reason?: string;
  readonly until?: string;
}

/** A text says why they cannot be read. */
function attributesOf(written: string): Attributes | string {
  const attribute = /[ \t]*(?:reason=(?:"([^"]*)"|'([^']*)')|until=([^ \t]+))(?=[ \t]|$)/y;
  let told: Attributes = {};
  let end = 0;
  for (let found = attribute.exec(written); found; found = attribute.exec(written)) {
    end = attribute.lastIndex;
    const until = found[3];
    const reason = found[1] ?? found[2];
    const isTwice = until === undefined ? told.reason !== undefined : told.until !== undefined;
    if (isTwice) return `A waiver does not count: it says \`${until === undefined ? 'reason' : 'until'}\` twice`;
    told = { ...told, ...(until === undefined ? {} : { until }), ...(reason === undefined ? {} : { reason }) };
  }
  const rest = written.slice(end).trim();
  return rest === '' ? told : `A waiver does not count: \`${rest.slice(0, 60)}\` is not understood; ${form}`;
}

const verbs = ['ignore', 'disable', 'allow', 'skip', 'suppress', 'waive'];

/** Misspelt, in another tool's manner, or behind other text of the same comment. */
function looksLikeWaiver(comment: string): boolean {
  if (/[ \t]#[ \t]*plimsoll:[ \t]*ignore\b/.test(comment)) return true;
  const opening = /^#+[ \t]*([A-Za-z]{6,10})(?:[ \t]*[:-][ \t]*|[ \t]+)([A-Za-z]{3,9})/.exec(comment);
  const [tool, verb] = [opening?.[1]?.toLowerCase(), opening?.[2]?.toLowerCase()];
  if (tool === undefined || verb === undefined || distanceOf(tool, 'plimsoll') > 2) return false;
  // "Plimsoll ignores this folder" is a sentence.
  return /[[:]|reason=|soll-/i.test(comment) && verbs.some((known) => distanceOf(verb, known) <= 1);
}
