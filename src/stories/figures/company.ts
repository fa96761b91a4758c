import type { PlaceSpan } from './mentions.ts';

/**
 * The company or project a sentence is about ("Hòa Phát", "Hana Micron Vina"); undefined when it names none, or
 * several, for then the numbers are not all of one.
 */
export function companyOf(sentence: string, places: readonly PlaceSpan[]): string | undefined {
  const names = new Set<string>();
  for (const pattern of [TITLED, OPENING, OWNING]) {
    for (const match of sentence.matchAll(pattern)) {
      const name = match[1]!.replace(/[.,]+$/u, '');
      const start = match.index + match[0].length - match[1]!.length;
      const inPlace = places.some((place) => place.start <= start && start + name.length <= place.end);
      if (!inPlace && !NOT_COMPANY.test(name) && !isCommon(name)) names.add(name);
    }
    // How sure the pattern is decides: "Công ty X" before a name that only opens the sentence.
    if (names.size > 0) break;
  }
  const [only] = names;
  return names.size === 1 ? only : undefined;
}

/** "Tập đoàn Dầu khí": one Vietnamese syllable is only the beginning of a name. */
function isCommon(name: string): boolean {
  return !name.includes(' ') && name.length <= 5 && /[^A-Za-z\d]/u.test(name);
}

/** What a company has or does, as against a country or market. */
export function isOfCompany(indicator: string): boolean {
  return COMPANY.has(indicator);
}

const COMPANY = new Set([
  'revenue',
  'profit',
  'capital-increase',
  'project-capital',
  'capacity',
  'labour-demand',
  'steel-price',
  'lending-rate',
  'deposit-rate',
]);

const WORD = String.raw`\p{Lu}[\p{L}\d]*(?:[&.]\p{L}+)*`;
const NAME = String.raw`${WORD}(?:(?: | - | & |-)${WORD}){0,5}`;
const KIND = String.raw`(?: (?:TNHH|CP|cổ phần|Cổ phần|MTV|TMCP|mẹ|một thành viên|Một thành viên|liên doanh))*`;
const TITLED = new RegExp(
  String.raw`(?:[Cc]ông ty|Cty|CTCP|[Tt]ập đoàn|[Tt]ổng công ty|[Nn]gân hàng|[Hh]ãng|[Dd]oanh nghiệp)${KIND} (${NAME})`,
  'gu',
);
const DOES =
  'đạt|báo|ghi nhận|lãi|lỗ|công bố|tăng|nâng|rót|đặt|bổ sung|đầu tư|cần|hạ|giảm|dự kiến|thu về|lên kế hoạch|áp dụng|niêm yết';
const OPENING = new RegExp(
  String.raw`(?:^|, |: )(${NAME})(?= (?:đã |sẽ |vừa |cũng )?(?:${DOES})(?![\p{L}]))`,
  'gu',
);
const OWNING = new RegExp(String.raw`của (${NAME})`, 'gu');

const NOT_COMPANY =
  /^(?:Quý|Tháng|Năm|Nửa|Ngày|Sáng|Chiều|Việt Nam|Trung Quốc|Hoa Kỳ|Mỹ|Nhật Bản|Hàn Quốc|EU|Bộ|Sở|Cục|UBND|Chính phủ|Nhà nước|Ngân hàng Nhà nước|Thủ tướng|Quốc hội|Hiệp hội|Lương|Doanh|Lợi|Lãi|Vốn|Dự án|Nhà máy|Giá|Thép|KCN|Khu|TP|IIP|GDP|CPI|FDI|PMI|Theo|Riêng|Trong|Cả|Xuất|Nhập|Kim)(?![\p{L}])/u;
