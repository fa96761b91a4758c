import { ZaloFailure } from './failure.ts';

export interface ZaloQuota {
  /** Counts a message; throws 429 when the bucket or the day is used up. */
  take(): void;
  /** Adds `Retry-After` to 429, which the real service was not seen to do. */
  retryAfterSeconds: number | undefined;
  header(code: number): object;
}

export function createZaloQuota(
  now: () => number,
  {
    burst,
    perSecond,
    perDay,
  }: { readonly burst: number; readonly perSecond: number; readonly perDay: number },
): ZaloQuota {
  let tokens = burst;
  let filledAt = now();
  let today = 0;
  let dayStart = now();
  const quota: ZaloQuota = {
    retryAfterSeconds: undefined,
    take() {
      if (now() - dayStart >= 24 * 60 * 60 * 1000) {
        dayStart = now();
        today = 0;
      }
      tokens = Math.min(burst, tokens + ((now() - filledAt) / 1000) * perSecond);
      filledAt = now();
      if (tokens < 1 || today >= perDay) throw new ZaloFailure(429, 'Quota exceeded');
      tokens -= 1;
      today += 1;
    },
    header: (code) =>
      code === 429 && quota.retryAfterSeconds !== undefined
        ? { 'retry-after': String(quota.retryAfterSeconds) }
        : {},
  };
  return quota;
}
