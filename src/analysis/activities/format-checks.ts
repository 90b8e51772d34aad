import type { Repository } from '../../documents/document.ts';
import { formatters } from '../../knowledge/formatters.ts';
import type { Operation } from './activity.ts';
import { entryJobsOf, operationsOf } from './operations.ts';

/** A formatter that rewrites files, with a look behind it whether it did: `gofmt -w . && git diff --exit-code`. */
export function findFormatCheck(repository: Repository): Operation | undefined {
  for (const job of entryJobsOf(repository)) {
    const operations = operationsOf(job, repository).filter(
      ({ isDisabled, isAfterFailure, mute }) => !isDisabled && !isAfterFailure && !mute,
    );
    const first = operations.findIndex(formats);
    if (first !== -1 && operations.slice(first + 1).some(looksForChanges)) return operations[first];
  }
  return undefined;
}

function formats({ programs, via }: Operation): boolean {
  const inner = programs.at(-1);
  if (!inner) return false;
  if (via.some(({ kind, name }) => kind !== 'script' && taskName.test(name))) return true;
  const subcommands = formatters.get(inner.program);
  return (
    subcommands !== undefined &&
    (subcommands.length === 0 || inner.arguments.some(({ text }) => subcommands.includes(text)))
  );
}

const taskName = /(?:^|[-_:.])(?:re)?(?:fmt|format|formatting|indent)(?:$|[-_:.])/i;

function looksForChanges({ programs }: Operation): boolean {
  const inner = programs.at(-1);
  if (inner?.program !== 'git') return false;
  const [first = '', ...words] = inner.arguments.map(({ text }) => text);
  if (first === 'status') return words.some((word) => /^(?:--porcelain|--short|-s)/.test(word));
  return /^diff(?:-index|-files)?$/.test(first) && words.some((word) => /^(?:--exit-code|--quiet|--check)$/.test(word));
}
