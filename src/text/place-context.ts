import { foldForSearch } from './fold.ts';
import { keyOf } from './reading.ts';
import type { Reading } from './reading.ts';

/** What the words around a name say about it. Indices are syllables: the name is `[from, to)`. */
export interface Surroundings {
  /** "tỉnh", "TP", "UBND", "Sở Công Thương …" stand right before: certainly a place. */
  readonly admin: boolean;
  /** "thành phố", "huyện", "thị xã" stand right before: a town. */
  readonly town: boolean;
  /** "tại", "ở", "từ", "về" stand right before. */
  readonly preposition: boolean;
  /** "cửa khẩu", "CKQT", "lối mở" stand right before. */
  readonly gate: boolean;
  /** "KCN", "khu công nghiệp", "CCN" … stand right before. */
  readonly zone: boolean;
}

const both = (words: string): { readonly full: ReadonlySet<string>; readonly plain: ReadonlySet<string> } => {
  const list = words.split(/\s*,\s*/u).map((phrase) => phrase.trim());
  return {
    full: new Set(list.map((phrase) => phrase.split(' ').map(keyOf).join(' '))),
    plain: new Set(list.map((phrase) => phrase.split(' ').map(foldForSearch).join(' '))),
  };
};
type Words = ReturnType<typeof both>;

const ADMIN = both(
  'tỉnh, ubnd, hđnd, thành ủy, tỉnh ủy, sở công thương, công thương, cục hải quan, hải quan, cục thuế, cục thống kê, thống kê, ban quản lý, điện lực, địa bàn, thủ đô, chi cục, quản lý thị trường, qltt, biên phòng, sở, cục, đoàn đbqh, thủy điện, nhiệt điện, lọc dầu, phía bắc, phía nam, cảng hàng không, sân bay',
);
const TOWN = both('thành phố, tp, huyện, thị xã, tx, thị trấn, quận');
const PREPOSITION = both(
  'tại, ở, từ, về, đến, tới, vào, qua, của, với, gồm, như, nhất là, trong đó có, phía, khu vực, vùng, giữa',
);
const GATE = both(
  'cửa khẩu, cửa khẩu quốc tế, cửa khẩu chính, cửa khẩu phụ, cửa khẩu song phương, cửa khẩu quốc gia, ckqt, lối mở, lối thông quan, cặp cửa khẩu, kkt cửa khẩu, đồn biên phòng, hải quan',
);
const ZONE = both(
  'kcn, khu công nghiệp, kkt, khu kinh tế, kcnc, khu công nghệ cao, kcx, khu chế xuất, ccn, cụm công nghiệp, khu kinh tế cửa khẩu, các kcn, các khu công nghiệp',
);
const TITLES = both(
  'ông, bà, anh, chị, cô, chú, bác, em, cháu, cụ, thầy, ca sĩ, nghệ sĩ, diễn viên, bác sĩ, luật sư, đồng chí, giáo sư, tiến sĩ, thạc sĩ, kỹ sư, hoa hậu, người mẫu, cầu thủ, nhà báo, đạo diễn, nhạc sĩ, đại tá, thượng tá, trung tá, thiếu tá, đại úy, thượng úy, trung úy, thiếu úy, doanh nhân, bị can, bị cáo, nghi phạm, nạn nhân, nsnd, nsưt, ths, ts, mc, ceo, hlv',
);
const SURNAMES = both(
  'nguyễn, trần, lê, phạm, huỳnh, phan, vũ, võ, đặng, bùi, đỗ, hồ, ngô, dương, lý, trịnh, đinh, tạ, vương, chu, tô, quách, lưu, triệu, doãn, nghiêm, hoàng, trương, phùng, đàm, khuất, nông, hứa, uông, lương, bạch, kiều, tăng, mai, cao',
);
const MIDDLES = both('thị, văn, đình, hữu, ngọc, bá, viết, duy, trọng, quốc');
/** Streets, rivers, ships, papers: named after a place, not in it. */
const NAMED_AFTER = both(
  'đường, phố, ngõ, hẻm, cầu, sông, xã, phường, thôn, ấp, tàu, võ, mì, báo, phà, kênh, ngã tư, ngã ba, nhà thi đấu, trường đua, sân vận động, sân, quảng trường, công viên, bệnh viện, khách sạn, giải nobel, vòng xoay, bến xe, nhà hàng, chung cư, cổ phiếu, mã, bò, bún, bánh mì, clb, câu lạc bộ, đội bóng, đội, tiến trình, đàm phán, vì, lăng, chủ tịch, tư tưởng, bảo tàng, tên, huân chương, đài phát thanh, bánh kẹo, hội, mì quảng, tạp chí, nhà hát, rạp, rạp hát, trường thpt, trường tiểu học, trường thcs',
);
/** What makes one of those words something else: thành phố, nhu cầu, thông báo. */
const NOT_AFTER = both(
  'thành phố, nhu cầu, yêu cầu, toàn cầu, thông báo, cảnh báo, dự báo, họp báo, thị xã, hợp tác xã, mía đường, mã đường, con đường, mở đường, dọn đường, lên đường, xuất phát từ đường, mở phường, sân bay, khu phố, dân phố',
);
const COMPANY = both(
  'công ty, cty, tập đoàn, tổng công ty, ctcp, ngân hàng, nhãn hàng, thương hiệu, hãng, clb, câu lạc bộ, đại học, học viện, hợp tác xã, chứng khoán, cổ phiếu, tổng ctcp, đh, đhqg',
);
const ENDS_COMPANY = both(
  'tại, ở, của, trên, thuộc, vào, về, từ, đến, tới, cho, với, tỉnh, thành phố, tp, huyện, đầu tư vào, các, những, nhiều, chi nhánh, ubnd, sở, cục, điện lực, cấp nước, xổ số, hạ tầng, khu công nghiệp, kcn, là, và, để, sẽ, đã, khu vực, qua, sang, phía, quản lý, hội',
);
const BRANDS = both(
  'đạm, xi măng, nhựa, dệt, dược, gốm, gạch, mía đường, bia, rượu, giày, yến sào, thuốc lá, vicem, xổ số, cao su, thép, phân bón, đường sắt, bảo hiểm, cấp nước, thực phẩm, vận tải biển, lương thực, chứng khoán',
);
const ALWAYS_BRANDS = both('đạm, bia, vicem, yến sào');
const ROUTES = both(
  'cao tốc, đường sắt, tuyến, quốc lộ, đường bay, tuyến bay, chặng, hành trình, vành đai, tuyến đường, đoạn, đường bộ, chuyến bay, tàu, tàu hỏa, đường dây, xe khách',
);

