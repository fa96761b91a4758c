import type { Story } from '../news/story.ts';
import type { Instant } from '../news/time.ts';

/** A story with what it is worth to any reader of its topics: the work that all chats of a morning share. */
export interface RankedStory {
  readonly story: Story;
  /** Comparable within one `now` only; about 0 to 10. */
  readonly value: number;
}

const hour = 3_600_000;

/** After this long, half of a story's freshness is gone. */
const freshnessHalfLife = 12 * hour;

/**
 * Orders stories by what they are worth whoever reads: how many papers carry it, whether it brings a new official figure, a deadline or
 * an interruption of trade, and how fresh it is.
 */
export function rankStories(stories: readonly Story[], now: Instant): readonly RankedStory[] {
  return stories
    .map((story) => ({ story, value: newsValue(story, now) }))
    .toSorted((a, b) => b.value - a.value || b.story.updatedAt - a.story.updatedAt);
}

function newsValue(story: Story, now: Instant): number {
  const papers = new Set(story.reports.map((report) => report.publisher)).size;
  const text = `${story.title}\n${story.summary.map((quote) => quote.sentence).join('\n')}`.toLowerCase();
  const age = Math.max(now - story.updatedAt, 0);
  return (
    1.5 * Math.log2(papers) +
    (hasOfficialFigure(story) ? 1.5 : 0) +
    (mentions(text, interruptions) ? 2 : 0) +
    (mentions(text, deadlines) ? 1 : 0) +
    2 * 2 ** (-age / freshnessHalfLife)
  );
}

/** A figure that says against what and for when: the kind that statistics offices publish. */
function hasOfficialFigure(story: Story): boolean {
  return story.figures.some((figure) => figure.basis !== null && figure.period !== null);
}

const interruptions = [
  'tạm dừng thông quan',
  'đóng cửa khẩu',
  'tạm ngừng xuất nhập khẩu',
  'khôi phục thông quan',
  'ùn ứ nghiêm trọng',
  'áp thuế chống bán phá giá',
  'áp thuế tạm thời',
  'khởi xướng điều tra',
  'thuế đối ứng',
  'công điện khẩn',
  'hỏa tốc',
  'cấm nhập khẩu',
  'dừng nhập khẩu',
  'thu hồi mã số vùng trồng',
  'cắt điện luân phiên',
];

const deadlines = ['có hiệu lực từ', 'hạn chót', 'chậm nhất', 'trước ngày', 'thời hạn nộp', 'hết hạn'];

function mentions(text: string, terms: readonly string[]): boolean {
  return terms.some((term) => text.includes(term));
}
