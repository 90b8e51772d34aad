import { describe, expect, test } from '@jest/globals';
import { started } from '../../../help/tasks.ts';

describe('targets of a Makefile', () => {
  const files = {
    Makefile: [
      '# build',
      'PYTEST ?= poetry run pytest',
      'Q := @',
      'FILES = $(shell git ls-files)',
      'export PATH := bin:$(PATH)',
      '.PHONY: all test lint ci clean',
      'all: build',
      'build: src/main.c | out',
      '\t$(CC) -o out/main $<',
      'out:',
      '\tmkdir -p $@',
      'test: build # the tests',
      '\t$(Q)echo testing',
      '\t@-$(PYTEST) tests \\',
      '\t  --cov $(ARGS)',
      '',
      '\tcd web && $(MAKE) lint',
      'lint:',
      '\t# only a comment',
      '\truff check $(FILES)',
      'ifdef CI',
      '\tmypy $$PWD',
      'endif',
      'ci: lint test',
      'check-%: lint',
      '\tgo vet ./$*/...',
      'one: ; prettier --check .',
      'test: ARGS = -x',
      'lo op: op lo',
      '',
    ].join('\n'),
  };
  test.each<[string, readonly string[]]>([
    [
      'make',
      [
        'all > build > out: mkdir -p out @ Makefile:11 mkdir -p $@',
        'all > build: cc -o out/main src/main.c @ Makefile:9 $(CC) -o out/main $<',
        'all:',
      ],
    ],
    [
      'make test',
      [
        'test > build > out: mkdir -p out @ Makefile:11 mkdir -p $@',
        'test > build: cc -o out/main src/main.c @ Makefile:9 $(CC) -o out/main $<',
        'test: echo testing @ Makefile:13 echo testing',
        'test: -poetry run pytest tests \\\n  --cov ${ARGS} @ Makefile:14 $(PYTEST) tests \\ --cov $(ARGS)',
        'test: cd web && make lint @ Makefile:17 cd web && $(MAKE) lint',
      ],
    ],
    [
      'make ci',
      [
        'ci > lint: ruff check ${make} @ Makefile:20 ruff check $(FILES)',
        'ci > lint: mypy $PWD @ Makefile:22 mypy $$PWD',
        'ci > test > build > out: mkdir -p out @ Makefile:11 mkdir -p $@',
        'ci > test > build: cc -o out/main src/main.c @ Makefile:9 $(CC) -o out/main $<',
        'ci > test: echo testing @ Makefile:13 echo testing',
        'ci > test: -poetry run pytest tests \\\n  --cov ${ARGS} @ Makefile:14 $(PYTEST) tests \\ --cov $(ARGS)',
        'ci > test: cd web && make lint @ Makefile:17 cd web && $(MAKE) lint',
        'ci:',
      ],
    ],
    [
      'make -C . lint',
      ['lint: ruff check ${make} @ Makefile:20 ruff check $(FILES)', 'lint: mypy $PWD @ Makefile:22 mypy $$PWD'],
    ],
    [
      'make check-api',
      [
        'check-api > lint: ruff check ${make} @ Makefile:20 ruff check $(FILES)',
        'check-api > lint: mypy $PWD @ Makefile:22 mypy $$PWD',
        'check-api: go vet ./api/... @ Makefile:26 go vet ./$*/...',
      ],
    ],
    ['make one', ['one: prettier --check . @ Makefile:27 prettier --check .']],
    ['make lo', ['lo:']],
    ['make nothing', ['nothing: ?']],
    ['make -j 4 V=1 one', ['one: prettier --check . @ Makefile:27 prettier --check .']],
    ['make -kj4 one', ['one: prettier --check . @ Makefile:27 prettier --check .']],
    ['make -n test', ['test:']],
    ['make $T', ['$T: ?']],
    ['make -f other.mk x', ['x: ?']],
    ['make -sC sub x', ['x: ?']],
    ['make one lo', ['one: prettier --check . @ Makefile:27 prettier --check .', 'lo:']],
    ['gmake one', ['one: prettier --check . @ Makefile:27 prettier --check .']],
    ['sudo make one', ['one: prettier --check . @ Makefile:27 prettier --check .']],
  ])('%s', (command, expected) => {
    expect(started(command, files, '')).toEqual(expected);
  });
});

