/**
 * Whether the full stop after `before` belongs to an abbreviation, an initial or a list number, so that what follows
 * is the same sentence. `before` ends right before the dot and starts no earlier than the sentence (at most 60
 * characters of it); `after` starts with the next word.
 */
export function endsAtAbbreviation(before: string, after: string): boolean {
  if (/^\s*(?:[-–•(“"]\s*)?(?:\p{Nd}{1,2}(?:\.\p{Nd}{1,2})*|[IVX]{1,4}|[A-Za-zĐđ])$/u.test(before))
    return true;
  const word = /[\p{L}\p{M}\p{Nd}]+(?:\.[\p{L}\p{M}\p{Nd}]+)*$/u.exec(before)?.[0];
  if (word === undefined) return false;
  const parts = word.split('.');
  const last = parts.at(-1)!;
  if (NEVER_LAST.has(last) || NEVER_LAST.has(last.toUpperCase())) return true;
  if (parts.length > 1) {
    // U.S. DOC, but v.v. may end a sentence and so may Q.1 or TP.HCM.
    return parts.every((part) => /^\p{Lu}$/u.test(part)) && !startsSentence(after);
  }
  if (SOMETIMES_LAST.has(last)) return !startsSentence(after);
  if (!INITIAL.test(last)) return false;
  return isInitialWithin(last, wordBefore(before, word), after);
}

const NEVER_LAST = new Set(
  (
    'TP Tp tp PGS GS TS ThS THS Ths TSKH BS BSCK KS LS CN NCS CKI CKII DS Dr DR Mr MR Mrs MRS Ms MS Prof PROF St TX TT KP ' +
    'NXB NSND NSƯT NGND NGƯT Pgs Gs Bs Cty CTY Tel vs vd VD tk tr đc ĐC Hon Gen Sen Rep Gov Lt Col Sgt Mt Ft No'
  ).split(' '),
);
const SOMETIMES_LAST = new Set('Co Ltd Inc Corp Jr Sr Bros etc al Jan Feb Aug Sept Oct Nov Dec'.split(' '));

/** One capital, or the consonant clusters that papers shorten names to. */
const INITIAL = /^(?:\p{Lu}|Th|Tr|Ng|Ngh|Kh|Ph|Nh|Ch|Gi|Qu)$/u;

/** Units of address that stand before a name or number: quận, phường, huyện, xã, đường. */
const UNITS = new Set(['Q', 'P', 'H', 'X', 'Đ', 'F', 'T']);

/** Words that a single letter or roman numeral completes: quý I, loại A. */
const GRADED = new Set(
  'quý loại hạng nhóm cấp vitamin đoạn lớp khối bảng mẫu hệ kỳ quyển tập phần đợt khu lô zone'.split(' '),
);

function isInitialWithin(initial: string, previous: string, after: string): boolean {
  if (previous === '' || /^[([]/u.test(after)) return true;
  if (/^\p{Nd}/u.test(after)) return UNITS.has(initial) || !/^\p{Lu}/u.test(previous);
  if (GRADED.has(previous.toLowerCase())) return false;
  const starts = startsSentence(after);
  if (/^\p{Lu}/u.test(previous)) {
    // Vietnamese names end in the initial (Lê Thị H.); foreign ones carry it in the middle (John F. Kennedy).
    return !(starts || NON_ASCII.test(previous));
  }
  if (UNITS.has(initial) && !PERSONS.has(previous))
    return !starts || /^(?:Hai|Ba|Bà|Năm|Bến|Từ|Một|Tân)(?![\p{L}])/u.test(after);
  return !starts;
}

const NON_ASCII = /[^\u0020-\u007e]/u;
const PERSONS = new Set('ông bà anh chị em cháu cô chú bác cụ can cáo nhân tượng'.split(' '));

/** A capitalised word that opens sentences, or a capitalised Vietnamese word with a lower-case one behind it. */
function startsSentence(after: string): boolean {
  const [, first = '', gap = '', second = ''] =
    /^[“"‘(]?([\p{L}\p{M}]+)([^\p{L}\p{M}]*)([\p{L}\p{M}]*)/u.exec(after) ?? [];
  if (STARTERS.has(first)) return true;
  return (
    NON_ASCII.test(first) && /^\p{Lu}\p{Ll}/u.test(first) && /^\s+$/u.test(gap) && /^\p{Ll}/u.test(second)
  );
}

const STARTERS = new Set(
  (
    'Theo Trong Tại Ông Bà Cơ Các Những Khi Sau Trước Đến Từ Với Để Do Vì Nếu Tuy Ngoài Bên Hiện Đây Đó Ngày Cùng Qua Về ' +
    'Hai Ba Một Người Vụ Tòa Viện Anh Chị Đối Kết Số Lực Bị Mỗi Nhưng Và Sáng Chiều Tối Lúc Kể Thời Đáng Cụ Bởi Như Mặc ' +
    'Riêng Bộ Cục Sở Công Doanh Giá Trên Dưới Đồng Tuần Năm Tháng Quý Không Chúng Họ Nhiều Mức Đại Lãnh Liên Song Dù ' +
    'Thêm Tính Ở Là Đã Sẽ Còn Cũng Mới Nay Nhờ Thông Thủ Chính Nhà Hàng Được Đặc Căn Cho Việc Bước Tổng Phó'
  ).split(' '),
);

function wordBefore(before: string, word: string): string {
  return /([\p{L}\p{M}\p{Nd}]+)\s*$/u.exec(before.slice(0, before.length - word.length))?.[1] ?? '';
}
