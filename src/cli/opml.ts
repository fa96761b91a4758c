import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { readEnvironment } from '../environment.ts';
import { createSourceLists } from '../jobs/source-lists.ts';
import { createLog } from '../log.ts';
import type { SourceListReading } from '../ports/source-lists.ts';
import type { SourceBook } from '../ports/sources.ts';
import { openRedis } from '../redis.ts';
import { parseSettings } from '../settings.ts';
import { catalogue } from '../sources/book/catalogue.ts';
import { createKeys } from '../store/keys.ts';
import { sourceBook } from '../store/sources.ts';

/**
 * `npm run --silent opml`: the sources as OPML; those of the catalogue before the bot has run. `-- FILE`: what a file would add,
 * as JSON; `-- FILE --add` adds it. Exit 1 with `{error}` where the file is no list of sources.
 */
async function main(): Promise<void> {
  const args = process.argv.slice(2);
  const path = args.find((arg) => !arg.startsWith('--'));
  const { values } = readEnvironment(process.env, process.cwd());
  const parsed = parseSettings(values);
  if (!parsed.ok) return fail('Cài đặt có chỗ sai; chạy npm run doctor để biết.');
  const lists = createSourceLists();
  const { redis, close } = await openRedis(parsed.settings.redisUrl, './var/redis', createLog('silent', []));
  try {
    const book = sourceBook(redis, createKeys());
    const stored = (await book.list()).map(({ source }) => source);
    const here = stored.length > 0 ? stored : catalogue();
    if (path === undefined) {
      process.stdout.write(lists.write(here, Date.now()));
      return;
    }
    const text = await readFile(resolve(values['INIT_CWD'] ?? process.cwd(), path), 'utf8').catch(
      () => undefined,
    );
    if (text === undefined) return fail(`Không đọc được tệp ${path}.`);
    const reading = lists.read(text, here);
    if (reading === undefined) return fail('Tệp này không phải OPML hoặc không có nguồn nào.');
    await answer(reading, args.includes('--add') ? book : undefined);
  } finally {
    await close();
  }
}

async function answer(reading: SourceListReading, book: SourceBook | undefined): Promise<void> {
  for (const source of book === undefined ? [] : reading.fresh) {
    await book?.put({ ...source, addedBy: 'opml', addedAt: Date.now() });
  }
  const { fresh, known, warnings } = reading;
  const shown = fresh.map(({ id, name, url, topics }) => ({ id, name, url, topics }));
  process.stdout.write(
    `${JSON.stringify({ [book === undefined ? 'wouldAdd' : 'added']: shown, known, warnings }, undefined, 2)}\n`,
  );
}

function fail(error: string): void {
  process.stdout.write(`${JSON.stringify({ error })}\n`);
  process.exitCode = 1;
}

await main();
