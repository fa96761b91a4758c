import type { Figure } from '../../news/article.ts';
import type { Language } from '../../news/chat.ts';
import { unitLabel } from './units.ts';

export function levelText(figure: Figure, language: Language): string {
  const words = WORDS[language];
  const approx = figure.approx === undefined ? '' : `${words.approx[figure.approx]} `;
  const upper = figure.value_max === undefined ? '' : `–${number(figure.value_max, language)}`;
  return `${approx}${number(figure.value!, language)}${upper}${unit(figure.unit, language)}`;
}

export function changeText(figure: Figure, language: Language): string {
  const words = WORDS[language];
  const id = figure.change_unit ?? 'percent';
  const upper = figure.change_max === undefined ? '' : `–${number(figure.change_max, language)}`;
  const size = `${number(figure.change!, language)}${upper}`;
  if (id === 'times')
    return figure.direction === 'down'
      ? `${words.down} ${size} ${words.times}`
      : `${words.timesUp} ${size} ${words.times}`;
  const sign = figure.direction === 'down' ? '−' : figure.direction === 'up' ? '+' : '';
  return `${sign}${size}${unit(id, language)}`;
}

export function basisText(figure: Figure, language: Language): string {
  const words = WORDS[language];
  if (figure.basis === null) return '';
  if (figure.basis === 'vs_period') {
    return figure.base_period === undefined
      ? words.otherBase
      : `${words.against} ${periodLabel(figure.base_period, language)}`;
  }
  return measureText(figure.basis, language);
}

/** A basis in words: "so với cùng kỳ"; empty for one that needs more than its name. */
export function measureText(basis: string, language: Language): string {
  const bases: Readonly<Record<string, string>> = WORDS[language].bases;
  return bases[basis] ?? '';
}

/** "tháng 1/2024", "quý I/2024", "10 tháng 2025", "ngày 28/05/2024"; in English "Jan 2024", "Q1 2024", "Jan–Oct 2025". */
export function periodLabel(iso: string, language: Language): string {
  const month = /^(\d{4})-(\d\d)$/u.exec(iso);
  if (month !== null) {
    return language === 'vi'
      ? `tháng ${Number(month[2])}/${month[1]}`
      : `${MONTHS[Number(month[2]) - 1]} ${month[1]}`;
  }
  const quarter = /^(\d{4})-Q([1-4])$/u.exec(iso);
  if (quarter !== null) {
    const which = Number(quarter[2]);
    return language === 'vi'
      ? `quý ${['I', 'II', 'III', 'IV'][which - 1]}/${quarter[1]}`
      : `Q${which} ${quarter[1]}`;
  }
  const months = /^(\d{4})-M(\d\d)\.\.M(\d\d)$/u.exec(iso);
  if (months !== null) {
    const [from, to] = [Number(months[2]), Number(months[3])];
    if (language === 'en') return `${MONTHS[from - 1]}–${MONTHS[to - 1]} ${months[1]}`;
    return from === 1 ? `${to} tháng ${months[1]}` : `tháng ${from}–${to}/${months[1]}`;
  }
  if (/^\d{4}$/u.test(iso)) return language === 'vi' ? `năm ${iso}` : iso;
  const [from, to] = iso.split('..');
  if (to === undefined) return language === 'vi' ? `ngày ${day(iso, language)}` : day(iso, language);
  return `${day(from!, language)}–${day(to, language)}`;
}

function day(iso: string, language: Language): string {
  const [year, month, date] = iso.split('-');
  return language === 'vi'
    ? `${date}/${month}/${year}`
    : `${Number(date)} ${MONTHS[Number(month) - 1]} ${year}`;
}

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Vietnamese: decimal comma, thousands dot; English the other way round. Digits as the figure has them. */
export function number(value: number, language: Language): string {
  const [whole, fraction] = String(Math.abs(value)).split('.');
  const grouped = whole!.replaceAll(/\B(?=(?:\d{3})+$)/gu, language === 'vi' ? '.' : ',');
  const sign = value < 0 ? '−' : '';
  return `${sign}${grouped}${fraction === undefined ? '' : `${language === 'vi' ? ',' : '.'}${fraction}`}`;
}

/** A unit in words, "%" or "tỷ USD"; empty for none. */
export function unitText(id: string | null, language: Language): string {
  return unit(id, language).trim();
}

