import { describe, expect, test } from '@jest/globals';
import { started } from '../../../help/tasks.ts';

describe('recipes of a justfile', () => {
  const files = {
    justfile: `set shell := ["bash", "-uc"]
py := "poetry run"
alias t := test
import 'ci.just'
# docs
default: lint
[private]
@lint dir='src' *args:
    ruff check {{dir}} {{ args }}
    -mypy .
test name: lint && report
  {{py}} pytest {{name}} \\
    --cov
  @echo done
report:
  #!/usr/bin/env bash
  set -e
  codecov
pyx:
  #!/usr/bin/env python
  print()
both a b="c:d": (lint "x") pyx
`,
    'ci.just': 'ci: test\n  go vet\n',
    'web/x': '',
  };
  test.each<[string, readonly string[]]>([
    [
      'just',
      [
        'default > lint: ruff check src  @ justfile:9 ruff check {{dir}} {{ args }}',
        'default > lint: -mypy . @ justfile:10 mypy .',
        'default:',
      ],
    ],
    [
      'just lint',
      ['lint: ruff check src  @ justfile:9 ruff check {{dir}} {{ args }}', 'lint: -mypy . @ justfile:10 mypy .'],
    ],
    [
      'just t foo',
      [
        'test > lint: ruff check src  @ justfile:9 ruff check {{dir}} {{ args }}',
        'test > lint: -mypy . @ justfile:10 mypy .',
        'test: poetry run pytest ${name} \\\n    --cov @ justfile:12 {{py}} pytest {{name}} \\ --cov',
        'test: echo done @ justfile:14 echo done',
        'test > report: #!/usr/bin/env bash\n  set -e\n  codecov @ justfile:16 #!/usr/bin/env bash set -e codecov',
      ],
    ],
    [
      'just test foo lint',
      [
        'test > lint: ruff check src  @ justfile:9 ruff check {{dir}} {{ args }}',
        'test > lint: -mypy . @ justfile:10 mypy .',
        'test: poetry run pytest ${name} \\\n    --cov @ justfile:12 {{py}} pytest {{name}} \\ --cov',
        'test: echo done @ justfile:14 echo done',
        'test > report: #!/usr/bin/env bash\n  set -e\n  codecov @ justfile:16 #!/usr/bin/env bash set -e codecov',
        'lint: ruff check src  @ justfile:9 ruff check {{dir}} {{ args }}',
        'lint: -mypy . @ justfile:10 mypy .',
      ],
    ],
    [
      'just report',
      ['report: #!/usr/bin/env bash\n  set -e\n  codecov @ justfile:16 #!/usr/bin/env bash set -e codecov'],
    ],
    ['just pyx', ['pyx: ?']],
    [
      'just both 1 2',
      [
        'both > lint: ruff check src  @ justfile:9 ruff check {{dir}} {{ args }}',
        'both > lint: -mypy . @ justfile:10 mypy .',
        'both > pyx: ?',
        'both:',
      ],
    ],
    [
      'just ci',
      [
        'ci > test > lint: ruff check src  @ justfile:9 ruff check {{dir}} {{ args }}',
        'ci > test > lint: -mypy . @ justfile:10 mypy .',
        'ci > test: poetry run pytest ${name} \\\n    --cov @ justfile:12 {{py}} pytest {{name}} \\ --cov',
        'ci > test: echo done @ justfile:14 echo done',
        'ci > test > report: #!/usr/bin/env bash\n  set -e\n  codecov @ justfile:16 #!/usr/bin/env bash set -e codecov',
        'ci: go vet @ ci.just:2 go vet',
      ],
    ],
    ['just nope', ['nope: ?']],
    ['just --list', []],
    ['just -n lint', ['lint:']],
    [
      'just web/lint',
      ['lint: ruff check src  @ justfile:9 ruff check {{dir}} {{ args }}', 'lint: -mypy . @ justfile:10 mypy .'],
    ],
    [
      'just -f justfile lint',
      ['lint: ruff check src  @ justfile:9 ruff check {{dir}} {{ args }}', 'lint: -mypy . @ justfile:10 mypy .'],
    ],
    [
      'just lint a b c',
      ['lint: ruff check src  @ justfile:9 ruff check {{dir}} {{ args }}', 'lint: -mypy . @ justfile:10 mypy .'],
    ],
  ])('%s', (command, expected) => {
    expect(started(command, files, '')).toEqual(expected);
  });
});

