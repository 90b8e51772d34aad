import type { ActionTerm, CommandTerm } from './terms.ts';
import { buildActions, buildCommands } from './builds.ts';
import { deliveryActions, deliveryCommands } from './delivery.ts';
import { deployActions, deployCommands } from './deploys.ts';
import { publishActions, publishCommands } from './publishing.ts';
import { qualityActions, qualityCommands } from './quality.ts';
import { scanActions, scanCommands } from './scans.ts';
import { setUpActions, setUpCommands } from './set-up.ts';
import { testActions, testCommands } from './tests.ts';

export { inertActions, inertPhrases, inertPrograms } from './inert.ts';
export { names, taskNames } from './names.ts';

export const commandTerms: readonly CommandTerm[] = [
  ...testCommands,
  ...qualityCommands,
  ...scanCommands,
  ...publishCommands,
  ...deployCommands,
  ...deliveryCommands,
  ...buildCommands,
  ...setUpCommands,
];

export const actionTerms: readonly ActionTerm[] = [
  ...testActions,
  ...qualityActions,
  ...scanActions,
  ...publishActions,
  ...deployActions,
  ...deliveryActions,
  ...buildActions,
  ...setUpActions,
];
