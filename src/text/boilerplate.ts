/**
 * The news without what surrounds it: desk marks ("(THPL) -", "TTO -"), photo credits, bylines at the end and the tail
 * of other headlines. Lines stay lines; nothing else is changed. A text that is nothing but boilerplate stays as it is.
 */
export function withoutBoilerplate(text: string): string {
  const lines = withoutTail(text).split('\n');
  const kept: string[] = [];
  for (const [index, raw] of lines.entries()) {
    const line = withoutCredits(index < 4 ? withoutDeskMark(raw) : raw);
    if (line.trim() === '' && raw.trim() !== '') continue;
    if (SIDE_LINE.test(line)) continue;
    kept.push(line);
  }
  const body = withoutByline(kept).join('\n').trim();
  return body === '' ? text.trim() : body;
}

const DESKS = new Set(
  (
    'TTO TPO TNO NLĐO NLDO PLO SGGPO SGGP NDO NĐO HNMO HNM QĐND QDND QĐNDO TTXVN VNA VTV VOV VTC VNE ĐTCK TBTCO TBTCVN ' +
    'BNEWS DĐDN DNVN KTĐT KTDT KTSG THPL PNO CAND ANTĐ ANTD ANTT LĐO LĐ GDVN GD&TĐ GDTĐ BVPL TCCT TBKTSG TBNH TPCN ' +
    'VNEWS VNN NĐT NNVN NTNN MTG DSPL ĐSPL SKĐS SKDS KHPT PLVN PLVNO TTTĐ TNMT TN&MT PTO ' +
    'VnExpress VietNamNet VietnamPlus Vietnamplus VTCNews Petrotimes PetroTimes CafeF CafeBiz Infonet VietTimes Zing ' +
    'Zingnews Kinhtedothi Congthuong Chinhphu Baochinhphu Dantri Vneconomy VnEconomy Vietstock Reatimes Tinnhanhchungkhoan'
  ).split(' '),
);
const DESK_NAMES =
  /^(?:báo |tạp chí |thời báo )?(?:dân trí|công thương|chinhphu|tuổi trẻ|thanh niên|tiền phong|lao động|người lao động|nhân dân|hà nội mới|hànộimới|tổ quốc|xây dựng|giao thông|đầu tư|kinh tế|sài gòn giải phóng|quân đội nhân dân|công an nhân dân|nông nghiệp|tin tức|vietnamnet|vnexpress|vietnam\+|kiến thức|thương hiệu|thương hiệu & pháp luật|pháp luật|đời sống|zing|vtc news|ktsg online|tuổi trẻ online|thanh niên online|vneconomy)(?![\p{L}\p{M}])/iu;
const DOMAIN = /^[\p{L}\p{Nd}-]+(?:\.[\p{L}\p{Nd}-]+)*\.(?:vn|com|net|org|info)$/iu;

