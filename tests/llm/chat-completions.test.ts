import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { chatCompletionsWriter } from '../../src/llm/chat-completions.ts';
import { startWriterServer } from '../harness/writer-server.ts';
import type { WriterBehaviour, WriterServer } from '../harness/writer-server.ts';

let server: WriterServer;
const task = { orders: 'Viết tin vắn.', material: '{"nguon":["IIP tháng 1 tăng 18,3%."]}' };

beforeEach(async () => {
  server = await startWriterServer();
});
afterEach(() => server.close());

const writer = (limitMs = 400) =>
  chatCompletionsWriter({ baseUrl: server.baseUrl, apiKey: 'khoa-rat-bi-mat', model: 'thu' }, limitMs);

describe('the writer behind an endpoint', () => {
  it('asks once, with our orders and the material apart, and says what it answered', async () => {
    server.behave({ kind: 'says', text: ' IIP tăng 18,3%. ' });
    expect(await writer().write(task)).toEqual({ kind: 'text', text: 'IIP tăng 18,3%.' });
    expect(server.asked).toHaveLength(1);
    expect(server.asked[0]).toMatchObject({
      authorization: 'Bearer khoa-rat-bi-mat',
      body: {
        model: 'thu',
        messages: [
          { role: 'system', content: task.orders },
          { role: 'user', content: task.material },
        ],
      },
    });
    expect(server.asked[0]?.body).not.toHaveProperty('tools');
  });

  it('leaves out what a model thinks aloud', async () => {
    server.behave({ kind: 'says', text: '<think>Tăng hay giảm?</think>\nIIP tăng 18,3%.' });
    expect(await writer().write(task)).toEqual({ kind: 'text', text: 'IIP tăng 18,3%.' });
  });

  it.each<[string, WriterBehaviour, object]>([
    ['hangs', { kind: 'hangs' }, { kind: 'unavailable', reason: 'timeout' }],
    ['never ends its answer', { kind: 'drips' }, { kind: 'unavailable', reason: 'timeout' }],
    [
      'answers too late',
      { kind: 'says', text: 'x', afterMs: 2000 },
      { kind: 'unavailable', reason: 'timeout' },
    ],
    [
      'has no time',
      { kind: 'status', status: 429, headers: { 'retry-after': '30' } },
      { kind: 'unavailable', reason: 'busy' },
    ],
    ['fails', { kind: 'status', status: 500 }, { kind: 'unavailable', reason: 'failing' }],
    [
      'fails with a page',
      { kind: 'status', status: 502, body: '<html>Bad gateway</html>' },
      { kind: 'unavailable', reason: 'failing' },
    ],
    ['knows no such key', { kind: 'status', status: 401 }, { kind: 'unavailable', reason: 'failing' }],
    ['rejects the question', { kind: 'status', status: 400 }, { kind: 'unusable', reason: 'rejected' }],
    ['cuts the connection', { kind: 'cuts' }, { kind: 'unavailable', reason: 'unreachable' }],
    [
      'sends elsewhere',
      { kind: 'status', status: 302, headers: { location: 'http://127.0.0.1:9/' } },
      { kind: 'unavailable', reason: 'unreachable' },
    ],
    [
      'answers what is no JSON',
      { kind: 'body', body: '{"choices": [' },
      { kind: 'unusable', reason: 'unreadable' },
    ],
    [
      'answers a page',
      { kind: 'body', body: '<html></html>', type: 'text/html' },
      { kind: 'unusable', reason: 'unreadable' },
    ],
    ['answers nothing', { kind: 'body', body: '' }, { kind: 'unusable', reason: 'unreadable' }],
    ['answers null', { kind: 'body', body: 'null' }, { kind: 'unusable', reason: 'unreadable' }],
    [
      'answers another shape',
      { kind: 'body', body: '{"choices":[{"message":{"content":[1]}}]}' },
      { kind: 'unusable', reason: 'unreadable' },
    ],
    ['answers without end', { kind: 'floods' }, { kind: 'unavailable', reason: 'failing' }],
    ['refuses', { kind: 'refuses' }, { kind: 'unusable', reason: 'refused' }],
    [
      'filters',
      { kind: 'says', text: '', finish: 'content_filter' },
      { kind: 'unusable', reason: 'refused' },
    ],
    [
      'stops in the middle',
      { kind: 'says', text: 'IIP tháng 1', finish: 'length' },
      { kind: 'unusable', reason: 'cut' },
    ],
  ])('costs nothing but the answer when the endpoint %s', async (_, behaviour, answer) => {
    server.behave(behaviour);
    expect(await writer().write(task)).toEqual(answer);
    expect(server.asked).toHaveLength(1);
  });

  it('says that nobody is there', async () => {
    const gone = chatCompletionsWriter({ baseUrl: 'http://127.0.0.1:9/v1', model: 'thu' }, 2000);
    expect(await gone.write(task)).toEqual({ kind: 'unavailable', reason: 'unreachable' });
  });

  it('ends at once when it is told to', async () => {
    server.behave({ kind: 'hangs' });
    expect(await writer(60_000).write(task, AbortSignal.timeout(50))).toEqual({
      kind: 'unavailable',
      reason: 'timeout',
    });
  });

  it('uses the other name of the limit where the endpoint asks for it, and remembers', async () => {
    server.behave(({ body }) =>
      'max_tokens' in body
        ? {
            kind: 'status',
            status: 400,
            body: '{"error":{"message":"unsupported","param":"max_tokens","code":"unsupported_parameter"}}',
          }
        : { kind: 'says', text: 'Được.' },
    );
    const one = writer();
    expect(await one.write(task)).toMatchObject({ kind: 'text' });
    expect(await one.write(task)).toMatchObject({ kind: 'text' });
    expect(server.asked.map(({ body }) => 'max_tokens' in body)).toEqual([true, false, false]);
  });
});
