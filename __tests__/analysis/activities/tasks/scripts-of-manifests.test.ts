import { describe, expect, test } from '@jest/globals';
import { started } from '../../../help/tasks.ts';

describe('scripts of composer', () => {
  const files = {
    'composer.json': `{"scripts": {"test": ["@lint", "@php vendor/bin/phpunit --x", "@putenv A=B"], "lint": "phpcs", "post-install-cmd": "App\\\\Foo::bar", "ci": "@composer test"}}`,
  };
  test.each<[string, readonly string[]]>([
    [
      'composer test',
      [
        'test > lint: phpcs @ composer.json:1 phpcs',
        'test: php vendor/bin/phpunit --x @ composer.json:1 @php vendor/bin/phpunit --x',
      ],
    ],
    ['composer run-script lint', ['lint: phpcs @ composer.json:1 phpcs']],
    ['composer install', []],
    ['composer normalize', []],
    ['composer post-install-cmd', ['post-install-cmd: ?']],
    ['composer ci', ['ci: composer test @ composer.json:1 @composer test']],
    ['composer run nope', ['nope: ?']],
  ])('%s', (command, expected) => {
    expect(started(command, files, '')).toEqual(expected);
  });
});

describe('tasks of deno', () => {
  const files = {
    'deno.jsonc': `{
  // tasks
  "tasks": { /* a */ "test": "deno test -A", "ci": {"command": "deno lint", "dependencies": ["test"]}, "url": "curl https://x // y" }
}`,
    'package.json': '{"scripts":{"b":"vite"}}',
  };
  test.each<[string, readonly string[]]>([
    ['deno task test', ['test: deno test -A @ deno.jsonc:3 deno test -A']],
    ['deno task ci', ['ci > test: deno test -A @ deno.jsonc:3 deno test -A', 'ci: deno lint @ deno.jsonc:3 deno lint']],
    ['deno task url', ['url: curl https://x // y @ deno.jsonc:3 curl https://x // y']],
    ['deno task b', ['b: vite @ package.json:1 vite']],
    ['deno task x', ['x: ?']],
    ['deno test', []],
  ])('%s', (command, expected) => {
    expect(started(command, files, '')).toEqual(expected);
  });
});

describe('tasks of a Rakefile, and runners known by name alone', () => {
  const files = {
    Rakefile: `require 'rspec/core/rake_task'
RSpec::Core::RakeTask.new(:spec)
RuboCop::RakeTask.new
task default: %i[spec rubocop]
task :ci => [:default, 'db:migrate'] do
  sh "yarn test"
  system 'echo'
end
namespace :db do
  task :migrate do
    ActiveRecord.x
  end
  task 'seed', [:a] => :migrate
end
task(:x) { foo }
`,
  };
  test.each<[string, readonly string[]]>([
    [
      'rake',
      [
        'default > spec: rspec @ Rakefile:2 RSpec::Core::RakeTask',
        'default > rubocop: rubocop @ Rakefile:3 RuboCop::RakeTask',
        'default:',
      ],
    ],
    [
      'rake ci',
      [
        'ci > default > spec: rspec @ Rakefile:2 RSpec::Core::RakeTask',
        'ci > default > rubocop: rubocop @ Rakefile:3 RuboCop::RakeTask',
        'ci > db:migrate: ?',
        'ci: yarn test @ Rakefile:6 yarn test',
        'ci: -echo @ Rakefile:7 echo',
      ],
    ],
    ['bundle exec rake spec', ['spec: rspec @ Rakefile:2 RSpec::Core::RakeTask']],
    ['rake db:migrate', ['db:migrate: ?']],
    ['rake db:seed', ['db:seed > db:migrate: ?', 'db:seed:']],
    ['rake nope', ['nope: ?']],
    ['rake x', ['x: ?']],
    ['rake "y[1]"', ['y: ?']],
    ['rake -T', []],
    ['mage test', ['test: ?']],
    ['gulp', []],
    ['cargo xtask ci --fast', ['ci: ?']],
    ['cargo make lint', ['lint: ?']],
    ['cargo test', []],
    ['earthly +test', ['test: ?']],
    ['inv a b', ['a: ?', 'b: ?']],
  ])('%s', (command, expected) => {
    expect(started(command, files, '')).toEqual(expected);
  });
});
