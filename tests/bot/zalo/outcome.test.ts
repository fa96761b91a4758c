import { describe, expect, it } from 'vitest';
import { readAnswer } from '../../../src/bot/zalo/client.ts';
import { outcomeOfAnswer } from '../../../src/bot/zalo/outcome.ts';

const refused = (code: number, description = '') =>
  JSON.stringify({ ok: false, error_code: code, description });

/** The outcome of an answer as it comes over the wire. */
function outcome(status: number, body: string, retryAfter?: number) {
  return outcomeOfAnswer(readAnswer(status, retryAfter, body));
}

describe("what Zalo's answers to a send mean", () => {
  it('an id is kept, and a success without one is still a success', () => {
    expect(outcome(200, '{"ok":true,"result":{"message_id":"ab1","date":1}}')).toEqual({
      kind: 'sent',
      messageId: 'ab1',
    });
    expect(outcome(200, '{"ok":true}')).toEqual({ kind: 'sent', messageId: '' });
    expect(outcome(200, '{"ok":true,"result":null}')).toEqual({ kind: 'sent', messageId: '' });
  });

  it.each([
    ['a dead token with status 200', 200, refused(401, 'Unauthorized'), 'unauthorized'],
    ['a dead token with status 401', 401, refused(401, 'Unauthorized'), 'unauthorized'],
    ['a dead token without JSON', 401, 'Unauthorized', 'unauthorized'],
    ['403, which is a fault of the server', 200, refused(403, 'Internal server error'), 'later'],
    ['403 with its status', 403, refused(403), 'later'],
    ['500 in the envelope', 500, refused(500), 'later'],
    ['408', 200, refused(408, 'Request timeout'), 'later'],
    ['an exhausted quota', 200, refused(429, 'Quota exceeded'), 'later'],
    ['an exhausted quota without JSON', 429, 'slow down', 'later'],
    ['a redirect', 302, '', 'later'],
    ['400', 200, refused(400, 'Bad Request: text is too long'), 'refused'],
    ['404 of a method', 404, refused(404, 'Not Found'), 'refused'],
    ['404 that speaks of the chat', 404, refused(404, 'Not Found: chat not found'), 'gone'],
    ['a reader who blocked us', 200, refused(400, 'user has blocked the bot'), 'gone'],
    ['a camel-case code', 200, '{"ok":false,"errorCode":429}', 'later'],
    ['a code as text', 200, '{"ok":false,"error_code":"401"}', 'unauthorized'],
    ['a gateway page', 502, '<html>502</html>', 'unknown'],
    ['a page with status 200', 200, '<html></html>', 'unknown'],
    ['cut JSON', 200, '{"ok":true,"resu', 'unknown'],
    ['JSON that is no answer', 200, 'null', 'unknown'],
    ['a list', 200, '[]', 'unknown'],
  ])('%s', (_, status, body, kind) => {
    expect(outcome(status, body).kind).toBe(kind);
  });

  it('binds the whole bot when the quota is exhausted, for as long as is asked, if anything is', () => {
    expect(outcome(200, refused(429))).toEqual({
      kind: 'later',
      scope: 'platform',
      reason: '429',
      flood: true,
    });
    expect(outcome(200, refused(429), 90)).toMatchObject({ retryAfterMs: 90_000 });
    const body = '{"ok":false,"error_code":429,"parameters":{"retry_after":5}}';
    expect(outcome(200, body, 90)).toMatchObject({ retryAfterMs: 5_000 });
  });

  it.each([
    ['CONNECT_ECONNREFUSED', 'later'],
    ['CONNECT_ENOTFOUND', 'later'],
    ['CONNECT_UND_ERR_CONNECT_TIMEOUT', 'later'],
    ['CONNECT_ECONNRESET', 'later'],
    ['ECONNRESET', 'unknown'],
    ['UND_ERR_SOCKET', 'unknown'],
    ['UND_ERR_HEADERS_TIMEOUT', 'unknown'],
    ['DEADLINE', 'unknown'],
    ['FAILED', 'unknown'],
  ])('%s is %s', (code, kind) => {
    expect(outcomeOfAnswer({ kind: 'network', code }).kind).toBe(kind);
  });
});
