import type { Figure } from '../news/article.ts';
import type { Story } from '../news/story.ts';
import type { Instant } from '../news/time.ts';
import { isPrintable } from './figures/wording.ts';
import { daysToDeadline } from './deadline.ts';

/** A story with what it is worth to any reader of its topics: the work that all chats of a morning share. */
export interface RankedStory {
  readonly story: Story;
  /** Comparable within one `now` only; about 0 to 10. */
  readonly value: number;
  /** Goods or power stop or flow again: to those of the place nothing matters more. */
  readonly interrupts: boolean;
}

const hour = 3_600_000;

/** After this long, half of a story's freshness is gone. */
const freshnessHalfLife = 12 * hour;

/** A deadline so near is for today. */
const soonDays = 14;
/** One beyond this can wait for another digest. */
const aheadDays = 60;

/**
 * Orders stories by what they are worth whoever reads: how many papers carry it, whether it brings a new official figure, a deadline or
 * an interruption of trade, and how fresh it is.
 */
export function rankStories(stories: readonly Story[], now: Instant): readonly RankedStory[] {
  return stories
    .map((story) => valued(story, now))
    .toSorted((a, b) => b.value - a.value || b.story.updatedAt - a.story.updatedAt);
}

function valued(story: Story, now: Instant): RankedStory {
  const papers = new Set(story.reports.map((report) => report.publisher)).size;
  const text = `${story.title}\n${story.summary.map((quote) => quote.sentence).join('\n')}`.toLowerCase();
  const interrupts = mentions(text, interruptions);
  const age = Math.max(now - story.updatedAt, 0);
  const value =
    // Ten papers that copy one agency are not five times two.
    1.5 * Math.log2(Math.min(papers, 8)) +
    Math.max(0, ...story.figures.map(figureValue)) +
    (interrupts || mentions(text, measures) ? 2 : 0) +
    deadlineValue(text, now) +
    2 * 2 ** (-age / freshnessHalfLife);
  return { story, value, interrupts };
}

/** The whole country's releases, without goods or market. */
const releases = new Set([
  'iip',
  'gdp',
  'cpi',
  'pmi',
  'export',
  'import',
  'trade-total',
  'trade-balance',
  'retail-sales',
  'fdi-registered',
  'fdi-disbursed',
  'public-investment',
]);

/** A figure that says against what and for when is the kind that offices publish; the country's own series weigh most. */
function figureValue(figure: Figure): number {
  if (figure.period === null || (figure.basis === null && figure.change !== null)) return 0;
  if (!isPrintable(figure)) return 0;
  const whole = figure.item === undefined && figure.market === undefined && figure.place === undefined;
  if (whole && releases.has(figure.indicator)) return 2;
  return figure.basis === null ? 0.5 : 1;
}

function deadlineValue(text: string, now: Instant): number {
  const days = daysToDeadline(text, now);
  if (days === undefined || days < 0 || days > aheadDays) return 0;
  return days <= soonDays ? 2 : 1;
}

/** Goods or power stop at a place, or flow again. */
const interruptions = [
  'tạm dừng thông quan',
  'tạm ngừng thông quan',
  'dừng thông quan',
  'ngừng thông quan',
  'nghỉ thông quan',
  'đóng cửa khẩu',
  'đóng cửa lối',
  'tạm ngừng xuất nhập khẩu',
  'tạm dừng xuất nhập khẩu',
  'khôi phục thông quan',
  'thông quan trở lại',
  'mở lại cửa khẩu',
  'ùn ứ nghiêm trọng',
  'ùn tắc nghiêm trọng',
  'cắt điện luân phiên',
  'ngừng cấp điện',
  'tạm ngừng cung cấp điện',
  'khôi phục cấp điện',
  'tạm dừng khai thác cảng',
  'cấm đường',
];

/** What a government does to trade. */
const measures = [
  'áp thuế chống bán phá giá',
  'thuế chống bán phá giá',
  'thuế chống trợ cấp',
  'áp thuế tạm thời',
  'khởi xướng điều tra',
  'khởi xướng rà soát',
  'thuế đối ứng',
  'công điện',
  'hỏa tốc',
  'cấm nhập khẩu',
  'dừng nhập khẩu',
  'cấm xuất khẩu',
  'dừng xuất khẩu',
  'thu hồi mã số vùng trồng',
];

function mentions(text: string, terms: readonly string[]): boolean {
  return terms.some((term) => text.includes(term));
}
