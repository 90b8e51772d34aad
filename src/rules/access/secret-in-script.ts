import { code } from '../../core/message.ts';
import { expressionsIn } from '../../documents/expression.ts';
import { stepsOf } from '../../documents/workflow-model.ts';
import { isOwnToken } from '../../analysis/trust/power.ts';
import { findPastedSecret, isSentAway } from '../../analysis/secrets/pasted-secrets.ts';
import { sinksOf } from '../../analysis/trust/sinks.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'secret-in-script',
  title: 'A secret is pasted into a script',
  category: 'access',
  severity: 'medium',
  since: '0.1.0',
  on: ['workflow', 'action'],
  why: `GitHub writes the secret into the script before it runs: onto the disk of the runner, into the argument list that
    every process there can read, and unquoted, so that a \`$\` or a quote in it changes the command. A part of it, or what
    the shell makes of it in an error, is not masked in the log.`,
  remedy: 'Hand the secret to the step as an environment variable, and to a program on its standard input.',
  references: [
    'https://docs.github.com/en/actions/how-tos/write-workflows/choose-what-workflows-do/use-secrets#using-secrets-in-a-workflow',
    'https://docs.github.com/en/actions/reference/security/secure-use#use-secrets-for-sensitive-information',
  ],
  sameAs: ['checkov/CKV_GHA_3', 'pipeline-check/GHA-033'],
  *check(document) {
    for (const step of stepsOf(document)) {
      for (const sink of sinksOf(step)) {
        for (const expression of expressionsIn(sink.text)) {
          const secret = findPastedSecret(expression, step);
          if (!secret) continue;
          const isSent = isSentAway(expression, step);
          const own = isOwnToken(secret.path);
          yield {
            at: expression.span,
            message: own
              ? `The workflow’s token becomes part of the text of ${code(sink.key)}`
              : `${code(secret.name)} becomes part of the text of ${code(sink.key)}${isSent ? ', in a command that sends it over the network' : ''}`,
            key: secret.path,
            severity: own ? 'low' : isSent ? 'high' : 'medium',
          };
        }
      }
    }
  },
  examples: [
    {
      bad: sample`
        on: push
        jobs:
          publish:
            runs-on: ubuntu-24.04
            steps:
              - run: npm config set //registry.example.com/:_authToken "«\${{ secrets.NPM_TOKEN }}»"
      `,
      good: sample`
        on: push
        jobs:
          publish:
            runs-on: ubuntu-24.04
            steps:
              - run: npm config set //registry.example.com/:_authToken "$NPM_TOKEN"
                env:
                  NPM_TOKEN: \${{ secrets.NPM_TOKEN }}
      `,
    },
    {
      title: 'In a command that sends it away, and in the script of an action',
      bad: sample`
        on: push
        jobs:
          notify:
            runs-on: ubuntu-24.04
            steps:
              - run: |
                  curl --fail --header "Authorization: Bearer «\${{ secrets.API_KEY }}»" \\
                    https://api.example.com/deploys
              - shell: pwsh
                run: Invoke-WebRequest -Uri "https://example.com/hook?key=«\${{ secrets.HOOK }}»"
              - uses: actions/github-script@v9
                with:
                  script: login("«\${{ secrets.PASSWORD }}»")
      `,
    },
    {
      title: 'By way of a variable that is read as an expression, and in a heredoc',
      bad: sample`
        on: push
        jobs:
          notify:
            runs-on: ubuntu-24.04
            env:
              HOOK_KEY: \${{ secrets.HOOK_KEY }}
              STAGE: test
            steps:
              - run: ./notify.sh --key "«\${{ env.HOOK_KEY }}»" --stage "\${{ env.STAGE }}" --user "$HOOK_USER"
              - run: |
                  curl --fail --data @- https://api.example.com/deploys <<EOF
                  { "key": "«\${{ secrets.API_KEY }}»" }
                  EOF
      `,
    },
    {
      title: 'The workflow’s own token ends with the job',
      bad: sample`
        on: push
        jobs:
          release:
            runs-on: ubuntu-24.04
            steps:
              - run: echo "«\${{ secrets.GITHUB_TOKEN }}»" | gh auth login --with-token
      `,
    },
    {
      title: 'Asking whether there is one does not write it down',
      good: sample`
        on: push
        jobs:
          publish:
            runs-on: ubuntu-24.04
            steps:
              - run: echo "configured=\${{ secrets.NPM_TOKEN != '' }}" >> "$GITHUB_OUTPUT"
      `,
    },
  ],
});
