/**
 * Countries and blocs Vietnam trades with: the bit of each, how it is surely named, and what may name it where a title
 * could mean something else ("Lào Cai", "Mỹ Đình", "pháp luật", a person called Nga).
 */
const MARKETS: readonly (readonly [sure: string, maybe?: string])[] = [
  ['Hoa Kỳ|Mỹ(?! (?:Đình|Tho|Thuận|Sơn|Đức|Phước|Hào|Lộc|Xuyên|Hưng|Tâm|Linh|Dung|Hạnh|Lệ))', 'Washington'],
  ['Trung Quốc', 'Bắc Kinh|Quảng Tây|Vân Nam|Mỹ - Trung'],
  ['Nhật Bản|Nhật(?! (?:báo|ký|Tân|Minh|Linh))', 'Tokyo'],
  ['Hàn Quốc', 'Seoul|Việt - Hàn'],
  ['EU|châu Âu|Liên minh châu Âu', 'Brussels|Đức|Pháp|Hà Lan|Italy|Tây Ban Nha'],
  ['Ấn Độ', 'New Delhi'],
  ['Thái Lan', 'Bangkok|Thái'],
  ['Philippines', 'Manila'],
  ['Indonesia', 'Jakarta'],
  ['Malaysia', 'Kuala Lumpur'],
  ['Singapore'],
  ['Campuchia', 'Phnom Penh'],
  ['(?<=sang |nước |từ |của |với |tại )Lào(?! Cai)', 'Lào|Vientiane'],
  ['(?<=sang |nước |từ |của |với |tại )Nga', 'Nga|Moscow|Moskva'],
  ['Australia|(?<=sang |nước |từ |của |với |tại )Úc', 'Úc|Canberra'],
  ['Canada'],
  ['Mexico'],
  ['Brazil'],
  ['Đài Loan'],
  ['Hồng Kông|Hong Kong'],
  ['UAE|Các Tiểu vương quốc Ả Rập'],
  ['Bangladesh'],
  ['(?<=sang |nước |với |thị trường )Anh', 'Anh|London'],
  ['(?<=sang |nước |với |tại )Đức', 'Đức|Berlin'],
  ['(?<=sang |nước |với |tại )Pháp', 'Pháp|Paris'],
];

const SURE = MARKETS.map(([sure]) => named(sure));
const MAYBE = MARKETS.map(([sure, maybe]) => named(maybe === undefined ? sure : `${sure}|${maybe}`));

function named(names: string): RegExp {
  return new RegExp(`(?<![\\p{L}\\p{M}])(?:${names})(?![\\p{L}\\p{M}])`, 'u');
}

/** Markets a title is surely about, a bit each. */
export function marketsOf(title: string): number {
  return bitsOf(title, SURE);
}

/** Markets a text may speak of, a bit each. */
export function marketsIn(text: string): number {
  return bitsOf(text, MAYBE);
}

function bitsOf(text: string, patterns: readonly RegExp[]): number {
  let bits = 0;
  for (const [n, pattern] of patterns.entries()) if (pattern.test(text)) bits |= 1 << n;
  return bits;
}
