import { describe, expect, test } from '@jest/globals';
import { reportersOf } from '../../../src/analysis/gates/check-runs.ts';
import { protectionOf } from '../../../src/analysis/gates/required-checks.ts';
import { textOfSpan } from '../../../src/core/source.ts';
import missingMergeGroup from '../../../src/rules/delivery/missing-merge-group.ts';
import pathFiltered from '../../../src/rules/delivery/path-filtered-required-workflow.ts';
import { type Files, repositoryOfFiles, said } from '../../help/repository.ts';

/** Each check with its branches and certainty, and how many queues there are. */
function protection(files: Files): readonly string[] {
  const { checks, queues } = protectionOf(repositoryOfFiles(files));
  return [
    ...checks.map(({ name, branches, certainty, at }) => {
      expect(textOfSpan(at)).toContain(name.slice(0, 3));
      return `${name} on ${branches.join('|') || 'any'}${certainty === 'firm' ? '' : '?'}`;
    }),
    ...queues.map((at) => textOfSpan(at)),
  ];
}

const contexts = (names: string, branch = 'main'): string =>
  `branches:\n  - name: ${branch}\n    protection:\n      required_status_checks: { strict: true, contexts: [${names}] }\n`;

const branchProtection = (name: string, context: string): string => `
resource "github_branch_protection" "${name}" {
  repository_id = github_repository.${name}.node_id
  pattern       = "main"
  required_status_checks {
    strict   = true
    contexts = ["${context}"]
  }
}
`;

describe('required checks are read', () => {
  test.each<[string, Files, readonly string[]]>([
    [
      'from settings',
      { '.github/settings.yml': contexts('build, "unit (24)"') },
      ['build on main', 'unit (24) on main'],
    ],
    [
      'as `checks`, of the default branch',
      {
        '.github/settings.yml':
          'branches:\n  - name: default\n    protection:\n      required_status_checks:\n        checks:\n          - context: build\n            app_id: 15368\n',
      },
      ['build on any'],
    ],
    [
      'from rulesets that are in force, with the queue',
      {
        '.github/settings.yml': `rulesets:
  - name: a
    enforcement: active
    target: branch
    conditions: { ref_name: { include: ["~DEFAULT_BRANCH", refs/heads/next] } }
    rules:
      - type: merge_queue
      - type: required_status_checks
        parameters: { required_status_checks: [{ context: build }] }
  - name: b
    enforcement: evaluate
    rules:
      - type: required_status_checks
        parameters: { required_status_checks: [{ context: lint }] }
  - name: c
    target: tag
    enforcement: active
    rules:
      - type: required_status_checks
        parameters: { required_status_checks: [{ context: sign }] }
`,
      },
      ['build on next', 'merge_queue'],
    ],
    [
      'with doubt where the settings are those of an organization',
      { '.github/settings.yml': contexts('build'), '.github/repos/shop.yml': '' },
      ['build on main?'],
    ],
    [
      'not where there is no protection',
      { '.github/settings.yml': 'branches:\n  - name: main\n    protection: null\n' },
      [],
    ],
    ['from Terraform', { 'github.tf': branchProtection('shop', 'build') }, ['build on main?']],
    [
      'not where Terraform protects several repositories',
      { 'github.tf': branchProtection('shop', 'build') + branchProtection('website', 'test') },
      [],
    ],
    [
      'from a ruleset in Terraform',
      {
        'infra/repository.tf': `resource "github_repository_ruleset" "main" {
  repository  = "shop"
  target      = "branch"
  enforcement = "active"
  conditions {
    ref_name {
      include = ["refs/heads/main"]
      exclude = []
    }
  }
  rules {
    merge_queue {}
    required_status_checks {
      required_check { context = "build" }
      required_check { context = var.more }
    }
  }
}
`,
      },
      ['build on main?', 'merge_queue'],
    ],
    [
      'from the older resource, with the app behind the name',
      {
        'github.tf':
          'resource "github_branch_protection_v3" "a" {\n  repository = "shop"\n  branch = "main"\n  required_status_checks {\n    checks = ["build:15368", "lint"]\n  }\n}\n',
      },
      ['build on main?', 'lint on main?'],
    ],
  ])('%s', (_name, files, expected) => {
    expect(protection(files)).toEqual(expected);
  });
});

