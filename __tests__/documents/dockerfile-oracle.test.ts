import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@jest/globals';
import { DockerfileParser } from 'dockerfile-ast';
import { rangeOf, sourceFile } from '../../src/core/source.ts';
import { parseDocument } from '../../src/documents/parse.ts';

const folder = join(import.meta.dirname, '../../../shared/corpus');
const inCorpus = existsSync(folder) ? test : test.skip;

inCorpus('real Dockerfiles split into the instructions that another parser finds, and none has a problem', () => {
  const differing: string[] = [];
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
    const { files } = JSON.parse(readFileSync(join(folder, name), 'utf8')) as { files: Record<string, string> };
    for (const [path, text] of Object.entries(files)) {
      const document = parseDocument(sourceFile(path, text));
      if (document?.kind !== 'dockerfile') continue;
      const ours = document.instructions.map(({ keyword, span }) => `${keyword} ${rangeOf(span).startLine.toString()}`);
      const theirs = DockerfileParser.parse(document.file.text)
        .getInstructions()
        .map((instruction) => `${instruction.getKeyword()} ${(instruction.getRange().start.line + 1).toString()}`);
      if (ours.join() !== theirs.join() || document.problems.length > 0) differing.push(`${name} ${path}`);
    }
  }
  expect(differing).toEqual([]);
});
