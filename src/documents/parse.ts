import type { SourceFile } from '../core/source.ts';
import { parseAction } from './action.ts';
import { parseDependabot } from './dependabot.ts';
import { parseDockerfile } from './dockerfile/parse.ts';
import { parseDockerignore } from './dockerignore.ts';
import type { Document } from './document.ts';
import { kindOf } from './kind.ts';
import { parseWorkflow } from './workflow.ts';

/** The document that a file is; `undefined` for files of no kind of ours and for templates of Dockerfiles. */
export function parseDocument(file: SourceFile): Document | undefined {
  const kind = kindOf(file.path);
  switch (kind) {
    case 'workflow':
      return parseWorkflow(file);
    case 'action':
      return parseAction(file);
    case 'dependabot':
      return parseDependabot(file);
    case 'dockerfile':
      return isTemplate(file.text) ? undefined : parseDockerfile(file);
    case 'dockerignore':
      return parseDockerignore(file);
    case undefined:
      return undefined;
  }
}

/**
 * A Dockerfile that something else must fill in first: Jinja, Go or ERB where an instruction or a base image should
 * stand. What looks so inside a continuation or a heredoc is a command's business (`--format '{{.Name}}'`).
 */
export function isTemplate(text: string): boolean {
  let terminator: string | undefined;
  let continues = false;
  for (const line of text.split('\n')) {
    const content = line.trim();
    if (terminator !== undefined) {
      if (content === terminator) terminator = undefined;
      continue;
    }
    if (!continues && /^(\{\{|\{%|<%|FROM\s[^#]*(\{\{|\{%|<%))/i.test(content)) return true;
    if (content.startsWith('#')) continue;
    terminator = /<<-?["']?([A-Za-z_]\w*)/.exec(content)?.[1];
    continues = content.endsWith('\\') || content.endsWith('`');
  }
  return false;
}