describe('a check is called like its job', () => {
  const job = (text: string): Files => ({ '.github/workflows/ci.yml': `on: pull_request\njobs:\n${text}` });
  test.each<[string, Files, string, boolean]>([
    ['by its id', job('  build:\n    runs-on: x\n'), 'build', true],
    ['by its name, not its id', job('  build:\n    name: All\n    runs-on: x\n'), 'build', false],
    ['not by the name of its workflow', job('  build:\n    runs-on: x\n'), 'ci / build', false],
    ['with values of its matrix', job('  build:\n    strategy: { matrix: { a: [1, 2] } }\n'), 'build (2)', true],
    ['without values no matrix is one', job('  build:\n    runs-on: x\n'), 'build (2)', false],
    [
      'with values where the name puts them',
      job(
        '  build:\n    name: Node ${{ matrix.a }}\n    strategy: { matrix: { a: [22, 24] } }\n    steps: [{ run: x }]\n',
      ),
      'Node 24',
      true,
    ],
    [
      'of another value it is not',
      job(
        '  build:\n    name: Node ${{ matrix.a }}\n    strategy: { matrix: { a: [22, 24] } }\n    steps: [{ run: x }]\n',
      ),
      'Node 20',
      false,
    ],
    [
      'behind its caller, which is not read',
      job('  ci:\n    uses: acme/ci/.github/workflows/a.yml@v1\n'),
      'ci / build',
      true,
    ],
    [
      'behind its caller, which is',
      {
        ...job('  ci:\n    uses: ./.github/workflows/called.yml\n'),
        '.github/workflows/called.yml': 'on: workflow_call\njobs:\n  build:\n    runs-on: x\n',
      },
      'ci / build',
      true,
    ],
    [
      'not behind it, if it has no such job',
      {
        ...job('  ci:\n    uses: ./.github/workflows/called.yml\n'),
        '.github/workflows/called.yml': 'on: workflow_call\njobs:\n  build:\n    runs-on: x\n',
      },
      'ci / test',
      false,
    ],
  ])('%s', (_name, files, name, expected) => {
    expect(reportersOf(name, repositoryOfFiles(files)).some(({ file }) => file.path.endsWith('ci.yml'))).toBe(expected);
  });
});

describe('a filter leaves a required check waiting', () => {
  const settings: Files = { '.github/settings.yml': contexts('build') };
  const workflow = (on: string, path = 'ci'): Files => ({
    [`.github/workflows/${path}.yml`]: `on:\n${on}jobs:\n  build:\n    runs-on: x\n    steps: [{ run: make }]\n`,
  });
  test.each<[string, Files, readonly string[]]>([
    ['by paths', workflow("  pull_request:\n    paths: ['src/**']\n"), ['3 medium']],
    ['not by all paths', workflow("  pull_request:\n    paths: ['**']\n"), []],
    ['not where every push is built too', workflow("  push:\n  pull_request:\n    paths: ['src/**']\n"), []],
    [
      'but where only pushes to the main branch are',
      workflow("  push:\n    branches: [main]\n  pull_request:\n    paths: ['src/**']\n"),
      ['5 medium'],
    ],
    ['by branches', workflow('  pull_request:\n    branches: [develop]\n'), ['3 medium']],
    ['not by branches that hold the protected one', workflow("  pull_request:\n    branches: ['m*', develop]\n"), []],
    ['not by signs that are not read', workflow("  pull_request:\n    branches: ['[a-z]+', '!develop']\n"), []],
    ['by ignored branches', workflow('  pull_request:\n    branches-ignore: [main]\n'), ['3 medium']],
    [
      'perhaps, where several workflows share the name and the kind of filter',
      {
        ...workflow("  pull_request:\n    paths: ['web/**']\n", 'web'),
        ...workflow("  pull_request:\n    paths: ['api/**']\n", 'api'),
      },
      ['3 medium, tentative', '3 medium, tentative'],
    ],
    [
      'not where another answers for all',
      { ...workflow("  pull_request:\n    paths: ['web/**']\n", 'web'), ...workflow('  pull_request:\n', 'all') },
      [],
    ],
  ])('%s', (_name, files, expected) => {
    expect(said(pathFiltered, { ...settings, ...files })).toEqual(expected);
  });
});

describe('a merge queue', () => {
  const workflow = (on: string): Files => ({
    '.github/workflows/ci.yml': `on: ${on}\njobs:\n  build:\n    runs-on: x\n    steps: [{ run: make }]\n`,
  });
  const other: Files = {
    '.github/workflows/other.yml': 'on: merge_group\njobs:\n  lint:\n    runs-on: x\n    steps: [{ run: make }]\n',
  };
  test.each<[string, Files, readonly string[]]>([
    ['is not known without its event', { '.github/settings.yml': contexts('build'), ...workflow('pull_request') }, []],
    [
      'is shown by the event of another workflow',
      { '.github/settings.yml': contexts('build'), ...workflow('pull_request'), ...other },
      ['1 low, tentative'],
    ],
    [
      'needs nothing of checks that are not required',
      { '.github/settings.yml': contexts('lint'), ...workflow('pull_request'), ...other },
      [],
    ],
    ['needs nothing where no file says what is required', { ...workflow('pull_request'), ...other }, []],
    [
      'is answered by its own branch',
      {
        '.github/settings.yml': contexts('build'),
        ...workflow("{ pull_request: {}, push: { branches: ['gh-readonly-queue/**'] } }"),
        ...other,
      },
      [],
    ],
  ])('%s', (_name, files, expected) => {
    expect(said(missingMergeGroup, files)).toEqual(expected);
  });
});
