import { describe, expect, test } from '@jest/globals';
import { targetsOf } from '../../../src/analysis/targets/targets.ts';
import type { DeclaredTarget } from '../../../src/core/delivery.ts';
import { sample } from '../../../src/rules/rule.ts';
import { type Files, repositoryOfFiles } from '../../help/repository.ts';

/** `job: class, tentative: reason`, one line a target. */
function targetsIn(files: Files | string, declaredTargets: readonly DeclaredTarget[] = []): readonly string[] {
  const named = typeof files === 'string' ? { '.github/workflows/main.yml': files } : files;
  return targetsOf({ ...repositoryOfFiles(named), declaredTargets }).map(
    ({ job, class: name, certainty, reason }) =>
      `${job.id.text}: ${name}${certainty === 'firm' ? '' : ', tentative'}: ${reason}`,
  );
}

interface Made {
  readonly on?: string;
  readonly id?: string;
  /** Lines of the job beside its steps. */
  readonly job?: string;
}

/** A workflow of one job; each step is a command, or `uses` with its inputs in YAML's flow style. */
const workflow = (
  steps: readonly string[],
  { on = '{ push: { branches: [main] } }', id = 'ship', job }: Made = {},
): string =>
  [
    `on: ${on}`,
    'jobs:',
    `  ${id}:`,
    '    runs-on: ubuntu-latest',
    '    env: { KEY: "${{ secrets.KEY }}" }',
    ...(job === undefined ? [] : job.split('\n').map((line) => `    ${line}`)),
    '    steps:',
    ...steps.map((step) => (/^[\w-]+:/.test(step) ? `      - { ${step} }` : `      - run: ${JSON.stringify(step)}`)),
    '',
  ].join('\n');

const on = {
  main: '{ push: { branches: [main] } }',
  pull: 'pull_request',
  both: '{ push: { branches: [main] }, pull_request: {} }',
  hand: 'workflow_dispatch',
  tag: "{ push: { tags: ['v*'] } }",
  release: '{ release: { types: [published] } }',
};
const apply = 'kubectl apply -f app.yaml';

type Row = readonly [what: string, files: Files | string, expected: readonly string[]];

