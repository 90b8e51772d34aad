import { expect, test } from '@jest/globals';
import { programOf, programsOf } from '../../../src/analysis/shell/programs.ts';
import { plainText, sourceFile, spanOf } from '../../../src/core/source.ts';
import { parseScript, type Command } from '../../../src/documents/shell.ts';

function firstOf(text: string): Command {
  const [command] = parseScript(plainText(spanOf(sourceFile('x.sh', text), 0, text.length))).commands;
  if (!command) throw new Error(`no command in ${text}`);
  return command;
}

test.each([
  ['curl -f x', 'curl -f x'],
  ['/usr/bin/curl x', 'curl x'],
  ['sudo -E -u root apt-get update', 'apt-get update'],
  ['env -i A=b node x', 'node x'],
  ['A=b time -p timeout -k 5 30s make test', 'make test'],
  ['xvfb-run -a --server-args="-screen 0" npm test', 'npm test'],
  ['npx --yes -p typescript tsc -p .', 'tsc -p .'],
  ['npx eslint@9 .', 'eslint .'],
  ['npx @biomejs/biome@2 ci', '@biomejs/biome ci'],
  ['npm exec -- jest --ci', 'jest --ci'],
  ['pnpm dlx cowsay', 'cowsay'],
  ['pnpm --filter web run build', 'pnpm run build --filter web'],
  ['npm --prefix web ci', 'npm ci --prefix web'],
  ['yarn workspace web test', 'yarn test workspace web'],
  ['git -C x push', 'git push -C x'],
  ['cargo +nightly test', 'cargo test +nightly'],
  ['poetry run pytest -q', 'pytest -q'],
  ['uv run --with x python -m pytest', 'pytest'],
  ['uvx ruff@0.9 check', 'ruff check'],
  ['python3.12 -m pip install x', 'pip install x'],
  ['python -c "x" -m y', 'python -c x -m y'],
  ['go run golang.org/x/vuln/cmd/govulncheck@latest ./...', 'govulncheck ./...'],
  ['bundle exec rake', 'rake'],
  ['nix develop .#ci -c make', 'make'],
  ['mise exec node@22 -- npm ci', 'npm ci'],
  ['xargs -n 1 rm -f', 'rm -f'],
  ['bazelisk test //...', 'bazel test //...'],
  ['docker run --rm -v a:b node:22 npm test', 'docker run --rm -v a:b node:22 npm test'],
  ['sudo', 'sudo'],
  ['"$TOOL" x', undefined],
  ['npx "$TOOL" x', 'npx $TOOL x'],
])('%s', (text, expected) => {
  const program = programOf(firstOf(text));
  expect(program && [program.program, ...program.arguments.map((word) => word.text)].join(' ')).toBe(expected);
});

test.each([
  ['docker run --rm -e A aquasec/trivy:1 image x', ['docker', 'trivy', 'image']],
  ['docker run -t node npx eslint .', ['docker', 'node', 'npx', 'eslint']],
  ['docker compose run --rm web pytest -q', ['docker', 'pytest']],
  ['docker compose exec -T web sh -c x', ['docker', 'sh']],
  ['sudo docker build .', ['sudo', 'docker']],
])('the layers of %s', (text, expected) => {
  expect(programsOf(firstOf(text)).map(({ program }) => program)).toEqual(expected);
});
