import type { Article } from '../../src/news/article.ts';
import type { Chat, ChatKey } from '../../src/news/chat.ts';
import type { Slot } from '../../src/news/digest.ts';
import type { Source } from '../../src/news/source.ts';
import type { Story } from '../../src/news/story.ts';

export function moment(text: string): number {
  return Date.parse(text);
}

export const MORNING = moment('2026-11-23T07:00+07:00');

export function aChat(key: ChatKey, over: Partial<Chat> = {}): Chat {
  return {
    key,
    kind: 'private',
    language: 'vi',
    timeZone: 'Asia/Ho_Chi_Minh',
    hours: ['07:00'],
    days: [1, 2, 3, 4, 5, 6, 7],
    topics: [],
    places: [],
    emptyDay: 'say',
    state: 'active',
    createdOn: '2026-11-20',
    seenOn: '2026-11-22',
    activeSince: moment('2026-11-20T10:00+07:00'),
    ...over,
  };
}

export function aSlot(chat: ChatKey, local = '2026-11-23T07:00', at = MORNING): Slot {
  return { chat, local, at };
}

export function anArticle(id: string, over: Partial<Article> = {}): Article {
  return {
    id,
    sourceId: 'bao-mau',
    publisher: 'Báo Mẫu',
    title: `Xuất khẩu thủy sản tháng mười tăng mạnh, kỳ ${id}`,
    link: `https://bao-mau.example/${encodeURIComponent(id)}`,
    publishedAt: moment('2026-11-22T15:00+07:00'),
    arrivedAt: moment('2026-11-22T15:05+07:00'),
    text: 'Kim ngạch xuất khẩu thủy sản tháng mười đạt 980 triệu USD.\nDoanh nghiệp kỳ vọng quý cuối năm.',
    ...over,
  };
}

export function aSource(id: string, over: Partial<Source> = {}): Source {
  return {
    id,
    name: `Nguồn ${id}`,
    publisher: 'Báo Mẫu',
    url: `https://bao-mau.example/${id}.rss`,
    topics: [],
    lang: 'vi',
    enabled: true,
    ...over,
  };
}

export function aStory(id: string, articleIds: readonly string[], over: Partial<Story> = {}): Story {
  return {
    id,
    title: 'Xuất khẩu thủy sản tăng',
    reports: articleIds.map((articleId) => ({
      articleId,
      publisher: 'Báo Mẫu',
      title: 'Xuất khẩu thủy sản tăng',
      publishedAt: MORNING,
    })),
    topics: ['xuat-nhap-khau'],
    places: [],
    figures: [],
    summary: [],
    firstAt: MORNING,
    updatedAt: MORNING,
    ...over,
  };
}
