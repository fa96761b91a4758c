import { createRequire } from 'node:module';
import type { Token } from './tokens.ts';
import { tokenise } from './tokens.ts';

/** What a phrase of the lexicon stands for. */
export interface Entry {
  readonly kind: EntryKind;
  readonly id: string;
  /** For an item: the indicator a price of it belongs to. */
  readonly price?: string;
  /** A loss or deficit: levels of it are below zero. */
  readonly negative?: true;
  /** Written with a capital; "Mỹ" is a market and "mỹ" is not. */
  readonly proper?: boolean;
  /** Needs a word of trade or production just before it: "hạt điều", but "điều này". */
  readonly ambiguous?: true;
  /** Names its indicator only when nothing stronger does: "sản xuất", "xử lý". */
  readonly weak?: true;
  readonly tokens: readonly string[];
}

export type EntryKind =
  | 'indicator'
  | 'item'
  | 'market'
  | 'up'
  | 'down'
  | 'flat'
  | 'to'
  | 'from'
  | 'share'
  | 'contribution'
  | 'plan'
  | 'estimate'
  | 'forecast'
  | 'target'
  | 'approx'
  | 'within'
  /** Begins another clause: "khiến", "nhờ", "nhưng". */
  | 'clause'
  | 'and'
  | 'respectively'
  | 'both'
  | 'aspect'
  | 'threshold'
  | 'average'
  | 'per-day'
  | 'negative'
  | 'skip';

/** Verbs, qualifiers and links. `loose` ones govern a number only right before it. */
const verbs = createRequire(import.meta.url)('./verbs.json') as readonly {
  readonly kind: EntryKind;
  readonly id?: string;
  readonly phrases: readonly string[];
}[];

/** A commodity only behind a word of trade: "xuất khẩu điều", not "điều này". */
const NEEDS_TRADE = new Set([
  'điều',
  'đường',
  'giấy',
  'vải',
  'sợi',
  'khí',
  'ngô',
  'chè',
  'quế',
  'mít',
  'tự do',
  'trung tâm',
  'nếp',
]);
const NEGATIVE = /^(?:lỗ|thua lỗ|báo lỗ|nhập siêu|thâm hụt)/u;

interface LexiconLine {
  readonly kind: 'indicator' | 'item' | 'market';
  readonly id: string;
  readonly price?: string;
  readonly weak?: true;
  readonly phrases: readonly string[];
}

const byFirst = new Map<string, Entry[]>();

function add(entry: Omit<Entry, 'tokens'>, phrase: string): void {
  const tokens = tokenise(phrase).map(({ t }) => t);
  const list = byFirst.get(tokens[0]!);
  if (list === undefined) byFirst.set(tokens[0]!, [{ ...entry, tokens }]);
  else list.push({ ...entry, tokens });
}

for (const line of createRequire(import.meta.url)('./lexicon.json') as readonly LexiconLine[]) {
  for (const phrase of line.phrases) {
    add(
      {
        kind: line.kind,
        id: line.id,
        ...(line.price === undefined ? {} : { price: line.price }),
        ...(line.weak === true ? { weak: true } : {}),
        ...(NEGATIVE.test(phrase) ? { negative: true } : {}),
        ...(line.kind === 'market' ? { proper: phrase[0] !== phrase[0]!.toLowerCase() } : {}),
        ...(NEEDS_TRADE.has(phrase) ? { ambiguous: true } : {}),
      },
      phrase,
    );
  }
}
for (const { kind, id, phrases } of verbs) for (const phrase of phrases) add({ kind, id: id ?? '' }, phrase);
for (const list of byFirst.values()) list.sort((a, b) => b.tokens.length - a.tokens.length);

/** The longest phrase of the lexicon that begins at token `at`. */
export function readEntry(tokens: readonly Token[], at: number): Entry | undefined {
  const list = byFirst.get(tokens[at]!.t);
  if (list === undefined) return undefined;
  for (const entry of list) {
    let k = 1;
    while (k < entry.tokens.length && tokens[at + k]?.t === entry.tokens[k]) k++;
    if (k < entry.tokens.length) continue;
    if (entry.proper === true && !isProper(tokens, at, at + k)) continue;
    // "thế giới" is the world, "Thế Giới Di Động" a shop.
    if (entry.proper === false && tokens[at + k - 1]!.capital) continue;
    if (entry.ambiguous === true && !TRADE_BEFORE.has(tokens[at - 1]?.t ?? '')) continue;
    return entry;
  }
  return undefined;
}

const TRADE_BEFORE = new Set([
  'khẩu',
  'hạt',
  'ngành',
  'giá',
  'hàng',
  'lượng',
  'nhập',
  'xuất',
  'xk',
  'nk',
  'trường',
  'tỷ',
  'nhân',
  ',',
  'và',
]);

/** A name of one syllable followed by another capital is part of a longer one: "Mỹ Đình", "Lào Cai". */
function isProper(tokens: readonly Token[], from: number, to: number): boolean {
  if (tokens[from]!.kind === 'word' && !tokens[from]!.capital) return false;
  if (to - from > 1) return true;
  const next = tokens[to];
  const before = tokens[from - 1];
  const joined =
    next?.capital === true && next.start === tokens[to - 1]!.end + 1 && tokens[from]!.t.length <= 4;
  const tail =
    before?.capital === true &&
    from > 1 &&
    !ACRONYMS.has(before.t) &&
    tokens[from]!.t.length <= 4 &&
    before.end + 1 === tokens[from]!.start;
  return !joined && !tail;
}

/** Capitals that do not make a name of what follows: "GDP Mỹ". */
const ACRONYMS = new Set(['gdp', 'cpi', 'pmi', 'iip', 'fdi', 'fed', 'usd']);
