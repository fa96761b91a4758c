import { describe, expect, it } from 'vitest';
import { chooseDigest, entryOf } from '../../src/digest/choose.ts';
import type { Occasion, Reader } from '../../src/digest/choose.ts';
import { composeAlert, composeDigest } from '../../src/digest/compose.ts';
import { renderPlain } from '../../src/digest/plain.ts';
import { renderTelegram } from '../../src/digest/telegram.ts';
import type { Message } from '../../src/news/message.ts';
import type { Story } from '../../src/news/story.ts';
import { rankStories } from '../../src/stories/rank.ts';
import { understand } from '../../src/stories/understand.ts';
import { tellStory } from '../../src/stories/tell.ts';

const NOW = Date.parse('2026-11-24T07:00+07:00');
const HOUR = 3_600_000;

/** News of our own writing, each told by so many papers. */
const news: readonly (readonly [title: string, text: string, papers: number])[] = [
  [
    'Sản xuất công nghiệp tháng 10 tăng 9,2%',
    'Chỉ số sản xuất toàn ngành công nghiệp (IIP) tháng 10/2026 ước tăng 9,2% so với cùng kỳ năm trước. Ngành chế biến, chế tạo tăng 10,1%, đóng góp nhiều nhất vào mức tăng chung.',
    3,
  ],
  [
    'Cửa khẩu Hữu Nghị thông quan 1.250 xe trong ngày, không ùn ứ',
    'Ngày 23/11, cửa khẩu quốc tế Hữu Nghị (Lạng Sơn) thông quan 1.250 xe hàng xuất nhập khẩu, không có ùn ứ. Đến 20 giờ còn 180 xe chờ xuất, chủ yếu chở trái cây.',
    2,
  ],
  [
    'Ấn Độ rà soát thuế chống bán phá giá với thép mạ Việt Nam',
    'Ấn Độ khởi xướng rà soát thuế chống bán phá giá đối với thép mạ nhập khẩu từ Việt Nam. Doanh nghiệp cần nộp bản trả lời câu hỏi trước ngày 15/12/2026.',
    4,
  ],
  [
    'Giá sầu riêng Ri6 tại vườn lên 95.000 đồng/kg',
    'Giá sầu riêng Ri6 tại vườn ở Tiền Giang lên 95.000 đồng/kg. Nguồn cung trái vụ ít khiến thương lái tăng giá thu mua.',
    1,
  ],
  [
    'Quản lý thị trường phát hiện kho 12.000 sản phẩm giả nhãn hiệu',
    'Lực lượng quản lý thị trường kiểm tra một kho hàng ở Bắc Ninh, phát hiện 12.000 sản phẩm giả nhãn hiệu. Toàn bộ hàng hóa bị tạm giữ để xử lý.',
    1,
  ],
  [
    'Khu công nghiệp mới ở Hải Phòng đón dự án bán dẫn 300 triệu USD',
    'Khu công nghiệp mới tại Hải Phòng trao giấy chứng nhận đầu tư cho dự án bán dẫn vốn FDI 300 triệu USD. Nhà máy dự kiến chạy thử vào quý III/2027.',
    2,
  ],
  [
    'Xuất khẩu gạo tháng 10 đạt 620.000 tấn',
    'Xuất khẩu gạo tháng 10/2026 đạt 620.000 tấn, tăng 4,5% so với cùng kỳ năm trước. Giá gạo 5% tấm ổn định quanh 380 USD/tấn.',
    1,
  ],
];

const stories: readonly Story[] = news.map(([title, text, papers], number) =>
  tellStory(
    `story-${number}`,
    Array.from({ length: papers }, (_, paper) => {
      const publishedAt = NOW - (10 - number) * HOUR + paper * 60_000;
      const article = {
        id: paper === 0 ? `story-${number}` : `story-${number}-${paper}`,
        sourceId: `bao-${paper}`,
        publisher: ['Báo Mẫu', 'Tin Công Thương', 'Kinh Tế Thử', 'Thời Báo Mẫu'][paper] ?? 'Báo Khác',
        title,
        link: `https://bao-${paper}.example/tin-${number}`,
        publishedAt,
        arrivedAt: publishedAt,
        text,
      };
      return { ...article, ...understand(article) };
    }),
  ),
);

const reader: Reader = { topics: [], places: ['lang-son'], timeZone: 'Asia/Ho_Chi_Minh', language: 'vi' };

function digest(over: Partial<Reader> = {}, occasion: Occasion = {}, of = stories) {
  return chooseDigest(rankStories(of, NOW), { ...reader, ...over }, new Set(), NOW, occasion);
}

const slot = { slot: '2026-11-24T07:00' };
const usual = digest();
const [section] = usual.sections;
const border = stories[1]!;
const steel = stories[2]!;

const messages: readonly (readonly [name: string, message: (platform: 'telegram' | 'zalo') => Message])[] = [
  ['digest', (platform) => composeDigest(usual, platform, slot)],
  ['digest-short', (platform) => composeDigest(digest({ length: 'short' }), platform, slot)],
  ['digest-full', (platform) => composeDigest(digest({ length: 'full' }), platform, slot)],
  ['digest-empty', (platform) => composeDigest(digest({}, {}, []), platform, slot)],
  ['digest-in-a-channel', (platform) => composeDigest(usual, platform)],
  [
    'digest-keyword',
    (platform) =>
      composeDigest(digest({}, { matched: new Map([[steel.id, ['"thép mạ"']]]) }), platform, slot),
  ],
  [
    'digest-update',
    (platform) =>
      composeDigest(
        {
          ...usual,
          sections:
            section === undefined
              ? []
              : [{ ...section, entries: section.entries.map((each) => ({ ...each, update: true })) }],
        },
        platform,
        slot,
      ),
  ],
  ['digest-after-tet', (platform) => composeDigest(digest({}, { since: '2026-11-14' }), platform, slot)],
  ['digest-at-tet', (platform) => composeDigest(digest({}, { border: true }), platform, slot)],
  ['digest-english', (platform) => composeDigest(digest({ language: 'en' }), platform, slot)],
  ['recap', (platform) => composeDigest(digest({}, { recap: true, since: '2026-11-18' }), platform, {})],
  [
    'alert-keyword',
    (platform) =>
      composeAlert(
        entryOf(steel, reader),
        { query: '"thuế chống bán phá giá" thép' },
        { ...reader, platform, slot: '2026-11-24T00:00.a-story-2' },
      ),
  ],
  [
    'alert-event',
    (platform) =>
      composeAlert(
        entryOf(border, reader),
        { event: border.id },
        { ...reader, platform, slot: '2026-11-24T00:00.e-story-1.0' },
      ),
  ],
];

describe('what a reader gets', () => {
  it.each(messages)('%s', async (name, message) => {
    for (const platform of ['telegram', 'zalo'] as const) {
      const parts = platform === 'zalo' ? renderPlain(message(platform)) : renderTelegram(message(platform));
      const shown = parts.map(({ text, buttons = [] }) =>
        [
          text,
          ...buttons.map((row) => row.map(({ label, action }) => `[${label} → ${action}]`).join(' ')),
        ].join('\n'),
      );
      await expect(`${shown.join('\n=====\n')}\n`).toMatchFileSnapshot(
        `../corpus/messages/${name}.${platform}.txt`,
      );
    }
  });
});