describe('nothing that stays is ephemeral', () => {
  test.each<Row>([
    ['kind', workflow(['kind create cluster', apply]), ['ship: ephemeral: `kind` makes the cluster in this job']],
    [
      'an action that makes a cluster',
      workflow(['uses: helm/kind-action@v1', 'helm install app ./chart']),
      ['ship: ephemeral: `helm/kind-action` makes the cluster in this job'],
    ],
    [
      'an action named after making one',
      workflow(['uses: acme/setup-kind@v1', 'helm install app ./chart']),
      ['ship: ephemeral: `acme/setup-kind` makes the cluster in this job'],
    ],
    ['k3d', workflow(['k3d cluster create', apply]), ['ship: ephemeral: `k3d` makes the cluster in this job']],
    ['minikube', workflow(['minikube start', apply]), ['ship: ephemeral: `minikube` makes the cluster in this job']],
    [
      'k3s from its own page',
      workflow(['curl -sfL https://get.k3s.io | sh -', apply]),
      ['ship: ephemeral: `get.k3s.io` makes the cluster in this job'],
    ],
    [
      'an emulated cloud',
      workflow(['terraform apply -auto-approve'], {
        job: 'services: { cloud: { image: localstack/localstack:3 } }',
      }),
      ['ship: ephemeral: `localstack/localstack:3` makes the cloud in this job'],
    ],
    [
      'a registry on the machine itself',
      workflow(['docker push localhost:5000/app:test']),
      ["ship: ephemeral: `localhost:5000` is the job's own machine"],
    ],
    [
      'a registry of the cluster',
      workflow(['env: { KO_DOCKER_REPO: "registry.local:5000/app" }, run: ko build ./cmd/app']),
      ["ship: ephemeral: `registry.local:5000` is the job's own machine"],
    ],
    [
      'an image for the cluster of the job',
      workflow(['kind create cluster', 'docker push registry.test/app:1']),
      ['ship: ephemeral: `kind` makes the cluster in this job'],
    ],
    [
      'what is taken down afterwards',
      workflow(['terraform apply -auto-approve', 'if: always(), run: terraform destroy -auto-approve']),
      ['ship: ephemeral: `terraform destroy` takes it down again in this job'],
    ],
    [
      'a test run',
      workflow(['helm upgrade --install app ./chart', 'npx playwright test'], { id: 'e2e-tests', on: on.pull }),
      ['e2e-tests: ephemeral: job `e2e-tests` tests what it starts'],
    ],
    [
      'tests on another machine',
      workflow(['rsync -a . "$HOST":/tmp/x', 'ssh "$HOST" make test'], { id: 'arm-test', on: on.pull }),
      ['arm-test: ephemeral, tentative: job `arm-test` tests on another machine'],
    ],
    [
      'a pull request without any credential',
      'on: [push, pull_request]\njobs:\n  ship:\n    runs-on: ubuntu-latest\n    steps:\n      - run: kubectl apply -f app.yaml\n',
      ['ship: ephemeral: the job runs for pull requests too, and holds no credential to reach anything that stays'],
    ],
  ])('%s', (_, files, expected) => {
    expect(targetsIn(files)).toEqual(expected);
  });

  test.each<Row>([
    ['a dry run', workflow(['kubectl apply --dry-run=server -f app.yaml', 'helm upgrade app ./chart --dry-run']), []],
    ['rendering', workflow(['helm template ./chart', 'kustomize build overlays/production']), []],
    ['a plan', workflow(['terraform plan']), []],
    ['words of an echo', workflow(['echo kubectl apply -f app.yaml', '# kubectl apply -f app.yaml']), []],
    ['what is switched off', workflow([apply], { job: 'if: false' }), []],
    ['what runs only after a failure', workflow([`if: failure(), run: ${apply}`]), []],
    ['what no event of its workflow brings about', workflow([`if: github.event_name == 'release', run: ${apply}`]), []],
    ['a playbook for the machine itself', workflow(['ansible-playbook tools/setup.yml'], { id: 'tools' }), []],
  ])('%s is no deploy at all', (_, files, expected) => {
    expect(targetsIn(files)).toEqual(expected);
  });

  test('an apply or a destroy to choose from is no throw-away', () => {
    const steps = [
      "if: inputs.action == 'apply', run: terraform apply -auto-approve",
      "if: inputs.action == 'destroy', run: terraform destroy -auto-approve",
    ];
    expect(targetsIn(workflow(steps, { on: on.hand }))).toEqual(['ship: production, tentative: it is started by hand']);
  });

  test('without any credential a push still deploys somewhere', () => {
    const text = `on: ${on.main}\njobs:\n  ship:\n    runs-on: ubuntu-latest\n    steps:\n      - run: ${apply}\n`;
    expect(targetsIn(text)).toEqual(['ship: production, tentative: the default branch starts it']);
  });

  test('what is published after a test in a cluster is published', () => {
    expect(targetsIn(workflow(['kind create cluster', apply, 'npm publish']))).toEqual([
      'ship: ephemeral: `kind` makes the cluster in this job',
      'ship: publish: `npm publish` publishes a package',
    ]);
  });
});

describe('publishing', () => {
  test.each<Row>([
    ['a package', workflow(['twine upload dist/*']), ['ship: publish: `twine` publishes a package']],
    [
      'an image',
      workflow(['uses: docker/build-push-action@v6, with: { push: true, tags: acme/app }']),
      ['ship: publish: `docker/build-push-action` publishes an image'],
    ],
    ['a release', workflow(['gh release create v1']), ['ship: publish: `gh release` publishes a release']],
    [
      'a store',
      workflow(['bundle exec fastlane release'], { on: on.tag }),
      ['ship: publish: `fastlane release` publishes to a store'],
    ],
    [
      'a file on a host, in a job that publishes',
      workflow(['uses: appleboy/scp-action@v1, with: { host: "${{ secrets.HOST }}", source: openapi.json }'], {
        id: 'publish-spec',
      }),
      ['publish-spec: publish, tentative: `publish-spec` says so'],
    ],
  ])('%s', (_, files, expected) => {
    expect(targetsIn(files)).toEqual(expected);
  });

  test('an image that is pushed to be deployed is both', () => {
    expect(targetsIn(workflow(['docker push acme/app:1', apply], { on: on.release }))).toEqual([
      'ship: publish: `docker push` publishes an image',
      'ship: production: a release starts it',
    ]);
  });
});

