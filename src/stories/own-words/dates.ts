import type { Language } from '../../news/chat.ts';
import { foldTone } from '../../text/fold.ts';

/** A day, month, quarter or year as far as it is written. */
interface Stated {
  readonly day?: number;
  readonly month?: number;
  readonly quarter?: number;
  readonly year?: number;
}

/**
 * Whether a text names a date that no source names. Days counted from an unsaid "now" are strange always: the sentence is read on
 * another day than the one it was written on.
 */
export function strangeDate(text: string, sources: readonly string[], language: Language): boolean {
  if (RELATIVE.test(text)) return true;
  const known = sources.flatMap(vietnameseDates);
  const told = language === 'vi' ? vietnameseDates(text) : englishDates(text);
  return told.some((date) => !known.some((other) => isIn(date, other)));
}

const RELATIVE =
  /(?<!\p{L})(?:hôm nay|hôm qua|hôm kia|ngày mai|sáng nay|chiều nay|tối nay|đêm qua|vừa qua|mới đây|today|yesterday|tomorrow|this morning|tonight|last night)(?!\p{L})/iu;

/** Every part that is told must be in the one source date; that one may say more. */
function isIn(told: Stated, source: Stated): boolean {
  return (['day', 'month', 'quarter', 'year'] as const).every(
    (part) => told[part] === undefined || told[part] === source[part],
  );
}

const MONTH_WORDS = [
  'giêng',
  'hai',
  'ba',
  'tư',
  'năm',
  'sáu',
  'bảy',
  'tám',
  'chín',
  'mười',
  'mười một',
  'chạp',
];
const QUARTERS = ['i', 'ii', 'iii', 'iv'];
const VIETNAMESE = new RegExp(
  [
    String.raw`(?<![\p{Nd}/.,])(?<day>\d{1,2})[/.-](?<month>\d{1,2})(?:[/.-](?<year>(?:19|20)\d{2}))?(?![\p{Nd}/%]|[.,]\d)`,
    String.raw`ngày (?<day2>\d{1,2}) tháng (?<month2>\d{1,2})(?:[ ,]*(?:năm |/)(?<year2>\d{4}))?`,
    String.raw`tháng (?<month3>\d{1,2}|${MONTH_WORDS.join('|')})(?![\p{L}\p{Nd}])(?:(?:/|-| năm )(?<year3>(?:19|20)\d{2}))?`,
    String.raw`(?<![\p{Nd}/.,])(?<month4>\d{1,2})/(?<year4>(?:19|20)\d{2})`,
    String.raw`quý (?<quarter>iv|iii|ii|i|[1-4])(?![\p{L}\p{Nd}])(?:(?:/|-| năm )(?<year5>(?:19|20)\d{2}))?`,
    String.raw`năm (?<year6>(?:19|20)\d{2})(?!\p{Nd})`,
  ].join('|'),
  'giu',
);

function vietnameseDates(text: string): readonly Stated[] {
  return Array.from(foldTone(text.toLowerCase()).matchAll(VIETNAMESE)).flatMap(({ groups = {} }) => {
    const first = (name: string, most: number): string | undefined => {
      for (let n = 1; n <= most; n++) {
        const value = groups[n === 1 ? name : `${name}${n}`];
        if (value !== undefined) return value;
      }
      return undefined;
    };
    const quarter = groups['quarter'];
    const date = stated(
      number(first('day', 2)),
      monthNumber(first('month', 4)),
      quarter === undefined ? undefined : QUARTERS.indexOf(quarter) + 1 || Number(quarter),
      number(first('year', 6)),
    );
    // 60/63 and 18.3 look like days of no calendar.
    return (date.month ?? 1) > 12 || (date.day ?? 1) > 31 ? [] : [date];
  });
}

function monthNumber(word: string | undefined): number | undefined {
  if (word === undefined) return undefined;
  const at = MONTH_WORDS.indexOf(word);
  return at >= 0 ? at + 1 : Number(word);
}

const ENGLISH_MONTHS = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'];
const NAME =
  '(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)';
const ENGLISH = new RegExp(
  [
    String.raw`(?<day>\d{1,2})(?:st|nd|rd|th)?(?: of)? (?<month>${NAME})\.?(?![\p{L}])(?:,? (?<year>\d{4}))?`,
    String.raw`(?<!\p{L})(?<month2>${NAME})\.? (?<day2>\d{1,2})(?!\d)(?:st|nd|rd|th)?(?:,? (?<year2>\d{4}))?`,
    String.raw`(?<!\p{L})(?<month3>${NAME})\.?(?!\p{L})(?:,? (?:of )?(?<year3>\d{4}))?`,
    String.raw`(?<!\p{L})q(?<quarter>[1-4])(?: (?:of )?(?<year4>\d{4}))?`,
    String.raw`(?<!\p{L})(?<ordinal>first|second|third|fourth) quarter(?: of)?(?: (?<year5>\d{4}))?`,
    String.raw`(?<![\p{Nd},.])(?<year6>(?:19|20)\d{2})(?![\p{Nd}%]|[.,]\d)`,
  ].join('|'),
  'giu',
);

function englishDates(text: string): readonly Stated[] {
  return Array.from(text.matchAll(ENGLISH)).flatMap(({ groups = {}, 0: all }) => {
    const month = groups['month'] ?? groups['month2'] ?? groups['month3'];
    const year = [1, 2, 3, 4, 5, 6]
      .map((n) => groups[n === 1 ? 'year' : `year${n}`])
      .find((value) => value !== undefined);
    // "may" in small letters is the verb.
    if (month === 'may' && all === 'may') return [];
    const quarter = groups['quarter'] ?? ORDINALS[groups['ordinal']?.toLowerCase() ?? ''];
    return [
      stated(
        number(groups['day'] ?? groups['day2']),
        month === undefined ? undefined : ENGLISH_MONTHS.indexOf(month.slice(0, 3).toLowerCase()) + 1,
        number(quarter),
        number(year),
      ),
    ];
  });
}

const ORDINALS: Readonly<Record<string, string>> = { first: '1', second: '2', third: '3', fourth: '4' };

function number(digits: string | undefined): number | undefined {
  return digits === undefined ? undefined : Number(digits);
}

function stated(day?: number, month?: number, quarter?: number, year?: number): Stated {
  return {
    ...(day === undefined ? {} : { day }),
    ...(month === undefined ? {} : { month }),
    ...(quarter === undefined ? {} : { quarter }),
    ...(year === undefined ? {} : { year }),
  };
}
