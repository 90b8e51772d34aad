import { plainText, sourceFile, type Span } from '../../core/source.ts';
import type { Repository } from '../../documents/document.ts';
import {
  blocksOfType,
  findHclAttribute,
  type HclBlock,
  type HclString,
  parseHcl,
  stringsOf,
} from '../../documents/hcl.ts';
import { parseYaml } from '../../documents/yaml.ts';
import { findText, findValue, textsOf, type Value } from '../../documents/yaml-value.ts';
import { itemsOf } from '../../documents/workflow-parts.ts';

/** What files say of how branches are protected. */
export interface Protection {
  readonly checks: readonly RequiredCheck[];
  /** Places that switch a merge queue on. */
  readonly queues: readonly Span[];
}

/** A check without which nothing is merged. */
export interface RequiredCheck {
  readonly name: string;
  readonly at: Span;
  /** Names or patterns of the protected branches; empty where only the run knows. */
  readonly branches: readonly string[];
  /** `tentative` where the file may speak of another repository. */
  readonly certainty: 'firm' | 'tentative';
}

const known = new WeakMap<Repository, Protection>();

/** From `.github/settings.yml` and Terraform's branch protections and rulesets; nothing where no file tells. */
export function protectionOf(repository: Repository): Protection {
  const found = known.get(repository);
  if (found) return found;
  const settings = protectionInSettings(repository);
  const terraform = protectionInTerraform(repository);
  const protection = {
    checks: [...settings.checks, ...terraform.checks],
    queues: [...settings.queues, ...terraform.queues],
  };
  known.set(repository, protection);
  return protection;
}

/** https://github.com/repository-settings/app#usage, https://github.com/github/safe-settings */
export const settingsPath = '.github/settings.yml';

const nothing: Protection = { checks: [], queues: [] };

function protectionInSettings({ paths, tree }: Repository): Protection {
  const text = tree.texts.get(settingsPath);
  if (text === undefined) return nothing;
  const file = sourceFile(settingsPath, text);
  // Such a repository holds the settings of a whole organization.
  const isForOthers = paths.some((path) => /^\.github\/(?:repos|suborgs)\//.test(path));
  const certainty = isForOthers ? 'tentative' : 'firm';
  const { root } = parseYaml(file);
  const checks: RequiredCheck[] = [];
  const queues: Span[] = [];
  for (const branch of itemsOf(findValue(root, 'branches'))) {
    const status = findValue(findValue(branch, 'protection'), 'required_status_checks');
    const name = findText(branch, 'name')?.text;
    const contexts = [
      ...textsOf(findValue(status, 'contexts')),
      ...itemsOf(findValue(status, 'checks')).flatMap((check) => findText(check, 'context') ?? []),
    ];
    // `default` stands for whatever the default branch is called.
    const branches = name === undefined || name === 'default' ? [] : [name];
    for (const { text, span } of contexts) checks.push({ name: text, at: span, branches, certainty });
  }
  for (const ruleset of itemsOf(findValue(root, 'rulesets'))) {
    if (!isInForce(findText(ruleset, 'enforcement')?.text, findText(ruleset, 'target')?.text)) continue;
    const included = findValue(findValue(findValue(ruleset, 'conditions'), 'ref_name'), 'include');
    const branches = branchesOf(textsOf(included).map(({ text }) => text));
    for (const rule of itemsOf(findValue(ruleset, 'rules'))) {
      const type = findText(rule, 'type');
      if (type?.text === 'merge_queue') queues.push(type.span);
      for (const { text, span } of contextsOfRule(rule)) checks.push({ name: text, at: span, branches, certainty });
    }
  }
  return { checks, queues };
}

const contextsOfRule = (rule: Value) =>
  itemsOf(findValue(findValue(rule, 'parameters'), 'required_status_checks')).flatMap(
    (check) => findText(check, 'context') ?? [],
  );

/**
 * Which repository is meant is a reference more often than not, so that no such file is certain to speak of its own;
 * where several are meant, none of it is taken for ours.
 */
function protectionInTerraform({ tree }: Repository): Protection {
  const blocks = [...tree.texts].flatMap(([path, text]) =>
    /\.(?:tf|tofu)$/.test(path) && protects.test(text) ? parseHcl(sourceFile(path, text)).filter(isProtection) : [],
  );
  const repositories = new Set(blocks.map(repositoryOfBlock));
  if (repositories.size > 1 || blocks.some((block) => findHclAttribute(block, 'for_each'))) return nothing;
  const parts = blocks.map(protectionOfBlock);
  return { checks: parts.flatMap(({ checks }) => checks), queues: parts.flatMap(({ queues }) => queues) };
}

const protects = /"github_(?:branch_protection|repository_ruleset)/;

const isProtection = ({ type, labels: [resource = ''] }: HclBlock): boolean =>
  type === 'resource' && /^github_(?:branch_protection(?:_v3)?|repository_ruleset)$/.test(resource);

/** `github_repository.shop.node_id` and `.name` are one repository. */
function repositoryOfBlock(block: HclBlock): string | undefined {
  const attribute = findHclAttribute(block, 'repository_id') ?? findHclAttribute(block, 'repository');
  return attribute?.strings?.[0]?.text ?? attribute?.word?.replace(/\.(?:node_id|id|name)$/, '');
}

function protectionOfBlock(block: HclBlock): Protection {
  const check =
    (branches: readonly string[]) =>
    (context: HclString): RequiredCheck => ({
      // Of `github_branch_protection_v3`: `name:app`, or the name alone.
      name: context.text.replace(/:\d+$/, ''),
      at: context.span,
      branches,
      certainty: 'tentative',
    });
  if (block.labels[0] !== 'github_repository_ruleset') {
    const branches = [...stringsOf(block, 'pattern'), ...stringsOf(block, 'branch')].map(({ text }) => text);
    const contexts = blocksOfType(block.blocks, 'required_status_checks').flatMap((status) => [
      ...stringsOf(status, 'contexts'),
      ...stringsOf(status, 'checks'),
    ]);
    return { checks: contexts.map(check(branches)), queues: [] };
  }
  if (!isRulesetInForce(block)) return nothing;
  const included = blocksOfType(block.blocks, 'ref_name').flatMap((condition) => stringsOf(condition, 'include'));
  const contexts = blocksOfType(block.blocks, 'required_check').flatMap((each) => stringsOf(each, 'context'));
  return {
    checks: contexts.map(check(branchesOf(included.map(({ text }) => text)))),
    queues: blocksOfType(block.blocks, 'merge_queue').map(({ span }) => firstWordOf(span)),
  };
}

const isRulesetInForce = (block: HclBlock): boolean => {
  const wordOf = (name: string) => stringsOf(block, name)[0]?.text ?? findHclAttribute(block, name)?.word;
  return isInForce(wordOf('enforcement'), wordOf('target'));
};

const isInForce = (enforcement: string | undefined, target: string | undefined): boolean =>
  (enforcement ?? 'active') === 'active' && (target ?? 'branch') === 'branch';

/** Of `refs/heads/main` and the like; `~DEFAULT_BRANCH` and `~ALL` are names that no file tells. */
const branchesOf = (refs: readonly string[]): readonly string[] =>
  refs.filter((ref) => !ref.startsWith('~')).map((ref) => ref.replace(/^refs\/heads\//, ''));

function firstWordOf(span: Span): Span {
  const word = /^\w+/.exec(plainText(span).text)?.[0] ?? '';
  return { ...span, end: span.start + word.length };
}
