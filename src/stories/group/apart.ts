import { MERGED_AT, mergedInto } from '../../text/gazetteer.ts';
import { findPlaces, type PlaceMention } from '../../text/places.ts';
import { tokens } from '../../text/tokens.ts';
import type { Instant } from '../../news/time.ts';
import { marketsIn, marketsOf } from './markets.ts';
import { readMovements, type Movement } from './movements.ts';
import { readPeriods, type ToldPeriod } from './told-periods.ts';

/** Facts that keep two articles apart however alike they read. */
export interface ApartFacts {
  /** Provinces of the title; of its opening; of everything read. */
  readonly titlePlaces: readonly string[];
  readonly leadPlaces: readonly string[];
  readonly places: readonly string[];
  readonly titlePeriods: readonly ToldPeriod[];
  readonly leadPeriods: readonly ToldPeriod[];
  readonly movements: readonly Movement[];
  /** Whether the title or opening states a movement or share: a statistic. */
  readonly statistic: boolean;
  readonly flow: 'export' | 'import' | undefined;
  /** Statistics that the title names, as bits, and those that title or opening name. */
  readonly series: number;
  readonly toldSeries: number;
  /** The day up to which a count is told ("tính đến 20 giờ ngày 19/2"), day × 100 + month. */
  readonly cutOff: number | undefined;
  /** Countries the title is about, and those anything read may speak of, as bits. */
  readonly titleMarkets: number;
  readonly markets: number;
  readonly titleMovement: 'up' | 'down' | undefined;
  readonly titleWords: ReadonlySet<string>;
  /** Days in the title (`d/m` as day × 100 + month); a daily bulletin says "hôm nay" or names its day. */
  readonly titleDays: readonly number[];
  readonly bulletin: boolean;
}

const LEAD = 350;
const READ = 1200;
/** Half a day and some: yesterday's bulletin is not today's. */
const BULLETIN_GAP = 15 * 3_600_000;
/** How much two titles share beside direction and numbers when one says the opposite of the other. */
const SAME_CLAIM = 0.55;

export function readApart(article: {
  readonly title: string;
  readonly text: string;
  readonly publishedAt?: Instant;
}): ApartFacts {
  const { title, publishedAt } = article;
  const lead = article.text.slice(0, LEAD);
  const titlePlaces = provincesIn(findPlaces(title, { publishedAt }), publishedAt);
  const told = findPlaces(article.text.slice(0, READ), { publishedAt });
  const leadPlaces = provincesIn(
    told.filter(({ start }) => start < LEAD),
    publishedAt,
  );
  const titleMovements = readMovements(title);
  const directions = new Set(titleMovements.map(({ direction }) => direction));
  const movements = [...titleMovements, ...readMovements(lead)];
  const titleDays = daysIn(title);
  const bulletin =
    titleDays.length > 0 ||
    /(?:hôm nay|sáng nay|chiều nay|tối nay|phiên (?:sáng|chiều|\p{Nd}))/iu.test(title);
  return {
    titlePlaces,
    leadPlaces,
    places: [...new Set([...titlePlaces, ...provincesIn(told, publishedAt)])],
    titlePeriods: readPeriods(title),
    leadPeriods: readPeriods(lead).slice(0, 1),
    movements,
    statistic: movements.some(({ amount }) => amount !== undefined),
    flow: flowOf(title),
    series: seriesOf(title),
    toldSeries: seriesOf(`${title}\n${lead}`),
    cutOff: cutOffIn(lead),
    titleMarkets: marketsOf(title),
    markets: marketsIn(`${title}\n${article.text.slice(0, READ)}`),
    titleMovement: directions.size === 1 ? [...directions][0] : undefined,
    titleWords: directions.size === 1 || bulletin ? comparedWords(title) : NO_WORDS,
    titleDays,
    bulletin,
  };
}

/** Kept only where titles are compared at all: a window holds thousands of articles. */
const NO_WORDS: ReadonlySet<string> = new Set();

function comparedWords(title: string): ReadonlySet<string> {
  return new Set(tokens(title).filter((word) => !/^\d/u.test(word) && !DIRECTION_WORDS.has(word)));
}

const DIRECTION_WORDS = new Set(['tăng', 'giảm', 'lên', 'xuống', 'sụt', 'hạ']);

