import { code } from '../../core/message.ts';
import { spanOf } from '../../core/source.ts';
import { allCommandsOf, programOf, scriptOfStep, scriptsOfInstruction } from '../../analysis/shell/scripts.ts';
import type { Dockerfile } from '../../documents/dockerfile/model.ts';
import type { Script } from '../../documents/shell.ts';
import { stepsOf, type Action, type Workflow } from '../../documents/workflow-model.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'production-flag-of-npm',
  title: 'npm is told to leave out packages by a deprecated flag',
  category: 'upkeep',
  severity: 'info',
  since: '0.1.0',
  on: ['workflow', 'action', 'dockerfile'],
  why: `npm 8 and later warn about \`--only=production\` and \`--production\` and take them for \`--omit=dev\`. The warning
    stands in every build log until a major version drops the old names.`,
  remedy: 'Write `--omit=dev`.',
  references: [
    'https://github.com/npm/cli/blob/latest/workspaces/config/lib/definitions/definitions.js',
    'https://github.com/npm/cli/issues/8025',
  ],
  sameAs: [],
  *check(document) {
    for (const script of scriptsIn(document)) {
      if (!/--only|--production/.test(script.text.text)) continue;
      for (const command of allCommandsOf(script)) {
        const program = programOf(command);
        if (program?.program !== 'npm') continue;
        for (const [index, word] of program.arguments.entries()) {
          // What follows belongs to the script that npm runs.
          if (word.text === '--') break;
          const next = program.arguments[index + 1];
          const isOnly = word.text === '--only' && /^prod(?:uction)?$/.test(next?.text ?? '');
          if (!isOnly && !/^--only=prod(?:uction)?$|^--production(?:=true)?$/.test(word.text)) continue;
          const written = isOnly && next ? `${word.text} ${next.text}` : word.text;
          const at = isOnly && next ? spanOf(word.span.file, word.span.start, next.span.end) : word.span;
          const message = `npm takes ${code(written)} for an old name of \`--omit=dev\``;
          yield { at, message, key: written };
        }
      }
    }
  },
  examples: [
    {
      path: 'Dockerfile',
      bad: sample`
        FROM node:24
        COPY package*.json ./
        RUN npm ci «--only=production» && npm cache clean --force
      `,
      good: sample`
        FROM node:24
        COPY package*.json ./
        RUN npm ci --omit=dev && npm cache clean --force
      `,
    },
    {
      title: 'In a step; Yarn has a flag of that name that is its own',
      bad: sample`
        on: push
        jobs:
          build:
            runs-on: ubuntu-latest
            steps:
              - run: npm --prefix web install «--production»
              - run: npm ci «--only production»
      `,
      good: sample`
        on: push
        jobs:
          build:
            runs-on: ubuntu-latest
            steps:
              - run: yarn install --production
              - run: npm run build -- --production
              - run: echo "npm ci --only=production"
      `,
    },
  ],
});

function scriptsIn(document: Workflow | Action | Dockerfile): readonly Script[] {
  const isTold = (text: string): boolean => text.includes('--only') || text.includes('--production');
  if (document.kind !== 'dockerfile')
    return stepsOf(document).flatMap((step) => (isTold(step.run?.value.text ?? '') ? (scriptOfStep(step) ?? []) : []));
  return document.instructions
    .filter(({ body, heredocs }) => [body, ...heredocs.map((heredoc) => heredoc.body)].some(({ text }) => isTold(text)))
    .flatMap(scriptsOfInstruction);
}
