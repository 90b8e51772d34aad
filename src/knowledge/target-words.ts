/** Words by which people name where a deployment leads. Read 2026-11 off the names in public workflows. */

const words = (text: string): ReadonlySet<string> => new Set(text.split(/\s+/));

export const productionWords = words('prod production prd produccion producao live');

export const stagingWords = words(
  'stage staging stag stg dev devel develop development test testing tst qa uat int integration sandbox sbx preprod ' +
    'preproduction nonprod nonproduction acc acceptance beta alpha demo scratch',
);

export const previewWords = words('preview previews pr prs review reviews');

/**
 * Of these, words that also name what a job does: `test-and-deploy`, `review`, `int`. In the name of a job, a step or a
 * workflow they count only where a preposition or a word for deploying leads to them: `deploy-test`, `ship to dev`.
 */
export const ambiguousWords = words(
  'live test testing tst int integration acc acceptance beta alpha demo dev devel develop development stage review ' +
    'reviews pr prs preview previews',
);

/** What leads to such a word, or follows it. */
export const leadingWords = words(
  'deploy deploys deploying deployment release ship rollout promote publish to on in into',
);
export const followingWords = words('env environment cluster server stack site deploy deployment');

export const docsWords = words(
  'docs doc documentation apidocs apidoc storybook javadoc javadocs rustdoc typedoc mkdocs sphinx docusaurus vitepress ' +
    'mdbook doxygen pkgdown docsite handbook',
);
