// What rules say on real repositories: `node --import ./scripts/register.mjs src/dev/corpus.ts [RULE …] [--repo NAME] [--limit N] [--counts]`
import { parseArgs } from 'node:util';
import { inspect } from '../inspect.ts';
import { defaultPolicy } from './default-policy.ts';
import { rules as everyRule } from '../rules/index.ts';
import { corpusTrees } from './corpus-trees.ts';

const { positionals, values } = parseArgs({
  allowPositionals: true,
  options: {
    repo: { type: 'string' },
    limit: { type: 'string' },
    counts: { type: 'boolean' },
    disabled: { type: 'boolean' },
  },
});
const rules = everyRule.filter((rule) => positionals.length === 0 || positionals.includes(rule.info.id));
const limit = Number(values.limit ?? '100000');
const counts = new Map<string, { findings: number; repositories: number }>();
const grades = new Map<string, number>();
let shown = 0;
for (const { repository, tree } of corpusTrees(values.repo)) {
  const [owner = ''] = repository.split('/');
  const report = inspect(
    tree,
    defaultPolicy,
    { today: '2026-11-21', owner, server: 'github.com' },
    { root: repository, rules, onCrash: 'report' },
  );
  const here = new Set(report.findings.map((finding) => finding.rule));
  for (const rule of here) {
    const known = counts.get(rule) ?? { findings: 0, repositories: 0 };
    const number = report.findings.filter((finding) => finding.rule === rule).length;
    counts.set(rule, { findings: known.findings + number, repositories: known.repositories + 1 });
  }
  const grade = report.score?.grade ?? '–';
  grades.set(grade, (grades.get(grade) ?? 0) + 1);
  if (values.counts) {
    console.log(
      `${((report.score?.total ?? 0) / 1000).toFixed(1).padStart(6)} ${grade} ${report.findings.length.toString().padStart(4)} ${repository} ${report.score?.cap?.reason ?? ''}`,
    );
    for (const gap of report.notChecked.filter((gap) => gap.rule !== undefined)) console.log('   CRASH', gap);
    continue;
  }
  for (const gap of report.notChecked)
    console.log(`NOT CHECKED ${repository} ${gap.path ?? ''} ${gap.rule ?? ''} ${gap.reason}`);
  for (const finding of report.findings) {
    if (shown >= limit) break;
    shown += 1;
    const certainty = finding.certainty === 'tentative' ? ' (tentative)' : '';
    console.log(
      `${repository} ${finding.path}:${finding.startLine}:${finding.startColumn}-${finding.endLine}:${finding.endColumn} ${finding.rule} ${finding.severity}${certainty}${finding.disabled ? ' DISABLED' : ''}`,
    );
    console.log(`    ${finding.message}`);
    for (const line of finding.excerpt) console.log(`    | ${line}`);
    for (const related of finding.related) console.log(`    → ${related.path}:${related.startLine} ${related.message}`);
  }
}
console.log('\nrule findings repositories');
for (const [rule, { findings, repositories }] of [...counts].sort()) console.log(`${rule} ${findings} ${repositories}`);
console.log('grades', Object.fromEntries([...grades].sort()));
