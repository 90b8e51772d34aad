import { isNonShipping } from '../../core/paths.ts';
import type { Repository } from '../../documents/document.ts';
import { languages, testFrameworkFiles, type Language } from '../../knowledge/languages.ts';

/** Fewer are a sample, some settings, a script beside a Dockerfile: nothing that asks for tests of its own. */
export const fewestSources = 5;

/** What kind of project a repository is, as its paths tell. */
export interface Project {
  /** What is written by hand for users: no tests, examples, documentation, settings, generated or foreign files. */
  readonly sources: readonly string[];
  /** Languages of the sources, the most used one first. */
  readonly languages: readonly Language[];
  /** Test files outside of examples and foreign code. */
  readonly tests: readonly string[];
  /** Settings of a test framework. */
  readonly frameworks: readonly string[];
}

const known = new WeakMap<Repository, Project>();

export function projectOf(repository: Repository): Project {
  const found = known.get(repository) ?? readProject(repository.paths);
  known.set(repository, found);
  return found;
}

export const testFilesOf = (repository: Repository): readonly string[] => projectOf(repository).tests;

function readProject(paths: readonly string[]): Project {
  const counts = new Map<Language, number>();
  const byEnding = new Map<string, Language | undefined>();
  const sources: string[] = [];
  const tests: string[] = [];
  const frameworks: string[] = [];
  for (const path of paths) {
    if (foreign.test(path)) continue;
    if (testFrameworkFiles.test(path)) frameworks.push(path);
    const language = languageOf(path, byEnding);
    if (!language || shown.test(placeOf(path))) continue;
    if (isTest(path, language)) tests.push(path);
    else if (isSource(path)) {
      sources.push(path);
      counts.set(language, (counts.get(language) ?? 0) + 1);
    }
  }
  const used = [...counts].sort(([, a], [, b]) => b - a).map(([language]) => language);
  return { sources, languages: used, tests, frameworks };
}

/** By what stands behind the last dot, which is all that the table looks at. */
function languageOf(path: string, byEnding: Map<string, Language | undefined>): Language | undefined {
  const dot = path.lastIndexOf('.');
  if (dot === -1 || path.length - dot > longestEnding) return undefined;
  const ending = path.slice(dot);
  if (!byEnding.has(ending))
    byEnding.set(
      ending,
      languages.find(({ files }) => files.test(ending)),
    );
  return byEnding.get(ending);
}

const longestEnding = 8;

const isTest = (path: string, { tests }: Language): boolean => tests?.test(path) === true || testFolder.test(path);

const testFolder =
  /(?:^|\/)(?:__tests__|tests?|specs?|e2e|cypress|integration[-_]?tests?|unit[-_]?tests?|androidTest|[\w.]+\.(?:Unit|Integration)?Tests?)\//i;

const isSource = (path: string): boolean => {
  const place = placeOf(path);
  return !isNonShipping(place) && !place.startsWith('.') && !setAside.test(place) && !settings.test(place);
};

/** The folders of a Java package say nothing: `src/main/java/org/example/samples/Main.java`. */
const placeOf = (path: string): string =>
  !path.includes('src/')
    ? path
    : path.replace(/((?:^|\/)src\/(?:main|test)\/(?:java|kotlin|scala|groovy)\/).*\//, '$1');

/** Not ours, or made by a machine. */
const foreign =
  /(?:^|\/)(?:node_modules|vendor|vendored|third[-_]party|external|extern|deps|\.yarn|bower_components|dist|generated|gen|__generated__|site-packages)\/|\.(?:min|bundle|pb|gen|generated|g)\.\w+$|\.d\.ts$|_pb2(?:_grpc)?\.py$/i;

/** To learn from: `examples`, `shop-sample`. */
const shown = /(?:^|\/)(?:[\w.-]+[-_.])?(?:examples?|samples?|demos?|tutorials?|templates?|snippets|playground)\//i;

/** Whether something only shows how a product is used. */
export const isShown = (path: string): boolean => shown.test(placeOf(path));

/** Beside the product. */
const setAside =
  /(?:^|\/)(?:benchmarks?|fixtures?|mocks?|__mocks__|testdata|docs?|website|scripts?|tools|hack|\.[\w-]+)\//i;

/** Settings that happen to be written in a programming language. */
const settings =
  /(?:^|\/)(?:[\w.-]*\.(?:config|conf|setup|rc)\.[cm]?[jt]s|\.\w+rc\.[cm]?js|(?:gulp|grunt|jake)file\.[cm]?[jt]s|setup\.py|conf\.py|manage\.py|noxfile\.py|tasks\.py|conanfile\.py|Package\.swift|build\.zig|build\.rs|build\.sc|mix\.exs|__init__\.py)$/i;

/**
 * Projects side by side that share no file at the root, as in a collection of samples: what is true of one is not of the
 * others.
 */
export function isCollection({ paths }: Repository): boolean {
  const manifests = paths.filter((path) => manifest.test(path) && !foreign.test(path));
  const folders = new Set(manifests.map((path) => path.split('/')[0] ?? ''));
  return folders.size >= fewestProjects && manifests.every((path) => path.includes('/'));
}

const fewestProjects = 5;
const manifest =
  /(?:^|\/)(?:package\.json|pom\.xml|(?:build|settings)\.gradle(?:\.kts)?|go\.(?:mod|work)|Cargo\.toml|pyproject\.toml|setup\.py|requirements[^/]*\.txt|Gemfile|composer\.json|(?:docker-)?compose[^/]*\.ya?ml|Dockerfile|[^/]+\.(?:cs|fs)proj|[^/]+\.slnx?|Makefile|[Jj]ustfile|Taskfile\.ya?ml|mix\.exs|pubspec\.yaml|CMakeLists\.txt|skaffold\.yaml|nx\.json|WORKSPACE|MODULE\.bazel)$/;
