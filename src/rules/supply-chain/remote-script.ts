import { code } from '../../core/message.ts';
import { type Span, rangeOf } from '../../core/source.ts';
import { addedScriptsIn } from '../../analysis/shell/added-scripts.ts';
import { scriptsByOwner } from '../../analysis/shell/document-scripts.ts';
import { powerShellTextsOf, remoteScriptsOfPowerShell } from '../../analysis/shell/powershell-downloads.ts';
import { remoteScriptsIn } from '../../analysis/shell/remote-scripts.ts';
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
  sameAs: [
    'poutine/unverified_script_exec',
    'pipeline-check/GHA-016',
    'scorecard/Pinned-Dependencies',
    'semgrep/curl-eval',
    'semgrep/gha-curl-pipe-shell',
    'droast/DF021',
  ],
  *check(document) {
    const ofShells = scriptsByOwner(document).flatMap(remoteScriptsIn);
    const ofPowerShell = powerShellTextsOf(document).flatMap(remoteScriptsOfPowerShell);
    const added = document.kind === 'dockerfile' ? addedScriptsIn(document) : [];
    for (const found of [...ofShells, ...ofPowerShell, ...added]) {
      const { at, url, isUnencrypted, interpreter, run } = found;
      yield {
        at,
        key: url.replace(/v?\d+(\.\d+)+/g, ''),
        message: isUnencrypted
          ? `${code(interpreter)} runs whatever ${code(url)} answers, and anyone on the way can change the answer`
          : `${code(interpreter)} runs whatever ${code(url)} answers today`,
        related: isOneLine(at, run) ? [] : [{ at: run, message: 'it is run here' }],
        ...(isUnencrypted ? { severity: 'high' as const } : {}),
      };
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
              - run: |
                  wget -q -P scripts «https://get.example.com/fourth.sh»
                  bash scripts/fourth.sh
              - run: curl -sSf «\${{ vars.INSTALLER }}» | bash
              - uses: nick-fields/retry@v3
                with:
                  max_attempts: 3
                  command: curl -sSf «https://get.example.com/fifth.sh» | bash
      `,
    },
    {
      title: 'by PowerShell',
      bad: sample`
        on: push
        jobs:
          test:
            runs-on: windows-latest
            steps:
              - run: iwr -useb «https://get.example.com/one.ps1» | iex
              - run: |
                  Set-ExecutionPolicy Bypass -Scope Process; iex ((New-Object System.Net.WebClient).DownloadString('«https://get.example.com/two.ps1»'))
              - run: |
                  Invoke-WebRequest -Uri «https://get.example.com/three.ps1» -OutFile three.ps1
                  ./three.ps1 -Quiet
      `,
      good: sample`
        on: push
        jobs:
          test:
            runs-on: windows-latest
            steps:
              - run: |
                  # irm https://get.example.com/one.ps1 | iex
                  $items = irm https://api.example.com/items | ConvertTo-Json
                  Invoke-WebRequest https://example.com/tool.zip -OutFile tool.zip
                  Expand-Archive tool.zip
              - run: |
                  iwr https://get.example.com/four.ps1 -OutFile four.ps1
                  if ((Get-FileHash four.ps1).Hash -ne $env:SUM) { exit 1 }
                  ./four.ps1
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
    {
      title: 'a file that a later step runs, unless a step on the way checks it',
      bad: sample`
        on: push
        jobs:
          test:
            runs-on: ubuntu-latest
            steps:
              - run: curl -fsSLO «https://get.example.com/install.sh»
              - run: sha256sum install.sh
              - run: bash install.sh --yes
      `,
      good: sample`
        on: push
        jobs:
          test:
            runs-on: ubuntu-latest
            steps:
              - run: |
                  curl -fsSLO https://get.example.com/install.sh
                  curl -fsSLO https://get.example.com/install.sh.asc
              - run: gpg --verify install.sh.asc install.sh && bash install.sh --yes
              - run: |
                  curl -fsSLo setup.sh https://get.example.com/setup.sh
                  cosign verify-blob --bundle setup.bundle setup.sh
                  bash setup.sh
      `,
    },
    {
      title: 'fetched by ADD; with a checksum it is what it was',
      path: 'Dockerfile',
      bad: sample`
        FROM debian:12-slim
        ADD «https://get.example.com/install.sh» /opt/install.sh
        ADD «http://get.example.com/setup.py» /opt/
        RUN sh /opt/install.sh && cd /opt && python3 setup.py
      `,
      good: sample`
        FROM debian:12-slim
        ADD --checksum=sha256:24454f830cdb571e2c4ad15481119c43b3cafd48dd869a9b2945d1036d1dc68d https://get.example.com/install.sh /opt/install.sh
        RUN sh /opt/install.sh
        ADD https://get.example.com/data.json /opt/data.json
        RUN ./load.sh /opt/data.json
      `,
    },
    {
      title: 'a commit in the address, and what this machine serves',
      good: sample`
        on: push
        jobs:
          test:
            runs-on: ubuntu-latest
            steps:
              - run: curl -sSf https://raw.example.com/tool/0123456789abcdef0123456789abcdef01234567/install.sh | bash
              - run: curl -s http://localhost:8080/seed.sh | bash
              - run: curl -s https://api.example.com/items | bash ./import.sh
      `,
    },
    {
      title: 'an address without a scheme is HTTP to curl; other shells than Bash',
      bad: sample`
        on: push
        jobs:
          test:
            runs-on: windows-latest
            steps:
              - run: curl -fsSL «get.example.com» | sh -s -- --yes
              - shell: bash
                run: |
                  wget -qO- «"$INSTALLER"» | bash /dev/stdin latest
                  eval "$(curl -s -H "$AUTH" «https://get.example.com/env»)"
                  curl -s «https://get.example.com/pip.py» | tee pip.py | sudo -E python3 - --user
      `,
    },
  ],
});

const isOneLine = (one: Span, other: Span): boolean => rangeOf(one).startLine === rangeOf(other).startLine;
