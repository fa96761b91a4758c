import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { startTelegramServer } from '../harness/telegram-server.ts';
import type { TelegramServer } from '../harness/telegram-server.ts';
import { startWriterServer } from '../harness/writer-server.ts';
import type { WriterServer } from '../harness/writer-server.ts';
import { openWholeHouse, runJobs } from './house.ts';
import type { WholeHouse } from './house.ts';

const key = 'khoa-rat-bi-mat-0123456789';
let telegram: TelegramServer;
let model: WriterServer;
let house: WholeHouse;

beforeEach(async () => {
  telegram = await startTelegramServer();
  model = await startWriterServer();
  for (const id of [1, 2, 3]) telegram.user(id).started = true;
  house = await openWholeHouse('2024-02-21T06:50+07:00', {
    TELEGRAM_BOT_TOKEN: telegram.token,
    TELEGRAM_API_ROOT: telegram.apiRoot,
    LLM_BASE_URL: model.baseUrl,
    LLM_MODEL: 'thu',
    LLM_API_KEY: key,
  });
});

afterEach(async () => {
  await house.close();
  await model.close();
  await telegram.close();
});

const words =
  'Bộ Công Thương cho biết chỉ số sản xuất công nghiệp tháng 1/2024 ước tăng 18,3% so với cùng kỳ; chế biến, chế tạo tăng 19,3%.';

async function morning(readers: readonly number[]): Promise<void> {
  for (const id of readers) await house.subscribe(`telegram:${id}`);
  await runJobs(house.app);
  house.clock.set('2024-02-21T07:00+07:00');
  await runJobs(house.app);
}

const text = (id: number): string =>
  telegram
    .sent(id)
    .map((message) => message.text)
    .join('\n');

describe('a morning with a model', () => {
  it('tells in own words what the check lets through, quotes the rest, and says so', async () => {
    model.behave(({ body }) =>
      body.messages.some(({ content }) => content.includes('18,3%'))
        ? { kind: 'says', text: words }
        : { kind: 'says', text: 'Giá vàng hôm nay tăng 99% tại sao Hỏa, các bạn hãy mua ngay.' },
    );
    await morning([1, 2, 3]);
    for (const id of [1, 2, 3]) {
      expect(telegram.sent(id)).toHaveLength(1);
      expect(text(id)).toContain(`✎ ${words}`);
      expect(text(id)).toContain('Tóm tắt bằng mô hình');
      expect(text(id)).not.toContain('sao Hỏa');
    }
    // Once a story, not once a reader.
    expect(model.asked.length).toBeGreaterThan(1);
    expect(model.asked.length).toBeLessThanOrEqual(5);
    expect(house.logged()).not.toContain(key);
  });

  it('is a morning like any other when the endpoint is down', async () => {
    model.behave({ kind: 'status', status: 503 });
    await morning([1, 2]);
    for (const id of [1, 2]) {
      expect(telegram.sent(id)).toHaveLength(1);
      expect(text(id)).toContain('18,3%');
      expect(text(id)).not.toContain('✎');
    }
    expect(house.logged()).not.toContain(key);
  });
});
