// Draws the picture of a flow for the README from the golden summary, with Mermaid in a browser: `npm run draw`.
// It needs Chromium on the path (or in CHROMIUM), so it is run by hand; a test compares the picture's source with the summary.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

const root = join(import.meta.dirname, '..');
const summary = readFileSync(join(root, '__tests__', 'repositories', 'pipeline', 'summary.md'), 'utf8');
const graph = /^```mermaid\n([\s\S]*?)\n```$/m.exec(summary)?.[1];
if (graph === undefined) throw new Error('The summary of the golden repository `pipeline` has no flow');

const folder = mkdtempSync(join(tmpdir(), 'plimsoll-flow-'));
try {
  const script = pathToFileURL(join(root, 'node_modules', 'mermaid', 'dist', 'mermaid.min.js')).href;
  const page = join(folder, 'page.html');
  // Labels as plain SVG text: a picture in a README may hold no HTML.
  const settings = { startOnLoad: false, theme: 'neutral', htmlLabels: false, flowchart: { htmlLabels: false } };
  writeFileSync(
    page,
    `<!doctype html><meta charset="utf-8"><body><script src="${script}"></script><script>
      mermaid.initialize(${JSON.stringify(settings)});
      mermaid.render('flow', ${JSON.stringify(graph)}).then(({ svg }) => { document.body.innerHTML = svg; });
    </script>`,
  );
  const browser = process.env['CHROMIUM'] ?? 'chromium';
  const options = [
    '--headless',
    '--no-sandbox',
    '--disable-gpu',
    '--allow-file-access-from-files',
    '--virtual-time-budget=10000',
  ];
  const { stdout, error } = spawnSync(browser, [...options, '--dump-dom', pathToFileURL(page).href], {
    encoding: 'utf8',
  });
  if (error) throw error;
  const svg = /<svg[\s\S]*<\/svg>/.exec(stdout)?.[0];
  if (svg === undefined) throw new Error(`${browser} drew nothing`);
  const source = `<desc>${graph.replaceAll('&', '&amp;').replaceAll('<', '&lt;')}</desc>`;
  const [, width = '0', height = '0'] = /viewBox="0 0 ([\d.]+) ([\d.]+)"/.exec(svg) ?? [];
  const size = `width="${Math.ceil(Number(width))}" height="${Math.ceil(Number(height))}"`;
  // HTML writes what XML does not read, and no browser still needs.
  const picture = svg.replaceAll('xlink:href', 'href').replace(/^<svg[^>]*>/, (start) => {
    const drawn = start.replace(/ width="[^"]*"/, ` ${size}`).replace(/ style="[^"]*"/, '');
    return `${drawn}${source}<rect width="100%" height="100%" fill="#fff"></rect>`;
  });
  writeFileSync(join(root, 'docs', 'flow.svg'), `${picture}\n`);
} finally {
  rmSync(folder, { recursive: true, force: true });
}
