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

/** Phrases by their tokens, one step each. */
interface Step {
  readonly next: Map<string, Step>;
  readonly entries: Entry[];
}

const root = new Map<string, Step>();

function add(entry: Omit<Entry, 'tokens'>, phrase: string): void {
  const tokens = tokenise(phrase).map(({ t }) => t);
  let next = root;
  let step: Step | undefined;
  for (const token of tokens) {
    step = next.get(token);
    if (step === undefined) next.set(token, (step = { next: new Map(), entries: [] }));
    next = step.next;
  }
  step?.entries.push({ ...entry, tokens });
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

/** The longest phrase of the lexicon that begins at token `at`. */
export function readEntry(tokens: readonly Token[], at: number): Entry | undefined {
  let step = root.get(tokens[at]!.t);
  if (step === undefined) return undefined;
  const found: (readonly Entry[])[] = [];
  for (let k = at + 1; step !== undefined; k++) {
    if (step.entries.length > 0) found.push(step.entries);
    step = tokens[k] === undefined ? undefined : step.next.get(tokens[k]!.t);
  }
  for (let i = found.length - 1; i >= 0; i--) {
    const entry = found[i]!.find((one) => holdsHere(one, tokens, at));
    if (entry !== undefined) return entry;
  }
  return undefined;
}

/** Capitals and neighbours are as the entry needs them. */
function holdsHere(entry: Entry, tokens: readonly Token[], at: number): boolean {
  const end = at + entry.tokens.length;
  if (entry.proper === true && !isProper(tokens, at, end)) return false;
  // "thế giới" is the world, "Thế Giới Di Động" a shop.
  if (entry.proper === false && tokens[end - 1]!.capital) return false;
  return entry.ambiguous !== true || TRADE_BEFORE.has(tokens[at - 1]?.t ?? '');
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
