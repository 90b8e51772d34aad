import type { TargetClass } from '../../core/delivery.ts';
import {
  ambiguousWords,
  docsWords,
  followingWords,
  leadingWords,
  previewWords,
  productionWords,
  stagingWords,
} from '../../knowledge/target-words.ts';

type NamedClass = Extract<TargetClass, 'production' | 'staging' | 'preview'>;

/** The class that the name of an environment, a namespace, a stack or a host tells. */
export const classOfName = (name: string): NamedClass | undefined => lastClass(tokensOf(name), () => true);

/** The class that the name of a job, a step or a workflow tells, which says first of all what is done. */
export const classOfTitle = (title: string): NamedClass | undefined => {
  const tokens = tokensOf(title);
  const isAlone =
    tokens.length === 1 &&
    !/^(?:test|testing|tst|int|integration|acc|acceptance|review|reviews|pr|prs)$/.test(tokens[0] ?? '');
  return lastClass(tokens, (token, at) => isAlone || !ambiguousWords.has(token) || isLedTo(tokens, at));
};

/** Whether a name is about documentation. */
export const saysDocs = (name: string): boolean => tokensOf(name).some((token) => docsWords.has(token));

/** `deploy-test`, `Deploy to the dev cluster`, `dev-env`; a test before a deploy is no target. */
function isLedTo(tokens: readonly string[], at: number): boolean {
  const before = tokens.slice(0, at).findLast((token) => token !== 'the' && token !== 'our');
  if (before !== undefined && leadingWords.has(before)) return true;
  const after = tokens[at + 1];
  const isTest = /^test/.test(tokens[at] ?? '');
  return after !== undefined && followingWords.has(after) && !(isTest && /^deploy/.test(after));
}

/** Of two classes in one name the last one is meant: `promote-staging-to-production`. */
function lastClass(tokens: readonly string[], counts: (token: string, at: number) => boolean): NamedClass | undefined {
  for (let at = tokens.length - 1; at >= 0; at--) {
    const token = tokens[at] ?? '';
    if (!counts(token, at)) continue;
    if (productionWords.has(token)) return /^(?:pre|non|not|no)$/.test(tokens[at - 1] ?? '') ? 'staging' : 'production';
    if (stagingWords.has(token)) return 'staging';
    if (previewWords.has(token)) return 'preview';
  }
  return undefined;
}

/**
 * Words in lower case, without trailing numbers: `eu-prod2`, `deployToStaging`. Secrets and variables of the shell stand for
 * what they are called, `${{ secrets.STAGING_HOST }}`; other expressions could be anything.
 */
function tokensOf(name: string): readonly string[] {
  return name
    .slice(0, mostRead)
    .replace(/\$\{\{(.*?)\}\}/gs, (_, inner: string) => /^\s*(?:secrets|vars)\.(\w+)\s*$/.exec(inner)?.[1] ?? ' ')
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .map((token) => token.replace(/\d+$/, ''))
    .filter((token) => token !== '');
}

/** Nobody's name is longer. */
const mostRead = 500;
