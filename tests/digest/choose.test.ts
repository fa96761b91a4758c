import { describe, expect, it } from 'vitest';
import { chooseDigest } from '../../src/digest/choose.ts';
import type { Reader } from '../../src/digest/choose.ts';
import { composeDigest } from '../../src/digest/compose.ts';
import { renderPlain } from '../../src/digest/plain.ts';
import { toldName } from '../../src/digest/told.ts';
import { renderTelegram } from '../../src/digest/telegram.ts';
import type { Figure } from '../../src/news/article.ts';
import type { Digest } from '../../src/news/digest.ts';
import type { Story } from '../../src/news/story.ts';
import { rankStories } from '../../src/stories/rank.ts';

const now = Date.parse('2026-11-23T07:00+07:00');
const hour = 3_600_000;

function story(id: string, over: Partial<Story> & { papers?: number; ageHours?: number } = {}): Story {
  const at = now - (over.ageHours ?? 10) * hour;
  return {
    id,
    title: `Tiêu đề ${id}`,
    reports: Array.from({ length: over.papers ?? 1 }, (_, n) => ({
      articleId: n === 0 ? id : `${id}-${n}`,
      publisher: `Báo ${n}`,
      title: `Tiêu đề ${id}`,
      link: `https://bao${n}.example.org/${id}`,
      publishedAt: at,
    })),
    topics: ['san-xuat-cong-nghiep'],
    places: [],
    figures: [],
    summary: [{ sentence: `Câu dẫn của ${id}.`, articleId: id }],
    firstAt: at,
    updatedAt: at,
    ...over,
  };
}

const everything: Reader = { topics: [], places: [], timeZone: 'Asia/Ho_Chi_Minh', language: 'vi' };

function digest(
  stories: readonly Story[],
  reader: Partial<Reader> = {},
  told: readonly string[] = [],
): Digest {
  return chooseDigest(rankStories(stories, now), { ...everything, ...reader }, new Set(told), now);
}

function ids(of: Digest): readonly string[] {
  return of.sections.flatMap((section) => section.entries.map((entry) => entry.story.id));
}

describe('the choice of a digest', () => {
  it('holds one entry an event, whatever many papers carry it', () => {
    const chosen = digest([story('iip', { papers: 4 })]);
    expect(ids(chosen)).toEqual(['iip']);
  });

  it('leaves out what is none of our topics', () => {
    expect(ids(digest([story('bong-da', { topics: [] }), story('iip')]))).toEqual(['iip']);
  });

  it('leaves out what this chat was told, also under the name of a story that has joined another', () => {
    const joined = story('b', { reports: [...story('b').reports, ...story('a').reports] });
    expect(ids(digest([joined, story('c')], {}, ['a']))).toEqual(['c']);
  });

  it("puts the reader's own places first", () => {
    const chosen = digest(
      [story('lon', { papers: 5 }), story('nha', { places: ['lang-son'], topics: ['cua-khau-logistics'] })],
      {
        places: ['lang-son'],
      },
    );
    expect(ids(chosen)[0]).toBe('nha');
  });

  it('keeps to chosen topics, by top topic or subtopic, and to chosen places', () => {
    const stories = [
      story('iip', { topics: ['san-xuat-cong-nghiep', 'iip-san-luong'] }),
      story('thep', { topics: ['nganh-hang', 'thep-kim-loai'] }),
      story('gao', { topics: ['nong-thuy-san', 'gao-lua'] }),
      story('lang-son', { topics: ['cua-khau-logistics'], places: ['lang-son'] }),
    ];
    expect(
      ids(digest(stories, { topics: ['thep-kim-loai', 'nong-thuy-san'], places: ['lang-son'] })).toSorted(),
    ).toEqual(['gao', 'lang-son', 'thep']);
  });

  it('reaches the reader of today’s province with news of one that merged into it', () => {
    expect(
      ids(
        digest([story('bg', { places: ['bac-giang'] }), story('x', { ageHours: 1 })], {
          places: ['bac-ninh'],
        }),
      )[0],
    ).toBe('bg');
  });

  it('lets no topic fill the digest while others have news', () => {
    const many = Array.from({ length: 8 }, (_, n) => story(`sx${n}`, { papers: 5 }));
    const chosen = digest([
      ...many,
      story('gao', { topics: ['nong-thuy-san'] }),
      story('dien', { topics: ['nang-luong'] }),
    ]);
    expect(ids(chosen)).toHaveLength(5);
    expect(ids(chosen)).toContain('gao');
    expect(ids(chosen)).toContain('dien');
    expect(chosen.left).toBe(5);
  });

  it('fills itself from one topic when there is no other', () => {
    expect(ids(digest(Array.from({ length: 8 }, (_, n) => story(`sx${n}`))))).toHaveLength(5);
  });

  it('prefers what more papers carry, what is fresh, and what interrupts trade', () => {
    const stories = [
      story('le', { ageHours: 20 }),
      story('moi', { ageHours: 1 }),
      story('dong', { ageHours: 20, papers: 6 }),
      story('cua-khau', {
        ageHours: 20,
        title: 'Trung Quốc tạm dừng thông quan tại một cửa khẩu',
        topics: ['cua-khau-logistics'],
      }),
    ];
    expect(
      rankStories(stories, now)
        .map((each) => each.story.id)
        .at(-1),
    ).toBe('le');
  });

  it('quotes at most sixty words an entry', () => {
    const long = Array.from({ length: 45 }, () => 'từ').join(' ');
    const quoted = digest([
      story('dai', {
        summary: [
          { sentence: `${long}.`, articleId: 'dai' },
          { sentence: `${long} nữa.`, articleId: 'dai' },
          { sentence: 'Câu ngắn.', articleId: 'dai' },
        ],
      }),
    ]);
    expect(quoted.sections[0]?.entries[0]?.quotes.map((quote) => quote.sentence)).toEqual([
      `${long}.`,
      'Câu ngắn.',
    ]);
  });
});

