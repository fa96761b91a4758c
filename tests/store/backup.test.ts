import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { backupLines, beginRestore, checkBackup, endRestore, restoreLines } from '../../src/store/backup.ts';
import { createKeys } from '../../src/store/keys.ts';
import { openStore, type Store } from '../../src/store/store.ts';
import { foldForSearch } from '../../src/text/fold.ts';
import { tokens } from '../../src/text/tokens.ts';
import { testRedis, type TestRedis } from '../harness/redis.ts';
import { aChat, anArticle, aSlot, aSource, aStory } from './samples.ts';

let old: TestRedis;
let fresh: TestRedis;
const now = Date.now();

beforeEach(() => {
  old = testRedis();
  fresh = testRedis();
});
afterEach(async () => {
  await old.cleanup();
  await fresh.cleanup();
});

function storeOf({ redis, prefix }: TestRedis): Store {
  return openStore(redis, { words: tokens, fold: foldForSearch }, 'thu', prefix);
}

/** A little of everything there is. */
async function furnish(store: Store): Promise<void> {
  await store.migrate();
  await store.sources.put(aSource('bao-mau'));
  await store.admins.add({ id: 'telegram:9', by: 'telegram:1', at: now });
  await store.editors.add('telegram:-100', 'telegram:5');
  await store.audit.write({ at: now, who: 'telegram:1', action: 'themnguon bao-mau', outcome: 'done' });
  for (const id of ['một', 'hai', 'ba']) {
    const article = anArticle(id, { arrivedAt: now - 60_000, publishedAt: now - 60_000 });
    await store.articles.save(article);
    const understanding = { topics: ['xuat-nhap-khau'], places: [], figures: [], summary: [] };
    if (id !== 'ba') {
      await store.articles.understood(id, understanding);
      await store.search.add({ ...article, ...understanding });
    }
  }
  await store.articles.takeDown('https://bao-mau.example/da-go');
  await store.stories.put([aStory('chuyện', ['một', 'hai'])], []);
  await store.chats.put(
    aChat('telegram:42', { follows: [{ query: 'thép', when: 'now' }] }),
    aSlot('telegram:42'),
  );
  await store.links.join('telegram:42', 'zalo:ab01');
  const parts = [{ text: 'Điểm tin', format: 'plain' as const }];
  await store.ledger.open({
    chat: 'telegram:42',
    slot: '2026-11-22T07:00',
    parts,
    storyIds: ['chuyện'],
    now,
  });
  const [taken] = await store.ledger.take('telegram', 'tay', now, 60_000, 10);
  if (taken) await store.ledger.settle(taken, { state: 'sent' }, now);
  await store.ledger.open({ chat: 'telegram:42', slot: '2026-11-23T07:00', parts, storyIds: [], now });
}

async function linesOf({ redis, prefix }: TestRedis): Promise<readonly string[]> {
  const lines: string[] = [];
  for await (const line of backupLines(redis, prefix, now)) lines.push(line);
  return lines;
}

async function* each(lines: readonly string[]): AsyncGenerator<string> {
  for (const line of lines) yield line;
}

/** Every key of a backup with its content; how long it still lives apart. */
async function contentOf(server: TestRedis): Promise<readonly unknown[]> {
  const records = (await linesOf(server)).slice(1, -1).map((line) => {
    const { x, ...rest } = JSON.parse(line) as {
      readonly k: string;
      readonly x?: number;
      readonly v: unknown;
    };
    const v = Array.isArray(rest.v) ? rest.v.map((value) => JSON.stringify(value)).toSorted() : rest.v;
    return { ...rest, v, ends: x !== undefined };
  });
  return records.toSorted((a, b) => (a.k < b.k ? -1 : 1));
}

