import type { Chat } from '../../../src/news/chat.ts';
import type { Digest } from '../../../src/news/digest.ts';
import { block, type Message } from '../../../src/news/message.ts';
import type { Source } from '../../../src/news/source.ts';
import type { Story } from '../../../src/news/story.ts';
import type { ProbeResult } from '../../../src/news/probe.ts';
import type { NewsDesk } from '../../../src/ports/desk.ts';
import type { Takedowns } from '../../../src/ports/takedowns.ts';
import type { Found, Vocabulary } from '../../../src/ports/vocabulary.ts';
import { foldTyped } from '../../../src/bot/typed.ts';

const HOUR = 3_600_000;

/** A story of our own writing. */
function story(title: string, changes: Partial<Story> = {}): Story {
  const at = Date.parse('2026-11-24T05:00+07:00');
  const id = foldTyped(title).replace(/\W+/gu, '-');
  return {
    id,
    title,
    reports: [
      { articleId: id, publisher: 'Báo Mẫu', title, link: `https://bao-mau.example/${id}`, publishedAt: at },
    ],
    topics: [],
    places: [],
    figures: [],
    summary: [{ sentence: `${title}, theo Sở Công Thương.`, articleId: id }],
    firstAt: at,
    updatedAt: at,
    ...changes,
  };
}

/** Twelve small stories about border trade in Lạng Sơn, and one about steel that three papers tell. */
export const archive: readonly Story[] = [
  ...Array.from({ length: 12 }, (_, at) =>
    story(`Xuất khẩu qua Lạng Sơn ngày ${at + 1} thông suốt`, {
      places: ['lang-son'],
      topics: ['xuat-nhap-khau'],
    }),
  ),
  story('Giá thép xây dựng tăng nhẹ', {
    topics: ['thep-kim-loai'],
    reports: ['Báo Mẫu', 'Tin Thép', 'Kinh Tế Thử'].map((publisher, at) => ({
      articleId: `thep-${at}`,
      publisher,
      title: at === 0 ? 'Giá thép xây dựng tăng nhẹ' : 'Thép nhích giá',
      link: `https://thep.example/${at}`,
      publishedAt: Date.parse('2026-11-24T04:00+07:00') + at * HOUR,
    })),
  }),
];

/** A desk that remembers stories and addresses. It keeps the promises of the port: best first, pages, totals, nothing stored. */
export function smallDesk(
  stories: readonly Story[],
  addresses: ReadonlyMap<string, ProbeResult>,
): NewsDesk & { readonly probed: string[] } {
  const probed: string[] = [];
  return {
    probed,
    async digestNow(chat, now, without = new Set()): Promise<Digest> {
      const fit = stories.filter(
        ({ id: known, topics }) =>
          !without.has(known) && (chat.topics.length === 0 || topics.some((id) => chat.topics.includes(id))),
      );
      const entries = fit
        .slice(0, 3)
        .flatMap((each) =>
          each.reports
            .slice(0, 1)
            .map((lead) => ({ story: each, quotes: each.summary, lead, update: false })),
        );
      return {
        date: new Date(now + 7 * HOUR).toISOString().slice(0, 10),
        timeZone: chat.timeZone,
        language: chat.language,
        figures: [],
        sections: entries.length === 0 ? [] : [{ topic: 'other', entries }],
        left: fit.length - entries.length,
      };
    },
    async recap(chat, days, now) {
      const digest = await this.digestNow(chat, now);
      return { ...digest, recap: true, since: new Date(now - days * 24 * HOUR).toISOString().slice(0, 10) };
    },
    async stories(ids) {
      return ids.flatMap((id) => stories.filter((each) => each.id === id));
    },
    async reasons(chat, ids) {
      const found = await this.stories(ids);
      return found.map((each) => ({
        id: each.id,
        story: each,
        keywords: (chat.follows ?? [])
          .map(({ query }) => query)
          .filter((query) => each.title.toLowerCase().includes(query)),
        places: chat.places.filter((place) => each.places.includes(place)),
        topics: chat.topics.filter((topic) => each.topics.includes(topic)),
        papers: each.reports.length,
      }));
    },
    digestOf(chat, _slot, now) {
      return this.digestNow(chat, now);
    },
    async search(text, _now, offset, limit) {
      const words = foldTyped(text).split(' ');
      const fit = stories.filter(({ title }) => words.every((word) => foldTyped(title).includes(word)));
      const suggestion = fit.length === 0 && text.startsWith('theps') ? 'thép' : undefined;
      return {
        stories: fit.slice(offset, offset + limit),
        total: fit.length,
        ...(suggestion === undefined ? {} : { suggestion }),
      };
    },
    async probe(url) {
      probed.push(url);
      return addresses.get(url) ?? { kind: 'problem', problem: 'unreachable' };
    },
  };
}