/** "(Dân trí) - Kho bãi…" → "Kho bãi…"; a pair such as "EU - Việt Nam" or a dateline "(Hà Nội) -" is none. */
function withoutDeskMark(line: string): string {
  const match =
    /^\s*(?:\(([^()\n]{2,40})\)|([\p{L}\p{Nd}&+.]{2,24}(?: (?:Online|News))?))\s*[-–—]{1,2}\s*(?=[\p{Lu}\p{Nd}“"‘'])/u.exec(
      line,
    );
  if (match === null) return line;
  const bracketed = match[1]?.trim();
  const bare = match[2]?.trim();
  const mark = bracketed ?? bare ?? '';
  const known =
    DESKS.has(mark.split(' ')[0]!) ||
    DOMAIN.test(mark) ||
    (bare !== undefined && /(?:Online|News)$/u.test(bare));
  // In brackets before a dash almost everything short is a desk; all capitals or a paper's name are certain.
  const certain =
    bracketed !== undefined &&
    (DESK_NAMES.test(bracketed) ||
      /^[\p{Lu}\p{Nd}&+. ]{2,12}(?:Online|online)?$/u.test(bracketed) ||
      /^(?:PV|Theo) /u.test(bracketed));
  return known || certain ? line.slice(match[0].length) : line;
}

const CREDIT_WORD =
  '(?:Ảnh|ẢNH|Nguồn ảnh|Ảnh minh họa|Ảnh minh hoạ|Ảnh tư liệu|Hình|Hình ảnh|Video|Clip|Đồ họa|Đồ hoạ|Bài và ảnh|Bài, ảnh|Thực hiện|Photo|Tin và ảnh|Tin, ảnh|Biểu đồ)';
const CREDIT_IN_BRACKETS = new RegExp(
  `\\s*\\((?:${CREDIT_WORD}|Nguồn)(?:\\s*[:.]\\s*[^()\\n]{0,60})?\\)`,
  'gu',
);
const CREDIT_AT_END = new RegExp(
  `(^|[.!?…”"]|\\s[-–—/|])\\s*(?:${CREDIT_WORD}(?:\\s+(?:minh họa|minh hoạ|tư liệu))?\\s*:\\s*[^.!?\\n:]{1,60}\\.?|Ảnh minh (?:họa|hoạ)\\.?|Nguồn:\\s*[^.!?\\n:]{1,60}\\.?)\\s*$`,
  'u',
);

function withoutCredits(line: string): string {
  if (!/Ảnh|ẢNH|Hình|Video|Clip|Đồ h|ảnh|Thực hiện|Nguồn|Photo|Biểu đồ/u.test(line)) return line;
  const open = line.replaceAll(CREDIT_IN_BRACKETS, '');
  const from = Math.max(0, open.length - 140);
  const end = open
    .slice(from)
    .replace(CREDIT_AT_END, (_, before: string) => (/^\s[-–—/|]$/u.test(before) ? '' : before));
  return (open.slice(0, from) + end).trimEnd();
}

const NAME = String.raw`\p{Lu}[\p{L}\p{M}.]*`;
const BYLINE = new RegExp(
  String.raw`^(?:(?:Theo|Nguồn|Tác giả|Bài|PV)\s*:?\s+)?${NAME}(?:[ ,/&-]+${NAME}){0,5}(?:\s*[-–(]\s*(?:T/h|TH|t/h|th|Tổng hợp|tổng hợp|lược dịch|theo [^()]{1,40})\)?)?\.?$`,
  'u',
);
const BYLINE_BEHIND = new RegExp(
  String.raw`([.!?…”"])\s+(?:Theo\s+${NAME}(?:[ ,/&-]+${NAME}){0,4}|(?:${NAME}(?: ${NAME}){0,3}\s*)?\((?:T/h|TH|t/h|Tổng hợp|tổng hợp|Theo [^()\n]{1,40}|theo [^()\n]{1,40})\)|P\.?V\.?)\s*$`,
  'u',
);

/** Drops the author's name below the text, on lines of its own or behind the last sentence. */
function withoutByline(lines: readonly string[]): string[] {
  const kept = [...lines];
  for (let dropped = 0; dropped < 2 && kept.length > 1; dropped++) {
    const last = kept.at(-1)!.trim();
    const byline =
      last === '' ||
      /^\(?(?:T\/h|TH|Tổng hợp|Theo [^()]{1,40})\)?$/u.test(last) ||
      /^P\.?V\.?$/u.test(last) ||
      (last.length <= 48 && BYLINE.test(last));
    if (!byline) break;
    kept.pop();
  }
  const last = kept.at(-1);
  if (last === undefined) return kept;
  const from = Math.max(0, last.length - 120);
  kept[kept.length - 1] = last.slice(0, from) + last.slice(from).replace(BYLINE_BEHIND, '$1');
  return kept;
}

const TAIL_HEADING =
  /^(?:[-–•>»\s]*)(?:tin khác|các tin khác|tin liên quan|bài liên quan|tin bài liên quan|tin mới(?: nhất)?|tin nổi bật|tin cùng chuyên mục|cùng chuyên mục|đọc nhiều(?: nhất)?|xem nhiều(?: nhất)?|đọc thêm|xem thêm|có thể bạn quan tâm|bạn có thể quan tâm|bài đọc nhiều|quảng bá thương hiệu việt|theo dõi chúng tôi|bình luận(?: \(\d+\))?|ý kiến bạn đọc|chia sẻ|từ khóa|từ khoá|tags?|chủ đề liên quan|tin đọc nhiều|video nổi bật|mời bạn đọc)\s*(?::.{0,200}|\.{0,3})$/iu;
const STAMP = /(?<!\d)\d{1,2}\/\d{1,2}\/\d{4},?\s+\d{1,2}:\d{2}:\d{2}/u;
const SIDE_LINE =
  /^\s*(?:>>+|»|[-–•*])?\s*(?:xem thêm|đọc thêm|mời bạn đọc xem|bài liên quan|tin liên quan)\s*:.{0,200}$|^\s*[-–—•*]\s*$/iu;

/** Cuts from the first heading of the paper's own links, or from the first stamped foreign headline. */
function withoutTail(text: string): string {
  const lines = text.split('\n');
  for (const [index, line] of lines.entries()) {
    if (index === 0) continue;
    if (line.length > 240) {
      if (index > 1 && STAMP.test(line.slice(-4000))) return lines.slice(0, index - 1).join('\n');
      continue;
    }
    if (TAIL_HEADING.test(line) && !continues(lines, index + 1)) return lines.slice(0, index).join('\n');
    if (STAMP.test(line) && index > 2 && !continues(lines, index + 1))
      return lines.slice(0, index - 1).join('\n');
  }
  return text;
}

/** Whether whole paragraphs of the article follow: links of a tail are short and do not end in a full stop. */
function continues(lines: readonly string[], from: number): boolean {
  let paragraphs = 0;
  for (const line of lines.slice(from, from + 8)) {
    if (TAIL_HEADING.test(line) || STAMP.test(line)) return false;
    if (line.length >= 160 && /[.!?…”"]\s*$/u.test(line)) paragraphs++;
  }
  return paragraphs >= 2 || (paragraphs === 1 && lines.length - from <= 2);
}
