import type { Answer } from '../../core/applicability.ts';
import { code } from '../../core/message.ts';
import type { Repository } from '../../documents/document.ts';
import { activitiesIn } from '../activities/activities.ts';
import { findFormatCheck } from '../activities/format-checks.ts';
import { evidenceFor, findOnlyMuted, gates, wordsOf } from './gates.ts';
import { findHidingPlace, findUnreadTask } from './hiding-places.ts';
import { findOtherCi, findReviewService } from './other-ci.ts';
import { fewestSources, isCollection, projectOf } from './project.ts';

/** Whether something lints what is written here, and if not, whether that can be told at all. */
export function lintAnswer(repository: Repository): Answer & { readonly isSeen: boolean } {
  if (projectOf(repository).sources.length < fewestSources)
    return silent('does not apply', 'there is hardly any source code here');
  const evidence = evidenceFor('lint', undefined, repository);
  const found = gates(evidence) ?? findQualityScan(repository);
  if (found) return seen(`${code(found.tool)} runs in ${code(found.at.file.path)}`);
  const formatter = findFormatCheck(repository);
  if (formatter) return seen(`${code(wordsOf(formatter))} runs, and what it changes is looked for`);
  if (findOnlyMuted(evidence)) return silent('does not apply', 'linters run, but nothing heeds them');
  const hooks = hooksOf(repository);
  if (hooks) return hooks;
  const plugin = findBuildPlugin(repository);
  if (plugin) return plugin;
  if (isCollection(repository))
    return silent('unknown', 'projects that share nothing stand side by side, as in a collection of samples');
  const service = findReviewService(repository, 'lint') ?? findOtherCi(repository);
  if (service) return silent('unknown', `${service.name} may lint (${code(service.path)})`);
  const unread = findUnreadTask(repository) ?? findHidingPlace(repository);
  if (unread) return silent('unknown', `what ${code(wordsOf(unread))} does is not known`);
  return { answer: 'applies', reason: 'no command or action lints or checks the format', isSeen: false };
}

const seen = (reason: string) => ({ answer: 'applies', reason, isSeen: true }) as const;
const silent = (answer: 'unknown' | 'does not apply', reason: string) => ({ answer, reason, isSeen: false }) as const;

/** Platforms for code quality lint on the way. */
const findQualityScan = (repository: Repository) =>
  evidenceFor('scan', 'code', repository).sound.find(({ tool }) => /sonar|qodana|codacy|codeclimate|qlty/i.test(tool));

/**
 * pre-commit.ci runs the hooks for every pull request, and writes its own key into the file when it is first set up;
 * without that the hooks may be for those who install them. https://pre-commit.ci/#configuration
 */
function hooksOf({ paths, tree }: Repository) {
  const path = paths.find((each) => /^\.pre-commit-config\.ya?ml$/.test(each));
  if (path === undefined) return undefined;
  const isRun = /^ci:/m.test(tree.texts.get(path) ?? '');
  return isRun
    ? seen(`pre-commit.ci runs the hooks of ${code(path)}`)
    : silent('unknown', `pre-commit.ci may run the hooks of ${code(path)}`);
}

/** Checkstyle, Spotless and their like are part of the build where the build file names them. */
function findBuildPlugin(repository: Repository) {
  const builds = activitiesIn(repository).some(
    ({ kind, tool }) => (kind === 'build' || kind === 'test' || kind === 'publish') && buildTools.test(tool),
  );
  if (!builds) return undefined;
  const files = repository.paths.filter((path) => buildFiles.test(path));
  const named = files.find((path) => plugins.test(repository.tree.texts.get(path) ?? ''));
  if (named !== undefined) return seen(`the build lints by a plugin of ${code(named)}`);
  const unread = files.find((path) => !repository.tree.texts.has(path));
  return unread === undefined ? undefined : silent('unknown', `the build may lint by a plugin of ${code(unread)}`);
}

const buildTools = /^(?:mvnw?|mvnd|gradlew?|gradle\/|dotnet|msbuild|sbt|rake)\b/i;
const buildFiles =
  /(?:^|\/)(?:pom\.xml|build\.gradle(?:\.kts)?|build\.sbt|[^/]+\.csproj|Directory\.Build\.props|Rakefile)$/;
const plugins =
  /rubocop|standard\/rake|checkstyle|spotless|ktlint|detekt|\bpmd\b|spotbugs|error-?prone|spring-javaformat|scalafmt|wartremover|StyleCop|EnforceCodeStyleInBuild|AnalysisMode|TreatWarningsAsErrors|Analyzers"/i;
