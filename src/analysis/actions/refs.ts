/** What the ref of a `uses:` is, by its looks. */
export type RefKind = 'commit' | 'branch' | 'short commit' | 'tag';

/** GitHub asks the server; without it, common names of branches are taken for branches, and the rest for tags. */
export function refKindOf(ref: string): RefKind {
  if (/^(?:[0-9a-f]{40}|[0-9a-f]{64})$/i.test(ref)) return 'commit';
  if (/^(?:refs\/heads\/.+|main|master|develop|trunk|HEAD|release\/.+)$/i.test(ref)) return 'branch';
  // A letter and a digit: `20240101` is a tag that is a date, `facade0` none that anybody gives.
  return /^[0-9a-f]{7,39}$/i.test(ref) && /[a-f]/i.test(ref) && /\d/.test(ref) ? 'short commit' : 'tag';
}

/** `v4`, `4.2`, `v4.2.2` as numbers; `undefined` where it is no version. What is left out floats. */
function versionOf(text: string): readonly number[] | undefined {
  const match = /^v?(\d{1,6})(?:\.(\d{1,6}))?(?:\.(\d{1,6}))?(?:[-+].*)?$/.exec(text.trim());
  return match?.slice(1).flatMap((part) => (part === undefined ? [] : [Number(part)]));
}

/**
 * The version that a reference stands for: of its tag, or of the comment beside its commit (`# v4.2.2`).
 * `isPinned` where it is a commit, so that a comment of `# v4` does not say which of them.
 */
export function versionOfUses(
  ref: string,
  comment: string | undefined,
): { version: readonly number[]; isPinned: boolean } | undefined {
  const isPinned = refKindOf(ref) === 'commit';
  const text = isPinned ? /(?:^|[\s@=])(v?\d+(?:\.\d+){0,2})(?=$|[\s,;)])/.exec(comment ?? '')?.[1] : ref;
  const version = text === undefined ? undefined : versionOf(text);
  return version && { version, isPinned };
}
