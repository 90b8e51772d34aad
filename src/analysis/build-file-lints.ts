import { spanWithin, type Span, type Text } from '../core/source.ts';
import type { Repository } from '../documents/document.ts';
import { nameOf } from './folders.ts';
import { textAt } from './tasks/task.ts';

export type BuildTool = 'maven' | 'gradle';

const known = new WeakMap<Repository, Map<BuildTool, { readonly at: Span | undefined }>>();

/**
 * The plug-in of a build file that lints whatever `mvn verify` or `gradle check` and `build` build; the one nearest to
 * the root.
 */
export function buildFileLints(repository: Repository, tool: BuildTool): Span | undefined {
  const answers = known.get(repository) ?? new Map<BuildTool, { readonly at: Span | undefined }>();
  known.set(repository, answers);
  const before = answers.get(tool);
  if (before) return before.at;
  const isFile = (path: string): boolean =>
    (tool === 'maven' ? /^pom\.xml$/ : /^build\.gradle(?:\.kts)?$/).test(nameOf(path));
  const paths = [...repository.tree.texts.keys()].filter(isFile).sort((one, other) => depthOf(one) - depthOf(other));
  let at: Span | undefined;
  for (const path of paths) {
    const text = textAt(repository, path);
    at ??= text && (tool === 'maven' ? lintOfMaven(text) : lintOfGradle(text));
  }
  answers.set(tool, { at });
  return at;
}

const depthOf = (path: string): number => path.split('/').length;

const blanks = (found: string): string => found.replace(/[^\n]/g, ' ');

/** A plug-in with an execution of its own checking goal: https://maven.apache.org/plugins/maven-checkstyle-plugin/check-mojo.html */
function lintOfMaven(text: Text): Span | undefined {
  const written = text.text.replace(/<!--[^]*?(?:-->|$)/g, blanks);
  for (const { index, 0: found } of written.matchAll(mavenPlugins)) {
    const end = written.indexOf('</plugin>', index);
    const block = written.slice(index, Math.min(end === -1 ? written.length : end, index + longestPlugin));
    if (/<goal>\s*(?:check|cpd-check|aggregate-pmd-check|validate|verify|lint|apply)\s*<\/goal>/.test(block))
      return spanWithin(text, index, index + found.length);
  }
  return undefined;
}

const longestPlugin = 20_000;
const mavenPlugins =
  /(?<=<artifactId>\s{0,20})(?:maven-checkstyle-plugin|maven-pmd-plugin|spotbugs-maven-plugin|spotless-maven-plugin|ktlint-maven-plugin|detekt-maven-plugin|formatter-maven-plugin|fmt-maven-plugin|scalastyle-maven-plugin)(?=\s{0,20}<)/g;

/** A plug-in that hangs itself on `check`: https://docs.gradle.org/current/userguide/checkstyle_plugin.html */
function lintOfGradle(text: Text): Span | undefined {
  const written = text.text.replace(/\/\*[^]*?(?:\*\/|$)/g, blanks).replace(/(^|\s)\/\/[^\n]*/g, blanks);
  for (const { index, 0: found, 1: name = '' } of written.matchAll(gradlePlugins)) {
    const lineEnd = written.indexOf('\n', index);
    const rest = written.slice(index, lineEnd === -1 ? undefined : lineEnd);
    // Named here for its version, and applied in other files.
    if (/\bapply\s*\(?\s*false\b/.test(rest)) continue;
    const at = index + found.indexOf(name);
    return spanWithin(text, at, at + name.length);
  }
  return undefined;
}

const gradlePlugins =
  /(?:\bid[ (]+["']|\bapply[ (]+plugin\s?[:=]\s?["']|\balias[ (]+libs\.plugins\.|\bkotlin[ (]+["'])((?:com\.diffplug\.)?spotless|checkstyle|pmd|(?:com\.github\.)?spotbugs|(?:io\.gitlab\.arturbosch\.|dev\.)?detekt|(?:org\.jlleitschuh\.gradle\.)?ktlint|(?:org\.jmailen\.)?kotlinter|codenarc|net\.ltgt\.errorprone|errorprone)\b/g;
