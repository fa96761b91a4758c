import { chartSize } from './draw.ts';
import { text } from './svg.ts';

/** What a share card says. */
export interface Card {
  readonly title: string;
  readonly day: string;
  /** Figures of the day or titles; as many as have room are shown. */
  readonly lines: readonly string[];
  readonly foot: string;
}

const mostLines = 4;
/** Letters that fit on a line of the card, and lines one entry may take. */
const width = 58;
const rowsPerLine = 2;

/** Draws the card of a day: what a chat shows of a link to its page. */
export function drawCard({ title, day, lines, foot }: Card): string {
  const { width: across, height } = chartSize;
  let row = 0;
  const body = lines.slice(0, mostLines).flatMap((line) => {
    const [, mark = '', words = line] = /^([▲▼●]) (.*)$/su.exec(line) ?? [];
    const sign = arrow(mark, 150 + (row + 1) * 37);
    const rows = wrap(words).map((part) => {
      row += 1;
      return text(88, 150 + row * 37, part, { size: 25, fill: '#ffffff', weight: 400 });
    });
    row += 0.35;
    return [sign, ...rows];
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${across}" height="${height}" viewBox="0 0 ${across} ${height}" font-family="Be Vietnam Pro">`,
    `<rect width="${across}" height="${height}" fill="#0b3a66"/>`,
    `<rect x="56" y="132" width="64" height="5" fill="#f2b632"/>`,
    text(56, 78, title, { size: 38, fill: '#ffffff', weight: 600 }),
    text(56, 114, day, { size: 22, fill: '#c7d9ea' }),
    ...body,
    text(56, 506, foot, { size: 17, fill: '#c7d9ea' }),
    '</svg>',
  ].join('');
}

/** The direction before a figure; the font has no such signs. */
function arrow(mark: string, y: number): string {
  const shapes: Readonly<Record<string, string>> = {
    '▲': `<path d="M58 ${y - 2}l10-18 10 18z" fill="#f2b632"/>`,
    '▼': `<path d="M58 ${y - 18}l10 18 10-18z" fill="#f2b632"/>`,
  };
  return shapes[mark] ?? `<circle cx="68" cy="${y - 9}" r="6" fill="#f2b632"/>`;
}

/** Cuts a line between words into rows; what is left over after the last row ends in an ellipsis. */
function wrap(line: string): readonly string[] {
  const rows: string[] = [];
  let open = '';
  for (const word of line.split(/\s+/u)) {
    if (open !== '' && open.length + word.length + 1 > width) {
      if (rows.length === rowsPerLine - 1) return [...rows, `${open}…`];
      rows.push(open);
      open = word;
    } else {
      open = open === '' ? word : `${open} ${word}`;
    }
  }
  return [...rows, open];
}
