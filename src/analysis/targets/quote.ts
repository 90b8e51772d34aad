import { code } from '../../core/message.ts';
import { redact } from '../secrets/secrets.ts';

/** A name as a reason quotes it: without a secret, of which the half would be left if it were taken out of what is cut. */
export const quoted = (name: string): string => code(redact(name));