describe('what an entry says besides', () => {
  const rice = (value: number): Figure => ({
    indicator: 'export',
    item: 'rice',
    value,
    unit: 'billion_usd',
    direction: null,
    change: null,
    basis: null,
    period: '2024-M01..M09',
    estimated: false,
    sentence: `Xuất khẩu gạo 9 tháng đạt ${String(value).replace('.', ',')} tỷ USD.`,
  });

  it('names the papers that differ and what each prints, and keeps the figure out of the figures of the day', () => {
    const two = story('gao', {
      papers: 2,
      figures: [rice(4.37), rice(4.35)],
      disagreements: [
        {
          readings: [
            { figure: rice(4.37), articleIds: ['gao'] },
            { figure: rice(4.35), articleIds: ['gao-1'] },
          ],
        },
      ],
    });
    const made = digest([two]);
    expect(made.figures).toEqual([]);
    const text = renderPlain(composeDigest(made, 'zalo'))[0]?.text ?? '';
    expect(text).toMatch(/≠ .*4,37 tỷ USD \(Báo 0\); 4,35 tỷ USD \(Báo 1\)/u);
  });

  it('marks an event that was told before and has a new number as an update, once', () => {
    const before = story('cua-khau', { ageHours: 30, title: 'Cửa khẩu tạm dừng thông quan' });
    const [report] = before.reports;
    const after: Story = {
      ...before,
      reports: [
        report!,
        {
          articleId: 'moi',
          publisher: 'Báo Mới',
          title: 'Còn 800 xe chờ vì cửa khẩu tạm dừng thông quan',
          publishedAt: now - 2 * hour,
        },
      ],
      updatedAt: now - 2 * hour,
    };
    const again = digest([after], {}, [toldName(before)]);
    expect(again.sections[0]?.entries[0]?.update).toBe(true);
    expect(renderPlain(composeDigest(again, 'zalo'))[0]?.text).toContain('(cập nhật)');
    expect(ids(digest([after], {}, [toldName(before), toldName(after)]))).toEqual([]);
  });

  it("quotes what an article on the country says of the reader's own province", () => {
    const whole = story('iip', {
      places: ['lang-son'],
      local: [{ sentence: 'Xuất khẩu qua các cửa khẩu Lạng Sơn không bị ùn ứ.', articleId: 'iip' }],
    });
    const quotesFor = (places: readonly string[]) =>
      digest([whole], { places }).sections[0]?.entries[0]?.quotes.map((quote) => quote.sentence);
    expect(quotesFor(['lang-son'])).toEqual([
      'Câu dẫn của iip.',
      'Xuất khẩu qua các cửa khẩu Lạng Sơn không bị ùn ứ.',
    ]);
    expect(quotesFor(['ca-mau'])).toEqual(['Câu dẫn của iip.']);
  });
});

