import './engine.ts';
import { redact } from './analysis/secrets/secrets.ts';
import { readFromGit, readByApi, type Sides } from './read-sides.ts';
import { deliver, deliverError } from './deliver.ts';
import { GitError } from './git.ts';
import { createClient, type Client } from './github/client.ts';
import { EventError, type Occasion } from './github/event.ts';
import { GitHubError } from './github/failure.ts';
import { inputsFrom, type Inputs } from './github/inputs.ts';
import { loadCore, type Core } from './github/outputs.ts';
import { readOccasion, runnerFrom, type Runner } from './github/runner.ts';
import { judgeOccasion, partsOf } from './judge-occasion.ts';
import { tool } from './knowledge/tool.ts';
import { resolvePolicy } from './policy/effective.ts';
import { PolicyError, type Policy } from './policy/policy.ts';
import { rules } from './rules/index.ts';

/** A run is over within so many milliseconds, whatever the network does. */
const longestRun = 60_000;

void main();

async function main(): Promise<void> {
  const deadline = Date.now() + longestRun;
  let core: Core | undefined;
  let onError: Policy['gate']['onError'] = 'fail';
  try {
    core = await loadCore();
    const inputs = inputsFrom(core.getInput);
    // What the inputs say is checked before anything is asked of the network.
    const asked = policyOfInputs(inputs);
    onError = asked.gate.onError;
    const runner = runnerFrom(process.env);
    const occasion = readOccasion(process.env);
    const client = inputs.token === undefined ? undefined : await clientFor(runner, inputs.token, deadline);
    const sides = await readSides(occasion, asked.delivery.source, client, runner);
    const { result, policy } = judgeOccasion(occasion, sides, inputs.settings, runner, today());
    const textOf = (path: string): string | undefined => sides.head.texts.get(path);
    await deliver(core, { result, policy, occasion, runner, client, textOf });
    const { outcome } = result.verdict;
    const isFailure = outcome === 'fail' || (outcome === 'error' && policy.gate.onError === 'fail');
    process.exitCode = isFailure ? 1 : 0;
  } catch (error) {
    process.exitCode = onError === 'fail' ? 1 : 0;
    await deliverError(core, redact(explained(error)), onError);
  }
  // A request that nobody waits for any more would keep the job running.
  process.exit();
}

const policyOfInputs = (inputs: Inputs): Policy =>
  resolvePolicy({ ...partsOf(inputs.settings), rules: rules.map((rule) => rule.info), onBroken: 'throw' }).policy;

const clientFor = (runner: Runner, token: string, deadline: number): Promise<Client> =>
  createClient({
    token,
    apiUrl: runner.apiUrl,
    graphqlUrl: runner.graphqlUrl,
    userAgent: `${tool.name}/${tool.version}`,
    deadline,
  });

/** The API wherever there is a token; never one source in place of another that failed. */
async function readSides(
  occasion: Occasion,
  source: Policy['delivery']['source'],
  client: Client | undefined,
  runner: Runner,
): Promise<Sides> {
  if (source === 'workspace' || (source === 'auto' && !client)) return readFromGit(runner.workspace, occasion);
  if (client) return readByApi(client, occasion);
  throw new EventError('`source: api` needs a `token`.');
}

const today = (): string => new Date().toISOString().slice(0, 10);

function explained(error: unknown): string {
  if (error instanceof PolicyError)
    return error.path === '' ? error.message : `${error.path}, line ${error.line}: ${error.message}`;
  const isForPeople = error instanceof GitHubError || error instanceof GitError || error instanceof EventError;
  if (isForPeople) return error.message;
  const said = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return `Plimsoll itself failed: ${said.split('\n').slice(0, 4).join('\n')}\nPlease report it at ${tool.home}/issues`;
}
