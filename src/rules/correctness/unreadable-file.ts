import { maxFileSize, tooLarge } from '../../core/file-text.ts';
import { sourceFile, spanOf } from '../../core/source.ts';
import { kindOf } from '../../documents/kind.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'unreadable-file',
  title: 'File that cannot be read as what it should be',
  category: 'correctness',
  severity: 'medium',
  since: '0.1.0',
  on: ['workflow', 'action', 'dockerfile', 'dockerignore', 'dependabot', 'repository'],
  why: 'GitHub rejects a broken workflow whole, a broken Dockerfile stops the build, and nothing in the file can be checked.',
  remedy: 'Mend the syntax at the place shown.',
  references: [
    'https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax',
    'https://docs.docker.com/reference/dockerfile/',
  ],
  sameAs: ['actionlint/syntax-check', 'ghasec/invalid-workflow'],
  *check(document) {
    if (document.kind !== 'repository') {
      const [first] = document.problems;
      if (!first) return;
      const more = document.problems.length > 1 ? ` (and ${(document.problems.length - 1).toString()} more)` : '';
      yield { at: first.at, key: 'file', message: `${first.message}${more}`, ...severityFor(document.file.path) };
      return;
    }
    for (const [path, reason] of document.tree.unread) {
      if (kindOf(path) === undefined || !('unread' in tooLarge) || reason !== tooLarge.unread) continue;
      const size = (maxFileSize / 1024 / 1024).toString();
      const message = `The file is larger than ${size} MiB, more than any tool should have to read`;
      yield { at: spanOf(sourceFile(path, ''), 0, 0), key: 'file', message, ...severityFor(path) };
    }
  },
  examples: [
    {
      bad: sample`
        on: push
        jobs:
          test:
            runs-on: ubuntu-latest
            «runs-on»: windows-latest
            steps: [{ run: make test }]
      `,
      good: sample`
        on: push
        jobs:
          test:
            runs-on: ubuntu-latest
            steps: [{ run: make test }]
      `,
    },
    {
      title: 'a Dockerfile that no build gets through',
      path: 'Dockerfile',
      bad: sample`
        FROM debian:12.5
        «RUNN» apt-get update
      `,
      good: sample`
        FROM debian:12.5
        RUN apt-get update
      `,
    },
    {
      title: 'one finding a file, at the first fault',
      bad: {
        '.github/workflows/ci.yml': sample`
          on: push
          jobs:
            «test»:
              steps:
                - name: nothing
        `,
        '.github/dependabot.yml': sample`
          version: 2
          updates:
          «	»- package-ecosystem: npm
        `,
      },
    },
  ],
});

const severityFor = (path: string) => (kindOf(path) === 'workflow' ? ({ severity: 'high' } as const) : {});
