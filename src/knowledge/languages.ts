/**
 * Programming languages by the ends of their files, and how their communities name test files. Shell, SQL, markup and
 * configuration are left out: a few scripts beside a Dockerfile are no project that needs a test suite.
 */
export interface Language {
  readonly name: string;
  readonly files: RegExp;
  /** Paths of test files, wherever they lie; what lies in a folder for tests is one by that. */
  readonly tests: RegExp | undefined;
}

export const languages: readonly Language[] = [
  {
    name: 'JavaScript',
    files: /\.(?:[cm]?jsx?|[cm]?tsx?|vue|svelte|astro)$/,
    tests: /[._-](?:test|tests|spec|specs|e2e|cy)\.[cm]?[jt]sx?$/i,
  },
  { name: 'Python', files: /\.(?:py|pyx)$/, tests: /(?:^|\/)(?:test_[^/]*|[^/]*_tests?|tests|conftest)\.py$/ },
  { name: 'Go', files: /\.go$/, tests: /_test\.go$/ },
  { name: 'Rust', files: /\.rs$/, tests: /(?:^|\/)(?:tests?|[^/]*_tests?)\.rs$/ },
  { name: 'Java', files: /\.java$/, tests: /(?:Tests?|IT|TestCase)\.java$/ },
  { name: 'Kotlin', files: /\.kt$/, tests: /(?:Tests?|IT|Spec)\.kt$/ },
  { name: 'Scala', files: /\.scala$/, tests: /(?:Tests?|Spec|Suite)\.scala$/ },
  { name: 'Groovy', files: /\.groovy$/, tests: /(?:Tests?|Spec)\.groovy$/ },
  { name: 'C#', files: /\.cs$/, tests: /Tests?\.cs$/ },
  { name: 'F#', files: /\.fs$/, tests: /Tests?\.fs$/ },
  { name: 'Ruby', files: /\.rb$/, tests: /_(?:spec|test)\.rb$/ },
  { name: 'PHP', files: /\.php$/, tests: /(?:Test|Cest|\.spec|\.test)\.php$/ },
  { name: 'Elixir', files: /\.exs?$/, tests: /_test\.exs$/ },
  { name: 'Erlang', files: /\.erl$/, tests: /_(?:SUITE|tests)\.erl$/ },
  { name: 'Haskell', files: /\.hs$/, tests: /Spec\.hs$/ },
  { name: 'OCaml', files: /\.mli?$/, tests: undefined },
  { name: 'Clojure', files: /\.clj[cs]?$/, tests: /_test\.clj[cs]?$/ },
  { name: 'C', files: /\.(?:c|h)$/, tests: /(?:^|[/_])test_[^/]*\.c$|_test\.c$/ },
  { name: 'C++', files: /\.(?:cc|cpp|cxx|hpp|hh|hxx)$/, tests: /(?:^|[/_])test_[^/]*\.c\w+$|_(?:unit)?test\.c\w+$/ },
  { name: 'Objective-C', files: /\.mm?$/, tests: /Tests?\.mm?$/ },
  { name: 'Swift', files: /\.swift$/, tests: /Tests?\.swift$/ },
  { name: 'Dart', files: /\.dart$/, tests: /_test\.dart$/ },
  { name: 'Zig', files: /\.zig$/, tests: undefined },
  { name: 'Julia', files: /\.jl$/, tests: /(?:^|\/)runtests\.jl$/ },
  { name: 'R', files: /\.R$/i, tests: /(?:^|\/)test-[^/]*\.R$/i },
  { name: 'Lua', files: /\.lua$/, tests: /_spec\.lua$/ },
  { name: 'Perl', files: /\.(?:pl|pm)$/, tests: undefined },
  { name: 'Nim', files: /\.nim$/, tests: undefined },
  { name: 'Crystal', files: /\.cr$/, tests: /_spec\.cr$/ },
];

/** Settings files of test frameworks. */
export const testFrameworkFiles =
  /(?:^|\/)(?:(?:jest|vitest|playwright|cypress|karma|wdio|ava|web-test-runner)\.(?:conf|config)(?:\.[\w-]+)*\.(?:[cm]?[jt]s|json)|\.mocharc(?:\.\w+)?|pytest\.ini|conftest\.py|tox\.ini|noxfile\.py|phpunit\.xml(?:\.dist)?|codeception\.yml|behat\.ya?ml|\.rspec|cypress\.json|\.nycrc(?:\.json)?|dart_test\.yaml)$/;
