import { createRequire } from 'node:module';
import type { Token } from './tokens.ts';

interface UnitRecord {
  readonly id: string;
  readonly label: string;
  readonly base: string;
  readonly factor: number;
}

const records = createRequire(import.meta.url)('./units.json') as readonly UnitRecord[];
const byBase = new Map<string, UnitRecord[]>();
for (const record of records) byBase.set(record.base, [...(byBase.get(record.base) ?? []), record]);
for (const list of byBase.values()) list.sort((a, b) => b.factor - a.factor);
const byId = new Map(records.map((record) => [record.id, record]));

/** The unit's label in Vietnamese ("nghìn tỷ đồng"), or its id when unknown. */
export function unitLabel(id: string): string {
  return byId.get(id)?.label ?? id;
}

/** What kind of thing a unit counts (`usd`, `tonne`, `percent`), and how many of it one unit is. */
export function unitBase(id: string): { readonly base: string; readonly factor: number } {
  const record = byId.get(id);
  return record === undefined ? { base: id, factor: 1 } : { base: record.base, factor: record.factor };
}

/** The unit for a printed number: "5.400 tỷ" of `vnd` is 5400 `billion_vnd`; "1,5 vạn" of `tonne` 15 `thousand_tonne`. */
export function scaledUnit(
  base: string,
  mantissa: number,
  scale: number,
): { readonly unit: string; readonly value: number } {
  const own = byBase.get(base);
  if (own === undefined) return { unit: base, value: tidy(mantissa * scale) };
  const unit = own.find(({ factor }) => factor <= scale) ?? own.at(-1)!;
  return { unit: unit.id, value: tidy((mantissa * scale) / unit.factor) };
}

export interface UnitMatch {
  readonly base: string;
  /** Index of the token behind the unit. */
  readonly end: number;
}

const SIMPLE: readonly (readonly [string, string])[] = [
  ['điểm phần trăm', 'percentage_point'],
  ['điểm %', 'percentage_point'],
  ['đpt', 'percentage_point'],
  ['%', 'percent'],
  ['phần trăm', 'percent'],
  ['pct', 'percent'],
  ['điểm cơ bản', 'other'],
  ['điểm', 'index_point'],
  ['lần', 'times'],
  ['usd', 'usd'],
  ['us $', 'usd'],
  ['đô la mỹ', 'usd'],
  ['đô la', 'usd'],
  ['đô - la', 'usd'],
  ['đô', 'usd'],
  ['eur', 'eur'],
  ['euro', 'eur'],
  ['đồng việt nam', 'vnd'],
  ['đồng', 'vnd'],
  ['vnd', 'vnd'],
  ['đ', 'vnd'],
  ['tấn', 'tonne'],
  ['kwh', 'kwh'],
  ['kilowatt giờ', 'kwh'],
  ['mw', 'mw'],
  ['mwp', 'mw'],
  ['gw', 'gw'],
  ['m3', 'm3'],
  ['mét khối', 'm3'],
  ['ha', 'hectare'],
  ['héc ta', 'hectare'],
  ['hecta', 'hectare'],
  ['hécta', 'hectare'],
  ['héc - ta', 'hectare'],
  ['lượt xe', 'vehicle'],
  ['lượt phương tiện', 'vehicle'],
  ['xe', 'vehicle'],
  ['phương tiện', 'vehicle'],
  ['container', 'container'],
  ['cont', 'container'],
  ['teu', 'teu'],
  ['toa xe', 'wagon'],
  ['toa', 'wagon'],
  ['đoàn tàu', 'train'],
  ['chuyến tàu', 'train'],
  ['doanh nghiệp', 'enterprise'],
  ['dn', 'enterprise'],
  ['lượt dự án', 'project'],
  ['dự án', 'project'],
  ['địa phương', 'locality'],
  ['tỉnh , thành phố', 'locality'],
  ['tỉnh , thành', 'locality'],
  ['tỉnh thành', 'locality'],
  ['tỉnh / thành', 'locality'],
  ['tỉnh', 'locality'],
  ['người', 'person'],
  ['lao động', 'person'],
  ['công nhân', 'person'],
  ['lượt', 'person'],
  ['lượt khách', 'person'],
  ['lượt người', 'person'],
  ['vị trí', 'person'],
  ['vụ việc', 'case'],
  ['vụ', 'case'],
  ['tờ khai', 'declaration'],
  ['sản phẩm', 'product'],
  ['đơn vị sản phẩm', 'product'],
  ['chiếc', 'product'],
  ['cái', 'product'],
  ['đôi', 'product'],
];
const BY_FIRST = new Map<string, { readonly words: readonly string[]; readonly base: string }[]>();
for (const [phrase, base] of SIMPLE) {
  const words = phrase.split(' ');
  BY_FIRST.set(words[0]!, [...(BY_FIRST.get(words[0]!) ?? []), { words, base }]);
}
for (const list of BY_FIRST.values()) list.sort((a, b) => b.words.length - a.words.length);

