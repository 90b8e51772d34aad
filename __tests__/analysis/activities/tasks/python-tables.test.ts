import { describe, expect, test } from '@jest/globals';
import { started } from '../../../help/tasks.ts';

describe('tasks in tables of Python projects', () => {
  const files = {
    'pyproject.toml': `[tool.poe.tasks]
test = "pytest -q"
lint = ["ruff", {cmd = "mypy ."}, "fmt --check"]
fmt.cmd = "black"
ruff = {shell = "ruff check"}
py = {script = "a:b"}
ci = {sequence = [{cmd="x"}, "test"], ignore_fail = true, deps=["lint"]}
[tool.pdm.scripts]
test = "pytest"
pre_test = "echo"
all = {composite = ["test -x", "ruff check"]}
argv = ["mypy", "--strict", "a b"]
call = {call = "a:b"}
env_file = ".env"
[tool.hatch.envs.default.scripts]
test = "pytest {args:tests}"
cov = ["test", "- coverage report"]
[tool.hatch.envs.lint.scripts]
style = ["ruff {args}", "check"]
check = "mypy"
[tool.pixi.tasks]
test = {cmd = "pytest", depends-on = ["build"]}
build = "make"
`,
    Pipfile: '[scripts]\ntest = "pytest -x"\n',
  };
  test.each<[string, readonly string[]]>([
    ['poe test', ['test: pytest -q @ pyproject.toml:2 pytest -q']],
    [
      'poetry run poe lint',
      [
        'lint > ruff: ruff check @ pyproject.toml:5 ruff check',
        'lint: mypy . @ pyproject.toml:3 mypy .',
        'lint > fmt: black @ pyproject.toml:4 black',
      ],
    ],
    ['poe py', ['py: ?']],
    [
      'poe ci',
      [
        'ci > lint > ruff: ruff check @ pyproject.toml:5 ruff check',
        'ci > lint: mypy . @ pyproject.toml:3 mypy .',
        'ci > lint > fmt: black @ pyproject.toml:4 black',
        'ci: -x @ pyproject.toml:7 x',
        'ci > test: pytest -q @ pyproject.toml:2 pytest -q',
      ],
    ],
    ['poe x', ['x: ?']],
    ['pdm run test', ['test > pre_test: echo @ pyproject.toml:10 echo', 'test: pytest @ pyproject.toml:9 pytest']],
    [
      'pdm run all',
      [
        'all > test > pre_test: echo @ pyproject.toml:10 echo',
        'all > test: pytest @ pyproject.toml:9 pytest',
        'all: ruff check @ pyproject.toml:11 ruff check',
      ],
    ],
    ['pdm run argv', [`argv: mypy --strict 'a b' @ pyproject.toml:12 mypy", "--strict", "a b`]],
    ['pdm run pytest', []],
    ['pdm run call', ['call: ?']],
    ['pdm argv', [`argv: mypy --strict 'a b' @ pyproject.toml:12 mypy", "--strict", "a b`]],
    ['pdm install', []],
    ['python -m poethepoet test', ['test: pytest -q @ pyproject.toml:2 pytest -q']],
    [
      'hatch run cov',
      [
        'cov > test: pytest tests @ pyproject.toml:16 pytest {args:tests}',
        'cov: -coverage report @ pyproject.toml:17 coverage report',
      ],
    ],
    [
      'hatch run lint:style',
      ['style: ruff  @ pyproject.toml:19 ruff {args}', 'style > check: mypy @ pyproject.toml:20 mypy'],
    ],
    ['hatch run pytest', []],
    ['hatch -e lint run check', ['check: mypy @ pyproject.toml:20 mypy']],
    ['hatch env run -e lint check', ['check: mypy @ pyproject.toml:20 mypy']],
    ['hatch run +py=3.12 test', ['test: pytest tests @ pyproject.toml:16 pytest {args:tests}']],
    ['hatch test', []],
    ['pixi run test', ['test > build: make @ pyproject.toml:23 make', 'test: pytest @ pyproject.toml:22 pytest']],
    ['pixi run python x', []],
    ['pipenv run test', ['test: pytest -x @ Pipfile:2 pytest -x']],
    ['pipenv run pytest', []],
  ])('%s', (command, expected) => {
    expect(started(command, files, '')).toEqual(expected);
  });
});
