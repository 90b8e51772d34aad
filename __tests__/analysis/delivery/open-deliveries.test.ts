import { describe, expect, test } from '@jest/globals';
import { openDeliveriesOf } from '../../../src/analysis/delivery/open-deliveries.ts';
import { type Files, repositoryOfFiles } from '../../help/repository.ts';

const open = (files: Files | string): readonly string[] =>
  openDeliveriesOf(repositoryOfFiles(files)).map(
    ({ target, way, what, certainty }) => `${target.class}: ${way.kind}: ${what}${certainty === 'firm' ? '' : '?'}`,
  );

/** A job of one workflow with these steps. */
const job = (on: string, steps: string, more = ''): string =>
  `on: ${on}\njobs:\n  it:\n    runs-on: ubuntu-latest\n${more}    steps:\n      - uses: actions/checkout@v6\n${steps
    .trim()
    .split('\n')
    .map((line) => `      ${line}\n`)
    .join('')}`;

describe('an image', () => {
  const image = (tags: string, on = 'push', more = ''): readonly string[] =>
    open(
      job(
        on,
        `- uses: docker/login-action@v3\n- uses: docker/build-push-action@v6\n  with: { push: true, tags: '${tags}' }`,
        more,
      ),
    );

  test.each([
    ['example/shop:latest', ['publish: any branch: `example/shop:latest`']],
    ['example/shop', ['publish: any branch: `example/shop`']],
    ['ghcr.io/${{ github.repository }}:stable', ['publish: any branch: `ghcr.io/${{ github.repository }}:stable`']],
    ['${{ secrets.USER }}/shop:latest,example/shop:1', ['publish: any branch: `${{ secrets.USER }}/shop:latest`']],
    ['example/shop:${{ github.sha }}', []],
    ['example/shop:${{ github.ref_name }}', []],
    ['example/shop:1.4', []],
    ['example/shop:dev', []],
    ['example/shop-dev:latest', []],
    ['example/shop-cache:latest', []],
    ['${{ steps.name.outputs.image }}:latest', []],
    ["example/shop:${{ github.ref == ''refs/heads/main'' && ''latest'' || ''dev'' }}", []],
  ])('called %s', (tags, expected) => {
    expect(image(tags)).toEqual(expected);
  });

  test('from named branches, from all but the main one, or behind an environment', () => {
    expect([
      image('example/shop:latest', '{ push: { branches: [main, develop] } }'),
      image('example/shop:latest', "{ push: { branches-ignore: [main, 'renovate/**'] } }"),
      image('example/shop:latest', 'push', '    environment: registry\n'),
      image('example/shop:latest', 'push', "    if: github.ref_name == 'main'\n"),
      image('example/shop:latest', 'push', '    permissions: { contents: read }\n'),
    ]).toEqual([[], [], [], [], []]);
  });

  test('that is pushed for some refs only, or without any login', () => {
    const pushed = (push: string, login = '- uses: docker/login-action@v3'): readonly string[] =>
      open(
        job(
          'push',
          `${login}\n- uses: docker/build-push-action@v6\n  with: { push: "${push}", tags: example/shop:latest }`,
        ),
      );
    expect([
      pushed("${{ github.ref == 'refs/heads/main' }}"),
      pushed("${{ github.event_name == 'push' }}"),
      pushed('true', '- run: echo'),
    ]).toEqual([[], ['publish: any branch: `example/shop:latest`'], []]);
  });

  const named = (tags: readonly string[], flavor = 'latest=auto'): readonly string[] =>
    open(
      job(
        'push',
        `- uses: docker/login-action@v3
- id: meta
  uses: docker/metadata-action@v5
  with:
    images: example/shop
    flavor: ${flavor}
    tags: |
${tags.map((tag) => `      ${tag}`).join('\n')}
- uses: docker/build-push-action@v6
  with: { push: true, tags: '\${{ steps.meta.outputs.tags }}' }`,
      ),
    );

  test.each([
    [['type=ref,event=branch', 'type=semver,pattern={{version}}'], 'auto', false],
    [['type=sha', 'type=raw,value=latest'], 'auto', true],
    [['type=sha', 'latest'], 'auto', true],
    [['type=raw,value=latest,enable={{is_default_branch}}'], 'auto', false],
    [["type=raw,value=latest,enable=${{ github.ref == 'refs/heads/main' }}"], 'auto', false],
    [["type=raw,value=latest,enable=${{ github.event_name == 'push' }}"], 'auto', true],
    [['type=edge', 'type=schedule'], 'auto', false],
    [['type=sha'], 'true', true],
  ])('with the tags %j, latest=%s', (tags, latest, isOpen) => {
    expect(named(tags, `latest=${latest}`)).toEqual(isOpen ? ['publish: any branch: `example/shop:latest`'] : []);
  });
});