function has(reading: Reading, words: Words, from: number, to: number): boolean {
  if (from < 0) return false;
  let phrase = reading.keys[from]!;
  for (let i = from + 1; i < to; i++) {
    if (!joined(reading.gaps[i]!)) return false;
    phrase += ` ${reading.keys[i]!}`;
  }
  return (reading.plain ? words.plain : words.full).has(phrase);
}

function joined(gap: string): boolean {
  return gap === '' || gap === '.';
}

/** Whether one of the phrases, of up to `longest` syllables, ends right before `at`. */
function endsWith(reading: Reading, words: Words, at: number, longest: number): boolean {
  if (at === 0 || !joined(reading.gaps[at] ?? '\n')) return false;
  for (let size = 1; size <= longest; size++) if (has(reading, words, at - size, at)) return true;
  return false;
}

export function surroundings(reading: Reading, from: number): Surroundings {
  return {
    admin: endsWith(reading, ADMIN, from, 3),
    town: endsWith(reading, TOWN, from, 2),
    preposition: endsWith(reading, PREPOSITION, from, 3),
    gate: endsWith(reading, GATE, from, 3),
    zone: endsWith(reading, ZONE, from, 4),
  };
}

/** A person of that name: after a title, a surname or a middle name. `taken` tells syllables of names found before. */
export function isPerson(reading: Reading, from: number, taken: (index: number) => boolean): boolean {
  const single = (words: Words, at: number): boolean => has(reading, words, at, at + 1);
  for (let i = from, steps = 0; i > 0 && steps <= 3; i--, steps++) {
    if (!joined(reading.gaps[i]!)) break;
    if (endsWith(reading, TITLES, i, 2)) return true;
    if (!reading.capital[i - 1]! || taken(i - 1)) break;
  }
  if (from === 0 || reading.gaps[from] !== '' || !reading.capital[from - 1]! || taken(from - 1)) return false;
  if (single(SURNAMES, from - 1)) return true;
  const surname =
    from >= 2 && reading.gaps[from - 1] === '' && single(SURNAMES, from - 2) && reading.capital[from - 2]!;
  return (
    surname ||
    (single(MIDDLES, from - 1) && from >= 2 && reading.capital[from - 2]! && reading.gaps[from - 1] === '')
  );
}

/** A street, river, ship, paper or ward that bears the name. */
export function isNamedAfter(reading: Reading, from: number, to: number, wards: boolean): boolean {
  if (isAddress(reading, from, to)) return true;
  if (!endsWith(reading, NAMED_AFTER, from, 3) || endsWith(reading, NOT_AFTER, from, 3)) return false;
  return wards || !/^(?:xã|phường|xa|phuong|đội|doi)$/u.test(reading.keys[from - 1]!);
}

