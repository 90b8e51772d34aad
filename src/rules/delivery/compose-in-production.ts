import { composeCallOf } from '../../analysis/images/compose-work.ts';
import { answerForTargets, keyOfTarget, targetsOfClass } from '../../analysis/delivery/asked.ts';
import { remoteCommandsOf } from '../../analysis/shell/remote-commands.ts';
import type { Activity } from '../../analysis/activities/activity.ts';
import type { Program } from '../../analysis/shell/programs.ts';
import type { Span } from '../../core/source.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'compose-in-production',
  title: 'Production runs on one machine with Compose',
  category: 'delivery',
  severity: 'info',
  since: '0.1.0',
  on: ['repository'],
  optIn: true,
  why: 'Compose knows one machine: while it replaces a container nothing answers, and when the machine is gone so is everything. For a small service that is often the better bargain, which is why this rule is off unless it is asked for.',
  remedy: 'Move to a platform that starts the new container before it stops the old one, once the traffic asks for it.',
  references: ['https://docs.docker.com/compose/how-tos/production/'],
  sameAs: [],
  applies: (repository) => answerForTargets(repository, 'production'),
  *check(repository) {
    for (const target of targetsOfClass(repository, 'production')) {
      const [at] = target.deploys.flatMap(startsOf);
      if (!at) continue;
      yield {
        at,
        key: keyOfTarget(target),
        certainty: target.certainty,
        message: 'Production is started by Compose, on one machine',
      };
    }
  },
  examples: [
    {
      bad: sample`
        on:
          push:
            branches: [main]
        jobs:
          deploy:
            runs-on: ubuntu-latest
            environment: production
            steps:
              - uses: appleboy/ssh-action@v1
                with:
                  host: example.com
                  key: \${{ secrets.KEY }}
                  script: |
                    docker compose pull
                    «docker compose up -d»
          context:
            runs-on: ubuntu-latest
            environment: production-eu
            steps:
              - run: «docker --context eu compose up -d»
      `,
      good: sample`
        on:
          push:
            branches: [main]
        jobs:
          test:
            runs-on: ubuntu-latest
            steps:
              - run: docker compose up -d && npm test
          deploy:
            runs-on: ubuntu-latest
            environment: production
            steps:
              - run: kubectl apply -f k8s
              - run: docker compose logs
      `,
    },
  ],
});

/** Where a deploy starts services with Compose, here or on the machine that it logs in to. */
function startsOf(deploy: Activity): readonly Span[] {
  const here = deploy.programs.some(isStart) ? [deploy.at] : [];
  return [...here, ...remoteCommandsOf(deploy).flatMap(({ programs, at }) => (programs.some(isStart) ? [at] : []))];
}

const isStart = ({ program, arguments: words }: Program): boolean =>
  composeCallOf(
    program,
    words.map(({ text }) => text),
  )?.command === 'up';
