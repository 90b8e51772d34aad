import type { Practice } from '../../core/delivery.ts';
import { code } from '../../core/message.ts';
import type { Repository } from '../../documents/document.ts';
import type { Job } from '../../documents/workflow-model.ts';
import { findValue } from '../../documents/yaml-value.ts';
import { labelsOf, matrixValuesOf } from '../runs/runners.ts';
import { listed, practiceSeen, signAt } from './signs.ts';
import { testsIn } from './testing.ts';

/** On how many systems and runtimes tests run, beside how many the package says it is for. */
export function platformsOf(repository: Repository): Practice {
  const name = 'platforms of the tests';
  const tests = testsIn(repository);
  const jobs = [...new Set(tests.map(({ job }) => job))];
  const [first] = jobs;
  if (!first) return { name, answer: 'does not apply', detail: 'no step is known to run tests' };
  const labels = [...new Set(jobs.flatMap(labelsOf))];
  const systems = [...new Set(labels.map(systemOf))].filter((system) => system !== undefined);
  const axes = jobs.flatMap((job) => axesOf(job).map((axis) => ({ job, ...axis })));
  const [widest] = [...axes].sort((a, b) => b.count - a.count);
  const where = systems.length > 0 ? listed(systems) : labels.length > 0 ? listed(labels.slice(0, 1).map(code)) : '';
  if (systems.length > 1 || widest) {
    const on = where === '' ? [] : [`on ${where}`];
    const runtimes = widest ? [`with ${widest.count.toString()} values of ${code(widest.key)}`] : [];
    const spread = widest?.job ?? jobs.find((job) => new Set(labelsOf(job).map(systemOf)).size > 1) ?? first;
    return practiceSeen(
      name,
      [...on, ...runtimes].join(', '),
      signAt({ at: spread.strategy?.span ?? spread.id.span }, '', ''),
    );
  }
  const own = tests.find((test) => spreads.has(test.tool.split(' ')[0] ?? ''));
  if (own) return { name, answer: 'unknown', detail: `${code(own.tool)} decides by a file of its own` };
  if (where === '' || jobs.some(({ strategy }) => strategy?.matrix?.kind === 'scalar')) {
    return { name, answer: 'unknown', detail: 'only a run knows on which machines the tests run' };
  }
  const claim = claimOf(repository);
  const detail = `on ${where} alone, without a matrix of versions${claim === undefined ? '' : `; ${claim}`}`;
  return practiceSeen(name, detail, signAt({ at: first.id.span }, '', ''));
}

/** Programs that run tests in several environments by themselves. */
const spreads: ReadonlySet<string> = new Set(['tox', 'nox', 'cibuildwheel', 'pypa/cibuildwheel', 'hatch']);

function systemOf(label: string): string | undefined {
  if (/windows|^win[-_\d]/i.test(label)) return 'Windows';
  if (/macos|^mac[-_\d]|osx/i.test(label)) return 'macOS';
  return /ubuntu|linux|debian|fedora|alpine/i.test(label) ? 'Linux' : undefined;
}

/** Axes of a matrix that name a runtime, with as many values; `include` may have some of its own. */
function axesOf(job: Job): readonly { readonly key: string; readonly count: number }[] {
  const matrix = job.strategy?.matrix;
  if (matrix?.kind !== 'mapping') return [];
  const include = findValue(matrix, 'include');
  const added = include?.kind === 'sequence' ? include.items : [];
  const keys = [matrix, ...added].flatMap((each) =>
    each.kind === 'mapping' ? each.entries.map(({ key }) => key.value.text) : [],
  );
  return [...new Set(keys)].flatMap((key) => {
    const count = runtime.test(key) ? new Set(matrixValuesOf(job, [key])).size : 0;
    return count > 1 ? [{ key, count }] : [];
  });
}

const runtime =
  /^(?:.*[-_])?(?:node|nodejs|python|py|pyversion|go|golang|java|jdk|jvm|ruby|php|rust|toolchain|dotnet|deno|bun|erlang|otp|elixir|scala|perl|swift|julia|kotlin|django|rails|laravel|version)s?(?:[-_].*)?$/i;

/** What a package for others says it is for, where that is more than one thing. */
function claimOf({ tree }: Repository): string | undefined {
  const manifest = tree.texts.get('package.json') ?? '';
  const engine = /"engines"\s*:\s*\{[^}]{0,300}"node"\s*:\s*"([^"]{0,80})"/.exec(manifest)?.[1];
  const isApplication = /"private"\s*:\s*true/.test(manifest);
  if (engine !== undefined && !isApplication && /\|\||>=?|\*/.test(engine))
    return `${code('package.json')} is for Node ${code(engine)}`;
  const versions = (tree.texts.get('pyproject.toml') ?? '').match(/Programming Language :: Python :: 3\.\d+/g) ?? [];
  if (versions.length > 1) return `${code('pyproject.toml')} is for ${versions.length.toString()} versions of Python`;
  return undefined;
}
