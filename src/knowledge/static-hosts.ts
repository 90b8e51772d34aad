/**
 * Hosts of static sites and the tools that bring files to them. Read 2026-11 off their own pages:
 * https://docs.github.com/en/pages, https://cli.vercel.com (https://vercel.com/docs/cli/deploy),
 * https://docs.netlify.com/api-and-cli-guides/cli-guides/get-started-with-cli/, https://firebase.google.com/docs/hosting,
 * https://developers.cloudflare.com/workers/wrangler/commands/.
 */

/** Sites that GitHub Pages and its like serve: documentation, whatever else it is called. By action. */
export const pagesActions =
  /^(?:actions\/(?:deploy-pages|jekyll-build-pages)|peaceiris\/actions-(?:gh-pages|mdbook)|jamesives\/github-pages-deploy-action|crazy-max\/ghaction-github-pages|mhausenblas\/mkdocs-deploy-gh-pages|[\w.-]+\/[\w.-]*(?:gh-pages|github-pages|ghpages|mkdocs|readthedocs)[\w.-]*)$/;

/** By command: the program, and the words that make it one. */
export const pagesCommands =
  /^(?:mkdocs gh-deploy|mike (?:deploy|set-default|alias)|ghp-import|gh-pages|quarto publish|docusaurus deploy|vuepress-deploy|mdbook)\b/;

/** Tools that bring files to a place where they are read as they are. */
export const staticTools =
  /\b(?:netlify|wrangler|vercel|firebase|surge|pages|s3|gsutil|storage|rclone|rsync|scp|sftp|lftp|ftp|ftps|swa|static-web-apps|static-web-apps-deploy|cloudfront|azcopy|now|render|git|gh-pages|s5cmd|s3cmd)\b/i;

/** Programs that turn sources into a documentation site. */
export const docsGenerators =
  /^(?:mkdocs|sphinx-build|sphinx-autobuild|docusaurus|vitepress|vuepress|mdbook|typedoc|jsdoc|javadoc|doxygen|zensical|antora|storybook|build-storybook|readthedocs|pdoc|pdoc3|jazzy|dokka|retype|honkit|gitbook|jupyter-book|quarto|hugo|jekyll|mike|rustdoc|ford|ex_doc|yard|compodoc)$/;
