import { createHash } from 'node:crypto';
import type { Identity } from '../core/finding.ts';

/**
 * What stays when a version is bumped or a name given: actions without their ref and the comment that tells it, images
 * without tag and digest, stages without their name, items of lists without their dash, white space folded.
 */
export const normalised = (text: string): string =>
  text
    // A step that gets a name has its dash before that.
    .replace(/^[ \t]*-[ \t]+/gm, '')
    .replace(/^[ \t]*FROM[ \t].*$/gim, (from) => from.replace(/[ \t]AS[ \t]+[\w.-]+[ \t]*$/i, ''))
    .replace(/[ \t]#[ \t]*(?:tag=)?v?\d[\w.+-]*[ \t]*$/gm, '')
    .replace(/([\w.-]+\/[\w./-]+)@[^\s"'#,)\]}]+/g, '$1')
    .replace(/@sha256:[0-9a-f]{64}/g, '')
    .replace(
      /(\bFROM[ \t]+(?:--\S+[ \t]+)?|\b(?:image|container):[ \t]*["']?|docker:\/\/|\bfrom=)([^\s"',]+)/gi,
      untagged,
    )
    .replace(/^[\w./-]+:[\w.-]+$/, (reference) => withoutTag(reference))
    .replace(/\s+/g, ' ')
    .trim();

/** Of one finding; parts that must not be shown are redacted by the caller. */
export function fingerprintOf(rule: string, identity: Identity): string {
  const parts = [rule, identity.path, identity.anchor, identity.key, identity.occurrence];
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex').slice(0, 32);
}

const untagged = (_: string, before: string, reference: string): string => before + withoutTag(reference);

function withoutTag(reference: string): string {
  const colon = reference.lastIndexOf(':');
  return colon > reference.lastIndexOf('/') ? reference.slice(0, colon) : reference;
}