describe('documentation', () => {
  test.each<Row>([
    [
      'pages',
      workflow(['uses: actions/deploy-pages@v4']),
      ['ship: docs: `actions/deploy-pages` is for documentation sites'],
    ],
    [
      'an action for them',
      workflow(['uses: peaceiris/actions-gh-pages@v4, with: { publish_dir: public }']),
      ['ship: docs: `peaceiris/actions-gh-pages` is for documentation sites'],
    ],
    ['mkdocs', workflow(['mkdocs gh-deploy --force']), ['ship: docs: `mkdocs gh-deploy` is for documentation sites']],
    [
      'a host whose job says so',
      workflow(['wrangler pages deploy site'], { id: 'deploy-docs' }),
      ['deploy-docs: docs: job `deploy-docs`'],
    ],
    [
      'a bucket that gets what a generator made',
      workflow(['mkdocs build', 'aws s3 sync site s3://acme-pages']),
      ['ship: docs: `mkdocs` makes the site in this job'],
    ],
    [
      'its previews',
      workflow(['wrangler pages deploy site'], { id: 'deploy-docs', on: on.both }),
      ['deploy-docs: docs: job `deploy-docs`', 'deploy-docs: preview: a pull request starts it'],
    ],
  ])('%s', (_, files, expected) => {
    expect(targetsIn(files)).toEqual(expected);
  });
});

