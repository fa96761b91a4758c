import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';

const script = fileURLToPath(new URL('../../src/cli/feed.ts', import.meta.url));
const loader = import.meta.resolve('tsx');
const feed =
  '<rss version="2.0"><channel><title>Báo</title><item><title>Giá thép tăng</title><link>/thep?utm_source=rss</link><pubDate>28/02/2026 12:56:16</pubDate><description>&lt;p&gt;Một.&lt;/p&gt;&lt;p&gt;Hai.&lt;/p&gt;</description></item></channel></rss>';
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'diemtin-feed-'));
  await writeFile(join(folder, 'feed.xml'), feed);
  await writeFile(join(folder, 'page.html'), '<!doctype html><html><body></body></html>');
});

afterAll(() => rm(folder, { recursive: true }));

function run(
  target: string,
  env: Record<string, string> = {},
): Promise<{ readonly code: number; readonly out: unknown }> {
  return new Promise((resolve) => {
    execFile(
      process.execPath,
      ['--import', loader, script, target],
      { env: { PATH: process.env['PATH'], ...env } },
      (error, stdout) => resolve({ code: error === null ? 0 : Number(error.code), out: JSON.parse(stdout) }),
    );
  });
}

describe('the feed command', () => {
  it('prints what we read in a file, found from where the caller stands', async () => {
    const { code, out } = await run('feed.xml', { INIT_CWD: folder });
    expect(code).toBe(0);
    expect(out).toMatchObject({
      title: 'Báo',
      items: [{ title: 'Giá thép tăng', publishedAt: '2026-02-28T05:56:16.000Z', summary: 'Một.\nHai.' }],
      warnings: [],
    });
  });

  it('prints what we read at an address, links resolved against it', async () => {
    const server = createServer((_request, response) => response.end(feed));
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
    const { code, out } = await run(`http://${host}/rss`, { FETCH_ALLOW_HOSTS: host });
    server.close();
    expect(code).toBe(0);
    expect(out).toMatchObject({ title: 'Báo', items: [{ title: 'Giá thép tăng' }] });
  });

  it.each([
    ['a page', 'page.html', 'trang web'],
    ['a file that is not there', 'none.xml', 'Không đọc được tệp'],
    ['a private address', 'http://localhost/rss', 'mạng nội bộ'],
  ])('ends with an error for %s', async (_what, target, words) => {
    const { code, out } = await run(target, { INIT_CWD: folder });
    expect(code).toBe(1);
    expect(out).toEqual({ error: expect.stringContaining(words) });
  });
});
