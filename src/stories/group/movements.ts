/** "tăng 12%", "giảm hơn 3,5 tỷ": which way, and the number as printed. */
export interface Movement {
  readonly direction: 'up' | 'down';
  readonly amount?: string;
}

const UP = 'tăng|cao hơn|nhích lên|leo thang|vọt lên|bật tăng|lên';
const DOWN = 'giảm|sụt|hạ|thấp hơn|lao dốc|rớt|tụt|xuống';
const MOVEMENT = new RegExp(
  `(?<![\\p{L}\\p{M}])(?:(?<up>${UP})|(?<down>${DOWN}))(?![\\p{L}\\p{M}])(?:\\s+(?!tăng|giảm)[\\p{L}\\p{M}]+){0,3}?\\s+(?<amount>\\p{Nd}+(?:[.,]\\p{Nd}+)*)`,
  'giu',
);
const DIRECTION = new RegExp(
  `(?<![\\p{L}\\p{M}])(?:(?<up>tăng|cao hơn)|(?<down>giảm|sụt|lao dốc|thấp hơn))(?![\\p{L}\\p{M}])`,
  'giu',
);
/** "tăng trưởng", "tăng cường", "giảm nghèo" name programmes, not movements. */
const NO_MOVEMENT = /^\s*(?:cường|tốc|nghèo|phát thải|thiểu|gia)/iu;

/** Movements a text states, in order; one without a number only when the text has none with. */
export function readMovements(text: string): Movement[] {
  const counted: Movement[] = [];
  for (const { groups } of text.matchAll(MOVEMENT)) {
    counted.push({
      direction: groups?.['up'] ? 'up' : 'down',
      amount: (groups?.['amount'] ?? '').replace('.', ','),
    });
  }
  if (counted.length > 0) return counted;
  const bare: Movement[] = [];
  for (const match of text.matchAll(DIRECTION)) {
    if (NO_MOVEMENT.test(text.slice(match.index + match[0].length))) continue;
    bare.push({ direction: match.groups?.['up'] ? 'up' : 'down' });
  }
  return bare;
}