/** Remembers what was taken down; one address has an article. */
export function smallTakedowns(): Takedowns & { readonly removed: string[] } {
  const removed: string[] = [];
  return {
    removed,
    async look(url) {
      if (!/^https?:\/\/\w/u.test(url)) return { kind: 'not-a-url' };
      return url === 'https://bao-mau.example/go-bo'
        ? { kind: 'article', title: 'Bài cần gỡ', publisher: 'Báo Mẫu' }
        : { kind: 'unknown' };
    },
    async remove(url) {
      removed.push(url);
    },
  };
}

export function source(id: string, changes: Partial<Source> = {}): Source {
  return {
    id,
    name: `Nguồn ${id}`,
    publisher: 'Báo Mẫu',
    url: `https://${id}.example/rss`,
    topics: [],
    lang: 'vi',
    enabled: true,
    ...changes,
  };
}

export function feed(id: string, changes: Partial<Extract<ProbeResult, { kind: 'feed' }>> = {}): ProbeResult {
  return {
    kind: 'feed',
    source: source(id),
    title: `Tin ${id}`,
    items: 20,
    newestAt: Date.parse('2026-11-24T06:30+07:00'),
    samples: ['Cửa khẩu Hữu Nghị thông quan sớm', 'Giá điện giữ nguyên'],
    warnings: [],
    ...changes,
  };
}

/** Plain lines: how a digest looks is another room's business. */
export function plainDigest(digest: Digest, chat: Chat): Message {
  const lines = digest.sections.flatMap((section) => section.entries.map((entry) => entry.story.title));
  return { blocks: [block(`ĐIỂM TIN ${digest.date} ${chat.language}`, ...lines)] };
}

const names: Readonly<Record<string, readonly [vi: string, en: string]>> = {
  'nganh-hang': ['Ngành hàng chế biến, chế tạo', 'Manufactured goods'],
  'thep-kim-loai': ['Thép, kim loại', 'Steel and metals'],
  'det-may': ['Dệt may', 'Textiles'],
  'xuat-nhap-khau': ['Xuất nhập khẩu', 'Foreign trade'],
  'nang-luong': ['Năng lượng', 'Energy'],
  'xang-dau': ['Xăng dầu', 'Fuel'],
  'mien-nui': ['Miền núi phía Bắc', 'Northern mountains'],
  'mien-dong': ['Đông Nam Bộ', 'South East'],
  'lang-son': ['Lạng Sơn', 'Lang Son'],
  'cao-bang': ['Cao Bằng', 'Cao Bang'],
  'dong-nai': ['Đồng Nai', 'Dong Nai'],
};
const called: Readonly<Record<string, string>> = { thep: 'thep-kim-loai', 'bac giang': 'bac-ninh' };
const topicIds = ['nganh-hang', 'thep-kim-loai', 'det-may', 'xuat-nhap-khau', 'nang-luong', 'xang-dau'];
const placeIds = ['lang-son', 'cao-bang', 'dong-nai'];

/** Six topics and three provinces are enough to talk about. */
export const smallVocabulary: Vocabulary = {
  topics: () => [
    { id: 'nganh-hang', subtopics: ['thep-kim-loai', 'det-may'] },
    { id: 'xuat-nhap-khau', subtopics: [] },
    { id: 'nang-luong', subtopics: ['xang-dau'] },
  ],
  regions: () => [
    { id: 'mien-nui', places: ['cao-bang', 'lang-son'] },
    { id: 'mien-dong', places: ['dong-nai'] },
  ],
  findTopic: (typed) => find(typed, topicIds),
  findPlace: (typed) => find(typed, placeIds),
  name: (id, language) => names[id]?.[language === 'vi' ? 0 : 1] ?? id,
  icon: (id) => (id === 'nang-luong' ? '⚡' : ''),
};

function find(typed: string, ids: readonly string[]): Found {
  const wanted = foldTyped(typed).replaceAll('-', ' ').trim();
  const isIt = (id: string): boolean =>
    id.replaceAll('-', ' ') === wanted || foldTyped(names[id]?.[0] ?? '') === wanted || called[wanted] === id;
  const exact = ids.find(isIt);
  const near = ids.filter(
    (id) => wanted.length > 2 && id.replaceAll('-', ' ').startsWith(wanted.slice(0, 4)),
  );
  return exact === undefined ? { near } : { exact, near: near.filter((id) => id !== exact) };
}
