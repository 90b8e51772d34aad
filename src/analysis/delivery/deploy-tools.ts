import { deployTools, type DeployTool } from '../../knowledge/deploy-tools.ts';
import type { Operation } from '../activities/activity.ts';
import { type Phrases, readPhrases, termsFor } from '../activities/phrases.ts';

/** How the tool behind a deploy behaves; `undefined` for one that no table knows. */
export function findDeployTool(operation: Operation): DeployTool | undefined {
  if (operation.uses) return findTool((tool) => isOneOf(tool, operation));
  const { programs, fill } = operation;
  const found = programs.flatMap(({ program, arguments: words }) =>
    termsFor(
      phrases(),
      program,
      words.map(({ text }) => fill(text)),
    ),
  );
  return findTool((tool) => found.includes(tool));
}

const findTool = (test: (tool: DeployTool) => boolean): DeployTool | undefined => deployTools.find(test);

let read: Phrases<DeployTool> | undefined;
const phrases = (): Phrases<DeployTool> => (read ??= readPhrases(deployTools));

function isOneOf({ uses = '' }: DeployTool, { uses: used, inputs }: Operation): boolean {
  if (used?.repository === undefined) return false;
  const name = [used.repository, used.path.toLowerCase()].filter(Boolean).join('/');
  return uses.split('\n').some((line) => {
    const [action, ...demands] = line.trim().split(/\s+/);
    if (!action || (name !== action && !name.startsWith(`${action}/`))) return false;
    return demands.every((demand) => {
      const [input = '', value] = demand.split('=');
      return inputs.get(input)?.trim() === value;
    });
  });
}
