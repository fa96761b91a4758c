import { afterAll, describe, expect, it } from 'vitest';
import { createPageReader } from '../../../src/sources/page/page-reader.ts';
import { createTimedWorker } from '../../../src/sources/thread/timed-worker.ts';

const now = Date.parse('2026-11-25T00:00:00Z');
const page = `<html><head><title>Giá gạo tăng tuần thứ ba liên tiếp</title></head><body><h1>Giá gạo tăng tuần thứ ba liên tiếp</h1>
<article><p>Giá gạo xuất khẩu loại 5% tấm tăng thêm 4 USD mỗi tấn trong tuần qua, theo hiệp hội ngành hàng.</p><p>Thương nhân cho biết nhu cầu từ Philippines vẫn là động lực chính của thị trường trong nước.</p></article></body></html>`;

describe('reading pages in a thread', () => {
  const reader = createPageReader();
  afterAll(() => reader.close());

  it('reads a page', async () => {
    const read = await reader.read({ bytes: Buffer.from(page), now });
    expect(read?.title).toBe('Giá gạo tăng tuần thứ ba liên tiếp');
    expect(read?.text.split('\n')).toHaveLength(2);
  });

  it('answers nothing for bytes that are no page', async () => {
    expect(await reader.read({ bytes: Uint8Array.from([1, 2, 3, 0, 255]), now })).toBeUndefined();
  });

  it('answers in the order of the questions', async () => {
    const titles = ['Một', 'Hai', 'Ba'].map((word) => `${word} dự án điện gió hòa lưới`);
    const reads = await Promise.all(
      titles.map((title) =>
        reader.read({
          bytes: Buffer.from(page.replaceAll('Giá gạo tăng tuần thứ ba liên tiếp', title)),
          now,
        }),
      ),
    );
    expect(reads.map((read) => read?.title)).toEqual(titles);
  });
});

describe('a thread that does not answer in time', () => {
  it('is ended, and the next question gets a new one', async () => {
    const worker = createTimedWorker<unknown, unknown>(
      new URL('../../../src/sources/page/page-worker', import.meta.url),
      { limitMs: 1, memoryMb: 64 },
    );
    const question = { bytes: Buffer.from(page), now };
    expect(await worker.ask(question)).toEqual({ kind: 'too-slow' });
    expect(await worker.ask(question)).toEqual({ kind: 'too-slow' });
    await worker.close();
    await worker.close();
    expect(await worker.ask(question)).toEqual({ kind: 'failed', detail: 'closed' });
  });
});
