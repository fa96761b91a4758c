import type { Instant } from '../../news/time.ts';

const second = 1000;
const minute = 60 * second;

/**
 * How long a publisher asks not to be asked again, in milliseconds: the longest of `Cache-Control: max-age` (RFC 9111, 5.2.2.1),
 * `Expires` (5.3) and the feed's own `<ttl>`. Undefined when it says nothing.
 */
export function publisherWish(
  headers: Readonly<Record<string, string>>,
  ttlMinutes: number | undefined,
  now: Instant,
): number | undefined {
  const wishes = [
    maxAge(headers['cache-control']),
    expires(headers, now),
    ttlMinutes && ttlMinutes * minute,
  ].filter((wish): wish is number => wish !== undefined && Number.isFinite(wish) && wish > 0);
  return wishes.length === 0 ? undefined : Math.max(...wishes);
}

function maxAge(cacheControl: string | undefined): number | undefined {
  const seconds = /(?:^|[\s,])max-age="?(\d{1,9})/iu.exec(cacheControl ?? '')?.[1];
  return seconds === undefined ? undefined : Number(seconds) * second;
}

/** Counted from the server's own clock where it tells it: a wrong clock there must not silence the source here. */
function expires(headers: Readonly<Record<string, string>>, now: Instant): number | undefined {
  // `max-age` overrides `Expires`.
  if (maxAge(headers['cache-control']) !== undefined) return undefined;
  const until = Date.parse(headers['expires'] ?? '');
  const from = Date.parse(headers['date'] ?? '');
  return Number.isNaN(until) ? undefined : until - (Number.isNaN(from) ? now : from);
}
