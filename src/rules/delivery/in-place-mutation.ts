import { answerForTargets, keyOfTarget, targetsOfClass } from '../../analysis/delivery/asked.ts';
import type { Program } from '../../analysis/shell/programs.ts';
import { remoteCommandsOf } from '../../analysis/shell/remote-commands.ts';
import { code } from '../../core/message.ts';
import { defineRule, sample } from '../rule.ts';

export default defineRule({
  id: 'in-place-mutation',
  title: 'A running host is changed in place',
  category: 'delivery',
  severity: 'info',
  since: '0.1.0',
  on: ['repository'],
  why: 'A host that each deploy changes a little is like no other and cannot be made again; a step that fails half-way leaves it between two versions.',
  remedy:
    'Build an image or an archive once, and let the host start that; keep what the host itself needs in a playbook.',
  references: ['https://12factor.net/build-release-run'],
  sameAs: [],
  applies: (repository) => answerForTargets(repository, 'production', 'staging'),
  *check(repository) {
    for (const target of targetsOfClass(repository, 'production', 'staging')) {
      const found = target.deploys
        .flatMap(remoteCommandsOf)
        .flatMap(({ programs, at }) => programs.flatMap((program) => ({ at, change: changeOf(program) ?? '' })))
        .filter(({ change }) => change !== '');
      const [first] = found;
      if (!first) continue;
      const changes = [...new Set(found.map(({ change }) => code(change)))].join(', ');
      yield {
        at: first.at,
        key: keyOfTarget(target),
        certainty: target.certainty,
        message: `The host that serves ${target.class} is changed in place by ${changes}`,
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
                    cd /srv/shop
                    «git pull»
                    npm ci
                    pm2 restart shop
      `,
      good: sample`
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
                    docker pull ghcr.io/example/shop:\${{ github.sha }}
                    systemctl restart shop
      `,
    },
    {
      title: 'as the argument of ssh and from a heredoc; a playbook describes the host',
      bad: sample`
        on:
          push:
            branches: [main]
        jobs:
          deploy:
            runs-on: ubuntu-latest
            environment: production
            steps:
              - run: ssh deploy@example.com «'cd /srv && sudo apt-get install -y nginx'»
                env:
                  KEY: \${{ secrets.KEY }}
          other:
            runs-on: ubuntu-latest
            environment: production
            steps:
              - run: |
                  ssh -i key deploy@example.org <<'EOF'
                    «git reset --hard origin/main»
                  EOF
                env:
                  KEY: \${{ secrets.KEY }}
      `,
      good: sample`
        on:
          push:
            branches: [main]
        jobs:
          deploy:
            runs-on: ubuntu-latest
            environment: production
            steps:
              - run: ansible-playbook site.yml
                env:
                  KEY: \${{ secrets.KEY }}
          here:
            runs-on: ubuntu-latest
            steps:
              - run: git pull && sudo apt-get install -y jq
      `,
    },
  ],
});

/** What installs or builds on the host, or moves its checkout. */
function changeOf({ program, arguments: words }: Program): string | undefined {
  const [first = ''] = words.map(({ text }) => text).filter((text) => !text.startsWith('-'));
  const changing = Object.hasOwn(changes, program) ? changes[program] : undefined;
  return changing?.test(first) ? `${program} ${first}` : undefined;
}

const changes: Readonly<Partial<Record<string, RegExp>>> = {
  git: /^(?:pull|reset|checkout|merge)$/,
  pm2: /^(?:restart|reload|startOrRestart|startOrReload)$/,
  apt: /^(?:install|upgrade|full-upgrade)$/,
  'apt-get': /^(?:install|upgrade|dist-upgrade)$/,
  yum: /^(?:install|update|upgrade)$/,
  dnf: /^(?:install|update|upgrade)$/,
  npm: /^(?:ci|install|i|run)$/,
  pnpm: /^(?:install|i|run|build)$/,
  yarn: /^(?:|install|build)$/,
  composer: /^(?:install|update)$/,
  bundle: /^install$/,
  pip: /^install$/,
};