describe("the target's own name", () => {
  test.each<Row>([
    [
      'its environment',
      workflow([apply], { job: 'environment: production' }),
      ['ship: production: environment `production`'],
    ],
    [
      'in words',
      workflow([apply], { job: 'environment: { name: eu-live-2 }' }),
      ['ship: production: environment `eu-live-2`'],
    ],
    ['not production', workflow([apply], { job: 'environment: non-prod' }), ['ship: staging: environment `non-prod`']],
    ['nor before it', workflow([apply], { job: 'environment: Preprod' }), ['ship: staging: environment `Preprod`']],
    ['a review', workflow([apply], { job: 'environment: review/x' }), ['ship: preview: environment `review/x`']],
    [
      'an open part',
      workflow([apply], { job: 'environment: pr-${{ github.event.number }}', on: on.pull }),
      ['ship: preview: environment `pr-${{ github.event.number }}`'],
    ],
    [
      'the environment before the job',
      workflow([apply], { id: 'deploy-production', job: 'environment: staging' }),
      ['deploy-production: staging: environment `staging`'],
    ],
    ['its job', workflow([apply], { id: 'deploy-staging' }), ['deploy-staging: staging: job `deploy-staging`']],
    [
      'a job led to a word',
      workflow([apply], { id: 'deploy-to-dev' }),
      ['deploy-to-dev: staging: job `deploy-to-dev`'],
    ],
    [
      'no job that tests first',
      workflow([apply], { id: 'test-and-deploy' }),
      ['test-and-deploy: production: the default branch starts it'],
    ],
    [
      'both in one name: the last',
      workflow([apply], { id: 'promote-staging-to-production' }),
      ['promote-staging-to-production: production: job `promote-staging-to-production`'],
    ],
    [
      'its step',
      workflow([
        'name: Deploy to staging, run: kubectl apply -f a.yaml',
        'name: Deploy to production, run: kubectl apply -f a.yaml',
      ]),
      ['ship: staging: step `Deploy to staging`', 'ship: production: step `Deploy to production`'],
    ],
    ['its namespace', workflow([`${apply} -n shop-qa`]), ['ship: staging: `-n shop-qa`']],
    ['its context', workflow([`${apply} --context=prod-eu`]), ['ship: production: `--context prod-eu`']],
    ['its stage', workflow(['serverless deploy --stage dev']), ['ship: staging: `--stage dev`']],
    [
      'its stack',
      workflow(['aws cloudformation deploy --stack-name shop-uat --template-file t.yml']),
      ['ship: staging: `--stack-name shop-uat`'],
    ],
    ['its settings', workflow(['terraform apply -var env=sandbox']), ['ship: staging: `env=sandbox`']],
    [
      'a slot',
      workflow(['uses: azure/webapps-deploy@v3, with: { app-name: shop, slot-name: staging }']),
      ['ship: staging: `slot-name: staging`'],
    ],
    [
      'a host',
      workflow(['name: Deploy, run: "rsync -a dist/ web@staging.example.com:/srv/"']),
      ['ship: staging: host `web@staging.example.com:/srv/`'],
    ],
    [
      'a folder',
      workflow(['working-directory: infra/prod, run: terraform apply -auto-approve'], { on: on.hand }),
      ['ship: production: folder `infra/prod`'],
    ],
    [
      'a variable',
      workflow(['./kubectl-wrapper', 'env: { DEPLOY_ENV: staging }, run: kubectl apply -f app.yaml']),
      ['ship: staging: `DEPLOY_ENV=staging`'],
    ],
    [
      'a secret',
      workflow([
        'uses: appleboy/ssh-action@v1, with: { host: "${{ secrets.STAGING_HOST }}", script: docker compose up -d }',
      ]),
      ['ship: staging: `host: ${{ secrets.STAGING_HOST }}`'],
    ],
    [
      'a variable of the shell',
      workflow(['ssh "$PROD_HOST" docker compose up -d']),
      ['ship: production: argument `$PROD_HOST`'],
    ],
    [
      'no variable of the build',
      workflow(['env: { NODE_ENV: test }, run: kubectl apply -f app.yaml']),
      ['ship: production: the default branch starts it'],
    ],
    [
      'its workflow',
      { '.github/workflows/deploy-staging.yml': workflow([apply], { on: on.hand }) },
      ['ship: staging: workflow `deploy-staging`'],
    ],
    [
      'the branch that starts it',
      workflow([apply], { on: '{ push: { branches: [develop] } }' }),
      ['ship: staging: branch `develop`'],
    ],
    [
      'no image',
      workflow(['kubectl set image deployment/app app=registry.example.com/app:staging']),
      ['ship: production: the default branch starts it'],
    ],
    [
      'a pull request to production',
      workflow([apply], { on: on.pull, job: 'environment: production' }),
      ['ship: production: environment `production`'],
    ],
    [
      'testers',
      workflow(['bundle exec fastlane beta'], { on: on.tag }),
      ['ship: staging: `fastlane beta` hands the app to testers'],
    ],
  ])('%s', (_, files, expected) => {
    expect(targetsIn(files)).toEqual(expected);
  });

  test('each value of a matrix and each choice of an input', () => {
    const matrix = 'environment: ${{ matrix.env }}\nstrategy: { matrix: { env: [staging, production] } }';
    const choice = '{ workflow_dispatch: { inputs: { env: { type: choice, options: [qa, live] } } } }';
    expect([
      targetsIn(workflow([apply], { job: matrix })),
      targetsIn(workflow([apply], { job: 'environment: ${{ inputs.env }}', on: choice })),
    ]).toEqual([
      ['ship: staging: environment `staging`', 'ship: production: environment `production`'],
      ['ship: staging: environment `qa`', 'ship: production: environment `live`'],
    ]);
  });

  test('the value that an event or a branch gives', () => {
    const job = "environment: ${{ github.ref == 'refs/heads/main' && 'production' || 'staging' }}";
    expect([
      targetsIn(workflow([apply], { job, on: on.main })),
      targetsIn(workflow([apply], { job, on: '{ push: { branches: [main, next] } }' })),
      targetsIn(workflow([apply], { job: 'environment: ${{ github.ref_name }}', on: '{ push: { branches: [qa] } }' })),
    ]).toEqual([
      ['ship: production: environment `production`'],
      ['ship: production: environment `production`', 'ship: staging: environment `staging`'],
      ['ship: staging: environment `qa`'],
    ]);
  });

  test('a name that only the run knows is unknown', () => {
    expect(targetsIn(workflow([apply], { job: 'environment: ${{ vars.TARGET }}' }))).toEqual([
      'ship: unknown, tentative: could not classify: only the run knows the name of its environment',
    ]);
  });
});