describe('a package, a release', () => {
  const token = "    env: { REGISTRY_TOKEN: '${{ secrets.REGISTRY_TOKEN }}' }\n";
  const run = (...commands: readonly string[]): readonly string[] =>
    open(job('push', commands.map((command) => `- run: ${command}`).join('\n'), token));

  test.each([
    ['npm publish', 'a package'],
    ['twine upload dist/*', 'a package'],
    ['cargo publish', 'a package'],
    ['gh release create v2 app.zip', 'a release'],
    ['gh release create build-$GITHUB_RUN_NUMBER', 'a release'],
    ['npx chrome-webstore-upload-cli upload', 'an application'],
  ])('%s', (command, what) => {
    expect(run(command)).toEqual([`publish: any branch: ${what}`]);
  });

  test.each([
    'npm publish --tag next',
    'npm publish --dry-run',
    'pnpm publish -r',
    'pnpm changeset publish',
    'npx semantic-release',
    'npx lerna publish from-git',
    'goreleaser release',
    'twine upload --skip-existing dist/*',
    'twine upload --repository-url https://test.pypi.org/legacy/ dist/*',
    'mvn deploy',
    './gradlew publish',
    'gh release create v2 --draft',
    'gh release create nightly --prerelease',
    'gh release create $GITHUB_REF_NAME',
    'gh release create "$TAG"',
    'npm view "shop@$NEXT" || npm publish',
    'if [ "$GITHUB_REF" = refs/heads/main ]; then npm publish; fi',
  ])('%s: nothing', (command) => {
    expect(run(command)).toEqual([]);
  });

  test('with a version that the run makes, or a step that tests the branch', () => {
    expect([
      run('npm version "0.0.0-$GITHUB_SHA"', 'npm publish'),
      run('node --version', 'npm publish'),
      run('test "$GITHUB_REF_NAME" = main', 'npm publish'),
      open(
        job('push', '- uses: actions/bin/filter@master\n  with: { args: branch master }\n- run: npm publish', token),
      ),
    ]).toEqual([[], ['publish: any branch: a package'], [], []]);
  });

  test('by the token as it comes counts as a lead, and without rights as nothing', () => {
    expect([
      open(job('push', '- run: gh release create v2')),
      open(job('push', '- run: gh release create v2', '    permissions: { contents: read }\n')),
    ]).toEqual([['publish: any branch: a release?'], []]);
  });

  test('that a pull request publishes too is told elsewhere', () => {
    expect(open(job('[push, pull_request]', '- run: npm publish', token))).toEqual([]);
  });

  test('on the way to production is told with that', () => {
    const steps = '- run: npm publish\n- run: kubectl apply -f k8s/ --namespace production';
    expect(open(job('push', steps, token))).toEqual(['production: any branch: production']);
  });
});

describe('a documentation site', () => {
  const pages = (inputs: string): string =>
    `- uses: peaceiris/actions-gh-pages@v4\n  with: { github_token: '\${{ github.token }}', publish_dir: book${inputs} }`;

  test.each([
    ['push', pages(''), 'any branch'],
    ['{ push: { branches: [main] }, pull_request: }', pages(''), 'pull request'],
    ['push', '- run: mkdocs gh-deploy --force', 'any branch'],
    ['{ push: { branches: [main] }, pull_request: }', '- run: mkdocs gh-deploy --force', 'pull request'],
    ['push', '- run: mike deploy --push latest', 'any branch'],
    ['{ push: { branches: [main] } }', pages(''), undefined],
    ['pull_request', pages(''), undefined],
    ['push', pages(", destination_dir: '${{ github.ref_name }}'"), undefined],
    ['[push, pull_request]', pages(", destination_dir: 'pr-${{ github.event.number }}'"), undefined],
    ['push', '- run: mike deploy --push "$VERSION"', undefined],
    ['push', '- uses: actions/deploy-pages@v4', undefined],
    ['workflow_dispatch', pages(''), undefined],
    ["{ push: { branches: ['**', '!main'] } }", pages(''), undefined],
  ])('on %s by %j: %s', (on, steps, kind) => {
    expect(open(job(on, steps))).toEqual(kind === undefined ? [] : [`docs: ${kind}: the documentation site`]);
  });

  test('without the right to write, or from a branch that is checked out whatever starts it', () => {
    const fixed = `on: push\njobs:\n  docs:\n    runs-on: ubuntu-latest\n    steps:\n      - { uses: actions/checkout@v6, with: { ref: main } }\n      - run: mkdocs gh-deploy\n`;
    expect([open(job('push', pages(''), '    permissions: { contents: read }\n')), open(fixed)]).toEqual([[], []]);
  });
});

describe('a start by hand', () => {
  const started = (steps: string, more = ''): readonly string[] =>
    open(
      `on: workflow_dispatch\njobs:\n  production:\n    runs-on: ubuntu-latest\n${more}    steps:\n${steps
        .split('\n')
        .map((line) => `      ${line}\n`)
        .join('')}`,
    );
  const apply = '- run: kubectl apply -f k8s/ --namespace production';

  test.each([
    ['the branch is checked out', `- uses: actions/checkout@v6\n${apply}`, 1],
    ['nothing is checked out', '- run: kubectl set image deployment/shop shop=example/shop:before -n production', 0],
    ['one branch is checked out', `- { uses: actions/checkout@v6, with: { ref: main } }\n${apply}`, 0],
    [
      'the default branch is checked out',
      `- { uses: actions/checkout@v6, with: { ref: '\${{ github.event.repository.default_branch }}' } }\n${apply}`,
      0,
    ],
    [
      'the traffic is moved',
      '- uses: actions/checkout@v6\n- run: kubectl patch service shop -n production -p "$PATCH"',
      0,
    ],
    [
      'the host fetches by itself',
      '- uses: actions/checkout@v6\n- run: ssh deploy@production.example.com "cd /srv && git pull && docker compose up -d"',
      0,
    ],
  ])('where %s', (_, steps, count) => {
    expect(started(steps)).toHaveLength(count);
  });
});
