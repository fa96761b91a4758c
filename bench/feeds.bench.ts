import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { parseFeed as rowanmanning } from '@rowanmanning/feed-parser';
import FeedParser from 'feedparser';
import { parseFeed as feedsmith } from 'feedsmith';
import Parser from 'rss-parser';
import { readFeed } from '../src/sources/feed/read-feed.ts';
import { MALFORMED_FEEDS } from '../tests/sources/feed/malformed-feeds.ts';

/** Reads bytes and answers how many entries it found; throws when it cannot. */
type Reader = (bytes: Uint8Array) => Promise<number>;

const now = Date.parse('2026-11-23T07:00+07:00');
const text = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);

const READERS: Readonly<Record<string, Reader>> = {
  ours: async (bytes) => (await readFeed(bytes, { now, keepRepeats: true, maxItems: 10_000 })).items.length,
  'rss-parser': async (bytes) => (await new Parser().parseString(text(bytes))).items.length,
  feedsmith: async (bytes) => {
    const { feed } = feedsmith(text(bytes)) as {
      readonly feed: { readonly items?: unknown[]; readonly entries?: unknown[] };
    };
    return (feed.items ?? feed.entries ?? []).length;
  },
  feedparser: withFeedparser,
  '@rowanmanning/feed-parser': async (bytes) => rowanmanning(text(bytes)).items.length,
};

/**
 * Our whole way from bytes to clean items against bare parsers on feeds as Vietnamese papers write them, and what each of them
 * gets out of feeds in disrepair. CPU time, in rounds that alternate so that all suffer the same machine.
 */
export async function bench(args: readonly string[]): Promise<Record<string, unknown>> {
  const rounds = Number(args[0] ?? 12);
  const feeds = [...generated(), ...captured()];
  const cpu = await measure(feeds, rounds);
  const ours = cpu['ours'] ?? Number.NaN;
  const table = await Promise.all(
    Object.entries(READERS).map(async ([name, reader]) => [name, await recall(reader)] as const),
  );
  const result = {
    feeds: feeds.length,
    bytes: feeds.reduce((sum, { length }) => sum + length, 0),
    cpuMsPerRound: cpu,
    oursToRssParser: round(ours / (cpu['rss-parser'] ?? Number.NaN)),
    aim: '<= 1.5',
    malformed: Object.fromEntries(table),
  };
  console.log(JSON.stringify(result, null, 2));
  return result;
}

async function measure(feeds: readonly Uint8Array[], rounds: number): Promise<Record<string, number>> {
  const samples: Record<string, number[]> = {};
  for (let turn = 0; turn < rounds + 3; turn += 1) {
    for (const [name, reader] of Object.entries(READERS)) {
      const before = process.cpuUsage();
      for (const feed of feeds) await reader(feed).catch(() => 0);
      const { user, system } = process.cpuUsage(before);
      // The first turns warm the compiler up.
      if (turn >= 3) (samples[name] ??= []).push((user + system) / 1000);
    }
  }
  return Object.fromEntries(Object.entries(samples).map(([name, times]) => [name, round(median(times))]));
}

async function recall(reader: Reader): Promise<Record<string, number>> {
  let parsed = 0;
  let exact = 0;
  let items = 0;
  for (const { bytes, titles } of MALFORMED_FEEDS) {
    const found = await reader(Buffer.from(bytes as string)).catch(() => undefined);
    if (found === undefined) continue;
    parsed += 1;
    if (found === titles.length) exact += 1;
    items += Math.min(found, titles.length);
  }
  const all = MALFORMED_FEEDS.length;
  const allItems = MALFORMED_FEEDS.reduce((sum, { titles }) => sum + titles.length, 0);
  return { parsed: round(parsed / all), exactCount: round(exact / all), items: round(items / allItems) };
}

function withFeedparser(bytes: Uint8Array): Promise<number> {
  return new Promise((resolve, reject) => {
    let count = 0;
    const parser = new FeedParser({});
    parser.on('error', reject);
    parser.on('readable', () => {
      while (parser.read() !== null) count += 1;
    });
    parser.on('end', () => resolve(count));
    parser.end(Buffer.from(bytes));
  });
}

/** Feeds in the manner of Vietnamese papers: CDATA or escaped, an image before the teaser, dates of all habits. */
function generated(): readonly Uint8Array[] {
  const topics = [
    'Xuất khẩu gạo',
    'Giá thép xây dựng',
    'Kim ngạch dệt may',
    'Giá xăng dầu',
    'Chỉ số sản xuất công nghiệp',
    'Vốn FDI',
  ];
  const dates = ['+0700', 'GMT+7', 'GMT', '+0700', 'am-pm', '+0700'];
  return Array.from({ length: 24 }, (_each, paper) => {
    const cdata = paper % 3 !== 0;
    const full = paper % 6 === 5;
    const wrap = (html: string): string =>
      cdata ? `<![CDATA[${html}]]>` : html.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;');
    const items = Array.from({ length: 30 + (paper % 4) * 20 }, (_item, n) => {
      const topic = topics[(paper + n) % topics.length] ?? '';
      const link = `https://bao${paper}.vn/tin/${paper}-${n}.html`;
      const title = `${topic} tháng ${1 + (n % 12)} tăng ${n % 30},${n % 10}% so với cùng kỳ`;
      const teaser = `${topic} trong tháng ước đạt ${n + 1},${n % 10} tỷ USD, tăng ${n % 30}% so với cùng kỳ năm trước, theo số liệu công bố sáng nay &amp; báo cáo của các địa phương.`;
      const paragraph = `<p style="text-align: justify;">${teaser} Các doanh nghiệp cho biết đơn hàng đã <strong>phục hồi</strong> ở <a href="${link}">nhiều thị trường</a>.</p>`;
      return `<item><title>${wrap(title)}</title><link>${link}</link><guid isPermaLink="${paper % 2 === 0}">${link}</guid><pubDate>${dateOf(dates[paper % dates.length] ?? '', n)}</pubDate><description>${wrap(`<a href="${link}"><img src="https://i.bao${paper}.vn/${n}.jpg" alt="x"/></a></br>${teaser}`)}</description>${full ? `<content:encoded>${wrap(paragraph.repeat(12))}</content:encoded>` : ''}<category>Kinh tế</category><enclosure url="https://i.bao${paper}.vn/${n}.jpg" type="image/jpeg" length="1"/></item>`;
    });
    return Buffer.from(
      `<?xml version="1.0" encoding="UTF-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Báo ${paper}</title><link>https://bao${paper}.vn</link><description>Tin kinh tế</description><atom:link rel="self" href="https://bao${paper}.vn/rss"/>${items.join('\n')}</channel></rss>`,
    );
  });
}

function dateOf(habit: string, n: number): string {
  const at = new Date(now - n * 1_800_000);
  if (habit === 'am-pm')
    return `${at.getUTCMonth() + 1}/${at.getUTCDate()}/${at.getUTCFullYear()} ${1 + (n % 12)}:30:00 ${n % 2 === 0 ? 'AM' : 'PM'}`;
  return at.toUTCString().replace('GMT', habit);
}

/** The real ones, where they are at hand. */
function captured(): readonly Uint8Array[] {
  const folder = new URL('../../shared/feeds/vi/', import.meta.url);
  return existsSync(folder) ? readdirSync(folder).map((file) => readFileSync(new URL(file, folder))) : [];
}

function median(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;
}

function round(value: number): number {
  return Math.round(value * 1000) / 1000;
}