describe('a backup', () => {
  it('brings everything to another store, and the search finds it there', async () => {
    await furnish(storeOf(old));
    const lines = await linesOf(old);
    expect(await checkBackup(each(lines))).toMatchObject({ kind: 'good', keys: lines.length - 2 });
    expect(await beginRestore(fresh.redis, fresh.prefix, 'hôm nay', false)).toBe('begun');
    await restoreLines(fresh.redis, fresh.prefix, each(lines), now);
    const store = storeOf(fresh);
    expect(await endRestore(fresh.redis, fresh.prefix, store)).toBe(2);
    expect(await contentOf(fresh)).toEqual(await contentOf(old));

    expect(await store.chats.get('telegram:42')).toEqual(await storeOf(old).chats.get('telegram:42'));
    expect(await store.links.home('zalo:ab01')).toBe('telegram:42');
    expect(await store.ledger.told('telegram:42')).toEqual(new Set(['chuyện']));
    expect(await store.ledger.find('telegram:42', '2026-11-22T07:00')).toMatchObject({ state: 'sent' });
    const open = { chat: 'telegram:42', slot: '2026-11-23T07:00', parts: [], storyIds: [], now } as const;
    expect(await store.ledger.open(open)).toBe('exists');
    expect(await store.ledger.take('telegram', 'hand', now, 60_000, 10)).toHaveLength(1);
    const found = await store.search.search({ text: 'thủy sản', now, offset: 0, limit: 10 });
    expect(found.ids.toSorted()).toEqual(['hai', 'một']);
    expect(await store.articles.save(anArticle('bốn', { link: 'https://bao-mau.example/da-go' }))).toBe(
      'known',
    );
    expect((await store.articles.pile(10)).map(({ id }) => id)).toEqual(['ba']);
  });

  it('is restored the same when it was cut short anywhere and done again', async () => {
    await furnish(storeOf(old));
    const lines = await linesOf(old);
    for (const cut of [2, 7, lines.length - 2]) {
      expect(await beginRestore(fresh.redis, fresh.prefix, 'hôm nay', false)).toBe('begun');
      await restoreLines(fresh.redis, fresh.prefix, each(lines.slice(0, cut)), now);
      expect(await storeOf(fresh).migrate()).toEqual({ kind: 'wait', why: 'restoring' });
    }
    await beginRestore(fresh.redis, fresh.prefix, 'hôm nay', false);
    await restoreLines(fresh.redis, fresh.prefix, each(lines), now);
    await endRestore(fresh.redis, fresh.prefix, storeOf(fresh));
    expect(await contentOf(fresh)).toEqual(await contentOf(old));
    expect(await storeOf(fresh).migrate()).toEqual({ kind: 'ready', ran: [] });
  });

  it('is not put over other data by mistake', async () => {
    await furnish(storeOf(old));
    await storeOf(fresh).sources.put(aSource('khac'));
    expect(await beginRestore(fresh.redis, fresh.prefix, 'hôm nay', false)).toBe('not-empty');
    expect(await storeOf(fresh).sources.get('khac')).toBeDefined();
    expect(await beginRestore(fresh.redis, fresh.prefix, 'hôm nay', true)).toBe('begun');
    expect(await storeOf(fresh).sources.get('khac')).toBeUndefined();
    expect(await beginRestore(fresh.redis, fresh.prefix, 'hôm qua', false)).toBe('another-unfinished');
  });

  it('that is cut, of another kind or newer is refused before anything is written', async () => {
    await furnish(storeOf(old));
    const lines = await linesOf(old);
    expect(await checkBackup(each(lines.slice(0, -1)))).toEqual({ kind: 'bad', why: 'incomplete' });
    expect(await checkBackup(each(lines.toSpliced(3, 1)))).toEqual({ kind: 'bad', why: 'incomplete' });
    expect(await checkBackup(each(['{"k":"x"}']))).toEqual({ kind: 'bad', why: 'not-a-backup' });
    expect(await checkBackup(each([]))).toEqual({ kind: 'bad', why: 'not-a-backup' });
    const newer = JSON.stringify({ diemtin: 1, schema: 999, madeAt: '' });
    expect(await checkBackup(each([newer, ...lines.slice(1)]))).toEqual({ kind: 'bad', why: 'newer' });
  });

  it('can be read by other programs: articles and stories are plain JSON in it', async () => {
    await furnish(storeOf(old));
    const text = (await linesOf(old)).join('\n');
    expect(text).toContain('"title":"Xuất khẩu thủy sản tháng mười tăng mạnh, kỳ một"');
    expect(text).not.toContain(old.prefix);
    expect(text).not.toMatch(/"\{search\}|"update:|"\{pace/u);
  });

  it('leaves out what ended before it is restored', async () => {
    await furnish(storeOf(old));
    const lines = await linesOf(old);
    await beginRestore(fresh.redis, fresh.prefix, 'hôm nay', false);
    await restoreLines(fresh.redis, fresh.prefix, each(lines), now + 100 * 86_400_000);
    const store = storeOf(fresh);
    await endRestore(fresh.redis, fresh.prefix, store);
    expect(await store.chats.get('telegram:42')).toBeDefined();
    expect(await store.articles.get(['một'])).toEqual([]);
    expect(await fresh.redis.exists(createKeys(fresh.prefix).article('một'))).toBe(0);
  });
});
