import type { Annotation } from './annotations.ts';
import { commandData, commandProperty, inert } from './escape.ts';

/** Workflow commands, one a line: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands */
export const renderCommands = (annotations: readonly Annotation[]): string =>
  annotations.map((annotation) => `${renderCommand(annotation)}\n`).join('');

export function renderCommand({ level, title, message, place }: Annotation): string {
  const properties: [string, string | number][] = [];
  // A path that must be written otherwise than it is names no file: better none than a wrong one.
  if (place && inert(place.path) === place.path) {
    properties.push(['file', place.path], ['line', place.startLine], ['endLine', place.endLine]);
    // The runner drops columns of a range over several lines.
    if (place.startLine === place.endLine) properties.push(['col', place.startColumn], ['endColumn', place.endColumn]);
  }
  properties.push(['title', title]);
  const written = properties.map(
    ([name, value]) => `${name}=${commandProperty(String(value), name === 'file' ? 4096 : 255)}`,
  );
  return `::${level} ${written.join(',')}::${commandData(message, longestMessage)}`;
}

// The runner cuts there (`_maxIssueMessageLength`), after undoing the escapes.
const longestMessage = 4096;
