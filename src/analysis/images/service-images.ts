import type { Stage } from '../../documents/dockerfile/model.ts';
import { nameOf } from '../folders.ts';
import { effectiveOf, exposesOf } from './stages.ts';

/** A service or a tool of its own; a shell or interpreter without anything to run is a base for others. */
export function startsContainers(stage: Stage): boolean {
  if (exposesOf(stage).length > 0) return true;
  // `ENTRYPOINT []` takes an inherited one away.
  const entrypoint = effectiveOf(stage, 'ENTRYPOINT');
  if (entrypoint && (entrypoint.words.length > 0 || entrypoint.form === 'shell')) return true;
  const start = effectiveOf(stage, 'CMD');
  const [program, ...rest] = start?.words ?? [];
  return program !== undefined && (rest.length > 0 || !interactive.has(nameOf(program.text)));
}

const interactive = new Set(
  'sh bash ash zsh fish pwsh pwsh-preview cmd powershell python python3 pypy3 node irb php julia R erl iex ghci jshell'.split(
    ' ',
  ),
);

/** Something that waits for requests: it says so with `EXPOSE`, or its command is a known server. */
export function isService(stage: Stage): boolean {
  if (exposesOf(stage).length > 0) return true;
  const words = [effectiveOf(stage, 'ENTRYPOINT'), effectiveOf(stage, 'CMD')].flatMap((start) => start?.words ?? []);
  return words.some(({ text }) => text.split(/\s+/).some((word) => servers.has(nameOf(word))));
}

const servers = new Set(
  'nginx httpd apache2-foreground caddy traefik gunicorn uvicorn hypercorn daphne waitress-serve puma unicorn php-fpm catalina.sh'.split(
    ' ',
  ),
);
