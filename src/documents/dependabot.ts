import type { SourceFile } from '../core/source.ts';
import type { Dependabot } from './workflow-model.ts';
import { itemsOf } from './workflow-parts.ts';
import { parseYaml } from './yaml.ts';
import { findText, findValue, textsOf } from './yaml-value.ts';

/** `.github/dependabot.yml`: what is updated, where and how often. */
export function parseDependabot(file: SourceFile): Dependabot {
  const { root, comments, problems } = parseYaml(file);
  const updates = itemsOf(findValue(root, 'updates')).map((update) => ({
    span: update.span,
    ecosystem: findText(update, 'package-ecosystem'),
    directories: [...textsOf(findValue(update, 'directory')), ...textsOf(findValue(update, 'directories'))],
    interval: findText(findValue(update, 'schedule'), 'interval'),
  }));
  return { kind: 'dependabot', file, root, comments, problems, updates };
}