/** Another period, the opposite fact, another province, another day's bulletin: never one story. */
export function mustStayApart(a: ApartFacts, b: ApartFacts, gapMs: number): boolean {
  return (
    otherPeriod(a, b) ||
    oppositeFact(a, b) ||
    otherPlace(a, b) ||
    otherMarket(a, b) ||
    otherBulletin(a, b, gapMs) ||
    otherCutOff(a, b)
  );
}

export function otherPeriod(a: ApartFacts, b: ApartFacts): boolean {
  if (!a.statistic && !b.statistic) return false;
  const left = a.titlePeriods.length > 0 ? a.titlePeriods : a.leadPeriods;
  const right = b.titlePeriods.length > 0 ? b.titlePeriods : b.leadPeriods;
  if (left.length === 0 || right.length === 0) return false;
  if (a.titlePeriods.length === 0 && b.titlePeriods.length === 0 && !(a.statistic && b.statistic))
    return false;
  return !left.some((x) => right.some((y) => samePeriod(x, y)));
}

function samePeriod(a: ToldPeriod, b: ToldPeriod): boolean {
  return a.endMonth === b.endMonth && (a.year === undefined || b.year === undefined || a.year === b.year);
}

export function oppositeFact(a: ApartFacts, b: ApartFacts): boolean {
  const agrees = a.movements.some((x) =>
    b.movements.some((y) => x.amount !== undefined && x.amount === y.amount && x.direction === y.direction),
  );
  if (agrees) return false;
  const contradicts = a.movements.some((x) =>
    b.movements.some((y) => x.amount !== undefined && x.amount === y.amount && x.direction !== y.direction),
  );
  if (contradicts || otherFlow(a, b) || otherSeries(a, b)) return true;
  if (!a.titleMovement || !b.titleMovement || a.titleMovement === b.titleMovement) return false;
  return jaccard(a.titleWords, b.titleWords) >= SAME_CLAIM;
}

/** Statistics of exports against those of imports. */
function otherFlow(a: ApartFacts, b: ApartFacts): boolean {
  if (!a.statistic || !b.statistic || a.flow === undefined || b.flow === undefined) return false;
  return a.flow !== b.flow;
}

/** One office publishes several statistics on one morning, in much the same words: each is its own story. */
function otherSeries(a: ApartFacts, b: ApartFacts): boolean {
  if (!a.statistic || !b.statistic || a.series === 0 || b.series === 0) return false;
  return (a.series & b.series) === 0;
}

const SERIES = [
  /(?<![\p{L}\p{M}])(?:IIP|sản xuất công nghiệp)(?![\p{L}\p{M}])/iu,
  /(?<![\p{L}\p{M}])(?:CPI|giá tiêu dùng|lạm phát)(?![\p{L}\p{M}])/iu,
  /(?<![\p{L}\p{M}])(?:GDP|GRDP|tăng trưởng kinh tế)(?![\p{L}\p{M}])/iu,
  /(?<![\p{L}\p{M}])PMI(?![\p{L}\p{M}])/u,
  /(?<![\p{L}\p{M}])(?:FDI|vốn đầu tư nước ngoài)(?![\p{L}\p{M}])/iu,
  /(?<![\p{L}\p{M}])(?:xuất khẩu|nhập khẩu|xuất nhập khẩu|xuất siêu|nhập siêu|cán cân thương mại)(?![\p{L}\p{M}])/iu,
  /(?<![\p{L}\p{M}])bán lẻ(?![\p{L}\p{M}])/iu,
  /(?<![\p{L}\p{M}])(?:thu|chi|bội chi) ngân sách(?![\p{L}\p{M}])/iu,
  /(?<![\p{L}\p{M}])(?:đầu tư công|giải ngân vốn)(?![\p{L}\p{M}])/iu,
];

function seriesOf(title: string): number {
  let bits = 0;
  for (const [n, pattern] of SERIES.entries()) if (pattern.test(title)) bits |= 1 << n;
  return bits;
}

/** Whether a title is about exports or imports alone. */
function flowOf(title: string): ApartFacts['flow'] {
  const out = /(?<![\p{L}\p{M}])xuất khẩu/iu.test(title);
  const into = /(?<![\p{L}\p{M}])nhập khẩu/iu.test(title);
  if (out === into) return undefined;
  return out ? 'export' : 'import';
}

