import { code } from '../../core/message.ts';
import { type Span, rangeOf } from '../../core/source.ts';
import { scriptsOf } from '../../analysis/document-scripts.ts';
import { remoteScriptsIn } from '../../analysis/downloads.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'remote-script',
  title: 'Script from the network is run unseen',
  category: 'supply-chain',
  severity: 'medium',
  since: '0.1.0',
  on: ['workflow', 'action', 'dockerfile'],
  why: 'Whoever controls the server, its domain or the way there decides what runs, with everything that the job or image holds, and another answer can come every time.',
  remedy:
    'Download a fixed version to a file and compare its checksum before running it, or use a package or an action pinned to a commit.',
  references: [
    'https://docs.github.com/en/actions/reference/security/secure-use',
    'https://docs.docker.com/build/building/best-practices/',
  ],
  sameAs: ['poutine/unverified_script_exec', 'pipeline-check/GHA-016', 'scorecard/Pinned-Dependencies'],
  *check(document) {
    for (const { script } of scriptsOf(document)) {
      for (const { at, url, interpreter, run } of remoteScriptsIn(script)) {
        const isPlain = /^http:/i.test(url);
        yield {
          at,
          key: url.replace(/v?\d+(\.\d+)+/g, ''),
          message: isPlain
            ? `${code(interpreter)} runs whatever ${code(url)} answers, and anyone on the way can change the answer`
            : `${code(interpreter)} runs whatever ${code(url)} answers today`,
          related: isOneLine(at, run) ? [] : [{ at: run, message: 'it is run here' }],
          ...(isPlain ? { severity: 'high' as const } : {}),
        };
      }
    }
  },
  examples: [
    {
      bad: sample`
        on: push
        jobs:
          test:
            runs-on: ubuntu-latest
            steps:
              - run: curl -sSf «https://get.example.com/install.sh» | bash
      `,
      good: sample`
        on: push
        jobs:
          test:
            runs-on: ubuntu-latest
            steps:
              - run: |
                  curl -sSfo install.sh https://get.example.com/install.sh
                  echo "$SUM install.sh" | sha256sum -c
                  bash install.sh
              - run: curl -s https://api.example.com/items | python3 -m json.tool
              - run: curl -sSfL https://example.com/tool.tar.gz | tar xz
      `,
    },
    {
      title: 'substituted, and by way of a file',
      bad: sample`
        on: push
        jobs:
          test:
            runs-on: ubuntu-latest
            steps:
              - run: bash <(curl -s «https://get.example.com/install.sh»)
              - run: sh -c "$(curl -fsSL «https://get.example.com/other.sh»)" -- --yes
              - run: |
                  wget «https://get.example.com/third.sh»
                  chmod +x third.sh
                  sudo ./third.sh
      `,
    },
    {
      title: 'in an image, unencrypted',
      path: 'Dockerfile',
      bad: sample`
        FROM debian:12.5
        RUN apt-get update \
         && curl -sL «http://deb.example.com/setup_20.x» | sudo -E bash - \
         && apt-get install -y nodejs
      `,
      good: sample`
        FROM debian:12.5
        RUN curl -sL https://raw.example.com/tool/0123456789abcdef0123456789abcdef01234567/install.sh | sh
      `,
    },
  ],
});

const isOneLine = (one: Span, other: Span): boolean => rangeOf(one).startLine === rangeOf(other).startLine;
