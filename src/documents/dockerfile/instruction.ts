import { sliceText, spanOf, spanWithin, type Text } from '../../core/source.ts';
import { parseFlags } from './flags.ts';
import { parseJsonForm } from './json-form.ts';
import { isBlank, skipBlanks, trimmedEnd } from './lines.ts';
import type { Instruction } from './model.ts';
import { parseArguments, parsePairs, type Pairs } from './pairs.ts';
import { plainWordsOf } from './words.ts';

/** While it is built: stage, heredocs and end are known only later. */
export type Building<T> = { -readonly [Key in keyof T]: T[Key] };

/** One instruction from its joined line, heredocs and stage still missing. */
export function parseInstruction(line: Text, escape: string): Building<Instruction> {
  const instruction = parseOne(line, escape);
  // A trigger cannot register one of its own.
  if (instruction.keyword === 'ONBUILD' && instruction.body.text !== '') {
    instruction.trigger = parseOne(instruction.body, escape);
  }
  return instruction;
}

function parseOne(line: Text, escape: string): Building<Instruction> {
  const end = trimmedEnd(line.text, 0, line.text.length);
  const start = skipBlanks(line.text, 0, end);
  let keywordEnd = start;
  while (keywordEnd < end && !isBlank(line.text[keywordEnd])) keywordEnd++;
  const keyword = line.text.slice(start, keywordEnd).toUpperCase();
  const { flags, end: flagsEnd } = parseFlags(line, keywordEnd);
  const body = sliceText(line, Math.min(flagsEnd, end), end);
  return {
    stage: undefined,
    keyword,
    keywordSpan: spanWithin(line, start, keywordEnd),
    span: spanOf(line.span.file, spanWithin(line, start, end).start, line.span.end),
    flags,
    body,
    ...argumentsOf(keyword, body, escape),
    heredocs: [],
    trigger: undefined,
  };
}

type Arguments = Pick<Instruction, 'form' | 'words' | 'pairs'>;

function argumentsOf(keyword: string, body: Text, escape: string): Arguments {
  switch (keyword) {
    case 'ENV':
    case 'LABEL':
      return ofPairs(parsePairs(body, escape));
    case 'ARG':
      return ofPairs(parseArguments(body, escape));
    case 'RUN':
    case 'CMD':
    case 'ENTRYPOINT':
    case 'SHELL':
      return jsonFormOf(body) ?? shellForm([body]);
    case 'ADD':
    case 'COPY':
    case 'VOLUME':
      return jsonFormOf(body) ?? shellForm(plainWordsOf(body));
    case 'HEALTHCHECK':
      return healthcheckOf(body);
    case 'MAINTAINER':
    case 'ONBUILD':
    case 'STOPSIGNAL':
    case 'USER':
    case 'WORKDIR':
      return shellForm([body]);
    default:
      return shellForm(plainWordsOf(body));
  }
}

const ofPairs = ({ words, pairs }: Pairs): Arguments => ({ form: 'shell', words, pairs });

const shellForm = (words: readonly Text[]): Arguments => ({
  form: 'shell',
  words: words.filter((word) => word.text !== ''),
  pairs: [],
});

function jsonFormOf(body: Text): Arguments | undefined {
  const strings = parseJsonForm(body);
  return Array.isArray(strings) ? { form: 'json', words: strings, pairs: [] } : undefined;
}

function healthcheckOf(body: Text): Arguments {
  const gap = body.text.search(/[\t\v\f\r ]/);
  if (gap === -1) return shellForm([body]);
  const kind = sliceText(body, 0, gap);
  const command = sliceText(body, skipBlanks(body.text, gap, body.text.length), body.text.length);
  const { form, words } = jsonFormOf(command) ?? shellForm([command]);
  return { form, words: [kind, ...words], pairs: [] };
}
