import { sliceText, type Span, type Text } from '../../core/source.ts';
import type { Script, Word } from '../../documents/shell.ts';
import type { Step } from '../../documents/workflow-model.ts';
import { forkRefOf } from './fork-refs.ts';
import { foldersOf } from '../shell/script-folders.ts';
import { type Program, programOf, scriptOfStep } from '../shell/scripts.ts';
import type { Start } from '../runs/triggers.ts';
import { joinPaths } from '../workspace-paths.ts';

/** Code of a pull request that a script brings into the workspace with `git` or `gh`. */
export interface GitFetch {
  readonly at: Span;
  readonly folder: string;
  readonly doubt: 'own branches' | undefined;
  /** Offset in the file behind which the script works on that code. */
  readonly from: number;
}

export function findGitFetch(step: Step, start: Start): GitFetch | undefined {
  const script = scriptOfStep(step);
  if (!script || !/\b(?:git|gh)\b/.test(script.text.text)) return undefined;
  const folders = foldersOf(step, script);
  /** Fetched, but not yet what the workspace holds. */
  let fetched: Span | undefined;
  for (const command of script.commands) {
    const program = programOf(command);
    const folder = folders.get(command) ?? '';
    const found = (at: Span, doubt?: 'own branches'): GitFetch => ({ at, folder, doubt, from: command.span.end });
    const [subcommand, ...words] = program?.arguments.filter((word) => !word.text.startsWith('-')) ?? [];
    if (program?.program === 'gh' && subcommand?.text === 'pr' && words[0]?.text === 'checkout')
      return found(command.span);
    const cloned = program && findClone(program, script, step, start);
    if (cloned !== undefined) return { ...found(command.span), folder: joinPaths(folder, cloned) };
    if (program?.program !== 'git' || !subcommand) continue;
    const refs = words.map((word) => forkRefOf(textOf(word, script), step, start));
    const isForks = refs.some(({ commit, repository }) => commit || repository);
    if (['fetch', 'remote'].includes(subcommand.text) && isForks) fetched = command.span;
    if (subcommand.text === 'pull' && isForks) return found(command.span);
    if (!takesOver.has(subcommand.text) || words.some((word) => word.text === '--')) continue;
    if (refs.some(({ commit }) => commit)) return found(command.span);
    if (fetched && !words.some((word) => /^(?:main|master|-|HEAD)$/.test(word.text))) return found(fetched);
    if (refs.some(({ branch }) => branch)) return found(command.span, 'own branches');
  }
  return undefined;
}

/** The folder into which `git clone` or `gh repo clone` brings a fork; its own name is known only to the run. */
function findClone(program: Program, script: Script, step: Step, start: Start): string | undefined {
  const words = program.arguments;
  const isClone =
    program.program === 'git'
      ? words[0]?.text === 'clone'
      : program.program === 'gh' && words[0]?.text === 'repo' && words[1]?.text === 'clone';
  if (!isClone) return undefined;
  const at = words.findIndex((word) => forkRefOf(textOf(word, script), step, start).repository);
  if (at === -1) return undefined;
  const target = words[at + 1];
  if (target && !target.text.startsWith('-')) return target.text;
  // Without a checkout there is nothing else in the workspace.
  const isAlone = step.owner.steps.every((each) => each.uses?.repository !== 'actions/checkout');
  return isAlone ? '' : undefined;
}

const takesOver = new Set(['checkout', 'switch', 'reset', 'merge', 'rebase', 'cherry-pick', 'worktree']);

const textOf = (word: Word, script: Script): Text | undefined => word.place && sliceText(script.text, ...word.place);
