/** The advance of a text in an ordinary sans-serif face, as a part of the font size. */
export function widthOf(text: string): number {
  let width = 0;
  for (const character of text) width += advances[character.charCodeAt(0) - 32] ?? others[character] ?? ordinary;
  return width / 1000;
}

const ordinary = 556;

const others: Readonly<Record<string, number>> = { '·': 278, '−': 584, '…': 1000, '’': 222 };

/** Of the printable ASCII characters, from the space on: the widths of the standard PDF face Helvetica. */
// prettier-ignore
const advances: readonly number[] = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556, 556,
  556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833, 722, 778,
  667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556, 556, 278, 556,
  556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334, 260, 334, 584,
];