describe('what starts it', () => {
  test.each<Row>([
    ['the default branch', workflow([apply]), ['ship: production: the default branch starts it']],
    ['a tag', workflow([apply], { on: on.tag }), ['ship: production: a tag starts it']],
    ['a release', workflow([apply], { on: on.release }), ['ship: production: a release starts it']],
    ['a hand', workflow([apply], { on: on.hand }), ['ship: production, tentative: it is started by hand']],
    [
      'a schedule',
      workflow([apply], { on: "{ schedule: [{ cron: '0 3 * * *' }] }" }),
      ['ship: production, tentative: a schedule starts it'],
    ],
    [
      'a hand as well as the default branch',
      workflow([apply], { on: '{ workflow_dispatch: {}, push: { branches: [main] } }' }),
      ['ship: production: the default branch starts it'],
    ],
    ['a pull request', workflow(['fly deploy'], { on: on.pull }), ['ship: preview: a pull request starts it']],
    [
      'a merged pull request',
      workflow(['fly deploy'], {
        on: '{ pull_request: { types: [closed] } }',
        job: 'if: github.event.pull_request.merged == true',
      }),
      ['ship: production: the default branch starts it'],
    ],
    [
      'an apply of infrastructure',
      workflow(['terraform apply -auto-approve'], { on: on.pull }),
      ['ship: production, tentative: `terraform apply` changes what is there, whatever starts it'],
    ],
    [
      'each of two events',
      workflow(['fly deploy'], { on: on.both }),
      ['ship: production: the default branch starts it', 'ship: preview: a pull request starts it'],
    ],
    [
      'one of them, by a condition',
      workflow(["if: github.event_name == 'push', run: fly deploy"], { on: on.both }),
      ['ship: production: the default branch starts it'],
    ],
    [
      'a condition on the branch',
      workflow([apply], { on: 'push', job: "if: github.ref == 'refs/heads/main'" }),
      ['ship: production: the default branch starts it'],
    ],
    [
      'a condition on the tag',
      workflow([apply], { on: 'push', job: "if: startsWith(github.ref, 'refs/tags/')" }),
      ['ship: production: a tag starts it'],
    ],
    ['any branch', workflow([apply], { on: 'push' }), ['ship: production: the default branch starts it']],
    [
      'branches that are environments, where the job asks for the branch',
      workflow([`${apply} --context $GITHUB_REF_NAME`], { on: '{ push: { branches: [main, staging] } }' }),
      ['ship: production: the default branch starts it', 'ship: staging: branch `staging`'],
    ],
    [
      'a branch beside the default branch, and one command for both',
      workflow([apply], { on: '{ push: { branches: [main, try-test] } }' }),
      ['ship: production: the default branch starts it'],
    ],
    [
      'a branch beside the default branch, and a host that keeps a place for each',
      workflow(['wrangler pages deploy dist'], { on: '{ push: { branches: [main, staging] } }' }),
      ['ship: production: the default branch starts it', 'ship: staging: branch `staging`'],
    ],
    [
      'a comment',
      workflow([apply], { on: 'issue_comment' }),
      ['ship: unknown, tentative: could not classify: a comment or an issue starts it'],
    ],
    [
      'callers elsewhere',
      workflow([apply], { on: 'workflow_call' }),
      ['ship: unknown, tentative: could not classify: only its callers know what starts it'],
    ],
  ])('%s', (_, files, expected) => {
    expect(targetsIn(files)).toEqual(expected);
  });

  test('the run that it follows', () => {
    const after = (condition: string): Files => ({
      '.github/workflows/ci.yml': `name: CI\non: ${on.both}\njobs:\n  test: { runs-on: ubuntu-latest, steps: [{ run: npm test }] }\n`,
      '.github/workflows/deploy.yml': workflow(['fly deploy'], {
        on: '{ workflow_run: { workflows: [CI], types: [completed] } }',
        job: `if: ${condition}`,
      }),
    });
    expect([
      targetsIn(after("github.event.workflow_run.event == 'push'")),
      targetsIn(after("github.event.workflow_run.event == 'pull_request'")),
      targetsIn(after("github.event.workflow_run.head_branch == 'main' && github.event.workflow_run.event == 'push'")),
    ]).toEqual([
      ['ship: production: the default branch starts it'],
      ['ship: preview: a pull request starts it'],
      ['ship: production: the default branch starts it'],
    ]);
  });
});

