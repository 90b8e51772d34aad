import { code } from '../../core/message.ts';
import { spanWithin, type Span, type Text } from '../../core/source.ts';
import { stepsOf } from '../../documents/workflow-model.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'deprecated-command',
  title: 'Workflow command that GitHub has retired',
  category: 'upkeep',
  severity: 'low',
  since: '0.1.0',
  on: ['workflow', 'action'],
  why: 'Commands on standard output can be forged by anything that prints: `set-env` and `add-path` no longer work, `set-output` and `save-state` are to follow.',
  remedy: 'Append to `$GITHUB_OUTPUT`, `$GITHUB_STATE`, `$GITHUB_ENV` or `$GITHUB_PATH` instead.',
  references: [
    'https://github.blog/changelog/2022-10-11-github-actions-deprecating-save-state-and-set-output-commands/',
    'https://github.blog/changelog/2020-10-01-github-actions-deprecating-set-env-and-add-path-commands/',
  ],
  sameAs: ['actionlint/deprecated-commands', 'pipeline-check/GHA-031', 'ghasec/deprecated-commands'],
  *check(document) {
    for (const step of stepsOf(document)) {
      for (const { at, command } of step.run ? retiredCommands(step.run.value) : []) {
        yield {
          at,
          key: command,
          message: `${code(`::${command}::`)} is retired; write to ${code(`$${replacements[command] ?? ''}`)}`,
          ...(command === 'set-env' || command === 'add-path' ? { severity: 'medium' as const } : {}),
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
              - run: echo "«::set-output name=version::»1.2.3"
      `,
      good: sample`
        on: push
        jobs:
          test:
            runs-on: ubuntu-latest
            steps:
              - run: |
                  # once echo "::set-output name=version::1.2.3"
                  echo "version=1.2.3" >> "$GITHUB_OUTPUT"
                  echo "Outputs were once set by ::set-output"
                  echo "Instead of '::set-output name=version::1.2.3' append to a file"
                  grep -rn '::set-output name=version::' docs
                  echo "::add-mask::$TOKEN"
      `,
    },
    {
      title: 'the ones that no longer work, in other shells',
      bad: sample`
        on: push
        jobs:
          test:
            runs-on: windows-latest
            steps:
              - shell: pwsh
                run: |
                  Write-Host "«::add-path::»$HOME/bin"
                  Write-Host "«::set-env name=MODE::»test"
              - shell: python
                run: print(f"«::set-output name=version::»{version}")
      `,
    },
    {
      title: 'by printf, in a composite action',
      path: 'version/action.yml',
      bad: sample`
        name: Version
        runs:
          using: composite
          steps:
            - shell: bash
              run: |
                printf '«::set-output name=version::»%s\n' "$(cat VERSION)"
                make && echo "«::save-state name=\${{ inputs.name }}::»done"
                printf '%s\\n' \\
                  '«::set-output name=done::»true'
      `,
    },
  ],
});

const replacements: Readonly<Record<string, string>> = {
  'set-output': 'GITHUB_OUTPUT',
  'save-state': 'GITHUB_STATE',
  'set-env': 'GITHUB_ENV',
  'add-path': 'GITHUB_PATH',
};

/** Only the full shape, and only where something prints it: documentation and comments show these commands as well. */
function* retiredCommands(script: Text): Generator<{ readonly at: Span; readonly command: string }> {
  for (const match of script.text.matchAll(/::(?:(set-output|save-state|set-env) name=[^:\n]{1,200}|(add-path))::/g)) {
    const command = match[1] ?? match[2];
    if (!isPrinted(lineBefore(script.text, match.index)) || command === undefined) continue;
    yield { at: spanWithin(script, match.index, match.index + match[0].length), command };
  }
}

/** With the lines that a backslash at their end joins to it. */
function lineBefore(text: string, at: number): string {
  const before = text.slice(Math.max(0, at - 300), at);
  let start = before.length;
  do start = before.lastIndexOf('\n', start - 1);
  while (start > 0 && before[start - 1] === '\\');
  return before.slice(start + 1);
}

/** The runner takes a line for a command only if it begins with it: what is printed has to start here. */
function isPrinted(before: string): boolean {
  const behind = /^.*\b(?:echo|printf|Write-Host|Write-Output|WriteLine|print|console\.log|puts)\b(.*)$/is.exec(before);
  return behind?.[1] !== undefined && startsText.test(behind[1]) && !/(?:^|\s)#/.test(before);
}

/** Options and whole texts, then at most a quote, with a line break of its own behind it. */
const startsText = /^(?:\s+(?:\\\n\s*)?(?:-\w+|'[^']*'|"[^"]*"))*[\s\\({]*[fr$]?(?:["'](?:[^"'\n]*\\n)?\s*)?\\?$/;