describe('targets of a Makefile with CRLF', () => {
  const files = {
    Makefile: 'include a.mk\r\n-include .env\r\nt: u\r\n\tgo test \\\r\n\t  ./...\r\n',
    'a.mk': '\uFEFFu:\n\tgo vet\n',
  };
  test.each<[string, readonly string[]]>([
    ['make t', ['t > u: go vet @ a.mk:2 go vet', 't: go test \\\n  ./... @ Makefile:4 go test \\ ./...']],
    ['make', ['t > u: go vet @ a.mk:2 go vet', 't: go test \\\n  ./... @ Makefile:4 go test \\ ./...']],
    ['make gone', ['gone: ?']],
  ])('%s', (command, expected) => {
    expect(started(command, files, '')).toEqual(expected);
  });
});

describe('a Makefile whose other files are not read', () => {
  const files = { Makefile: 'include missing.mk $(wildcard x/*.mk)\nci: lint src/a.c\n\tgo test\n' };
  test.each<[string, readonly string[]]>([
    ['make ci', ['ci > lint: ?', 'ci: go test @ Makefile:3 go test']],
    ['make lint', ['lint: ?']],
  ])('%s', (command, expected) => {
    expect(started(command, files, '')).toEqual(expected);
  });
});

describe('tools in folders that only a run knows, and targets that others stand for', () => {
  const files = {
    Makefile: [
      'GO ?= go',
      'BIN := $(firstword $(subst :, ,$(shell $(GO) env GOPATH)))/bin',
      'LINT := $(BIN)/golangci-lint',
      'PYTHON = $(VENV)/bin/python',
      '%: common-% ;',
      'common-lint: $(LINT) src/a.c',
      '\t@$(LINT) run $(OPTS)',
      '\tcd x && "$(TOOLS)/buf" lint',
      '\t$(PYTHON) -m pytest',
      '\t$(TOOL) $(BIN)',
      'common-test:',
      '\t$(GO) test',
      '',
    ].join('\n'),
  };
  test.each<[string, readonly string[]]>([
    [
      'make lint',
      [
        'lint > common-lint: /bin/golangci-lint run ${OPTS} @ Makefile:7 $(LINT) run $(OPTS)',
        'lint > common-lint: cd x && "/buf" lint @ Makefile:8 cd x && "$(TOOLS)/buf" lint',
        'lint > common-lint: /bin/python -m pytest @ Makefile:9 $(PYTHON) -m pytest',
        'lint > common-lint: ${TOOL} /bin @ Makefile:10 $(TOOL) $(BIN)',
        'lint:',
      ],
    ],
    ['make test', ['test > common-test: go test @ Makefile:12 $(GO) test', 'test:']],
    ['make gone', ['gone: ?']],
  ])('%s', (command, expected) => {
    expect(started(command, files, '')).toEqual(expected);
  });
});

describe('other shells and special targets', () => {
  const files = {
    Makefile:
      'SHELL := /usr/bin/env bash\n.ONESHELL:\n.IGNORE: x\nt:\n\tset -e\n\tgo test\nx::\n\ta\nx::\n\tb\ndefine recipe\nhidden:\n\tno\nendef\n',
    'w/GNUmakefile': 'SHELL := pwsh\nt:\n\tgo test\n',
    'w/Makefile': 't:\n\tno\n',
    'u/Makefile': 'a:\n\t$(info tell $(x))\n\tls\n',
    'v/makefile': '.DEFAULT_GOAL := b\nCI = $(CI) x\na b:\n\t+@ echo $@ $(CI) $(lastword a b)\n',
  };
  test.each<[string, readonly string[]]>([
    ['make t', ['t: set -e\ngo test @ Makefile:5 set -e go test']],
    ['make x', ['x: -a @ Makefile:8 a', 'x: -b @ Makefile:10 b']],
    ['make hidden', ['hidden: ?']],
    ['make -C w t', ['t: ?']],
    ['make -C v', ['b: echo b  x ${make} in v @ v/makefile:4 echo $@ $(CI) $(lastword a b)']],
    ['make -C u', ['a: ls in u @ u/Makefile:3 ls']],
    ['make -C v a', ['a: echo a  x ${make} in v @ v/makefile:4 echo $@ $(CI) $(lastword a b)']],
  ])('%s', (command, expected) => {
    expect(started(command, files, '')).toEqual(expected);
  });
});
