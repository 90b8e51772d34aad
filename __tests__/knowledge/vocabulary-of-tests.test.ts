import { expect, test } from '@jest/globals';
import { activitiesIn } from '../../src/analysis/activities/activities.ts';
import { repositoryOfFiles } from '../help/repository.ts';

/** The checks that a step runs: `test lint`. */
function checksOf(step: string): string {
  const workflow = `on: push\njobs:\n  job:\n    runs-on: ubuntu-latest\n    steps:\n      - ${step}\n`;
  const kinds = activitiesIn(repositoryOfFiles(workflow)).map(({ kind }) => kind);
  return ['test', 'lint', 'type-check', 'scan'].filter((kind) => kinds.some((each) => each === kind)).join(' ');
}

const ofCommand = (command: string, shell = ''): string =>
  checksOf(`run: |\n          ${command.split('\n').join('\n          ')}${shell && `\n        shell: ${shell}`}`);

test.each([
  // Options that hold more than letters
  ['make -j$(nproc) test', 'test'],
  ['make -j"$(nproc)" -C build test', 'test'],
  ['make -n test', ''],
  // Programs behind a variable
  ['${PREFIX}pytest', 'test'],
  ['$VENV/bin/pytest tests', 'test'],
  ['"$PYTHON" -m pytest', 'test'],
  ['${{ matrix.python }} -m pytest', 'test'],
  ['$CABAL v2-test all', 'test'],
  ['${RUN_UNDER:-} ./build/unit_tests', 'test'],
  ['check="cargo clippy"\n$check --all', 'lint type-check'],
  ['$TOOL --all', ''],
  // Scripts in other hands
  ['docker run --rm -v "$PWD:/src" image bash -c "cd /src && make test"', 'test'],
  ['docker run --rm image /src/ci/test.sh', 'test'],
  ['nix-shell --run "cargo test"', 'test'],
  ['nix --extra-experimental-features "nix-command flakes" develop -c cargo test', 'test'],
  ['su postgres -c "make installcheck"', 'test'],
  // Subcommands behind others
  ['bin/rails db:test:prepare test test:system', 'test'],
  ['bin/rails db:test:prepare', ''],
  ['stack --resolver lts-23 test', 'test'],
  ['lein with-profile +dev test', 'test'],
  ['rebar3 as test ct', 'test'],
  ['mix do test, credo', 'test lint'],
  ['sbt "+ test"', 'test'],
  ['sbt ci-release', ''],
  // Runners of projects
  ['dotnet cake --target=Test', 'test'],
  ['dotnet run --project build -- test', 'test'],
  ['dotnet fsi build.fsx', ''],
  ['pwsh -ExecutionPolicy Bypass -File build.ps1 Test', 'test'],
  ['./build.sh --target=Test', 'test'],
  ['build/bin/unit_tests', 'test'],
  ['nvim --headless -c "PlenaryBustedDirectory tests/"', 'test'],
  ['emacs -Q --batch -l tests.el -f ert-run-tests-batch-and-exit', 'test'],
  ['ansible-playbook tests/test.yml -i tests/inventory', 'test'],
  ['pytest --collect-only', ''],
  ["tox -e ${{ matrix.env || format('py{0}', matrix.python) }}", 'test'],
  ['composer validate --strict', 'lint'],
  ['clojure -M:kondo --lint src', 'lint'],
])('`%s` is %j', (command, expected) => {
  expect(ofCommand(command)).toBe(expected);
});

test.each([
  ['ctest -C "%Configuration%"', 'cmd', 'test'],
  ['call "C:\\tools\\vcvarsall.bat" x64 && msbuild app.sln /t:Test', 'cmd', 'test'],
  ['& dotnet test --logger "trx;LogFileName=a.trx"', 'pwsh', 'test'],
  ['python -m pytest `\n  --cov=src', 'pwsh', 'test'],
  ['Invoke-Pester -Configuration $config', 'pwsh', 'test'],
  ['Write-Host "dotnet test"', 'pwsh', ''],
  ['"dotnet test"', 'pwsh', ''],
  ['$env:TEST = "dotnet test"', 'pwsh', ''],
  ['# dotnet test', 'pwsh', ''],
  ['rem dotnet test', 'cmd', ''],
])('%j in %s is %j', (command, shell, expected) => {
  expect(ofCommand(command, shell)).toBe(expected);
});

test.each([
  ['cake-build/cake-action@v3', 'target: Test', 'test'],
  ['devcontainers/ci@v0.3', 'runCmd: make test', 'test'],
  ['vmactions/netbsd-vm@v1', 'run: make test', 'test'],
  ['ansible-community/ansible-test-gh-action@v1', 'testing-type: sanity', 'lint'],
  ['ansible-community/ansible-test-gh-action@v1', 'testing-type: units', 'test'],
  ['home-assistant/actions/hassfest@master', 'none: 1', 'lint'],
])('%s with %j is %j', (uses, input, expected) => {
  expect(checksOf(`{ uses: ${uses}, with: { ${input} } }`)).toBe(expected);
});
