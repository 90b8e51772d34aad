import type { Command, Script, Word } from '../../documents/shell.ts';
import { toolVariables } from '../../knowledge/tool-variables.ts';
import type { Fill } from './fill.ts';
import { type Program, programsOfWords } from '../shell/programs.ts';
import { assignmentsIn, onlyValue } from '../shell/script-variables.ts';

/**
 * What a command runs whose name an expansion decides, as far as that can be told: by the variable's only value, by what
 * stands behind it (`${PREFIX}pytest`, `$VENV/bin/pytest`), by what only one interpreter takes (`"$PYTHON" -m pytest`),
 * or by a name that is that of a tool (`$CABAL test`).
 */
export function programsBehindVariable({ words }: Command, script: Script, fill: Fill): readonly Program[] {
  const [first, ...others] = words;
  if (!first) return [];
  const texts = textsOf(first.text, others, script, fill);
  if (!texts) return [];
  return programsOfWords([...texts.map((text) => ({ ...first, text, isLiteral: true, commands: [] })), ...others]);
}

/** The words that stand in the place of the first one. */
function textsOf(written: string, others: readonly Word[], script: Script, fill: Fill): readonly string[] | undefined {
  const behind = nameBehind(written);
  if (behind !== undefined) return [behind];
  const [, name = '', preset] = /^\$(?:\{(\w+)(?::?-([^{}$]*))?\}|\w+)$/.exec(written) ?? [];
  const variable = name || /^\$(\w+)$/.exec(written)?.[1];
  const value = variable === undefined ? fill(written) : (onlyValue(assignmentsIn(script), variable) ?? fill(written));
  if (plain.test(value)) return value.trim().split(/\s+/);
  // `${RUN_UNDER:-} ./tests/unit`
  if (preset?.trim() === '') return [];
  if (preset !== undefined && plain.test(preset)) return preset.trim().split(/\s+/);
  // `${make}` stands for a function that only Make can call.
  if (variable !== undefined && variable !== 'make') {
    const tool = toolVariables.get(variable.toUpperCase().replace(ofPrograms, ''));
    if (tool !== undefined) return [tool];
  }
  return takesModule(others) && /^(?:\$\w+|\$\{[^{}]*\}|\$\{\{[^{}]*\}\})$/.test(written) ? ['python'] : undefined;
}

const ofPrograms = /^_+|_(?:BIN|CMD|COMMAND|EXE|EXECUTABLE|BINARY)$/g;
const plain = /^\s*[\w./@+-]+(?:\s+[\w./:=@+,-]+)*\s*$/;

/** No other interpreter has `-m MODULE` as its first words. */
const takesModule = ([option, module]: readonly Word[]): boolean =>
  option?.text === '-m' && module !== undefined && /^[a-z_][\w.]*$/i.test(module.text);

const anyFolder = /^(?:\$\w+|\$\{\w+\}|\$\{\{[^{}]*\}\}|\$\([^()]*\))(?:\/[\w.@+-]+)*\/([\w.@+-]+)$/;

/** The program behind a folder or a prefix that only a run knows; a script there may be one of the repository. */
function nameBehind(written: string): string | undefined {
  const name = anyFolder.exec(written)?.[1] ?? /^\$\{\w+\}([A-Za-z][\w+-]*)$/.exec(written)?.[1];
  return name !== undefined && script.test(name) ? `./${name}` : name;
}

const script = /\.(?:sh|bash|py|rb|pl|php|[cm]?[jt]s|ps1|lua|R)$/;