describe('the figures of the day', () => {
  const backlog: Figure = {
    indicator: 'border-backlog',
    value: 412,
    unit: 'vehicle',
    direction: 'down',
    change: 58,
    change_unit: 'vehicle',
    basis: 'dod',
    period: '2026-11-22',
    place: 'lang-son',
    estimated: false,
    sentence: 'Đến 20 giờ ngày 22/11 còn 412 xe chờ xuất, giảm 58 xe so với hôm trước.',
  };
  const bare: Figure = {
    ...backlog,
    direction: null,
    change: null,
    basis: null,
    sentence: 'Đến 20 giờ ngày 22/11 còn 412 xe chờ xuất.',
  };

  it('print a level once, with its movement where one paper gives it', () => {
    const chosen = digest([story('ls', { figures: [bare, backlog] })]);
    expect(chosen.figures.map(({ figure }) => figure.change)).toEqual([58]);
  });

  it('print of each series only the newest period', () => {
    const yesterday = { ...backlog, value: 470, change: 25, direction: 'up', period: '2026-11-21' } as const;
    const chosen = digest([story('nay', { figures: [backlog] }), story('qua', { figures: [yesterday] })]);
    expect(chosen.figures.map(({ figure }) => figure.value)).toEqual([412]);
  });
});

describe('the layout of a digest', () => {
  const iip: Figure = {
    indicator: 'iip',
    value: null,
    unit: null,
    direction: 'up',
    change: 18.3,
    change_unit: 'percent',
    basis: 'yoy',
    period: '2026-10',
    estimated: true,
    sentence: 'IIP tháng 10/2026 ước tăng 18,3% so với cùng kỳ.',
  };
  const full = digest([
    story('iip', { papers: 4, figures: [iip], title: 'Công nghiệp tăng 18,3% <ước> & hơn' }),
    story('ls', { topics: ['cua-khau-logistics'], places: ['lang-son'] }),
  ]);

  it('is a Telegram message: figures first, numbered entries, sources as links, the way out', () => {
    const [part, ...more] = renderTelegram(composeDigest(full, 'telegram'));
    expect(more).toEqual([]);
    const text = part?.text ?? '';
    expect(text).toMatch(/^<b>Công Thương 60 giây<\/b> · Thứ Hai 23\/11\/2026/u);
    expect(text).toContain('▲');
    expect(text).toContain('18,3%');
    expect(text).toContain('<b>1. Công nghiệp tăng 18,3% &lt;ước&gt; &amp; hơn</b>');
    expect(text).toContain('<a href="https://bao0.example.org/iip">Báo 0</a> +3 báo');
    expect(text).toContain('/dung');
    expect(text.indexOf('SỐ TRONG NGÀY')).toBeLessThan(text.indexOf('1. Công nghiệp'));
  });

  it('is a plain Zalo message within its limit, with bare links', () => {
    const parts = renderPlain(composeDigest(full, 'zalo'));
    expect(parts).toHaveLength(1);
    expect(parts[0]?.text).toContain('Báo 0: https://bao0.example.org/iip +3 báo');
    expect(parts[0]?.text).not.toMatch(/<\/?[ab]>/u);
  });

  it('prints a figure only from the sentence it stands in', () => {
    for (const { figure } of full.figures) expect(figure.sentence).toContain('18,3%');
  });

  it('says in one line that there is nothing', () => {
    const text = renderTelegram(composeDigest(digest([]), 'telegram'))[0]?.text ?? '';
    expect(text).toContain('Chưa có tin mới');
  });

  it('speaks English when asked', () => {
    const text = renderTelegram(composeDigest({ ...full, language: 'en' }, 'telegram'))[0]?.text ?? '';
    expect(text).toContain('Industry &amp; Trade in 60 seconds</b> · Monday 23/11/2026');
    expect(text).toContain('+3 more');
  });
});