/** Titles that name provinces of which the other article says nothing; weaker hints are left to the trees. */
export function otherPlace(a: ApartFacts, b: ApartFacts): boolean {
  if (a.titlePlaces.length === 0 || b.titlePlaces.length === 0) return partAndWhole(a, b);
  return (
    !a.titlePlaces.some((place) => b.places.includes(place)) &&
    !b.titlePlaces.some((place) => a.places.includes(place))
  );
}

/** Titles about countries of which the other article says nothing. */
export function otherMarket(a: ApartFacts, b: ApartFacts): boolean {
  if (a.titleMarkets === 0 || b.titleMarkets === 0) return false;
  return (a.titleMarkets & b.markets) === 0 && (b.titleMarkets & a.markets) === 0;
}

/** The statistic of a province and one of the country that names no province at all. */
function partAndWhole(a: ApartFacts, b: ApartFacts): boolean {
  if (!a.statistic || !b.statistic || a.series === 0 || b.series === 0) return false;
  return (
    (a.titlePlaces.length > 0 && b.places.length === 0) || (b.titlePlaces.length > 0 && a.places.length === 0)
  );
}

export function otherBulletin(a: ApartFacts, b: ApartFacts, gapMs: number): boolean {
  if (!a.bulletin || !b.bulletin) return false;
  if (a.titleDays.length > 0 && b.titleDays.length > 0)
    return !a.titleDays.some((day) => b.titleDays.includes(day));
  return gapMs > BULLETIN_GAP && jaccard(a.titleWords, b.titleWords) >= 0.4;
}

/** A count is told anew each day, in the same words. */
function otherCutOff(a: ApartFacts, b: ApartFacts): boolean {
  return a.cutOff !== undefined && b.cutOff !== undefined && a.cutOff !== b.cutOff;
}

function cutOffIn(lead: string): number | undefined {
  const told =
    /tính đến\s+(?:\p{Nd}{1,2}\s*(?:giờ|h)\p{Nd}{0,2}\s*)?(?:(?:phút\s*)?ngày\s+)?(?=\p{Nd})/iu.exec(lead);
  return told === null
    ? undefined
    : daysIn(lead.slice(told.index + told[0].length, told.index + told[0].length + 12))[0];
}

/** Whether both tell the same number of the same statistic for the same period: one release, in whatever words. */
export function sameRelease(a: ApartFacts, b: ApartFacts): boolean {
  if ((a.toldSeries & b.toldSeries) === 0) return false;
  return a.movements.some((x) =>
    b.movements.some((y) => isPrecise(x.amount) && x.amount === y.amount && x.direction === y.direction),
  );
}

/** "18,3" is a statistic's own number; "12" two statistics share by chance. */
function isPrecise(amount: string | undefined): boolean {
  return amount !== undefined && /^\p{Nd}+,\p{Nd}/u.test(amount);
}

function jaccard(a: ReadonlySet<string>, b: ReadonlySet<string>): number {
  let shared = 0;
  for (const word of a) if (b.has(word)) shared += 1;
  return shared / Math.max(1, a.size + b.size - shared);
}

/** The provinces of mentions; after the merger of July 2025 by their present name. */
function provincesIn(mentions: readonly PlaceMention[], publishedAt: Instant | undefined): string[] {
  const found = new Set<string>();
  for (const { id, kind, province } of mentions) {
    const own = kind === 'region' ? undefined : (province ?? id);
    if (own === undefined) continue;
    found.add((publishedAt !== undefined && publishedAt >= MERGED_AT ? mergedInto(own) : undefined) ?? own);
  }
  return [...found];
}

/** Days named as `d/m`. */
export function daysIn(text: string): number[] {
  const days = new Set<number>();
  for (const match of text.matchAll(
    /(?<![\p{Nd}/.,-])(\p{Nd}{1,2})[/-](\p{Nd}{1,2})(?=[/-]\p{Nd}{4}|[^\p{Nd}/%-]|$)/gu,
  )) {
    const day = Number(match[1]);
    const month = Number(match[2]);
    if (day >= 1 && day <= 31 && month >= 1 && month <= 12) days.add(day * 100 + month);
  }
  return [...days];
}
