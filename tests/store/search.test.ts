import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { UnderstoodArticle } from '../../src/news/article.ts';
import type { SearchIndex } from '../../src/ports/search.ts';
import { createKeys } from '../../src/store/keys.ts';
import { searchIndex } from '../../src/store/search.ts';
import type { TextReader } from '../../src/store/search-terms.ts';
import { foldForSearch } from '../../src/text/fold.ts';
import { tokens } from '../../src/text/tokens.ts';
import { testRedis, type TestRedis } from '../harness/redis.ts';
import { anArticle, moment } from './samples.ts';

const DAY = 86_400_000;
const NOW = moment('2026-11-23T08:00+07:00');
const reader: TextReader = { words: tokens, fold: foldForSearch };

let server: TestRedis;
let index: SearchIndex;

beforeEach(() => {
  server = testRedis();
  index = newIndex();
});
afterEach(() => server.cleanup());

function newIndex(): SearchIndex {
  return searchIndex(server.redis, createKeys(server.prefix), reader);
}

function told(
  id: string,
  title: string,
  text = '',
  over: Partial<UnderstoodArticle> = {},
): UnderstoodArticle {
  return {
    ...anArticle(id),
    publishedAt: NOW - DAY,
    arrivedAt: NOW - DAY,
    title,
    text,
    topics: [],
    places: [],
    figures: [],
    summary: [],
    ...over,
  };
}

async function find(text: string, offset = 0, limit = 10): Promise<readonly string[]> {
  return (await index.search({ text, now: NOW, offset, limit })).ids;
}

async function fill(...articles: readonly UnderstoodArticle[]): Promise<void> {
  for (const article of articles) await index.add(article);
}