describe('one command with several targets', () => {
  const choice =
    '{ workflow_dispatch: { inputs: { to: { type: choice, default: staging, options: [staging, prod] } } } }';
  test.each<Row>([
    [
      'an option that whoever starts it picks',
      workflow(['kamal deploy -d ${{ inputs.to }}'], { on: choice }),
      ['ship: staging: `-d staging`', 'ship: production: `-d prod`'],
    ],
    [
      'a step for each value of a matrix',
      workflow(['name: "Deploy to ${{ matrix.to }}", run: kubectl apply -f app.yaml'], {
        job: 'strategy: { matrix: { to: [dev, prod] } }',
      }),
      ['ship: staging: step `Deploy to dev`', 'ship: production: step `Deploy to prod`'],
    ],
    [
      'services of which one is called like an environment',
      workflow(['helm upgrade --install x chart/ -n ${{ matrix.service }}'], {
        job: 'strategy: { matrix: { service: [api, web, worker, dev-portal, mail] } }',
      }),
      ['ship: staging: `-n dev-portal`'],
    ],
    [
      'runs of pushes and of pull requests that it follows alike',
      {
        '.github/workflows/ci.yml': `name: CI\non: ${on.both}\njobs:\n  test: { runs-on: ubuntu-latest, steps: [{ run: npm test }] }\n`,
        '.github/workflows/deploy.yml': workflow([apply], {
          on: '{ workflow_run: { workflows: [CI], branches: [main] } }',
        }),
      },
      ['ship: production: the default branch starts it'],
    ],
  ])('%s', (_, files, expected) => {
    expect(targetsIn(files)).toEqual(expected);
  });
});

describe('what brings back an earlier version is no deploy', () => {
  const named = (name: string, id = 'ship'): string => `name: ${name}\n${workflow([apply], { on: on.hand, id })}`;
  test.each([
    [named('Rollback'), 0],
    [named('Rollback deployment'), 0],
    [named('Main', 'rollback-production'), 0],
    [named('Emergency roll back'), 0],
    [workflow([`name: Revert to the last release, run: ${apply}`]), 0],
    [named('Deploy with rollback'), 1],
    [named('Release or rollback'), 1],
    [named('deploy-rollback-test'), 1],
    [named('auto-rollback-deploy'), 1],
  ])('%s', (files, count) => {
    expect(targetsIn(files)).toHaveLength(count);
  });

  test('unless the policy says what it is', () => {
    const declared = [{ path: '.github/workflows/main.yml', job: 'ship', class: 'production' }] as const;
    expect(targetsIn(named('Rollback'), declared)).toEqual(['ship: production: the policy says so']);
  });
});

describe('a place to run in is no deploy', () => {
  test.each([
    ['kubectl create secret generic x --from-literal=a=b --dry-run=client -o yaml | kubectl apply -f -', 0],
    ['kubectl -n shop create configmap x --from-file=x', 0],
    ['kubectl create namespace shop', 0],
    ['kubectl create deployment shop --image=ghcr.io/acme/shop:1', 1],
    ['kubectl create -f shop.yaml', 1],
    ['ssh deploy@shop.example "mkdir -p /srv/shop && sudo chown deploy /srv/shop"', 0],
    ['ssh deploy@shop.example "cd /srv/shop && ./start"', 1],
    ['ssh deploy@shop.example ./start', 1],
    ['ssh deploy@shop.example /srv/backup_database.sh', 0],
    ['ssh deploy@shop.example "curl --fail http://localhost:8080/health"', 0],
  ])('%s', (command, count) => {
    expect(targetsIn(workflow([command]))).toHaveLength(count);
  });
});

