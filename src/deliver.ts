import type { Result } from './core/result.ts';
import { kindOf } from './documents/kind.ts';
import type { Client } from './github/client.ts';
import type { Occasion, PullRequest } from './github/event.ts';
import { print, writeOutputs, writeReports, writeSummary, type Core } from './github/outputs.ts';
import type { Runner } from './github/runner.ts';
import { keepComment, mayCreateComment } from './github/sticky-comment.ts';
import type { Policy } from './policy/policy.ts';
import { annotationsOf } from './report/annotations.ts';
import { markerOf, renderComment } from './report/comment.ts';
import { renderCommand, renderCommands } from './report/github-commands.ts';
import { renderJson } from './report/json.ts';
import { renderLog } from './report/log.ts';
import { prose } from './report/markdown.ts';
import { outputNames, outputsOf } from './report/outputs.ts';
import { renderSarif } from './report/sarif.ts';
import { renderSummary } from './report/summary.ts';

export interface Delivery {
  readonly result: Result;
  readonly policy: Policy;
  readonly occasion: Occasion;
  readonly runner: Runner;
  /** Absent without a token: then there is no comment. */
  readonly client: Client | undefined;
  readonly textOf: (path: string) => string | undefined;
}

/** Brings a result to every surface. What cannot be delivered is one notice; the verdict stands before all of it. */
export async function deliver(core: Core, delivery: Delivery): Promise<void> {
  const { result, policy, runner, textOf } = delivery;
  const files = { json: renderJson(result), sarif: renderSarif(result, textOf) };
  const paths = writeReports(runner.temp, files);
  writeOutputs(core, outputsOf(result, paths));
  const notice = await commentOn(delivery);
  const notices = [
    ...result.setting.notices,
    ...(paths.report === null ? ['The report files could not be written.'] : []),
    ...(notice === undefined ? [] : [notice]),
  ];
  const told: Result = { ...result, setting: { ...result.setting, notices } };
  await print(linesFor(told, policy));
  await writeSummary(core, renderSummary(told));
}

function linesFor(result: Result, { delivery, gate }: Policy): string {
  const { outcome, reasons } = result.verdict;
  if (outcome === 'error') return errorCommand(reasons.join('\n'), gate.onError);
  const annotations = delivery.annotations === 'on' ? renderCommands(annotationsOf(result)) : '';
  return annotations === '' ? renderLog(result) : annotations;
}

/** Annotated whatever the settings say: nobody should take silence for a pass. */
const errorCommand = (message: string, onError: Policy['gate']['onError']): string =>
  `${renderCommand({ level: onError === 'fail' ? 'error' : 'warning', title: errorTitle, message })}\n`;

const errorTitle = 'Plimsoll: could not look – not a finding';

/** The verdict `error`, where there is no result at all: what happened, and what to do. */
export async function deliverError(
  core: Core | undefined,
  message: string,
  onError: Policy['gate']['onError'],
): Promise<void> {
  if (core) {
    writeOutputs(core, Object.fromEntries(outputNames.map((name) => [name, name === 'verdict' ? 'error' : ''])));
    await writeSummary(core, `## ${errorTitle}\n\n${prose(message)}\n`);
  }
  await print(errorCommand(message, onError));
}

async function commentOn({ result, policy, occasion, runner, client }: Delivery): Promise<string | undefined> {
  const setting = policy.delivery.comment;
  if (occasion.kind !== 'pull-request' || setting === 'never' || !client) return undefined;
  const hasNews =
    result.verdict.newWaivers > 0 ||
    result.report.findings.some(({ status }) => status === 'new' || status === 'worsened');
  const touchesOurFiles = result.setting.changedPaths?.some(isOurs) ?? false;
  return keepComment(client, {
    repository: occasion.repository,
    number: occasion.number,
    head: occasion.head,
    marker: markerOf(policy.delivery.label),
    body: renderComment(result),
    mayCreate: mayCreateComment({ setting, byBot: occasion.byBot, touchesOurFiles, hasNews }),
    token: tokenOf(occasion, runner),
  });
}

function tokenOf(occasion: PullRequest, runner: Runner) {
  if (runner.actor === 'dependabot[bot]') return 'of Dependabot';
  return occasion.isFork ? 'of a fork' : 'of the workflow';
}

/** A workflow, an action, a Dockerfile, an ignore file, a Compose, updater or policy file. */
const isOurs = (path: string): boolean =>
  kindOf(path) !== undefined ||
  /(?:^|\/)(?:docker-)?compose(?:[.-][^/]*)?\.ya?ml$/.test(path) ||
  /(?:^|\/)\.?renovate(?:rc)?(?:\.json5?)?$/.test(path) ||
  /^\.github\/plimsoll\.ya?ml$/.test(path);