function unit(id: string | null, language: Language): string {
  if (id === null || id === 'percent') return id === null ? '' : '%';
  return ` ${language === 'vi' ? unitLabel(id) : (UNITS_EN[id] ?? id.replaceAll('_per_', '/').replaceAll('_', ' '))}`;
}

const UNITS_EN: Readonly<Record<string, string>> = {
  percentage_point: 'percentage points',
  index_point: 'points',
  times: 'times',
  usd: 'USD',
  million_usd: 'million USD',
  billion_usd: 'billion USD',
  vnd: 'dong',
  thousand_vnd: 'thousand dong',
  million_vnd: 'million dong',
  billion_vnd: 'billion dong',
  trillion_vnd: 'trillion dong',
  quadrillion_vnd: 'quadrillion dong',
  vnd_per_litre: 'dong/litre',
  vnd_per_kg: 'dong/kg',
  vnd_per_kwh: 'dong/kWh',
  vnd_per_usd: 'dong/USD',
  usd_per_tonne: 'USD/tonne',
  usd_per_barrel: 'USD/barrel',
  usd_per_ounce: 'USD/ounce',
  million_vnd_per_tael: 'million dong/tael',
  million_vnd_per_month: 'million dong/month',
  vnd_per_month: 'dong/month',
  tonne: 'tonnes',
  thousand_tonne: 'thousand tonnes',
  million_tonne: 'million tonnes',
  million_kwh: 'million kWh',
  billion_kwh: 'billion kWh',
  mw: 'MW',
  gw: 'GW',
  vehicle: 'vehicles',
  vehicle_per_day: 'vehicles/day',
  container: 'containers',
  teu: 'TEU',
  thousand_teu: 'thousand TEU',
  million_teu: 'million TEU',
  enterprise: 'enterprises',
  thousand_enterprise: 'thousand enterprises',
  project: 'projects',
  person: 'people',
  thousand_person: 'thousand people',
  million_person: 'million people',
  case: 'cases',
  declaration: 'declarations',
  product: 'units',
  million_product: 'million units',
};

export const WORDS = {
  vi: {
    localities: 'địa phương',
    roseIn: 'tăng ở',
    fellIn: 'giảm ở',
    share: 'chiếm',
    equals: 'bằng',
    ofPlan: 'kế hoạch',
    adds: 'đóng góp',
    takes: 'làm giảm',
    from: 'từ',
    unchanged: 'không đổi',
    down: 'giảm',
    timesUp: 'gấp',
    times: 'lần',
    against: 'so với',
    otherBase: 'so với mốc khác',
    estimate: 'ước',
    to: 'sang',
    with: 'với',
    at: 'tại',
    approx: { below: 'gần', above: 'hơn', around: 'khoảng' },
    bases: {
      yoy: 'so với cùng kỳ',
      mom: 'so với tháng trước',
      qoq: 'so với quý trước',
      wow: 'so với tuần trước',
      dod: 'so với hôm trước',
      prev: 'so với kỳ trước',
      prev_half_month: 'so với nửa tháng trước',
      ytd: 'so với cuối năm trước',
      average: 'bình quân so với cùng kỳ',
      vs_plan: 'so với kế hoạch',
      from_to: '',
    },
  },
  en: {
    localities: 'localities',
    roseIn: 'rose in',
    fellIn: 'fell in',
    share: 'share',
    equals: 'at',
    ofPlan: 'of the plan',
    adds: 'adds',
    takes: 'takes off',
    from: 'from',
    unchanged: 'unchanged',
    down: 'down',
    timesUp: 'up',
    times: 'times',
    against: 'on',
    otherBase: 'on another base',
    estimate: 'estimate',
    to: 'to',
    with: 'with',
    at: 'in',
    approx: { below: 'nearly', above: 'over', around: 'about' },
    bases: {
      yoy: 'on the year',
      mom: 'on the month',
      qoq: 'on the quarter',
      wow: 'on the week',
      dod: 'on the day',
      prev: 'on the previous rate',
      prev_half_month: 'on the half month before',
      ytd: 'since the end of last year',
      average: 'on the year, average',
      vs_plan: 'against the plan',
      from_to: '',
    },
  },
} as const satisfies Record<
  Language,
  { readonly approx: object; readonly bases: Record<string, string> } & Record<string, unknown>
>;