test.each(['curl -X POST "${{ secrets.DEPLOY_HOOK_URL }}"', 'curl "${{ vars.COOLIFY_WEBHOOK }}"'])(
  'the name of a secret tells that %s deploys',
  (command) => {
    expect(targetsIn(workflow([command]))).toHaveLength(1);
  },
);

test('findings stand at what deploys beyond doubt', () => {
  const steps = ['aws s3 sync dist s3://shop-website', 'aws ecs update-service --cluster shop --service web'];
  const targets = targetsOf(repositoryOfFiles(workflow(steps)));
  expect(targets.map(({ first, deploys }) => [first.tool, deploys.length])).toEqual([['aws ecs', 2]]);
});

describe('hosts with previews of their own', () => {
  test.each<Row>([
    ['vercel', workflow(['vercel deploy --token x']), ['ship: preview: without `--prod` it makes previews']],
    ['vercel in earnest', workflow(['vercel deploy --prod']), ['ship: production: the default branch starts it']],
    ['netlify', workflow(['netlify deploy --dir dist']), ['ship: preview: without `--prod` it makes previews']],
    [
      'a channel',
      workflow(['firebase hosting:channel:deploy pr-1']),
      ['ship: preview: `hosting:channel:deploy` makes previews'],
    ],
    [
      'a channel by the event',
      workflow(
        [
          "uses: FirebaseExtended/action-hosting-deploy@v0, with: { channelId: \"${{ github.event_name == 'push' && 'live' || '' }}\" }",
        ],
        { on: on.both },
      ),
      ['ship: production: `channelid: live`', 'ship: preview: without a `channelId` it makes previews'],
    ],
    [
      'two steps for two events',
      workflow(
        [
          "if: github.event_name == 'pull_request', run: netlify deploy",
          "if: github.event_name == 'push', run: netlify deploy --prod",
        ],
        { on: on.both },
      ),
      ['ship: preview: without `--prod` it makes previews', 'ship: production: the default branch starts it'],
    ],
  ])('%s', (_, files, expected) => {
    expect(targetsIn(files)).toEqual(expected);
  });
});

describe('what cannot be read', () => {
  test.each<Row>([
    [
      'a script named after deploying',
      workflow(['./deploy.sh']),
      ['ship: unknown, tentative: could not classify: only the name `deploy.sh` says what is done'],
    ],
    [
      'with an environment that names a class',
      workflow(['./deploy.sh'], { job: 'environment: staging' }),
      ['ship: staging, tentative: environment `staging`'],
    ],
    [
      'with another name, nobody guesses',
      workflow(['./deploy.sh'], { id: 'deploy-production' }),
      ['deploy-production: unknown, tentative: could not classify: only the name `deploy.sh` says what is done'],
    ],
    [
      'a workflow of another repository',
      `on: ${on.main}\njobs:\n  ship:\n    uses: acme/shared/.github/workflows/deploy.yml@v1\n    with: { environment: production }\n`,
      [
        'ship: unknown, tentative: could not classify: `acme/shared/.github/workflows/deploy.yml` is a workflow of another repository',
      ],
    ],
    [
      'an environment with a page around a script',
      workflow(['./roll-on.sh'], { job: 'environment: { name: shop, url: https://shop.example.com }' }),
      ['ship: unknown, tentative: could not classify: only the name `roll-on.sh` says what is done'],
    ],
    [
      'the same with a name that says more',
      workflow(['./roll-on.sh'], { job: 'environment: { name: live, url: https://shop.example.com }' }),
      ['ship: production, tentative: environment `live`'],
    ],
    [
      'a machine that is reached for nobody knows what',
      workflow(['ssh web@example.com ./nightly'], { id: 'nightly' }),
      ['nightly: unknown, tentative: could not classify: `ssh` reaches a machine, and nothing says what for'],
    ],
  ])('%s', (_, files, expected) => {
    expect(targetsIn(files)).toEqual(expected);
  });

  test('a name that says that something is tried is no deploy', () => {
    expect(targetsIn(workflow(['name: Run test deployment, run: ./run.py']))).toEqual([]);
  });

  test('beside what is known it is not told', () => {
    expect(targetsIn(workflow(['kubectl apply -f app.yaml', 'uses: acme/deploy-report@v1']))).toEqual([
      'ship: production: the default branch starts it',
    ]);
  });
});

