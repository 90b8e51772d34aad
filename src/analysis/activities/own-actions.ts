import type { Repository } from '../../documents/document.ts';
import type { Uses } from '../../documents/workflow-model.ts';
import type { Operation } from './activity.ts';
import { findRepositoryFolder } from '../trust/checkouts.ts';
import { folderOf, joinPath } from '../folders.ts';

/**
 * Whether a step runs an action that the repository offers to others: the one at its root, or a program of its own in a
 * folder that is not there for building it. What only its workflows share is no product, and steps are followed as they are.
 */
export function isOwnProduct({ innerStep }: Operation, uses: Uses, { actions }: Repository): boolean {
  const folder = innerStep && findRepositoryFolder(innerStep, joinPath('', uses.path) ?? uses.path);
  const action = folder === undefined ? undefined : actions.find(({ file }) => folderOf(file.path) === folder);
  if (folder === undefined || !action) return false;
  return folder === '' || (action.steps.length === 0 && !folder.split('/').some((part) => aside.test(part)));
}

const aside =
  /^(?:\..*|ci|cd|scripts?|builds?|buildtools|tools?|hack|internal|infra|dev|devops|contrib|etc|tests?|e2e|common|shared|utils?|workflows|github|gha)$/i;
