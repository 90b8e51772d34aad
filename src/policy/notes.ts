import type { PolicyNote } from '../core/report.ts';
import type { Repository } from '../documents/document.ts';
import { matcherOf } from './glob.ts';
import type { Policy } from './policy.ts';

/** What the policy keeps from being seen, by name and count of files, so that nothing vanishes in silence. */
export function notesOnPolicy(policy: Policy, repository: Repository): readonly PolicyNote[] {
  const count = (globs: readonly string[]): string => {
    const matches = matcherOf(globs);
    const files = repository.tree.entries.filter((entry) => isFile(entry.mode) && matches(entry.path)).length;
    return files === 1 ? '1 file' : `${files} files`;
  };
  const off = Object.entries(policy.rules).filter(([, setting]) => setting.enabled === false);
  return [
    ...off.map(([id]) => ({ kind: 'rule-off', message: `Rule \`${id}\` is switched off` }) as const),
    ...policy.overrides.flatMap((override) => {
      const silenced = Object.entries(override.rules).filter(([, setting]) => setting.enabled === false);
      if (silenced.length === 0) return [];
      const where = `${listed(override.paths)}: ${count(override.paths)}`;
      return silenced.map(
        ([id]) => ({ kind: 'rule-off', message: `Rule \`${id}\` is switched off in ${where}` }) as const,
      );
    }),
    ...policy.ignore.map(
      (glob) => ({ kind: 'paths-ignored', message: `\`${glob}\` is left out: ${count([glob])}` }) as const,
    ),
  ];
}

const isFile = (mode: string): boolean => mode === 'file' || mode === 'executable';

const listed = (globs: readonly string[]): string => globs.map((glob) => `\`${glob}\``).join(', ');
