import { nearestOf } from './nearest.ts';
import { PolicyError } from './policy.ts';
import { settings } from './schema.ts';
import type { PolicyFile } from './schema.ts';
import { shorten } from './shape.ts';
import type { WordShape } from './shape.ts';

export type Settings = Pick<PolicyFile, keyof typeof settings>;

/** The settings that the Action's inputs or the terminal's flags name. An empty one is not set: that is how runners hand them over. */
export function readInputs(inputs: Readonly<Record<string, string>>): Settings {
  const read = <Name extends keyof typeof settings, T>(
    name: Name,
    shape: WordShape<T>,
  ): { readonly [Key in Name]?: T } => {
    const written = inputs[name]?.trim();
    // The type of a computed key is wider than the one name that it is.
    return (written ? { [name]: parsed(name, shape, written) } : {}) as { readonly [Key in Name]?: T };
  };
  return {
    ...read('fail-on', settings['fail-on'].shape),
    ...read('fail-below', settings['fail-below'].shape),
    ...read('comment', settings.comment.shape),
    ...read('source', settings.source.shape),
    ...read('on-error', settings['on-error'].shape),
    ...read('annotations', settings.annotations.shape),
    ...read('label', settings.label.shape),
  };
}

function parsed<T>(name: string, shape: WordShape<T>, written: string): T {
  const value = shape.parse(written);
  if (value !== undefined) return value;
  const nearest = nearestOf(written, shape.names);
  const hint = nearest === undefined ? '' : `; did you mean \`${nearest}\`?`;
  throw new PolicyError(`Input \`${name}\` must be ${shape.expected}, not \`${shorten(written)}\`${hint}`, '', 0);
}
