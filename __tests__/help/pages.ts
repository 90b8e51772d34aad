import { readFileSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';

export const root = join(import.meta.dirname, '..', '..');

export const read = (path: string): string => readFileSync(join(root, path), 'utf8');

/** Every page that people read: those at the root and below `docs`. */
export const pages: readonly string[] = [
  ...readdirSync(root).filter((name) => name.endsWith('.md')),
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.md'))
    .map((name) => posix.join('docs', name.replaceAll('\\', '/'))),
].sort();

/** Those written by hand. */
export const handWritten = pages.filter((page) => !page.startsWith('docs/rules/'));

export interface Fence {
  readonly language: string;
  readonly text: string;
}

export const fencesIn = (markdown: string): readonly Fence[] =>
  [...markdown.matchAll(/^( *)```(\w*)\n([^]*?)^ *```$/gm)].map(([, indent = '', language = '', text = '']) => ({
    language,
    text: text.replaceAll(new RegExp(`^${indent}`, 'gm'), ''),
  }));

/** What stands between backticks in running text. */
export const codeSpansIn = (markdown: string): readonly string[] =>
  [...withoutFences(markdown).matchAll(/`([^`\n]+)`/g)].map(([, text = '']) => text.replaceAll('\\|', '|'));

export const withoutFences = (markdown: string): string => markdown.replace(/^ *```\w*\n[^]*?^ *```$/gm, '');
