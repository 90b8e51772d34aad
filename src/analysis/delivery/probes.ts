import type { Command, Script } from '../../documents/shell.ts';
import type { Operation } from '../activity.ts';

/**
 * Whether a command asks a page of what was deployed, and the step fails if the answer is bad: `curl -f`, or a plain
 * `curl` whose output or status something looks at. What it asks of the runner itself says nothing.
 */
export function isFailingProbe({ programs, command, script, fill, isDisabled }: Operation): boolean {
  const probe = programs.find(({ program }) => clients.has(program));
  if (!probe || !command || isDisabled) return false;
  const words = probe.arguments.map(({ text }) => fill(text));
  if (words.some((word) => sends.test(word)) || !words.some(isElsewhere)) return false;
  if (command.isCondition) return true;
  if (isSwallowed(command)) return false;
  if (probe.program !== 'curl' || words.some((word) => failing.test(word))) return true;
  return isLookedAt(command, script);
}

const clients: ReadonlySet<string> = new Set(['curl', 'wget', 'http', 'https', 'xh', 'grpcurl', 'httpie']);

/** `-f`, `-fsS`, `--fail`, `--fail-with-body`: https://curl.se/docs/manpage.html#-f */
const failing = /^(?:-[a-zA-Z]*f[a-zA-Z]*|--fail(?:-with-body|-early)?)$/;

/** A notification, or a call of an API that changes something. */
const sends =
  /^(?:-d|--data(?:-.*)?|--json|-F|--form|-T|--upload-file|POST|PUT|PATCH|DELETE|--post-data.*)$|^-X(?:POST|PUT|PATCH|DELETE)$|hooks\.|\/webhooks?\//;

/** A URL or host, or what a variable holds. */
const isElsewhere = (word: string): boolean =>
  (/^https?:\/\//.test(word) || /^[\w-]+(?:\.[\w-]+)+(?:[:/]|$)/.test(word) || word.includes('$')) &&
  !/^(?:https?:\/\/)?(?:localhost|127\.|0\.0\.0\.0|\[::1?\])/.test(word);

const isSwallowed = ({ followedBy, next }: Command): boolean =>
  followedBy === '||' && next !== undefined && /^(?:true|:|echo|printf)$/.test(next.name ?? '');

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