describe('copies to a bucket', () => {
  test.each<Row>([
    ['of nothing that says why', workflow(['aws s3 sync out s3://acme-artifacts'], { id: 'mirror' }), []],
    [
      'with a cache that is emptied',
      workflow(['aws s3 sync out s3://acme', 'aws cloudfront create-invalidation --paths "/*"'], { id: 'bring' }),
      ['bring: production: the default branch starts it'],
    ],
    [
      'of a site',
      workflow(['aws s3 sync out s3://www.example.com'], { id: 'bring' }),
      ['bring: production: the default branch starts it'],
    ],
    [
      'in a job that deploys',
      workflow(['aws s3 sync out s3://acme'], { id: 'deploy' }),
      ['deploy: production: the default branch starts it'],
    ],
  ])('%s', (_, files, expected) => {
    expect(targetsIn(files)).toEqual(expected);
  });
});

describe('deploys in several steps', () => {
  test.each<Row>([
    [
      'a commit to a configuration repository',
      workflow([
        'uses: actions/checkout@v4, with: { repository: acme/config, path: config }',
        'yq -i ".image.tag = env(SHA)" config/apps/production/values.yaml',
        'cd config && git commit -am x && git push',
      ]),
      ['ship: production: argument `config/apps/production/values.yaml`'],
    ],
    [
      'an edit that is not pushed',
      workflow(['kustomize edit set image app=acme/app:1', 'kustomize build . | kubectl apply -f -']),
      ['ship: production: the default branch starts it'],
    ],
    [
      "containers on a runner of one's own",
      'on: { push: { branches: [main] } }\njobs:\n  deploy:\n    runs-on: [self-hosted, staging]\n    steps:\n      - run: docker compose up -d\n',
      ['deploy: staging: runner `staging`'],
    ],
    ['containers to test with', workflow(['docker compose up -d', 'npm test'], { id: 'deploy' }), []],
  ])('%s', (_, files, expected) => {
    expect(targetsIn(files)).toEqual(expected);
  });

  test('of a workflow that others call, in the job of the caller', () => {
    const files = {
      '.github/workflows/ship.yml': sample`
        on:
          workflow_call:
            inputs:
              target: { type: string }
        jobs:
          apply:
            runs-on: ubuntu-latest
            environment: \${{ inputs.target }}
            steps:
              - run: kubectl apply -f app.yaml
      `,
      '.github/workflows/top.yml': sample`
        on: { push: { branches: [main] } }
        jobs:
          first:
            uses: ./.github/workflows/ship.yml
            with: { target: staging }
          second:
            needs: first
            uses: ./.github/workflows/ship.yml
            with: { target: production }
      `,
    };
    expect(targetsIn(files)).toEqual([
      'first: staging: environment `staging`',
      'second: production: environment `production`',
    ]);
  });
});

describe('what the policy says', () => {
  const path = '.github/workflows/main.yml';
  const said = (name: DeclaredTarget['class'], job = 'ship'): readonly DeclaredTarget[] => [{ path, job, class: name }];

  test('comes first', () => {
    expect(targetsIn(workflow([apply]), said('staging'))).toEqual(['ship: staging: the policy says so']);
  });

  test('is about what a job deploys, where it publishes too', () => {
    expect(targetsIn(workflow(['docker push acme/app:1', './deploy.sh']), said('production'))).toEqual([
      'ship: publish: the policy says so',
      'ship: production: the policy says so',
    ]);
  });

  test('makes a deploy of what nobody recognised', () => {
    expect(targetsIn(workflow(['./roll-on.sh']), said('production'))).toEqual(['ship: production: the policy says so']);
  });

  test('takes everything for nothing that stays', () => {
    expect(targetsIn(workflow(['docker push acme/app:1', apply]), said('ephemeral'))).toEqual([
      'ship: ephemeral: the policy says so',
    ]);
  });
});