describe('tasks of a Taskfile', () => {
  const files = {
    'Taskfile.yml': `version: '3'
vars:
  GO: go
includes:
  docs: ./docs
  gone: {taskfile: ./gone, dir: x}
tasks:
  default: {cmds: [{task: test}]}
  test:
    aliases: [t]
    deps: [lint, {task: gen}]
    dir: api
    cmds:
      - "{{.GO}} test ./... {{.CLI_ARGS}} {{.X | default \\"a\\"}}"
      - cmd: go vet
        ignore_error: true
      - task: docs:build
      - defer: rm -rf x
  lint: golangci-lint run
  gen:
    - go generate
    - task: gone:x
`,
    'docs/Taskfile.yml':
      "version: '3'\ntasks:\n  build:\n    cmds:\n      - mkdocs build\n      - task: clean\n      - task: :lint\n  clean: rm x\n",
  };
  test.each<[string, readonly string[]]>([
    [
      'task',
      [
        'default > test > lint: golangci-lint run @ Taskfile.yml:19 golangci-lint run',
        'default > test > gen: go generate @ Taskfile.yml:21 go generate',
        'default > test > gen > gone:x: ?',
        'default > test: go test ./...  ${X} in api @ Taskfile.yml:14 {{.GO}} test ./... {{.CLI_ARGS}} {{.X | default \\"a\\"}}',
        'default > test: -go vet in api @ Taskfile.yml:15 go vet',
        'default > test > docs:build: mkdocs build @ docs/Taskfile.yml:5 mkdocs build',
        'default > test > docs:build > docs:clean: rm x @ docs/Taskfile.yml:8 rm x',
        'default > test > docs:build > lint: golangci-lint run @ Taskfile.yml:19 golangci-lint run',
        'default > test: rm -rf x in api @ Taskfile.yml:18 rm -rf x',
        'default:',
      ],
    ],
    [
      'task t -- -v',
      [
        'test > lint: golangci-lint run @ Taskfile.yml:19 golangci-lint run',
        'test > gen: go generate @ Taskfile.yml:21 go generate',
        'test > gen > gone:x: ?',
        'test: go test ./...  ${X} in api @ Taskfile.yml:14 {{.GO}} test ./... {{.CLI_ARGS}} {{.X | default \\"a\\"}}',
        'test: -go vet in api @ Taskfile.yml:15 go vet',
        'test > docs:build: mkdocs build @ docs/Taskfile.yml:5 mkdocs build',
        'test > docs:build > docs:clean: rm x @ docs/Taskfile.yml:8 rm x',
        'test > docs:build > lint: golangci-lint run @ Taskfile.yml:19 golangci-lint run',
        'test: rm -rf x in api @ Taskfile.yml:18 rm -rf x',
      ],
    ],
    ['task lint X=1', ['lint: golangci-lint run @ Taskfile.yml:19 golangci-lint run']],
    [
      'task docs:build',
      [
        'docs:build: mkdocs build @ docs/Taskfile.yml:5 mkdocs build',
        'docs:build > docs:clean: rm x @ docs/Taskfile.yml:8 rm x',
        'docs:build > lint: golangci-lint run @ Taskfile.yml:19 golangci-lint run',
      ],
    ],
    ['task nope', ['nope: ?']],
    ['task -l', []],
    ['task gone:x', ['gone:x: ?']],
  ])('%s', (command, expected) => {
    expect(started(command, files, '')).toEqual(expected);
  });
});

describe('tasks of mise', () => {
  const files = {
    'mise.toml': `[tasks.test]\nrun = ["pytest {{arg(name='x')}}", "mypy"]\ndepends = ["lint"]\ndir = "api"\n[tasks]\nlint = "ruff"\n[tasks.f]\nfile="x.sh"\n`,
  };
  test.each<[string, readonly string[]]>([
    [
      'mise run test',
      [
        'test > lint: ruff @ mise.toml:6 ruff',
        "test: pytest ${mise} in api @ mise.toml:2 pytest {{arg(name='x')}}",
        'test: mypy in api @ mise.toml:2 mypy',
      ],
    ],
    [
      'mise r lint ::: test',
      [
        'lint: ruff @ mise.toml:6 ruff',
        'test > lint: ruff @ mise.toml:6 ruff',
        "test: pytest ${mise} in api @ mise.toml:2 pytest {{arg(name='x')}}",
        'test: mypy in api @ mise.toml:2 mypy',
      ],
    ],
    ['mise tasks run f', ['f: ?']],
    ['mise run x', ['x: ?']],
    ['mise exec -- pytest', []],
    ['mise install', []],
  ])('%s', (command, expected) => {
    expect(started(command, files, '')).toEqual(expected);
  });
});
