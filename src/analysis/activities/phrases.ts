import { fitsBetween } from '../../core/wildcards.ts';

/** How a line of a vocabulary is read and matched; the tables are in `knowledge/vocabulary`, and so is their grammar. */

/** The parts of one line. */
interface Phrase<Term> {
  readonly term: Term;
  readonly words: readonly WordPattern[];
  readonly required: readonly Demand[];
  readonly forbidden: readonly Demand[];
}

interface WordPattern {
  readonly pattern: Glob;
  /** Next in order, perhaps there, or anywhere behind. */
  readonly place: 'next' | 'optional' | 'anywhere';
}

/** An option, perhaps with its value, or a word. */
interface Demand {
  readonly isOption: boolean;
  readonly name: Glob;
  readonly value: Glob | undefined;
}

/** A table of phrases. A line is taken apart when its program is first asked for: of hundreds a run needs a few. */
export interface Phrases<Term> {
  readonly byProgram: ReadonlyMap<string, readonly Line<Term>[]>;
  /** Those with a `*` in the name of the program. */
  readonly byPattern: readonly (readonly [program: Glob, line: Line<Term>])[];
  readonly asked: Map<string, readonly Phrase<Term>[]>;
}

interface Line<Term> {
  readonly term: Term;
  /** All words but the program. */
  readonly patterns: readonly string[];
}

export function readPhrases<Term extends { readonly phrases: string }>(terms: readonly Term[]): Phrases<Term> {
  const byProgram = new Map<string, Line<Term>[]>();
  const byPattern: (readonly [Glob, Line<Term>])[] = [];
  for (const term of terms) {
    for (const written of term.phrases.split('\n')) {
      const [programs = '', ...patterns] = written.trim().split(/\s+/);
      const line = { term, patterns };
      for (const program of programs === '' ? [] : programs.split('|')) {
        const known = byProgram.get(program);
        if (program.includes('*')) byPattern.push([globOf(program), line]);
        else if (known) known.push(line);
        else byProgram.set(program, [line]);
      }
    }
  }
  return { byProgram, byPattern, asked: new Map() };
}

/** The terms that a program with these arguments answers to, in the order of their tables. */
export function termsFor<Term>(phrases: Phrases<Term>, program: string, words: readonly string[]): readonly Term[] {
  const found = phrasesFor(phrases, program).filter((phrase) => holds(phrase, words));
  return found.length < 2 ? found.map(({ term }) => term) : [...new Set(found.map(({ term }) => term))];
}

/** Whether any line is about a program, whatever its arguments are. */
export const knowsProgram = <Term>(phrases: Phrases<Term>, program: string): boolean =>
  phrasesFor(phrases, program).length > 0;

/** Programs are few, names that a script makes up may be many. */
const mostAsked = 10_000;

function phrasesFor<Term>(phrases: Phrases<Term>, program: string): readonly Phrase<Term>[] {
  const known = phrases.asked.get(program);
  if (known) return known;
  const named = phrases.byProgram.get(program) ?? [];
  const globbed = phrases.byPattern.flatMap(([pattern, line]) => (pattern.test(program) ? [line] : []));
  const found = [...named, ...globbed].map(readPhrase);
  if (phrases.asked.size < mostAsked) phrases.asked.set(program, found);
  return found;
}

/** `a|b*`, as a whole word. */
export interface Glob {
  readonly test: (text: string) => boolean;
}

export function globOf(pattern: string): Glob {
  const globs = pattern.split('|').map(globOfOne);
  const [only, ...others] = globs;
  return only && others.length === 0 ? only : { test: (text) => globs.some((glob) => glob.test(text)) };
}

/** Without expressions: these are dear to compile, and several stars in one take very long on a long word. */
function globOfOne(pattern: string): Glob {
  const pieces = pattern.split('*');
  return { test: pieces.length === 1 ? (text) => text === pattern : (text) => fitsBetween(text, pieces) };
}

function readPhrase<Term>({ term, patterns }: Line<Term>): Phrase<Term> {
  const words: WordPattern[] = [];
  const required: Demand[] = [];
  const forbidden: Demand[] = [];
  for (const pattern of patterns) {
    if (pattern.startsWith('!')) forbidden.push(readDemand(pattern.slice(1)));
    else if (pattern.startsWith('-')) required.push(readDemand(pattern));
    else if (pattern.startsWith('…')) words.push({ pattern: globOf(pattern.slice(1)), place: 'anywhere' });
    else if (pattern.startsWith('[')) words.push({ pattern: globOf(pattern.slice(1, -1)), place: 'optional' });
    else words.push({ pattern: globOf(pattern), place: 'next' });
  }
  return { term, words, required, forbidden };
}

function readDemand(pattern: string): Demand {
  const isOption = pattern.startsWith('-');
  const equals = isOption ? pattern.indexOf('=') : -1;
  if (equals === -1) return { isOption, name: globOf(pattern), value: undefined };
  return { isOption, name: globOf(pattern.slice(0, equals)), value: globOf(pattern.slice(equals + 1)) };
}

function holds<Term>({ words, required, forbidden }: Phrase<Term>, given: readonly string[]): boolean {
  if (forbidden.some((demand) => isMet(demand, given)) || !required.every((demand) => isMet(demand, given)))
    return false;
  const positionals = given.filter((word) => !word.startsWith('-'));
  let at = 0;
  for (const { pattern, place } of words) {
    if (place === 'anywhere') {
      const found = positionals.findIndex((word, index) => index >= at && pattern.test(word));
      if (found === -1) return false;
      at = found + 1;
      continue;
    }
    const word = positionals[at];
    if (word !== undefined && pattern.test(word)) at += 1;
    else if (place === 'next') return false;
  }
  return true;
}

/** `--dry-run` is met by `--dry-run=client` as well, not by `--dry-run=none`. */
function isMet({ isOption, name, value }: Demand, given: readonly string[]): boolean {
  return given.some((word, index) => {
    if (word.startsWith('-') !== isOption) return false;
    const equals = word.startsWith('-') ? word.indexOf('=') : -1;
    const written = equals === -1 ? undefined : word.slice(equals + 1);
    if (value) {
      const isNamed = name.test(equals === -1 ? word : word.slice(0, equals));
      return isNamed && value.test(written ?? given[index + 1] ?? '');
    }
    if (name.test(word)) return true;
    return written !== undefined && !/^(?:false|none|0)$/.test(written) && name.test(word.slice(0, equals));
  });
}