/** "240 Hậu Giang, phường 9": a street. */
function isAddress(reading: Reading, from: number, to: number): boolean {
  return (
    from > 0 &&
    reading.gaps[from] === '' &&
    /^\p{Nd}+\p{L}?$/u.test(reading.raw[from - 1]!) &&
    to < reading.count &&
    reading.gaps[to] === ',' &&
    /^(?:phường|quận|p|q|phuong|quan)\p{Nd}*$/u.test(reading.keys[to]!)
  );
}

/** A company, bank, club or university whose name holds the place. */
export function isCompany(reading: Reading, from: number, to: number): boolean {
  if (isTicker(reading, to)) return true;
  const ticker = SHARES.get(reading.keys.slice(from, to).join(' '));
  if (ticker !== undefined && sentenceHas(reading, from, [ticker])) return true;
  if (endsWith(reading, ALWAYS_BRANDS, from, 2)) return true;
  for (let size = 1; size <= 3; size++) {
    const at = from - size;
    if (has(reading, BRANDS, at, from) && joined(reading.gaps[from]!)) {
      // At the start of a sentence a capital says nothing: "Gạo An Giang", but "lãi của Dược Hậu Giang".
      if (reading.capital[at]! && at > 0 && reading.sentence[at - 1] === reading.sentence[at]) return true;
    }
  }
  let foreign = false;
  for (let i = from; i > 0 && from - i < 9; i--) {
    const gap = reading.gaps[i]!;
    if (
      !(gap === '' || gap === '.' || gap === '-' || gap === '&') ||
      reading.sentence[i - 1] !== reading.sentence[from]
    )
      return false;
    for (let size = 1; size <= 3; size++) {
      if (!has(reading, COMPANY, i - size, i)) continue;
      const head = i - size;
      const plural =
        head > 0 && /^(?:các|những|nhiều|số|\d+|cac|nhung|nhieu)$/u.test(reading.keys[head - 1]!);
      return (
        !foreign &&
        !plural &&
        (reading.capital[head]! || i < from || /^(?:clb|câu|tập|hãng|đại|học)/u.test(reading.keys[head]!))
      );
    }
    if (endsWith(reading, ENDS_COMPANY, i, 3)) return false;
    if (isForeignWord(reading.raw[i - 1]!)) foreign = true;
  }
  return false;
}

/** Companies known by the name of a place alone: their share in the sentence tells. */
const SHARES = new Map([
  ['hòa bình', 'hbc'],
  ['cà mau', 'dcm'],
  ['phú mỹ', 'dpm'],
  ['gia lai', 'hagl'],
  ['quảng ninh', 'qtp'],
  ['hải phòng', 'php'],
  ['hà tiên', 'ht1'],
]);

/** "(PHP)" behind the name: the share, not the place. */
function isTicker(reading: Reading, to: number): boolean {
  return (
    to < reading.count &&
    reading.gaps[to] === '(' &&
    /^[A-Z][A-Z0-9]{2}$/u.test(reading.raw[to]!) &&
    reading.text[reading.ends[to]!] === ')' &&
    reading.raw[to] !== 'HCM'
  );
}

/** Samsung, Canon, Foxconn: "Công ty Samsung Thái Nguyên" does stand in Thái Nguyên. */
function isForeignWord(word: string): boolean {
  if (word === word.toUpperCase() && word.length < 5) return false;
  return word.length >= 6 ? /^[A-Za-z]+$/u.test(word) : /[fjwz]/iu.test(word);
}

/**
 * Where a chain of names joined by dashes begins when a road or line goes along it ("cao tốc Hà Nội - Hải Phòng"),
 * else -1.
 */
export function routeStart(reading: Reading, from: number, to: number): number {
  const linked =
    reading.gaps[from] === '-' || (to < reading.count && reading.gaps[to] === '-' && reading.capital[to]!);
  if (!linked) return -1;
  let start = from;
  for (let steps = 0; start > 0 && steps < 24; steps++) {
    const gap = reading.gaps[start]!;
    if (gap === '-' || (gap === '' && reading.capital[start - 1]! && reading.capital[start]!)) start--;
    else break;
  }
  for (let at = start + 1; at >= Math.max(1, start - 4); at--) {
    if (at < start && reading.sentence[at] !== reading.sentence[start]) return -1;
    if (endsWith(reading, ROUTES, at, 2)) return start;
  }
  return -1;
}

/** Whether the sentence of `at` holds the phrase. */
export function sentenceHas(reading: Reading, at: number, phrase: readonly string[]): boolean {
  const wanted = reading.plain ? phrase.map(foldForSearch) : phrase;
  const sentence = reading.sentence[at];
  let i = at;
  while (i > 0 && reading.sentence[i - 1] === sentence && at - i < 120) i--;
  for (; i < reading.count && reading.sentence[i] === sentence && i - at < 120; i++) {
    if (wanted.every((key, k) => reading.keys[i + k] === key && reading.sentence[i + k] === sentence))
      return true;
  }
  return false;
}
