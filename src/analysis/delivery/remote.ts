import { plainText, sourceFile, spanOf } from '../../core/source.ts';
import { type Command, parseScript } from '../../documents/shell.ts';
import type { Operation } from '../activities/activity.ts';
import { allCommandsOf, programOf } from '../shell/scripts.ts';

/** Whether something that a command starts on another machine may look at what it has done there. */
export function mayLookThere({ command }: Operation): boolean {
  const words = command?.words.map(({ text }) => text) ?? [];
  const at = words.findIndex((word) => /(?:^|\/)ssh$/.test(word));
  const rest = at === -1 ? [] : behindHost(words.slice(at + 1));
  if (rest.length === 0) return false;
  const text = rest.join(' ');
  const script = parseScript(plainText(spanOf(sourceFile('', text), 0, text.length)));
  const commands = allCommandsOf(script).filter((each) => each.words.length > 0);
  return (
    script.isBroken ||
    commands.some((each) => !changing.has(programOf(each)?.program ?? '') || looking.test(textOf(each.words)))
  );
}

const textOf = (words: readonly { readonly text: string }[]): string => words.map(({ text }) => text).join(' ');

/** https://man.openbsd.org/ssh: options, the host, then what runs there. */
function behindHost(words: readonly string[]): readonly string[] {
  let at = 0;
  while (at < words.length && (words[at] ?? '').startsWith('-'))
    at += /^-[BbcDEeFIiJLlmOoPpQRSWw]$/.test(words[at] ?? '') ? 2 : 1;
  return words.slice(at + 1);
}

/** What changes a host and says nothing of how it fares afterwards. */
const changing: ReadonlySet<string> = new Set(
  (
    'cd pwd set unset export source . : true echo printf read umask ulimit mkdir rm cp mv ln ls df du free date whoami ' +
    'hostname uname chmod chown tar unzip gunzip touch cat sed tee find sleep kill pkill killall fuser nohup screen ' +
    'git docker docker-compose podman pm2 systemctl service supervisorctl nginx apachectl crontab apt apt-get ' +
    'nvm fnm corepack npm npx pnpm yarn composer php bundle pip pip3 pipenv poetry uv python python3 virtualenv ' +
    'deactivate mvn mvnw gradle gradlew java'
  ).split(' '),
);

const looking =
  /--wait\b|\bis-active\b|\bstatus\b|\binspect\b|\bps\b|\blogs?\b|\bhealth|\bsmoke|\bverify|\btests?\b|\bcheck/;

/** Where a script is handed to another machine, `localhost` is that machine. */
export const isOnHost = ({ innerStep, command, script }: Operation): boolean =>
  /(?:^|[/-])(?:ssh|ssm)(?:-|$)/.test(innerStep?.uses?.repository ?? '') ||
  (command !== undefined && script !== undefined && !script.commands.includes(command));

/** Whether a command that stands in such a script fails where the host fares badly, or may do so. */
export function mayLookOnHost({ command, via, isOpaque }: Operation): boolean {
  if (!command) return false;
  const isUnread = isOpaque && (via.at(-1)?.kind === 'script' || via.at(-1)?.kind === 'target');
  if (isUnread || !changing.has(programOf(command)?.program ?? '')) return true;
  return looksAtHost(command);
}

/** `docker ps | grep -q shop`: what it sees can fail the step. */
export const looksAtHost = (command: Command): boolean =>
  changing.has(programOf(command)?.program ?? '') &&
  looking.test(textOf(command.words)) &&
  !isSwallowed(command) &&
  !onlyShows(command);

/** `docker compose ps`, `pm2 logs`, and nobody reads what they print. */
const onlyShows = ({ words, pipedInto, isCondition, substitutionDepth }: Command): boolean =>
  !pipedInto &&
  !isCondition &&
  substitutionDepth === 0 &&
  words.some(({ text }) => /^(?:ps|logs?|list|ls)$/.test(text));

export const isSwallowed = ({ followedBy, next }: Command): boolean =>
  followedBy === '||' && next !== undefined && /^(?:true|:|echo|printf)$/.test(next.name ?? '');
