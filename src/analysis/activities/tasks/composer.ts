import type { Text } from '../../../core/source.ts';
import { findEntry, findValue, type Value } from '../../../documents/yaml-value.ts';
import { readArguments } from './arguments.ts';
import type { Call } from './call.ts';
import { findText, folderByOptions, folderOfText, rootOf, taskFileOf } from './files.ts';
import { followed, unreadTask, type Body, type Definition, type Reference, type Task, type TaskFile } from './task.ts';
import { bodyOf, replaceIn } from './texts.ts';

const valued: ReadonlySet<string> = new Set(['-d', '--working-dir', '--timeout']);

/** https://getcomposer.org/doc/articles/scripts.md */
export function tasksOfComposer(call: Call): readonly Task[] {
  const { plain } = readArguments(call.words, valued);
  const isNamed = /^(?:run|run-script)$/.test(plain[0]?.text ?? '');
  const asked = plain[isNamed ? 1 : 0];
  if (!asked || (!isNamed && builtIn.has(asked.text))) return [];
  const text = findText(call.repository, folderByOptions(call, valued, ['-d', '--working-dir']), ['composer.json']);
  const file = text && taskFileOf(text, 'composer', readScripts);
  if (file && asked.isLiteral && file.find(asked.text)) return followed(file, asked.text);
  // A plug-in brings commands along: `composer normalize`.
  return file && !isNamed ? [] : [unreadTask('package script', asked.text, undefined, [])];
}

function readScripts(text: Text): TaskFile {
  const scripts = findValue(rootOf(text), 'scripts');
  const folder = folderOfText(text);
  return {
    kind: 'package script',
    usual: undefined,
    mayHold: () => true,
    find: (name) => definitionOf(scripts, name, folder),
  };
}

function definitionOf(scripts: Value | undefined, name: string, folder: string): Definition | undefined {
  const entry = findEntry(scripts, name);
  const { value } = entry ?? {};
  if (!entry || !value || value.kind === 'mapping') return undefined;
  const items = value.kind === 'sequence' ? value.items : [value];
  const parts = items.flatMap((item) => (item.kind === 'scalar' ? (partOf(item.value, folder) ?? []) : []));
  // Nothing but functions of PHP.
  const isRead = parts.length > 0 || items.length === 0;
  return { name, at: entry.key.value.span, parts: isRead ? parts : undefined };
}

/** `@test` is a script, `@php`, `@composer` and `@putenv` are not; `Vendor\Class::method` is a function. */
function partOf(text: Text, folder: string): Body | Reference | undefined {
  const [, command, script] = /^@(?:(php|composer|putenv|additional_args)(?=\s|$)|(\S+))/.exec(text.text) ?? [];
  if (command === 'putenv' || command === 'additional_args' || /^[\w\\]+::\w+$/.test(text.text)) return undefined;
  if (script !== undefined) return { task: script };
  return bodyOf(command === undefined ? text : replaceIn(text, /^(@)/g, () => ''), folder);
}

const builtIn: ReadonlySet<string> = new Set(
  (
    'about archive audit browse bump check-platform-reqs clear-cache clearcache cc completion config create-project ' +
    'depends why diagnose dump-autoload dumpautoload exec fund global help home init install i licenses list outdated ' +
    'prohibits why-not reinstall remove rm uninstall require r repository repo search self-update selfupdate show info ' +
    'status suggests update u upgrade validate'
  ).split(' '),
);
