/** A part of a page that can lose rows, or be left out, when the page would grow too long. */
export interface Block {
  /** Everything before the rows: a heading, a table's head, the opening of a fold. */
  readonly head?: string;
  readonly rows: readonly string[];
  /** What closes it; stands even when rows are cut. */
  readonly tail?: string;
  /** Set aside for before all others, and never cut. */
  readonly isKept?: boolean;
  /** Takes the room that all others leave. */
  readonly isLast?: boolean;
}

export interface Limits {
  readonly most: number;
  readonly sizeOf: (text: string) => number;
  /** One line that stands in place of so many rows. */
  readonly omitted: (rows: number) => string;
}

/** Blocks joined by blank lines, cut between rows only, so that no fence, fold or table is ever left open. */
export function fitBlocks(blocks: readonly Block[], { most, sizeOf, omitted }: Limits): string {
  const separator = 2;
  const costOf = (text: string): number => sizeOf(text) + separator;
  const whole = blocks.map((block) => render(block, block.rows)).join('\n\n');
  if (costOf(whole) <= most) return whole;

  const longestNote = costOf(omitted(10_000_000));
  let left = most - longestNote;
  let lost = 0;
  const pages = new Map<Block, string>();
  for (const block of inOrderOfRank(blocks)) {
    const text = render(block, block.rows);
    if (block.isKept || costOf(text) <= left) {
      pages.set(block, text);
      left -= costOf(text);
      continue;
    }
    const rows = rowsWithin(block.rows, left - costOf(render(block, [])) - longestNote, sizeOf);
    if (rows.length === 0) {
      lost += Math.max(1, block.rows.length);
      continue;
    }
    const cut = render(block, rows, omitted(block.rows.length - rows.length));
    pages.set(block, cut);
    left -= costOf(cut);
  }
  const page = blocks.flatMap((block) => pages.get(block) ?? []);
  return [...page, ...(lost > 0 ? [omitted(lost)] : [])].join('\n\n');
}

const inOrderOfRank = (blocks: readonly Block[]): readonly Block[] => [
  ...blocks.filter((block) => block.isKept),
  ...blocks.filter((block) => !block.isKept && !block.isLast),
  ...blocks.filter((block) => !block.isKept && block.isLast),
];

function render(block: Block, rows: readonly string[], note?: string): string {
  const body = [...(block.head === undefined ? [] : [block.head]), ...rows].join('\n');
  const end = block.tail === undefined ? '' : `\n${block.tail}`;
  return `${body}${note === undefined ? '' : `\n\n${note}\n`}${end}`;
}

function rowsWithin(rows: readonly string[], room: number, sizeOf: (text: string) => number): readonly string[] {
  let used = 0;
  let count = 0;
  for (const row of rows) {
    used += sizeOf(row) + 1;
    if (used > room) break;
    count += 1;
  }
  return rows.slice(0, count);
}
