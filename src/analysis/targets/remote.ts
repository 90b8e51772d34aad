import { textOfSpan } from '../../core/source.ts';
import type { Activity } from '../activities/activity.ts';
import { environmentOf } from './names.ts';
import { quoted } from './quote.ts';
import { closeTitlesOf, saysDeploy, saysPublish, saysTest, titlesOf } from './titles.ts';
import { classOfName } from './words.ts';

/** What is done on a machine that a command only reaches: the command itself does not say. */
export interface RemoteUse {
  readonly kind: 'deploy' | 'publish' | 'test' | 'unclear';
  readonly reason: string;
}

/** `undefined` for what says by itself that it deploys. */
export function remoteUseOf(deploy: Activity): RemoteUse | undefined {
  if (!isRemote(deploy)) return undefined;
  const close = closeTitlesOf(deploy);
  const deployTitle = titlesOf(deploy).find(saysDeploy);
  const environment = environmentOf(deploy);
  if (close.some(saysDeploy) || (environment !== undefined && classOfName(environment) !== undefined))
    return { kind: 'deploy', reason: '' };
  const test = close.find(saysTest);
  if (test !== undefined) return { kind: 'test', reason: `job ${quoted(test)} tests on another machine` };
  if (restarts.test(scriptOf(deploy))) return { kind: 'deploy', reason: '' };
  const publish = titlesOf(deploy).find(saysPublish);
  if (publish !== undefined && deployTitle === undefined)
    return { kind: 'publish', reason: `${quoted(publish)} says so` };
  if (deployTitle !== undefined || pulls.test(scriptOf(deploy))) return { kind: 'deploy', reason: '' };
  return {
    kind: 'unclear',
    reason: `could not classify: ${quoted(deploy.tool)} reaches a machine, and nothing says what for`,
  };
}

function isRemote({ programs, uses }: Activity): boolean {
  if (uses?.repository !== undefined) return remoteActions.test(uses.repository);
  return programs.some(({ program, arguments: words }) => {
    const call = [program, ...words.slice(0, 2).map(({ text }) => text)].join(' ');
    return remotePrograms.test(program) || /^(?:gcloud compute (?:ssh|scp)|aws ssm send-command)/.test(call);
  });
}

const remotePrograms = /^(?:ssh|autossh|rsync|scp|sftp|lftp|ncftpput|psftp|pscp|plink|curlftpfs)$/;
const remoteActions = /(?:^|[-/])(?:ssh|ssm|scp|rsync)(?:-|$)(?!.*deploy)/;

/** The whole step: a heredoc's lines stand behind the command that hands them over. */
const scriptOf = ({ innerStep, evidence }: Activity): string => textOfSpan(innerStep?.span ?? evidence);

/** What starts or replaces something that runs. */
const restarts =
  /\bdocker(?:-|\s+)compose\b[^\n]*\s(?:up|pull|restart)\b|\bdocker\s+(?:stack|service|run|pull|restart)\b|\bsystemctl\s+(?:--\S+\s+)?(?:restart|reload|start)\b|\bservice\s+\S+\s+(?:restart|reload)\b|\bpm2\s+\w+|\bsupervisorctl\b|\bkubectl\b|\bhelm\b|\bphp\s+artisan\b|deploy[\w-]*\.sh|\bcapistrano\b|\bnginx\s+-s\b|\bpodman\b/;

/** Takes over what is new, to run it or to hand it on. */
const pulls = /\bgit\s+(?:-C\s+\S+\s+)?(?:pull|reset\s+--hard)\b/;
