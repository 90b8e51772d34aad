import { policySchema } from '../policy/json-schema.ts';
import { renderComment } from '../report/comment.ts';
import { reportSchema } from '../report/json-schema.ts';
import { rules } from '../rules/index.ts';
import { renderCommentPicture } from './comment-picture.ts';
import { examplePullRequest } from './example-pull-request.ts';
import { rulePages } from './rule-pages.ts';
import { pagesWithSections } from './sections.ts';
import { renderToolFile } from './tool-file.ts';

/** Path to text of everything generated but the rules' index, which the rest is made from. */
export function generatedFiles(root: string): ReadonlyMap<string, string> {
  return new Map([
    ['src/knowledge/tool.ts', renderToolFile(root)],
    ['docs/policy.schema.json', json(policySchema(rules.map((rule) => rule.info)))],
    ['docs/report.schema.json', json(reportSchema())],
    ...rulePages(),
    ['docs/comment.svg', renderCommentPicture(renderComment(examplePullRequest()), 'A comment on a pull request')],
    ...pagesWithSections(root),
  ]);
}

const json = (value: object): string => `${JSON.stringify(value, undefined, 2)}\n`;
