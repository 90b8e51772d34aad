/** How a line of a vocabulary is read and matched; the tables are in `knowledge/vocabulary`, and so is their grammar. */

/** The parts of one line. */
export interface Phrase<Term> {
  readonly term: Term;
  readonly programs: readonly string[];
  readonly words: readonly WordPattern[];
  readonly required: readonly Demand[];
  readonly forbidden: readonly Demand[];
}

interface WordPattern {
  readonly pattern: RegExp;
  /** Next in order, perhaps there, or anywhere behind. */
  readonly place: 'next' | 'optional' | 'anywhere';
}

/** An option, perhaps with its value, or a word. */
interface Demand {
  readonly isOption: boolean;
  readonly name: RegExp;
  readonly value: RegExp | undefined;
}

/** Phrases by the program they begin with; those with a `*` in the name stand apart. */
export interface Phrases<Term> {
  readonly byProgram: ReadonlyMap<string, readonly Phrase<Term>[]>;
  readonly byPattern: readonly (readonly [program: RegExp, phrase: Phrase<Term>])[];
}

export function readPhrases<Term extends { readonly phrases: string }>(terms: readonly Term[]): Phrases<Term> {
  const byProgram = new Map<string, Phrase<Term>[]>();
  const byPattern: (readonly [RegExp, Phrase<Term>])[] = [];
  for (const term of terms) {
    for (const line of term.phrases.split('\n')) {
      const phrase = readPhrase(line.trim(), term);
      if (!phrase) continue;
      for (const program of phrase.programs) {
        if (program.includes('*')) byPattern.push([globOf(program), phrase]);
        else byProgram.set(program, [...(byProgram.get(program) ?? []), phrase]);
      }
    }
  }
  return { byProgram, byPattern };
}

/** The terms that a program with these arguments answers to, in the order of their tables. */
export function termsFor<Term>(phrases: Phrases<Term>, program: string, words: readonly string[]): readonly Term[] {
  const named = phrases.byProgram.get(program) ?? [];
  const globbed = phrases.byPattern.flatMap(([pattern, phrase]) => (pattern.test(program) ? [phrase] : []));
  return [...new Set([...named, ...globbed].filter((phrase) => holds(phrase, words)).map(({ term }) => term))];
}

export const knowsProgram = <Term>(phrases: Phrases<Term>, program: string): boolean =>
  phrases.byProgram.has(program) || phrases.byPattern.some(([pattern]) => pattern.test(program));

/** `a|b*` as a whole word. */
export function globOf(pattern: string): RegExp {
  const alternatives = pattern
    .split('|')
    .map((text) => text.replace(/[.+^${}()[\]\\?]/g, '\\$&').replaceAll('*', '.*'));
  return new RegExp(`^(?:${alternatives.join('|')})$`, 's');
}

function readPhrase<Term>(line: string, term: Term): Phrase<Term> | undefined {
  const [programs, ...patterns] = line.split(/\s+/);
  if (!programs) return undefined;
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
  return { term, programs: programs.split('|'), words, required, forbidden };
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
