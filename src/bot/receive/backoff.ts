export interface Backoff {
  readonly minMs: number;
  readonly maxMs: number;
}

/** Milliseconds to wait before attempt number `attempt` (1 is the first repeat): doubling, capped, spread by `jitter` in [0, 1) over the upper half. */
export function backoffMs(attempt: number, { minMs, maxMs }: Backoff, jitter: number): number {
  const ceiling = Math.min(maxMs, minMs * 2 ** Math.min(attempt - 1, 30));
  return Math.round(ceiling * (0.5 + jitter / 2));
}
