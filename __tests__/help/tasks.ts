import { allCommandsOf, programsOf } from '../../src/analysis/shell/scripts.ts';
import { tasksOf } from '../../src/analysis/activities/tasks.ts';
import type { Task } from '../../src/analysis/activities/tasks/task.ts';
import { plainText, positionOf, sourceFile, spanOf, textOfSpan, type Span } from '../../src/core/source.ts';
import type { Repository } from '../../src/documents/document.ts';
import { parseScript, type Command } from '../../src/documents/shell.ts';
import { repositoryOfFiles, type Files } from './repository.ts';

/** The commands of a shell text. */
export const commandsOf = (text: string): readonly Command[] =>
  allCommandsOf(parseScript(plainText(spanOf(sourceFile('run.sh', text), 0, text.length))));

/** The tasks that the first command of a text starts, by the outermost of its layers that starts any. */
export function tasksFor(text: string, repository: Repository, folder: string | undefined): readonly Task[] {
  const [command] = commandsOf(text);
  for (const program of command ? programsOf(command) : []) {
    const tasks = tasksOf(program, folder, repository, 'action');
    if (tasks.length > 0) return tasks;
  }
  return [];
}

/**
 * A line a body: the way to its task, what the shell gets (`-` in front where failing fails nothing), the folder where
 * that is not the root, and the characters of the file with their line. `?` where a task cannot be read, nothing where
 * it does nothing of its own.
 */
export function started(text: string, files: Files, folder: string | undefined): readonly string[] {
  return tasksFor(text, repositoryOfFiles(files), folder).flatMap(({ name, through, bodies }) => {
    const way = [...through.map((place) => place.name), name].join(' > ');
    if (!bodies) return [`${way}: ?`];
    if (bodies.length === 0) return [`${way}:`];
    return bodies.map(({ script, folder: place, ignoresStatus }) => {
      const where = place === '' ? '' : ` in ${place ?? 'an unknown folder'}`;
      return `${way}: ${ignoresStatus ? '-' : ''}${script.text.text}${where} @ ${shown(script.text.span)}`;
    });
  });
}

function shown(span: Span): string {
  const { line } = positionOf(span.file, span.start);
  return `${span.file.path}:${line.toString()} ${textOfSpan(span).replace(/\s+/g, ' ')}`;
}
