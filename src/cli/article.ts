import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { readEnvironment } from '../environment.ts';
import { createFetcher } from '../sources/web/fetch.ts';
import type { FetchProblem } from '../sources/web/fetch.ts';
import { createPageReader } from '../sources/page/page-reader.ts';

/** `npm run --silent article -- <url-or-file>`: the article of one page as JSON; exit 1 with `{error}` where there is none. */

interface Input {
  readonly bytes: Uint8Array;
  readonly contentType?: string;
}

/** Longer than in the running program: whoever asks by hand waits for it, on a slow machine too. */
const readLimitMs = 20_000;
const maxPageBytes = 3 * 1024 * 1024;

const problems: Readonly<Record<FetchProblem, string>> = {
  'not-a-url': 'Địa chỉ không hợp lệ.',
  'private-address': 'Địa chỉ này nằm trong mạng riêng nên không được đọc.',
  unreachable: 'Không kết nối được tới máy chủ.',
  timeout: 'Máy chủ trả lời quá chậm.',
  'http-error': 'Máy chủ báo lỗi',
  'too-large': 'Trang quá lớn (hơn 3 MB).',
};

async function main(): Promise<void> {
  const [asked, ...more] = process.argv.slice(2);
  if (asked === undefined || more.length > 0) {
    return fail('Cách dùng: npm run --silent article -- <địa chỉ hoặc tệp>');
  }
  const { values } = readEnvironment(process.env, process.cwd());
  const input = /^https?:\/\//i.test(asked)
    ? await fetchInput(asked, values['FETCH_ALLOW_HOSTS'])
    : await fileInput(resolve(values['INIT_CWD'] ?? process.cwd(), asked));
  if ('error' in input) return fail(input.error);
  const reader = createPageReader(readLimitMs);
  const page = await reader.read({ ...input, now: Date.now() });
  await reader.close();
  if (page === undefined) return fail('Đây không phải là một trang HTML đọc được.');
  if (page.text === '') return fail('Không tìm thấy bài báo nào trong trang này.');
  const { title, byline, publishedAt, text } = page;
  say({
    title,
    ...(byline !== undefined && { byline }),
    ...(publishedAt !== undefined && { publishedAt: new Date(publishedAt).toISOString() }),
    text,
  });
}

async function fetchInput(
  url: string,
  allowHosts: string | undefined,
): Promise<Input | { readonly error: string }> {
  const fetcher = createFetcher(allowHosts === undefined ? {} : { allowHosts });
  const outcome = await fetcher.fetch(url, { maxBytes: maxPageBytes, accept: 'text/html, */*;q=0.5' });
  await fetcher.close();
  if (outcome.kind === 'ok') {
    const contentType = outcome.headers['content-type'];
    return { bytes: outcome.bytes, ...(contentType !== undefined && { contentType }) };
  }
  if (outcome.kind === 'not-modified') return { error: 'Máy chủ không gửi nội dung.' };
  const said = problems[outcome.problem];
  return {
    error: outcome.status === undefined ? said : `${said.replace(/\.$/, '')} (mã ${outcome.status}).`,
  };
}

async function fileInput(path: string): Promise<Input | { readonly error: string }> {
  try {
    const bytes = await readFile(path);
    return bytes.length > maxPageBytes ? { error: problems['too-large'] } : { bytes };
  } catch {
    return { error: `Không đọc được tệp ${path}.` };
  }
}

function say(value: unknown): void {
  process.stdout.write(`${JSON.stringify(value)}\n`);
}

function fail(error: string): void {
  say({ error });
  process.exitCode = 1;
}

await main();
