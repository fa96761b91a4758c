import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { createFetcher } from '../sources/web/fetch.ts';
import type { FetchProblem } from '../sources/web/fetch.ts';
import { readFeed } from '../sources/feed/read-feed.ts';
import type { FeedRead } from '../sources/feed/read-feed.ts';

/** A command shows all it reads; a poll keeps fewer. */
const MAX_ITEMS = 10_000;
const MAX_BYTES = 64 * 1024 * 1024;

const WHY: Readonly<Record<FetchProblem, string>> = {
  'not-a-url': 'Địa chỉ không hợp lệ',
  'private-address': 'Địa chỉ thuộc mạng nội bộ nên không được phép đọc',
  unreachable: 'Không kết nối được với máy chủ',
  timeout: 'Máy chủ trả lời quá chậm',
  'http-error': 'Máy chủ trả lời lỗi',
  'too-large': 'Nội dung quá lớn',
};

await run(process.argv[2]);

async function run(target: string | undefined): Promise<void> {
  try {
    if (target === undefined) throw new Error('Cách dùng: npm run --silent feed -- <địa chỉ hoặc tệp>');
    print(show(/^https?:\/\//i.test(target) ? await fromAddress(target) : await fromFile(target)));
  } catch (error) {
    print({ error: error instanceof Error ? error.message : String(error) });
    process.exitCode = 1;
  }
}

async function fromFile(path: string): Promise<FeedRead> {
  // npm changes into the project; what the caller typed is relative to where they stand.
  const file = resolve(process.env['INIT_CWD'] ?? process.cwd(), path);
  const bytes = await readFile(file).catch((error: unknown) => {
    throw new Error(`Không đọc được tệp ${path}.`, { cause: error });
  });
  return read(bytes);
}

async function fromAddress(address: string): Promise<FeedRead> {
  const allowHosts = process.env['FETCH_ALLOW_HOSTS'];
  const fetcher = createFetcher(allowHosts === undefined ? {} : { allowHosts });
  try {
    const outcome = await fetcher.fetch(address);
    if (outcome.kind === 'not-modified')
      throw new Error('Máy chủ trả lời 304 dù không được hỏi có điều kiện.');
    if (outcome.kind === 'failed') throw new Error(`${WHY[outcome.problem]} (${outcome.detail})`);
    return await read(outcome.bytes, outcome.url, outcome.headers['content-type']);
  } finally {
    await fetcher.close();
  }
}

function read(bytes: Uint8Array, url?: string, contentType?: string): Promise<FeedRead> {
  return readFeed(bytes, {
    now: Date.now(),
    maxItems: MAX_ITEMS,
    maxBytes: MAX_BYTES,
    keepRepeats: true,
    ...(url !== undefined && { url }),
    ...(contentType !== undefined && { contentType }),
  });
}

function show({ title, items, warnings }: FeedRead) {
  return {
    title,
    items: items.map(({ id, title: headline, link, publishedAt, summary }) => ({
      id,
      title: headline,
      link,
      publishedAt: publishedAt === undefined ? undefined : new Date(publishedAt).toISOString(),
      summary,
    })),
    warnings,
  };
}

function print(value: unknown): void {
  console.log(JSON.stringify(value, undefined, 2));
}
