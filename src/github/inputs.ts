/** What the workflow hands us, as written; an empty input is an absent one. */
export interface Inputs {
  readonly token: string | undefined;
  /** Every other input by its name. */
  readonly settings: Readonly<Record<string, string>>;
}

/** All but `token`, in the order of `action.yml`. */
export const settingNames = [
  'fail-on',
  'fail-below',
  'comment',
  'policy',
  'source',
  'on-error',
  'annotations',
  'label',
] as const;

export function inputsFrom(getInput: (name: string) => string): Inputs {
  const token = getInput('token').trim();
  const settings = settingNames.flatMap((name) => {
    const value = getInput(name).trim();
    return value === '' ? [] : [[name, value] as const];
  });
  return { token: token === '' ? undefined : token, settings: Object.fromEntries(settings) };
}
