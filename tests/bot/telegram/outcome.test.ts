import { describe, expect, it } from 'vitest';
import { describeFailure, failureOf } from '../../../src/bot/telegram/failure.ts';
import {
  isMarkupRefused,
  isNotEditable,
  isNotModified,
  outcomeOfFailure,
} from '../../../src/bot/telegram/outcome.ts';

describe('what a failed send means', () => {
  it.each([
    ['Forbidden: bot was blocked by the user', 'blocked'],
    ["Forbidden: bot can't initiate conversation with a user", 'blocked'],
    ['Forbidden: user is deactivated', 'deactivated'],
    ['Forbidden: the group chat was deleted', 'deactivated'],
    ['Forbidden: bot was kicked from the group chat', 'kicked'],
    ['Forbidden: bot was kicked from the supergroup chat', 'kicked'],
    ['Forbidden: bot was kicked from the channel chat', 'kicked'],
    ['Forbidden: bot is not a member of the group chat', 'kicked'],
    ['Forbidden: bot is not a member of the supergroup chat', 'kicked'],
    ['Forbidden: bot is not a member of the channel chat', 'kicked'],
    ['Forbidden: something new about this chat', 'no-rights'],
  ] as const)('403 "%s" ends the chat as %s', (description, reason) => {
    expect(outcomeOfFailure({ code: 403, description })).toEqual({ kind: 'gone', reason });
  });

  it.each([
    ['Bad Request: chat not found', 'not-found'],
    ['Bad Request: private chat not found', 'not-found'],
    ['Bad Request: PEER_ID_INVALID', 'not-found'],
    ['Bad Request: message thread not found', 'topic-closed'],
    ['Bad Request: TOPIC_CLOSED', 'topic-closed'],
    ['Bad Request: TOPIC_DELETED', 'topic-closed'],
    ['Bad Request: not enough rights to send text messages to the chat', 'no-rights'],
    ['Bad Request: not enough rights to send photos to the chat', 'no-rights'],
    ['Bad Request: not enough rights to send the rich message to the chat', 'no-rights'],
    ['Bad Request: have no write access to the chat', 'no-rights'],
    ['Bad Request: CHAT_WRITE_FORBIDDEN', 'no-rights'],
    ['Bad Request: need administrator rights in the channel chat', 'no-rights'],
  ] as const)('400 "%s" ends the chat as %s', (description, reason) => {
    expect(outcomeOfFailure({ code: 400, description })).toEqual({ kind: 'gone', reason });
  });

  it.each([
    'Bad Request: chat_id is empty',
    'Bad Request: message is too long',
    'Bad Request: message caption is too long',
    'Bad Request: text is too long',
    'Bad Request: message text is empty',
    'Bad Request: text must be non-empty',
    'Bad Request: can\'t parse entities: Unsupported start tag "x" at byte offset 3',
    'Bad Request: BUTTON_DATA_INVALID',
    'Bad Request: inline keyboard button text must be non-empty',
    'Bad Request: reply markup is too long',
    'Bad Request: message to be replied not found',
    'Bad Request: a refusal nobody has seen yet',
  ])('400 "%s" refuses this message and leaves the chat alone', (description) => {
    expect(outcomeOfFailure({ code: 400, description })).toEqual({
      kind: 'refused',
      reason: `400 ${description}`,
    });
  });

  it("takes a bot's chat with another bot as a mistake of ours", () => {
    const description = "Forbidden: the bot can't send messages to the bot";
    expect(outcomeOfFailure({ code: 403, description })).toMatchObject({ kind: 'refused' });
  });

  it('follows a group to its supergroup, whose id exceeds 32 bits', () => {
    const description = 'Bad Request: group chat was upgraded to a supergroup chat';
    expect(outcomeOfFailure({ code: 400, description, migrateTo: -1_001_234_567_890 })).toEqual({
      kind: 'moved',
      to: 'telegram:-1001234567890',
    });
  });

  it('waits as long as Telegram asks', () => {
    expect(outcomeOfFailure({ code: 429, description: 'Too Many Requests', retryAfterSeconds: 37 })).toEqual({
      kind: 'later',
      scope: 'chat',
      retryAfterMs: 37_000,
      reason: '429 Too Many Requests',
    });
    expect(outcomeOfFailure({ code: 429 })).not.toHaveProperty('retryAfterMs');
  });

  it.each([
    [{ code: 401, description: 'Unauthorized' }],
    [{ code: 401, description: 'Unauthorized: invalid token specified' }],
    [{ code: 404, description: 'Not Found' }],
    [{ code: 421, description: 'Misdirected Request' }],
    [{ code: 400, description: 'Bad Request: FROZEN_METHOD_INVALID' }],
  ])('%j stops everything', (failure) => {
    expect(outcomeOfFailure(failure).kind).toBe('unauthorized');
  });

  it.each([
    [{ code: 500, description: 'Internal Server Error' }],
    [{ code: 502, description: 'Bad Gateway' }],
    [{ code: 504, description: 'Gateway Time-out' }],
    [{ network: 'ECONNRESET' }],
    [{ network: 'EPIPE' }],
    [{ network: 'ERR_STREAM_PREMATURE_CLOSE' }],
    [{ network: 'ETIMEDOUT' }],
    [{ network: 'DEADLINE' }],
    [{ network: 'NOT_TELEGRAM' }],
    [{}],
  ])('%j leaves it unknown whether the message was accepted', (failure) => {
    expect(outcomeOfFailure(failure).kind).toBe('unknown');
  });

  it.each([
    'ECONNREFUSED',
    'ENOTFOUND',
    'EAI_AGAIN',
    'CERT_HAS_EXPIRED',
    'CONNECT_ECONNRESET',
    'CONNECT_TIMEOUT',
  ])('%s means that certainly nothing was sent', (network) => {
    expect(outcomeOfFailure({ network })).toEqual({ kind: 'later', scope: 'platform', reason: network });
  });
});

describe('special refusals', () => {
  it('are told apart by their texts', () => {
    const notModified =
      'Bad Request: message is not modified: specified new message content and reply markup are exactly the same as a current content and reply markup of the message';
    expect(isNotModified({ code: 400, description: notModified })).toBe(true);
    expect(isNotEditable({ code: 400, description: 'Bad Request: message to edit not found' })).toBe(true);
    expect(isNotEditable({ code: 400, description: "Bad Request: message can't be edited" })).toBe(true);
    expect(isNotEditable({ code: 400, description: notModified })).toBe(false);
    expect(isMarkupRefused({ code: 400, description: "Bad Request: can't parse entities: …" })).toBe(true);
    expect(isMarkupRefused({ code: 403, description: "Forbidden: can't parse entities" })).toBe(false);
  });
});

describe('reading what telegraf throws', () => {
  it('never takes over its messages, which may hold the token', () => {
    const thrown = Object.assign(
      new Error('invalid json response body at https://api.telegram.org/bot1:secret/getMe reason: …'),
      { type: 'invalid-json', name: 'FetchError' },
    );
    expect(describeFailure(failureOf(thrown))).toBe('NOT_TELEGRAM');
  });

  it.each([undefined, null, 'text', 7, {}, { response: null }, { response: { error_code: '400' } }])(
    'takes %j as an unreadable answer',
    (thrown) => {
      expect(failureOf(thrown)).toEqual({ network: 'NOT_TELEGRAM' });
    },
  );

  it('keeps only fields of the right type', () => {
    const response = { error_code: 429, description: 5, parameters: { retry_after: 'soon' } };
    expect(failureOf({ response })).toEqual({ code: 429 });
  });
});
