import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { message } from '../../../src/news/message.ts';
import type { Findings, Question } from '../../../src/ports/channel.ts';
import { telegramBench } from './bench.ts';

let bench: Awaited<ReturnType<typeof telegramBench>>;
let asked: Question[];
let answer: Findings;

beforeEach(async () => {
  bench = await telegramBench();
  bench.server.user(7);
  asked = [];
  answer = {
    found: [
      {
        title: 'Giá thép <R&D>',
        description: 'Báo Mẫu · 24/11',
        link: 'https://bao-mau.example/thep',
        message: {
          blocks: [{ lines: [[{ link: 'https://bao-mau.example/thep', text: 'Giá thép <R&D>' }]] }],
        },
      },
      { title: 'Không có địa chỉ', description: 'x'.repeat(500), message: message('Không có địa chỉ') },
    ],
    more: true,
    startLabel: 'Nhận điểm tin mỗi sáng',
  };
  await bench.channel.start(
    async () => undefined,
    async (question) => {
      asked.push(question);
      return answer;
    },
  );
});
afterEach(async () => {
  await bench.channel.stop();
  await bench.server.close();
});

async function answered(): Promise<(typeof bench.server.inlineAnswers)[number]> {
  await vi.waitFor(() => expect(bench.server.inlineAnswers.length).toBeGreaterThan(0), 5_000);
  return bench.server.inlineAnswers.at(-1)!;
}

describe('a question asked from within another chat', () => {
  it('is answered with articles that may be kept for everybody', async () => {
    const id = bench.server.asks(7, 'thép');
    const { queryId, results, parameters } = await answered();
    expect(queryId).toBe(id);
    expect(asked).toEqual([{ asker: 'telegram:7', text: 'thép', offset: 0 }]);
    expect(results).toMatchObject([
      {
        type: 'article',
        title: 'Giá thép <R&D>',
        url: 'https://bao-mau.example/thep',
        input_message_content: {
          message_text: '<a href="https://bao-mau.example/thep">Giá thép &lt;R&amp;D&gt;</a>',
          parse_mode: 'HTML',
          link_preview_options: { is_disabled: true },
        },
      },
      { title: 'Không có địa chỉ' },
    ]);
    expect(String(results[1]?.['description']).length).toBeLessThanOrEqual(200);
    expect(parameters).toMatchObject({
      is_personal: false,
      next_offset: '2',
      button: { text: 'Nhận điểm tin mỗi sáng', start_parameter: 'inline' },
    });
    expect(Number(parameters['cache_time'])).toBeGreaterThanOrEqual(60);
  });

  it('goes on from where the list ended', async () => {
    answer = { ...answer, more: false };
    bench.server.asks(7, 'thép', '20');
    const { parameters, results } = await answered();
    expect(asked[0]?.offset).toBe(20);
    expect(parameters['next_offset']).toBe('');
    expect(results.map((each) => each['id'])).toEqual(['20', '21']);
  });

  it.each(['-1', '1e9', '99999', 'x', '2; DROP'])('takes %j for no place in the list', async (offset) => {
    bench.server.asks(7, 'thép', offset);
    await answered();
    expect(asked[0]?.offset).toBe(0);
  });

  it('has never more answers than Telegram takes', async () => {
    const [first] = answer.found;
    answer = { ...answer, found: Array.from({ length: 80 }, () => first!) };
    bench.server.asks(7, 'thép');
    expect((await answered()).results).toHaveLength(50);
  });

  it('that finds nothing still leads to the bot', async () => {
    answer = { ...answer, found: [], more: false };
    bench.server.asks(7, 'qwerty');
    expect(await answered()).toMatchObject({
      results: [],
      parameters: { button: { start_parameter: 'inline' } },
    });
  });
});