const PER: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  vnd: {
    lít: 'vnd_per_litre',
    kg: 'vnd_per_kg',
    kilogram: 'vnd_per_kg',
    ký: 'vnd_per_kg',
    kwh: 'vnd_per_kwh',
    usd: 'vnd_per_usd',
    tấn: 'vnd_per_tonne',
    lượng: 'vnd_per_tael',
    tháng: 'vnd_per_month',
    bình: 'vnd',
    bao: 'vnd',
  },
  usd: {
    tấn: 'usd_per_tonne',
    thùng: 'usd_per_barrel',
    ounce: 'usd_per_ounce',
    oz: 'usd_per_ounce',
    feu: 'usd_per_feu',
    container: 'usd_per_feu',
    m2: 'usd_per_sqm_cycle',
    mét: 'usd_per_sqm_cycle',
  },
  vehicle: { ngày: 'vehicle_per_day' },
  percent: { năm: 'percent', tháng: 'percent' },
};
const RATED = new Set([
  'chỉ',
  'mét',
  'm2',
  'căn',
  'cổ',
  'người',
  'con',
  'vé',
  'quả',
  'cân',
  'gói',
  'hộp',
  'chiếc',
  'suất',
  'giờ',
  'km',
  'đêm',
  'hộ',
  'sào',
  'ha',
  'cây',
  'trái',
  'học',
  'sinh',
]);
/** "4 đồng chí" are comrades. */
const NO_MONEY = new Set([
  'chí',
  'hồ',
  'bào',
  'ý',
  'loạt',
  'thời',
  'đội',
  'hương',
  'nghiệp',
  'phạm',
  'bọn',
  'tác',
  'tháp',
  'nai',
]);
const LINKS = new Set(['/', 'mỗi', 'một', '1']);

/** Reads the unit that begins at token `at`. A rate we have no unit for ("đồng/m2") gives base `other`. */
export function readUnit(tokens: readonly Token[], at: number): UnitMatch | undefined {
  const simple = BY_FIRST.get(tokens[at]?.t ?? '')?.find(({ words }) =>
    words.every((w, k) => tokens[at + k]?.t === w),
  );
  if (simple === undefined) return undefined;
  const end = at + simple.words.length;
  const link = tokens[end]?.t ?? '';
  if (simple.base === 'vnd' && simple.words.length === 1 && NO_MONEY.has(link)) return undefined;
  if (simple.base === 'vnd' && link === 'đổi') {
    const usd = tokens[end + 2]?.t === 'usd' || tokens[end + 2]?.t === 'đô';
    return usd ? { base: 'vnd_per_usd', end: end + 3 } : { base: 'vnd', end };
  }
  if (!LINKS.has(link)) return { base: simple.base, end };
  const per = tokens[end + 1]?.t ?? '';
  const rate = PER[simple.base]?.[per];
  if (rate === undefined) {
    if (
      simple.base === 'vnd' &&
      per === 'người' &&
      tokens[end + 2]?.t === '/' &&
      tokens[end + 3]?.t === 'tháng'
    ) {
      return { base: 'vnd_per_month', end: end + 4 };
    }
    if (link === '/' && (per === 'năm' || per === 'ngày')) return { base: simple.base, end: end + 2 };
    // A rate of something else is no amount: "3,2 triệu đồng một chỉ".
    const rated = link === '/' || (link !== '1' && RATED.has(per));
    return rated ? { base: 'other', end: end + 2 } : { base: simple.base, end };
  }
  // "tăng 3 đồng mỗi ngày" has no such rate, but "một" alone also begins another clause: the table decides.
  if (per === 'm2' || per === 'mét') return readRent(tokens, end + (per === 'mét' ? 3 : 2));
  if (per === 'container') {
    const feet =
      tokens[end + 2]?.t === '40' && (tokens[end + 3]?.t === 'feet' || tokens[end + 3]?.t === 'ft');
    return { base: feet ? rate : 'other', end: feet ? end + 4 : end + 2 };
  }
  return { base: rate, end: end + 2 };
}

function readRent(tokens: readonly Token[], at: number): UnitMatch {
  if (tokens[at]?.t !== '/') return { base: 'other', end: at };
  if (tokens[at + 1]?.t === 'chu' && tokens[at + 2]?.t === 'kỳ') {
    return { base: 'usd_per_sqm_cycle', end: tokens[at + 3]?.t === 'thuê' ? at + 4 : at + 3 };
  }
  if (tokens[at + 1]?.t === 'kỳ')
    return { base: 'usd_per_sqm_cycle', end: tokens[at + 2]?.t === 'hạn' ? at + 3 : at + 2 };
  return { base: 'other', end: at + 2 };
}

/** The unit id for a printed number and the base read behind it. */
export function unitFor(
  base: string,
  mantissa: number,
  scale: number,
): { readonly unit: string; readonly value: number } {
  switch (base) {
    case 'vnd_per_tael':
      // A movement of the gold price is printed in plain dong.
      if (scale < 1e6)
        return mantissa >= 1e6
          ? { unit: 'million_vnd_per_tael', value: tidy(mantissa / 1e6) }
          : scaledUnit('vnd', mantissa, scale);
      return { unit: 'million_vnd_per_tael', value: tidy((mantissa * scale) / 1e6) };
    case 'vnd_per_month':
      return scale >= 1e6
        ? { unit: 'million_vnd_per_month', value: tidy((mantissa * scale) / 1e6) }
        : { unit: 'vnd_per_month', value: tidy(mantissa * scale) };
    case 'gw':
      return { unit: 'gw', value: tidy(mantissa * scale) };
    case 'mw':
      return { unit: 'mw', value: tidy(mantissa * scale) };
    default:
      return scaledUnit(base, mantissa, scale);
  }
}

function tidy(value: number): number {
  return Number(value.toPrecision(15));
}
