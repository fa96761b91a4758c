const LONGEST_MS = 7 * 24 * 3600 * 1000;

/** Milliseconds to wait that a `Retry-After` header asks for, as seconds or as an HTTP date; a week at most. */
export function retryAfter(value: string | undefined, now: number): number | undefined {
  if (value === undefined) return undefined;
  const text = value.trim();
  const at = /^\d{1,9}$/.test(text)
    ? now + Number(text) * 1000
    : /[a-z]{3}/i.test(text)
      ? Date.parse(text)
      : Number.NaN;
  if (Number.isNaN(at)) return undefined;
  return Math.min(Math.max(at - now, 0), LONGEST_MS);
}
