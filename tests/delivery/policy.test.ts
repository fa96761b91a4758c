import { describe, expect, it } from 'vitest';
import { judge, mostAttempts } from '../../src/delivery/policy.ts';
import type { DoubtPolicy } from '../../src/delivery/policy.ts';
import type { SendOutcome } from '../../src/news/delivery.ts';

const now = Date.parse('2026-11-23T07:00+07:00');

function verdict(
  outcome: SendOutcome,
  {
    attempts = 1,
    doubtful = false,
    policy = 'duplicate',
  }: { attempts?: number; doubtful?: boolean; policy?: DoubtPolicy } = {},
) {
  return judge(outcome, attempts, doubtful, policy, now, 0);
}

describe('the retry policy', () => {
  it('goes on after an accepted part', () => {
    expect(verdict({ kind: 'sent', messageId: '1' })).toEqual({});
  });

  it('waits as long as the platform asks, to the second, and pauses whom it named', () => {
    expect(verdict({ kind: 'later', retryAfterMs: 37_000, scope: 'platform', reason: 'flood' })).toEqual({
      settlement: { state: 'pending', at: now + 37_000, reason: 'flood' },
      pause: { scope: 'platform', at: now + 37_000 },
    });
  });

  it('never gives up because of a pause the platform asked for', () => {
    const asked = verdict(
      { kind: 'later', retryAfterMs: 1000, scope: 'chat', reason: 'flood' },
      { attempts: 99 },
    );
    expect(asked.settlement?.state).toBe('pending');
  });

  it.each([
    [1, 2000],
    [2, 4000],
    [3, 8000],
    [4, 16_000],
  ])('backs off on its own guess: attempt %i waits %i ms', (attempts, wait) => {
    expect(
      verdict({ kind: 'later', scope: 'chat', reason: 'refused' }, { attempts }).settlement,
    ).toMatchObject({ at: now + wait });
  });

  it('never gives up because the platform is away, and asks everybody to wait', () => {
    const away = verdict({ kind: 'later', scope: 'platform', reason: 'CONNECT_TIMEOUT' }, { attempts: 99 });
    expect(away).toEqual({
      settlement: { state: 'pending', at: now + 1000, reason: 'CONNECT_TIMEOUT' },
      backOff: 'outage',
    });
    expect(verdict({ kind: 'later', scope: 'platform', reason: '429', flood: true }).backOff).toBe('flood');
  });

  it('gives up after the last attempt', () => {
    expect(
      verdict({ kind: 'later', scope: 'chat', reason: 'refused' }, { attempts: mostAttempts }).settlement,
    ).toEqual({
      state: 'failed',
      reason: 'refused',
    });
  });

  it('tries a gone chat once and says why', () => {
    expect(verdict({ kind: 'gone', reason: 'blocked' })).toEqual({
      settlement: { state: 'failed', reason: 'blocked' },
      chat: { gone: 'blocked' },
    });
  });

  it('follows a group to its new id', () => {
    expect(verdict({ kind: 'moved', to: 'telegram:-1002' })).toMatchObject({
      chat: { movedTo: 'telegram:-1002' },
    });
  });

  it('repeats a doubtful message once when duplicates are preferred', () => {
    const unknown: SendOutcome = { kind: 'unknown', reason: 'cut' };
    expect(verdict(unknown).settlement).toMatchObject({ state: 'pending', doubtful: true });
    expect(verdict(unknown, { doubtful: true }).settlement).toEqual({ state: 'unknown', reason: 'cut' });
  });

  it('never repeats a doubtful message when loss is preferred', () => {
    expect(verdict({ kind: 'unknown', reason: 'cut' }, { policy: 'loss' }).settlement).toEqual({
      state: 'unknown',
      reason: 'cut',
    });
  });

  it('keeps the delivery open when the token is refused: it is not the chat that failed', () => {
    expect(verdict({ kind: 'unauthorized', reason: '401' })).toMatchObject({
      settlement: { state: 'pending' },
      unauthorized: true,
    });
  });
});
