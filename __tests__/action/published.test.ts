import { describe, expect, jest, test } from '@jest/globals';
import { newestNode } from '../help/runner.ts';
import { outdent } from './outdent.ts';
import { sail } from './port.ts';
import type { Voyage } from './port.ts';
import { careless, shipsWith } from './ships.ts';

jest.setTimeout(120_000);

const { name, path: node } = newestNode();

/** Anyone who opens an issue runs commands. */
const open = outdent(`
  name: Triage
  on: { issues: { types: [opened] } }
  permissions: { issues: write }
  concurrency: triage
  jobs:
    hello-sailor:
      runs-on: ubuntu-24.04
      timeout-minutes: 5
      steps:
        - run: echo "\${{ github.event.issue.title }}"
`);

const triage = '.github/workflows/triage-desk.yml';
const withOpen = shipsWith({ [triage]: open });

/** What would lead a reader to the weakness. */
const traces = ['triage-desk', 'hello-sailor', 'issue.title'];

const tracesOn = async (voyage: Voyage) => {
  const { step, github } = await sail({ ...voyage, node });
  const comments = github.state.comments.map(({ body }) => body).join('\n');
  const outputs = Object.entries(step.outputs).filter(([output]) => !output.endsWith('-path'));
  const surfaces = {
    comment: comments,
    annotations: JSON.stringify(step.annotations),
    summary: step.summary,
    log: step.log.join('\n'),
    outputs: JSON.stringify(outputs),
    report: step.report,
    sarif: step.sarif,
  };
  const telling = Object.entries(surfaces).filter(([, text]) => traces.some((trace) => text.includes(trace)));
  const naming = Object.entries(surfaces).filter(([, text]) => text.includes('template-injection'));
  return { telling: telling.map(([surface]) => surface), naming: naming.map(([surface]) => surface) };
};

describe(`on ${name}, an open critical`, () => {
  test.concurrent.each([
    [
      'that stood there before',
      { main: withOpen, head: shipsWith({ [triage]: open, '.github/workflows/release.yml': careless }) },
    ],
    [
      'that is fixed here, and open until this is merged',
      { main: withOpen, head: shipsWith({ '.github/workflows/release.yml': careless }) },
    ],
    [
      'at adoption',
      { main: shipsWith({ [triage]: open, '.github/workflows/plimsoll.yml': undefined }), head: withOpen },
    ],
  ])('%s is not told in public, but for its rule', async (_, voyage) => {
    const { telling, naming } = await tracesOn(voyage);
    expect(telling.filter((surface) => !['report', 'sarif'].includes(surface))).toEqual([]);
    expect(naming).toEqual(expect.arrayContaining(['comment', 'summary', 'report']));
  });

  test.concurrent('that this pull request brings is told', async () => {
    const { telling } = await tracesOn({ head: withOpen });
    expect(telling).toEqual(['comment', 'annotations', 'summary', 'report', 'sarif']);
  });

  test.concurrent('is told in a private repository', async () => {
    const { telling } = await tracesOn({
      main: withOpen,
      head: shipsWith({ [triage]: open, '.github/workflows/release.yml': careless }),
      github: { isPrivate: true },
    });
    expect(telling).toEqual(expect.arrayContaining(['summary', 'report', 'sarif']));
  });
});
