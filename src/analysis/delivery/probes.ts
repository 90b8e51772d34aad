import type { Command, Script } from '../../documents/shell.ts';
import type { Activity, Operation } from '../activities/activity.ts';
import { isOnHost, isSwallowed } from './remote.ts';

/**
 * Whether a command asks a page of what was deployed, or the service itself, and the step fails if the answer is bad:
 * `curl -f`, or a plain `curl` whose output or status something looks at. What it asks of the runner says nothing, unless
 * that is where it was deployed.
 */
export function probeOf(operation: Operation, deploy: Activity): 'may fail' | 'cannot fail' | undefined {
  const { programs, command, script, fill, isDisabled, mute } = operation;
  if (!command || isDisabled) return undefined;
  const ending = mute || isSwallowed(command) ? 'cannot fail' : 'may fail';
  if (programs.some(({ program, arguments: words }) => asksService(program, words[0]?.text, words.at(-1)?.text))) {
    return ending;
  }
  const probe = programs.find(({ program }) => clients.has(program));
  if (!probe) return undefined;
  const words = probe.arguments.map(({ text }) => fill(text));
  if (words.some((word) => sends.test(word)) || savesFile(probe.program, words)) return undefined;
  const isNear = isOnHost(operation) || isOnRunner(deploy);
  if (!words.some((word) => isAddress(word) && (isNear || !isLocal(word)))) return undefined;
  if (command.isCondition || isLookedAt(command, script)) return mute ? ending : 'may fail';
  return probe.program !== 'curl' || words.some((word) => failing.test(word)) ? ending : undefined;
}

/** `systemctl is-active shop`, `service shop status`: they fail where it does not run. */
const asksService = (program: string, first: string | undefined, last: string | undefined): boolean =>
  (program === 'systemctl' && (first === 'status' || first === 'is-active')) ||
  (program === 'supervisorctl' && first === 'status') ||
  (program === 'service' && last === 'status');

const clients: ReadonlySet<string> = new Set(['curl', 'wget', 'http', 'https', 'xh', 'grpcurl', 'httpie']);

/** `-f`, `-fsS`, `--fail`, `--fail-with-body`: https://curl.se/docs/manpage.html#-f */
const failing = /^(?:-[a-zA-Z]*f[a-zA-Z]*|--fail(?:-with-body|-early)?)$/;

/** A notification, or a call of an API that changes something. */
const sends =
  /^(?:-d|--data(?:-.*)?|--json|-F|--form|-T|--upload-file|POST|PUT|PATCH|DELETE|--post-data.*)$|^-X(?:POST|PUT|PATCH|DELETE)$|hooks\.|\/webhooks?\//;

/** A download: `wget` keeps what it gets unless told otherwise, `curl` where it is told to. */
function savesFile(program: string, words: readonly string[]): boolean {
  const shows = words.some((word) => /^-[a-zA-Z]*O-?$|^--spider$/.test(word)) || words.includes('/dev/null');
  if (program === 'wget') return !shows || words.some((word) => archive.test(word));
  return words.some((word) => /^(?:-[a-zA-Z]*O|--remote-name.*)$/.test(word) || archive.test(word));
}

const archive = /\/releases\/download\/|\.(?:tgz|tar|gz|xz|zip|deb|rpm|jar|war|phar|sh|exe)(?:["')]|$)/;

/** A URL or host, or what a variable holds. */
const isAddress = (word: string): boolean =>
  /^https?:\/\//.test(word) ||
  /^[\w-]+(?:\.[\w-]+)+(?:[:/]|$)/.test(word) ||
  /^localhost\b/.test(word) ||
  word.includes('$');

const isLocal = (word: string): boolean => /^(?:https?:\/\/)?(?:localhost|127\.|0\.0\.0\.0|\[::1?\])/.test(word);

/** Containers and services that the job starts where it runs itself: a runner of one's own. */
export const isOnRunner = ({ programs, uses }: Activity): boolean =>
  uses === undefined &&
  programs.some(
    ({ program, arguments: words }) =>
      /^(?:docker(?:-compose)?|podman|systemctl|pm2)$/.test(program) &&
      !words.some(({ text }) => /^(?:-H|--host|--context)(?:=|$)/.test(text)),
  );

/** `[ "$(curl …)" = ok ]`, `curl … | grep -q ok`, `code=$(curl …)` with a later `exit 1`. */
function isLookedAt(command: Command, script: Script | undefined): boolean {
  for (let next = command.pipedInto; next; next = next.pipedInto) {
    if (/^(?:[ef]?grep|jq|test)$/.test(next.name ?? '') && next.substitutionDepth === 0) return true;
  }
  const commands = script?.commands ?? [];
  const later = commands.slice(commands.indexOf(command) + 1);
  return command.substitutionDepth > 0 && later.some(isFailure);
}

const isFailure = ({ name, words }: Command): boolean =>
  name === 'false' || ((name === 'exit' || name === 'return') && words[1]?.text !== '0');
