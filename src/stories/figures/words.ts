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

const WORDS: readonly (readonly [EntryKind, string, readonly string[]])[] = [
  [
    'up',
    '',
    [
      'tăng',
      'tăng trưởng',
      'tăng thêm',
      'nhích',
      'nhích nhẹ',
      'vọt',
      'bật tăng',
      'cao hơn',
      'nhỉnh hơn',
      'nhiều hơn',
      'lớn hơn',
      'đi lên',
      'leo thang',
      'cộng thêm',
      'mức tăng',
      'tốc độ tăng',
      'đà tăng',
      'tăng mạnh',
      'tăng nhẹ',
      'tăng vọt',
      'mở rộng',
      'tăng tốc',
      'nâng',
      'phục hồi',
      'điều chỉnh tăng',
      'nới rộng',
      'cải thiện',
      'vượt qua',
      'gấp',
      'bứt phá',
      'lên giá',
      'đắt hơn',
      'tốc độ tăng trưởng',
      'mức tăng trưởng',
      'đội thêm',
      'nhân',
    ],
  ],
  [
    'down',
    '',
    [
      'giảm',
      'sụt',
      'sụt giảm',
      'hạ',
      'thấp hơn',
      'thu hẹp',
      'lao dốc',
      'đi xuống',
      'hụt',
      'co lại',
      'tuột',
      'mất',
      'ít hơn',
      'kém',
      'suy giảm',
      'giảm sâu',
      'mức giảm',
      'giảm nhẹ',
      'giảm mạnh',
      'bốc hơi',
      'rớt',
      'lùi',
      'hao hụt',
      'chậm hơn',
      'tốc độ giảm',
      'tụt',
      'trượt',
      'rẻ hơn',
      'hạ nhiệt',
      'điều chỉnh giảm',
      'tăng trưởng âm',
      'giảm thêm',
      'cắt giảm',
      'mất giá',
      'nhỏ hơn',
    ],
  ],
  [
    'flat',
    '',
    [
      'không đổi',
      'giữ nguyên',
      'đi ngang',
      'ổn định',
      'bình ổn',
      'không thay đổi',
      'đứng giá',
      'chững lại',
      'giữ ổn định',
      'không biến động',
      'duy trì',
    ],
  ],
  [
    'to',
    'up',
    [
      'lên',
      'vượt',
      'lên mức',
      'lên đến',
      'lên tới',
      'vượt mốc',
      'vượt mức',
      'vượt ngưỡng',
      'vọt lên',
      'leo lên',
    ],
  ],
  ['to', 'down', ['xuống', 'xuống còn', 'xuống mức', 'về mức', 'rơi xuống', 'về còn']],
  [
    'to',
    '',
    [
      'còn',
      'chỉ còn',
      'còn mức',
      'đạt',
      'là',
      'ở mức',
      'mức',
      'ghi nhận',
      'quanh mức',
      'quanh',
      'thu về',
      'mang về',
      'cán mốc',
      'chạm mốc',
      'chạm',
      'đứng ở mức',
      'đạt mức',
      'dao động',
      'giao dịch',
      'chào bán',
      'chào',
      'niêm yết',
      'không cao hơn',
      'thu hút',
      'hút',
      'chi',
      'giải ngân',
      'phổ biến',
      'bình quân',
      'trung bình',
      'lập kỷ lục',
      'đứng',
      'ấn định',
      'neo',
      'đem về',
      'đóng cửa',
      'chốt',
      'đạt được',
      'đạt kỷ lục',
      'duy trì ở mức',
      'duy trì mức',
      'giữ ở mức',
      'giữ mức',
      'áp',
    ],
  ],
  // These govern a number only right before it.
  [
    'to',
    'loose',
    [
      'ở',
      'có',
      'bằng',
      'với',
      'trị giá',
      'tương ứng',
      'tương đương',
      'tương đương với',
      'hiện',
      'vào',
      'thu',
      'giá',
      'bán',
      'mua',
      'về',
    ],
  ],
  ['from', '', ['từ', 'từ mức', 'mức cũ', 'thay vì', 'thay cho mức']],
  ['share', '', ['chiếm', 'chiếm tỷ trọng', 'tỷ trọng', 'chiếm khoảng', 'đóng góp tỷ trọng']],
  [
    'contribution',
    '',
    [
      'đóng góp',
      'làm giảm',
      'làm tăng',
      'kéo giảm',
      'góp',
      'đóng góp vào',
      'kéo tăng',
      'đóng góp tăng',
      'làm tăng chung',
      'tác động làm',
    ],
  ],
  [
    'plan',
    '',
    [
      'kế hoạch',
      'dự toán',
      'mục tiêu năm',
      'mục tiêu cả năm',
      'chỉ tiêu',
      'kế hoạch năm',
      'mục tiêu đề ra',
      'chỉ tiêu giao',
      'kế hoạch thủ tướng',
      'mục tiêu kế hoạch',
      'kế hoạch vốn',
    ],
  ],
  ['estimate', '', ['ước', 'ước tính', 'sơ bộ', 'ước khoảng', 'ước chừng']],
  [
    'forecast',
    '',
    ['dự báo', 'dự kiến', 'kỳ vọng', 'có thể', 'có khả năng', 'kịch bản', 'triển vọng', 'sẽ'],
  ],
  ['target', '', ['mục tiêu', 'phấn đấu', 'đặt mục tiêu', 'quyết tâm', 'hướng tới', 'đặt ra', 'hướng đến']],
  ['approx', 'below', ['gần', 'xấp xỉ', 'ngót', 'sắp', 'ngót nghét', 'dưới', 'non', 'suýt soát']],
  ['approx', 'above', ['hơn', 'trên', 'vượt trên']],
  ['approx', 'around', ['khoảng', 'chừng', 'tầm', 'cỡ', 'vào khoảng', 'quãng']],
  [
    'within',
    '',
    [
      'trong đó',
      'riêng',
      'trong khi',
      'trong khi đó',
      'ngược lại',
      'còn lại',
      'cụ thể',
      'đáng chú ý',
      'bao gồm',
      'gồm',
    ],
  ],
  [
    'clause',
    '',
    [
      'khiến',
      'giúp',
      'đưa',
      'nhờ',
      'do',
      'kéo',
      'kéo theo',
      'qua đó',
      'từ đó',
      'song',
      'nhưng',
      'tuy nhiên',
      'mà',
      'nên',
      'do đó',
      'vì vậy',
      'đồng thời',
      'bên cạnh đó',
      'khi',
      'dù',
      'mặc dù',
    ],
  ],
  ['and', '', ['và', 'cùng với']],
  ['respectively', '', ['lần lượt', 'tương ứng là', 'theo thứ tự']],
  ['both', '', ['cùng', 'đều']],
  [
    'aspect',
    'value',
    [
      'về trị giá',
      'về giá trị',
      'về kim ngạch',
      'về vốn',
      'về số vốn',
      'về số tiền',
      'về vốn đăng ký',
      'về tổng vốn',
    ],
  ],
  ['aspect', 'volume', ['lượng', 'khối lượng', 'về lượng', 'về khối lượng', 'về sản lượng', 'về số lượng']],
  [
    'aspect',
    'count',
    ['về số dự án', 'về số vụ', 'về số doanh nghiệp', 'về số lượt', 'về số lao động', 'về số lượt dự án'],
  ],
  ['aspect', 'price', ['về giá']],
  [
    'threshold',
    '',
    [
      'ngưỡng',
      'trên ngưỡng',
      'dưới ngưỡng',
      'mốc trung bình',
      'ngưỡng trung bình',
      'tối thiểu',
      'ít nhất',
      'không quá',
      'không dưới',
    ],
  ],
  ['average', '', ['bình quân']],
  [
    'per-day',
    '',
    [
      'mỗi ngày',
      'một ngày',
      'trung bình ngày',
      'bình quân ngày',
      'trung bình mỗi ngày',
      'bình quân mỗi ngày',
    ],
  ],
  ['negative', '', ['âm']],
  [
    'skip',
    '',
    [
      'tăng cường',
      'giảm nghèo',
      'giảm phát thải',
      'giảm tải',
      'nâng cao',
      'nâng cấp',
      'lên kế hoạch',
      'xuống cấp',
      'cùng lúc',
      'cùng ngày',
      'gia tăng',
      'còn nhiều',
      'trên địa bàn',
      'trên cả nước',
      'trên thị trường',
      'trên sàn',
      'gần đây',
      'hơn nữa',
      'có hiệu lực',
      'có vốn',
      'chính ngạch',
      'tương lai',
      'đường bộ',
      'gia nhập', 'sáp nhập', 'hội nhập', 'thâm nhập', 'đăng nhập', 'nhập học', 'nhập viện', 'nhập cư', 'nhập cảnh', 'xâm nhập', 'nhập cuộc', 'nhập xe',
      'tăng giá trị gia tăng',
      'giá trị gia tăng',
      'đi vào',
      'vào việt nam',
      'vào thị trường',
      'với doanh nghiệp',
      'chi nhánh',
      'chi cục',
      'hạ tầng',
      'mất điện',
      'có hại',
      'thu nhập',
      'hiện trạng',
      'mức sống',
      'kế hoạch hành động',
    ],
  ],
];

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

