import type { Text } from '../../../core/source.ts';
import { findEntry, findValue, textsOf, type Value } from '../../../documents/yaml-value.ts';
import type { Body, Definition } from './task.ts';
import { scriptOfWords } from './texts.ts';
import type { ToxFile } from './tox-file.ts';

/** `[env.lint] commands = [["ruff", "check"]]`: https://tox.wiki/en/stable/config.html#toml-feature-gates */
export function readToxToml(root: Value, folder: string, text: Text): ToxFile {
  const envs = findValue(root, 'env');
  const base = findValue(root, 'env_run_base');
  const find = (name: string): Definition | undefined => {
    const entry = findEntry(envs, name);
    if (!entry && !base) return undefined;
    const parts = ['commands_pre', 'commands', 'commands_post'].flatMap((key) =>
      bodiesOf(findValue(entry?.value, key) ?? findValue(base, key), folder),
    );
    return { name, at: entry?.key.value.span ?? base?.span ?? text.span, parts };
  };
  const listed = textsOf(findValue(root, 'env_list')).map((each) => each.text);
  return {
    tasks: { kind: 'target', find, usual: undefined, mayHold: () => false },
    envs: listed.length > 0 ? listed : ['py'],
  };
}

/** Words that a run fills in (`{ replace = "posargs" }`) are left out. */
function bodiesOf(commands: Value | undefined, folder: string): readonly Body[] {
  if (commands?.kind !== 'sequence') return [];
  return commands.items.flatMap((command) => {
    const words = textsOf(command);
    const isIgnored = words[0]?.text === '-' || words[0]?.text === '!';
    const script = scriptOfWords(isIgnored ? words.slice(1) : words);
    return script ? [{ script, folder, ignoresStatus: words[0]?.text === '-' }] : [];
  });
}
