import { describe, expect, test } from '@jest/globals';
import { started } from '../../../help/tasks.ts';

describe('tasks of taskipy', () => {
  const files = { 'pyproject.toml': '[tool.taskipy.tasks]\ntest = "pytest"\npre_test = "echo"\n' };
  test.each<[string, readonly string[]]>([
    ['task test', ['test > pre_test: echo @ pyproject.toml:3 echo', 'test: pytest @ pyproject.toml:2 pytest']],
    [
      'poetry run task test',
      ['test > pre_test: echo @ pyproject.toml:3 echo', 'test: pytest @ pyproject.toml:2 pytest'],
    ],
    ['task x', ['x: ?']],
  ])('%s', (command, expected) => {
    expect(started(command, files, '')).toEqual(expected);
  });
});

describe('environments of tox', () => {
  const files = {
    'tox.ini': `[tox]
envlist = py{310,311}-{a,b}, lint
    docs # x
[testenv]
commands_pre = pip list
commands =
    pytest {posargs:tests} \\
      --cov
    a: echo a
    !a: echo b
[testenv:lint]
ignore_outcome = true
commands = ruff check .
    - mypy src
    {[testenv:docs]commands}
[testenv:{docs,site}]
commands = bash -c 'mkdocs build && x'
`,
  };
  test.each<[string, readonly string[]]>([
    [
      'tox',
      [
        'py310-a: pip list @ tox.ini:5 pip list',
        'py310-a: pytest tests \\\n      --cov @ tox.ini:7 pytest {posargs:tests} \\ --cov',
        'py310-a: echo a @ tox.ini:9 echo a',
        'py310-b: pip list @ tox.ini:5 pip list',
        'py310-b: pytest tests \\\n      --cov @ tox.ini:7 pytest {posargs:tests} \\ --cov',
        'py310-b: echo b @ tox.ini:10 echo b',
        'lint: -pip list @ tox.ini:5 pip list',
        'lint: -ruff check . @ tox.ini:13 ruff check .',
        'lint: -mypy src @ tox.ini:14 mypy src',
        'lint > docs: pip list @ tox.ini:5 pip list',
        `lint > docs: bash -c 'mkdocs build && x' @ tox.ini:17 bash -c 'mkdocs build && x'`,
      ],
    ],
    [
      'tox -e lint',
      [
        'lint: -pip list @ tox.ini:5 pip list',
        'lint: -ruff check . @ tox.ini:13 ruff check .',
        'lint: -mypy src @ tox.ini:14 mypy src',
        'lint > docs: pip list @ tox.ini:5 pip list',
        `lint > docs: bash -c 'mkdocs build && x' @ tox.ini:17 bash -c 'mkdocs build && x'`,
      ],
    ],
    [
      'tox run -e py310-b,docs -- -x',
      [
        'py310-b: pip list @ tox.ini:5 pip list',
        'py310-b: pytest tests \\\n      --cov @ tox.ini:7 pytest {posargs:tests} \\ --cov',
        'py310-b: echo b @ tox.ini:10 echo b',
        'docs: pip list @ tox.ini:5 pip list',
        `docs: bash -c 'mkdocs build && x' @ tox.ini:17 bash -c 'mkdocs build && x'`,
      ],
    ],
    ['tox -e $X', ['$X: ?']],
    [
      'tox -e site',
      [
        'site: pip list @ tox.ini:5 pip list',
        `site: bash -c 'mkdocs build && x' @ tox.ini:17 bash -c 'mkdocs build && x'`,
      ],
    ],
    [
      'python -m tox -e docs',
      [
        'docs: pip list @ tox.ini:5 pip list',
        `docs: bash -c 'mkdocs build && x' @ tox.ini:17 bash -c 'mkdocs build && x'`,
      ],
    ],
    ['tox l', []],
    ['tox --notest -e lint', ['lint:', 'lint > docs:']],
    [
      'tox -qe lint',
      [
        'lint: -pip list @ tox.ini:5 pip list',
        'lint: -ruff check . @ tox.ini:13 ruff check .',
        'lint: -mypy src @ tox.ini:14 mypy src',
        'lint > docs: pip list @ tox.ini:5 pip list',
        `lint > docs: bash -c 'mkdocs build && x' @ tox.ini:17 bash -c 'mkdocs build && x'`,
      ],
    ],
    [
      'tox -p auto -e lint',
      [
        'lint: -pip list @ tox.ini:5 pip list',
        'lint: -ruff check . @ tox.ini:13 ruff check .',
        'lint: -mypy src @ tox.ini:14 mypy src',
        'lint > docs: pip list @ tox.ini:5 pip list',
        `lint > docs: bash -c 'mkdocs build && x' @ tox.ini:17 bash -c 'mkdocs build && x'`,
      ],
    ],
  ])('%s', (command, expected) => {
    expect(started(command, files, '')).toEqual(expected);
  });
});

