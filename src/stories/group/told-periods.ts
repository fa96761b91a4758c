/** The period a statistic is about, by the month in which it ends: "quý III", "9 tháng" and "tháng 9" end together. */
export interface ToldPeriod {
  readonly endMonth: number;
  readonly year?: number;
}

const QUARTERS: Readonly<Record<string, number>> = {
  i: 1,
  ii: 2,
  iii: 3,
  iv: 4,
  '1': 1,
  '2': 2,
  '3': 3,
  '4': 4,
};
const NUMERALS: Readonly<Record<string, number>> = {
  giêng: 1,
  một: 1,
  hai: 2,
  ba: 3,
  tư: 4,
  bốn: 4,
  năm: 5,
  sáu: 6,
  bảy: 7,
  tám: 8,
  chín: 9,
  mười: 10,
  chạp: 12,
};

const PERIOD =
  /(?<![\p{L}\p{M}\p{Nd}])(?:tháng (?<month>\p{Nd}{1,2}|giêng|một|hai|ba|tư|năm|sáu|bảy|tám|chín|mười|chạp)(?![\p{L}\p{M}\p{Nd}])|quý (?<quarter>iv|iii|ii|i|[1-4])(?![\p{L}\p{M}\p{Nd}])|(?<count>\p{Nd}{1,2}|hai|ba|bốn|năm|sáu|bảy|tám|chín|mười) tháng(?! \p{Nd})(?: đầu năm)?|(?<half>nửa đầu năm)|(?<whole>cả năm))(?:(?:\/|-| năm |,? )(?<year>20\p{Nd}{2}))?/giu;

/** Periods a text names, in order: months, quarters, the first months of a year, half and whole years. */
export function readPeriods(text: string): ToldPeriod[] {
  const found: ToldPeriod[] = [];
  const lower = text.toLowerCase();
  for (const { groups, index, 0: match } of lower.matchAll(PERIOD)) {
    if (groups?.['count'] && isSpan(lower.slice(0, index), match, lower.slice(index + match.length)))
      continue;
    const endMonth = endOf(groups ?? {});
    if (endMonth === undefined || endMonth < 1 || endMonth > 12) continue;
    const year = groups?.['year'];
    found.push(year ? { endMonth, year: Number(year) } : { endMonth });
  }
  return found;
}

/** "cao nhất 11 tháng", "trong 3 tháng qua", "sau 2 tháng": a stretch of time, not a part of the year. */
function isSpan(before: string, match: string, after: string): boolean {
  if (/đầu năm|20\p{Nd}{2}/u.test(match)) return false;
  return (
    /(?:nhất|sau|gần|hơn|vòng|trong|từ|mỗi|suốt|thời hạn|kỳ hạn|tới)\s*$/u.test(before) ||
    /^\s*(?:qua|nay|tới|nữa|liên tiếp|liền|tuổi|tù|trước)/u.test(after)
  );
}

function endOf(groups: Readonly<Record<string, string | undefined>>): number | undefined {
  const { month, quarter, count, half, whole } = groups;
  if (month) return NUMERALS[month] ?? Number(month);
  if (quarter) return 3 * (QUARTERS[quarter] ?? 0);
  if (count) return NUMERALS[count] ?? Number(count);
  if (half) return 6;
  return whole ? 12 : undefined;
}