describe('the search index', () => {
  it('finds with accents and without, in titles and in texts', async () => {
    await fill(
      told('ls', 'Xuất khẩu qua cửa khẩu Lạng Sơn tăng trở lại'),
      told('th', 'Thép xây dựng giảm giá', 'Các nhà máy ở Hải Phòng hạ giá bán.'),
      told('kh', 'Nông sản miền Tây được mùa'),
    );
    expect(await find('xuat khau lang son')).toEqual(['ls']);
    expect(await find('Xuất Khẩu LẠNG SƠN')).toEqual(['ls']);
    expect(await find('hải phòng')).toEqual(['th']);
    expect(await find('HAI PHONG thep')).toEqual(['th']);
    expect(await find('không có gì như thế')).toEqual([]);
    expect(await index.search({ text: '', now: NOW, offset: 0, limit: 5 })).toEqual({ ids: [], total: 0 });
  });

  it('puts first what is accented as typed, what has the words in its title, and what has them side by side', async () => {
    await fill(
      told('vang', 'Giá vàng thế giới lập đỉnh'),
      told('vang-mat', 'Ông lớn bán lẻ vắng mặt tại hội chợ'),
    );
    expect(await find('vàng')).toEqual(['vang', 'vang-mat']);
    expect(await find('vắng')).toEqual(['vang-mat', 'vang']);

    await fill(
      told('text', 'Thị trường trong tuần', 'Ngành dệt may nhận nhiều đơn hàng. '.repeat(3)),
      told('title', 'Dệt may nhận thêm đơn hàng', 'Thị trường trong tuần.'),
    );
    expect(await find('dệt may')).toEqual(['title', 'text']);

    await fill(
      told('apart', 'Tin tổng hợp', 'Bia tăng giá, rượu giảm, nước ngọt đứng yên, hà mã ở sở thú nội thành.'),
      told(
        'beside',
        'Tin tổng hợp',
        'Bia tăng giá, rượu giảm, nước ngọt đứng yên tại Hà Nội, sở thú có mã mới.',
      ),
    );
    expect(await find('ha noi')).toEqual(['beside', 'apart']);
  });

  it('puts the newer of equals first, and fresh news before slightly better old news', async () => {
    await fill(
      told('old', 'Giá xăng dầu', '', { publishedAt: NOW - 40 * DAY }),
      told('new', 'Giá xăng dầu', '', { publishedAt: NOW }),
    );
    expect(await find('giá xăng')).toEqual(['new', 'old']);
  });

  it('understands "quotes", -word and OR', async () => {
    await fill(
      told('ab', 'Thuế chống bán phá giá với thép cán nóng'),
      told('b', 'Thép phá sản vì giá bán giảm, thuế chống đỡ'),
      told('c', 'Nhôm chịu thuế chống bán phá giá'),
    );
    expect([...(await find('"chống bán phá giá"'))].toSorted()).toEqual(['ab', 'c']);
    expect(await find('"chong ban pha gia" -nhôm')).toEqual(['ab']);
    expect([...(await find('nhôm OR nóng'))].toSorted()).toEqual(['ab', 'c']);
    expect(await find('thép -"chống bán phá giá"')).toEqual(['b']);
    expect(await find('"chống bán')).toHaveLength(2);
    expect(await find('"không đâu có"')).toEqual([]);
  });

  it('understands tu:, den: and nguon:, alone and with words', async () => {
    const on = (day: string): Partial<UnderstoodArticle> => ({ publishedAt: moment(`${day}T00:30+07:00`) });
    await fill(
      told('1', 'Gạo tháng mười', '', on('2026-10-31')),
      told('2', 'Gạo tháng mười một', '', on('2026-11-01')),
      told('3', 'Gạo hôm qua', '', {
        ...on('2026-11-22'),
        sourceId: 'vnexpress-kinh-doanh',
        publisher: 'VnExpress',
      }),
    );
    expect([...(await find('gạo tu:2026-11-01'))].toSorted()).toEqual(['2', '3']);
    expect(await find('gạo đến:31/10/2026')).toEqual(['1']);
    expect(await find('từ:1/11 den:2/11')).toEqual(['2']);
    expect(await find('nguon:vnexpress')).toEqual(['3']);
    expect(await find('gạo nguồn:VnExpress tu:2026-11-23')).toEqual([]);
    expect(await find('gạo nguon:khong-co')).toEqual([]);
    expect(await find('gạo tu:2026-13-45')).toEqual([]);
  });

  it.each([
    ['ngay:22/11', ['22']],
    ['ngày:hômqua', ['22']],
    ['day:yesterday', ['22']],
    ['thang:10', ['10']],
    ['tháng:10/2026', ['10']],
    ['month:2026-11', ['01', '22', '23']],
    ['thang:12', ['12']],
    ['tu:homnay', ['23']],
    ['từ:1ngày', ['22', '23']],
    ['since:1d', ['22', '23']],
    ['from:2026-11-01 to:2026-11-02', ['01']],
    ['until:31/12/2025', ['12']],
    ['tu:7ngay den:homqua', ['22']],
    ['thang:13', []],
    ['thang:0', []],
  ])('finds news of the time that %s speaks of', async (typed, days) => {
    const on = (day: string): Partial<UnderstoodArticle> => ({ publishedAt: moment(`${day}T12:00+07:00`) });
    await fill(
      told('12', 'Gạo', '', on('2025-12-15')),
      told('10', 'Gạo', 'a', on('2026-10-31')),
      told('01', 'Gạo', 'b', on('2026-11-01')),
      told('22', 'Gạo', 'c', on('2026-11-22')),
      told('23', 'Gạo', 'd', on('2026-11-23')),
    );
    expect([...(await find(`gạo ${typed}`))].toSorted()).toEqual(days);
  });

  it('lets a long question match what has most of its words', async () => {
    await fill(told('a', 'Giá thép hôm nay giảm'), told('b', 'Lịch thi đấu bóng đá'));
    expect(await find('giá thép hôm nay thế nào')).toEqual(['a']);
  });

  it('counts all that match and pages through them without repeats', async () => {
    for (let at = 0; at < 45; at += 1) await index.add(told(`a${at}`, `Cà phê Tây Nguyên kỳ ${at}`));
    const first = await index.search({ text: 'cà phê', now: NOW, offset: 0, limit: 20 });
    const third = await index.search({ text: 'cà phê', now: NOW, offset: 40, limit: 20 });
    expect([first.total, first.ids.length, third.ids.length]).toEqual([45, 20, 5]);
    const second = await find('cà phê', 20, 20);
    expect(new Set([...first.ids, ...second, ...third.ids]).size).toBe(45);
  });

  it('adds an article once, and replaces its entry when its text has changed', async () => {
    const article = told('a', 'Cao su Bình Phước');
    await fill(article, article);
    expect(await index.search({ text: 'cao su', now: NOW, offset: 0, limit: 5 })).toEqual({
      ids: ['a'],
      total: 1,
    });
    await index.add(told('a', 'Hồ tiêu Bình Phước'));
    expect(await find('cao su')).toEqual([]);
    expect(await find('hồ tiêu')).toEqual(['a']);
  });

  it('is one index for several processes, also while all of them add', async () => {
    const others = [newIndex(), newIndex(), newIndex()];
    await Promise.all(
      others.flatMap((each, process) =>
        Array.from({ length: 120 }, (_, at) => each.add(told(`${process}-${at}`, `Thủy sản Cà Mau ${at}`))),
      ),
    );
    for (const each of [index, ...others]) {
      const { ids, total } = await each.search({ text: 'thuy san ca mau', now: NOW, offset: 0, limit: 500 });
      expect(total).toBe(360);
      expect(new Set(ids).size).toBe(360);
    }
  });

  it('keeps every article findable while postings grow and are folded', async () => {
    for (let at = 0; at < 1500; at += 1)
      await index.add(told(`n${at}`, at % 3 === 0 ? 'Logistics cảng biển' : 'Logistics đường bộ'));
    const all = await index.search({ text: 'logistics', now: NOW, offset: 0, limit: 1500 });
    expect(all.total).toBe(1500);
    expect(new Set(all.ids).size).toBe(1500);
    const third = await index.search({ text: 'cảng biển', now: NOW, offset: 0, limit: 1000 });
    expect(third.ids.every((id) => Number(id.slice(1)) % 3 === 0)).toBe(true);
    expect(third.total).toBe(500);
  });

  it('merges once what a merge that was cut at its end left on the list', async () => {
    const { pending, state } = createKeys(server.prefix).search;
    for (let at = 0; at < 255; at += 1) await index.add(told(`n${at}`, 'Hồ tiêu Gia Lai'));
    const waiting = await server.redis.lrange(pending, 0, -1);
    await index.add(told('n255', 'Hồ tiêu Gia Lai'));
    expect(await server.redis.hget(state, 'merged')).toBe('256');
    // As if the process had died after the postings were written and before the list was cut.
    await server.redis.rpush(pending, ...waiting, `256\n${waiting[0]!.split('\n').slice(1).join('\n')}`);
    await server.redis.hdel(state, 'merged');
    const other = newIndex();
    const query = { text: 'hồ tiêu', now: NOW, offset: 0, limit: 500 };
    expect((await other.search(query)).total).toBe(256);
    for (let at = 256; at < 600; at += 1) await other.add(told(`n${at}`, 'Hồ tiêu Gia Lai'));
    expect(await server.redis.hget(state, 'merged')).not.toBe('256');
    for (const each of [index, other]) {
      const { ids, total } = await each.search({ ...query, limit: 700 });
      expect([total, new Set(ids).size]).toEqual([600, 600]);
    }
  });

  it('forgets articles when their time is over, and their ids with them', async () => {
    const days = 90;
    for (let at = 0; at < 700; at += 1)
      await index.add(told(`old${at}`, 'Điện gió Bạc Liêu', '', { arrivedAt: NOW - (days + 5) * DAY }));
    await index.add(told('new', 'Điện gió Bạc Liêu', '', { arrivedAt: NOW }));
    expect(await index.search({ text: 'điện gió', now: NOW, offset: 0, limit: 10 })).toEqual({
      ids: ['new'],
      total: 1,
    });
    const keys = await server.keys();
    expect(keys.filter((key) => /:d:/.test(key)).length).toBeLessThan(3);
    expect(keys.filter((key) => /:n:/.test(key)).length).toBeLessThan(70);
    await index.add(told('old1', 'Điện gió Bạc Liêu', '', { arrivedAt: NOW }));
    expect((await find('điện gió')).length).toBe(2);
  });

  it('takes anything typed for a query and harms nothing by it', async () => {
    await fill(told('a', 'Giá điện'));
    for (const text of [
      '__proto__',
      '*',
      '"',
      '-',
      '- -',
      'OR',
      'OR OR',
      'tu:',
      'nguon:',
      '\r\n',
      'a'.repeat(5000),
      '🚢',
      '"" ""',
      "'; FLUSHALL",
      'tu:x nguon:"',
    ])
      expect(await find(text)).toEqual([]);
    expect(await find('điện -')).toEqual(['a']);
    expect(await find('constructor OR điện')).toEqual(['a']);
  });
});