const byFirst = new Map<string, Entry[]>();

function add(entry: Omit<Entry, 'tokens'>, phrase: string): void {
  const tokens = tokenise(phrase).map(({ t }) => t);
  const list = byFirst.get(tokens[0]!);
  if (list === undefined) byFirst.set(tokens[0]!, [{ ...entry, tokens }]);
  else list.push({ ...entry, tokens });
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
for (const [kind, id, phrases] of WORDS) for (const phrase of phrases) add({ kind, id }, phrase);
for (const list of byFirst.values()) list.sort((a, b) => b.tokens.length - a.tokens.length);

/** The longest phrase of the lexicon that begins at token `at`. */
export function readEntry(tokens: readonly Token[], at: number): Entry | undefined {
  const list = byFirst.get(tokens[at]!.t);
  if (list === undefined) return undefined;
  for (const entry of list) {
    let k = 1;
    while (k < entry.tokens.length && tokens[at + k]?.t === entry.tokens[k]) k++;
    if (k < entry.tokens.length) continue;
    if (entry.proper === true && !isProper(tokens, at, at + k)) continue;
    // "thế giới" is the world, "Thế Giới Di Động" a shop.
    if (entry.proper === false && tokens[at + k - 1]!.capital) continue;
    if (entry.ambiguous === true && !TRADE_BEFORE.has(tokens[at - 1]?.t ?? '')) continue;
    return entry;
  }
  return undefined;
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
    tokens[from]!.t.length <= 4 &&
    before.end + 1 === tokens[from]!.start;
  return !joined && !tail;
}
