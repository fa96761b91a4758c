import type { Language } from '../../news/chat.ts';
import { foldForSearch } from '../../text/fold.ts';
import { readCardinal } from '../../text/number-words.ts';
import { findNumbers } from '../../text/numbers.ts';

interface Amount {
  readonly value: number;
  /** Canonical unit, where one is written. */
  readonly unit?: string;
}

/** Whether a text holds a number that no source holds, or holds with another unit only. */
export function strangeNumber(text: string, sources: readonly string[], language: Language): boolean {
  const known = sources.flatMap(vietnameseAmounts);
  const told = language === 'vi' ? vietnameseAmounts(text) : englishAmounts(text);
  return told.some((amount) => !known.some((other) => same(amount, other)));
}

function same(a: Amount, b: Amount): boolean {
  if (Math.abs(Math.abs(a.value) - Math.abs(b.value)) > Math.abs(b.value) * 1e-9) return false;
  return a.unit === undefined || b.unit === undefined || a.unit === b.unit;
}

function vietnameseAmounts(text: string): readonly Amount[] {
  const amounts: Amount[] = [];
  for (const { value, mantissa, scale, max, of, unit } of findNumbers(text)) {
    const written = unit === undefined ? {} : { unit: unitName(unit) };
    amounts.push({ value, ...written });
    // "từ 15 đến 20 triệu": the lower end may be said without its scale.
    if (max !== undefined) amounts.push({ value: max, ...written }, { value: mantissa * scale, ...written });
    if (of !== undefined) amounts.push({ value: of });
  }
  return [...amounts, ...counted(text)];
}

/** "ba địa phương", "hai mươi xe": numbers in words before what they count. */
function counted(text: string): readonly Amount[] {
  const amounts: Amount[] = [];
  for (const { index } of text.matchAll(/(?<![\p{L}\p{M}\p{Nd}])(?=[hbnstcmHBNSTCM]\p{L})/gu)) {
    const read = readCardinal(text, index);
    if (read === undefined || read.value < 2) continue;
    const behind = text.slice(read.end);
    // "năm nay", "năm 2024": the year, not five.
    if (COUNTED.test(behind) && !/(?:trong|hết|cuối|đầu|mỗi|một|cùng|cả) $/iu.test(text.slice(0, index)))
      amounts.push({ value: read.value });
  }
  return amounts;
}

const COUNTED =
  /^ (?:địa phương|tỉnh|thành phố|doanh nghiệp|công ty|dự án|nhà máy|ngành|mặt hàng|nhóm hàng|nước|quốc gia|cửa khẩu|người|vụ|xe|container|lô|tháng|quý|tuần|ngày|giờ|lần|đợt|phiên|kỳ|tấn|triệu|tỷ|nghìn)(?![\p{L}\p{M}])/u;

const UNIT_NAMES: Readonly<Record<string, string>> = {
  'phần trăm': '%',
  'đô la mỹ': 'usd',
  'đô la': 'usd',
  euro: 'eur',
  vnđ: 'vnd',
  đồng: 'vnd',
};

function unitName(unit: string): string {
  const lower = unit.toLowerCase();
  return UNIT_NAMES[lower] ?? lower;
}

const ENGLISH_SCALES: Readonly<Record<string, number>> = {
  hundred: 1e2,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
  trillion: 1e12,
  quadrillion: 1e15,
};
const ENGLISH_UNITS: Readonly<Record<string, string>> = {
  '%': '%',
  percent: '%',
  'per cent': '%',
  'percentage points': 'điểm phần trăm',
  'percentage point': 'điểm phần trăm',
  usd: 'usd',
  dollars: 'usd',
  vnd: 'vnd',
  dong: 'vnd',
  tonnes: 'tấn',
  tons: 'tấn',
};
const ENGLISH_WORDS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  );
const ENGLISH_NUMBER = new RegExp(
  String.raw`(?<![\p{L}\p{Nd}.,])(?<money>USD ?|US\$ ?|\$ ?|VND ?)?(?<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:[ -](?<scale>hundred|thousand|million|billion|trillion|quadrillion))?(?: ?(?<unit>%|percentage points?|percent|per cent|USD|VND|dollars|dong|tonnes|tons))?`,
  'giu',
);

function englishAmounts(text: string): readonly Amount[] {
  const digits = Array.from(text.matchAll(ENGLISH_NUMBER), ({ groups }): Amount => {
    const scale = ENGLISH_SCALES[groups?.['scale']?.toLowerCase() ?? ''] ?? 1;
    const value = Number((Number((groups?.['digits'] ?? '').replaceAll(',', '')) * scale).toPrecision(15));
    const money = groups?.['money'] === undefined ? undefined : /vnd/iu.test(groups['money']) ? 'vnd' : 'usd';
    const unit = money ?? ENGLISH_UNITS[groups?.['unit']?.toLowerCase() ?? ''];
    return unit === undefined ? { value } : { value, unit };
  });
  const words = (foldForSearch(text).match(/[a-z]+/gu) ?? []).flatMap((word) => {
    const value = ENGLISH_WORDS.indexOf(word);
    return value >= 2 ? [{ value }] : [];
  });
  return [...digits, ...words];
}
