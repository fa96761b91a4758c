import { createHash } from 'node:crypto';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';

/** A publisher of many feeds for `poll.bench.ts`, in a process of its own so that its work is not counted as ours. */

const itemsPerFeed = 30;
let round = 0;
const startedAt = Date.now();

/** Which share of the feeds behaves how; by the feed's number. */
const isFailing = (feed: number): boolean => feed % 20 === 7;
const isSlow = (feed: number): boolean => feed % 10 === 3;
const isUnchanged = (feed: number): boolean => feed % 10 < 3;

function bodyOf(feed: number): Buffer {
  // Round 2 shows what round 1 showed; unchanged feeds never move on.
  const edition = isUnchanged(feed) ? 0 : Math.min(round, 1);
  const items = Array.from({ length: itemsPerFeed }, (_, at) => {
    const number = at + edition * 5;
    const text = `Sản lượng của nhà máy số ${feed} trong đợt ${number} đạt ${number * 13 + feed} tấn, tăng ${(number % 30) + 1},${feed % 10}% so với cùng kỳ. `;
    return `<item><title>Nhà máy ${feed} công bố sản lượng đợt ${number}</title><link>https://bao${feed}.example.org/bai-${number}.html</link><guid>${feed}-${number}</guid><pubDate>${new Date(startedAt - (100 - number) * 3_600_000).toUTCString()}</pubDate><description><![CDATA[<p>${text.repeat(6)}</p>]]></description></item>`;
  });
  const xml = `<?xml version="1.0" encoding="utf-8"?><rss version="2.0"><channel><title>Báo số ${feed}</title><link>https://bao${feed}.example.org/</link>${items.toReversed().join('')}</channel></rss>`;
  return Buffer.from(xml);
}

const server = createServer((request, response) => {
  const feed = Number(/\/(\d+)\.xml$/u.exec(request.url ?? '')?.[1]);
  if (Number.isNaN(feed)) return void response.writeHead(404).end();
  setTimeout(() => answer(feed), isSlow(feed) ? 5000 : 0);

  function answer(of: number): void {
    if (isFailing(of)) return void response.writeHead(500).end();
    const body = bodyOf(of);
    const etag = `"${createHash('sha1').update(body).digest('hex')}"`;
    if (request.headers['if-none-match'] === etag) return void response.writeHead(304, { etag }).end();
    response
      .writeHead(200, { etag, 'content-type': 'application/rss+xml', 'content-encoding': 'gzip' })
      .end(gzipSync(body, { level: 1 }));
  }
});

process.on('message', (next: number) => {
  round = next;
  process.send?.('ready');
});
server.listen(0, '0.0.0.0', () => process.send?.((server.address() as AddressInfo).port));