describe('environments of tox in pyproject.toml', () => {
  const files = {
    'pyproject.toml': `[tool.tox]\nlegacy_tox_ini = """\n[tox]\nenvlist = py\n[testenv]\ncommands = pytest\n"""\n`,
  };
  test.each<[string, readonly string[]]>([['tox', ['py: pytest @ pyproject.toml:6 pytest']]])(
    '%s',
    (command, expected) => {
      expect(started(command, files, '')).toEqual(expected);
    },
  );
});

describe('environments of tox in TOML', () => {
  const files = {
    'tox.toml': `env_list = ["t"]\n[env_run_base]\ncommands = [["pytest", "-k", "a b", { replace = "posargs" }]]\n[env.lint]\ncommands = [["-", "ruff"], ["mypy", "."]]\n`,
  };
  test.each<[string, readonly string[]]>([
    ['tox', [`t: pytest -k 'a b' @ tox.toml:3 pytest", "-k", "a b`]],
    ['tox -e lint', ['lint: -ruff @ tox.toml:5 ruff', 'lint: mypy . @ tox.toml:5 mypy", ".']],
  ])('%s', (command, expected) => {
    expect(started(command, files, '')).toEqual(expected);
  });
});

describe('sessions of nox', () => {
  const files = {
    'noxfile.py': `import nox
nox.options.sessions = ["lint", "tests"]
@nox.session(python=["3.11", "3.12"])
def tests(session: nox.Session) -> None:
    """Run."""
    session.install(".[test]")
    # session.run("fake")
    session.run("pytest", "-q", f"--cov={x}", *session.posargs, env={"A": "b"})
    session.notify("cov")

@nox.session(
    default=False, name="cov",
)
def coverage(session):
    session.run(
        "coverage",
        "report", success_codes=[0, 1],
    )
@nox.session
def lint(session):
    helper(session)
def helper(session):
    session.run("ruff")
`,
  };
  test.each<[string, readonly string[]]>([
    [
      'nox',
      [
        'lint: ?',
        `tests: pytest -q '--cov={x}' @ noxfile.py:8 pytest", "-q", f"--cov={x}`,
        'tests > cov: -coverage report @ noxfile.py:16 coverage", "report',
      ],
    ],
    [
      'nox -s tests',
      [
        `tests: pytest -q '--cov={x}' @ noxfile.py:8 pytest", "-q", f"--cov={x}`,
        'tests > cov: -coverage report @ noxfile.py:16 coverage", "report',
      ],
    ],
    [
      'nox -s tests-3.12 lint',
      [
        `tests: pytest -q '--cov={x}' @ noxfile.py:8 pytest", "-q", f"--cov={x}`,
        'tests > cov: -coverage report @ noxfile.py:16 coverage", "report',
        'lint: ?',
      ],
    ],
    ['nox -e cov', ['cov: -coverage report @ noxfile.py:16 coverage", "report']],
    ['nox -s gone', ['gone: ?']],
    ['nox -l', []],
  ])('%s', (command, expected) => {
    expect(started(command, files, '')).toEqual(expected);
  });
});
