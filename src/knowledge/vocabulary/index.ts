import { buildActions, buildCommands } from './builds.ts';
import { deliveryActions, deliveryCommands } from './delivery.ts';
import { deployActions, deployCommands } from './deploys.ts';
import { publishActions, publishCommands } from './publishing.ts';
import { qualityActions, qualityCommands } from './quality.ts';
import { scanActions, scanCommands } from './scans.ts';
import type { ActionTerm, CommandTerm, NameTerm } from './terms.ts';
import { testActions, testCommands } from './tests.ts';

export const commandTerms: readonly CommandTerm[] = [
  ...testCommands,
  ...qualityCommands,
  ...scanCommands,
  ...buildCommands,
  ...publishCommands,
  ...deployCommands,
  ...deliveryCommands,
];

export const actionTerms: readonly ActionTerm[] = [
  ...testActions,
  ...qualityActions,
  ...scanActions,
  ...buildActions,
  ...publishActions,
  ...deployActions,
  ...deliveryActions,
];

export const names: readonly NameTerm[] = [{ kind: 'test', name: /\btests?\b/i }];
export const taskNames: readonly NameTerm[] = [{ kind: 'test', name: /test/i }];
export const inertPrograms: ReadonlySet<string> = new Set(['echo', 'cd', 'git']);
export const inertPhrases = '';
export const inertActions: ReadonlySet<string> = new Set(['actions/checkout']);
