import type { SourceHealth, SuspendReason } from '../../news/source.ts';
import type { Instant } from '../../news/time.ts';

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** Where we draw lines; durations in milliseconds. */
export const healthLimits = {
  failuresBeforePause: 10,
  longestBackOff: 6 * hour,
  longestInterval: 2 * hour,
  /** A publisher's wish to be asked less often counts up to here. */
  longestWish: 4 * hour,
  longestRetryAfter: day,
  suspendedInterval: 12 * hour,
  silentAtLeast: 14 * day,
  silentAtMost: 60 * day,
  pollsBeforePause: 5,
} as const;

/** What one poll of a source brought. */
export type PollOutcome =
  | ({
      readonly kind: 'items';
      readonly items: number;
      /** Items we had not seen before. */
      readonly fresh: number;
      /** Entries that repeat another entry of this answer, or come back under a new identity. */
      readonly repeats: number;
      /** Entries dated after their arrival. */
      readonly fromFuture: number;
      /** Dates of the items, those brought back from the future left out. */
      readonly dates: readonly Instant[];
      readonly etag?: string;
      readonly lastModified?: string;
    } & PublisherWish)
  | ({ readonly kind: 'unchanged' } & PublisherWish)
  /** A feed without a single item: a fault of the source. */
  | ({ readonly kind: 'empty' } & PublisherWish)
  | { readonly kind: 'failed'; readonly reason: string; readonly retryAfterMs?: number };

/** How long the publisher asks us to wait: the longest of `Cache-Control`, `Expires`, `<ttl>`, as the caller read them. */
export interface PublisherWish {
  readonly waitMs?: number;
}

export interface HealthSettings {
  readonly now: Instant;
  /** `POLL_SECONDS`: never asked more often than this. */
  readonly floorSeconds: number;
  /** A number from 0 up to 1 that spreads polls over time; chance is the caller's. */
  readonly jitter: number;
}

/** The health of a source that was never polled: due at once. */
export function newHealth(now: Instant): SourceHealth {
  return { nextPollAt: now, failures: 0 };
}

/**
 * What a poll teaches us about a source: when to ask again, whether it is suspended and why. The interval follows the
 * source's own rhythm and its wishes; failures back off to 6 h and suspend at the tenth; a source that goes silent
 * although it answers, repeats itself or lives in the future is suspended too. Suspended sources are asked again by
 * themselves, and one good answer brings them back.
 */
export function nextHealth(
  before: SourceHealth,
  outcome: PollOutcome,
  settings: HealthSettings,
): SourceHealth {
  if (outcome.kind === 'failed') return afterFailure(before, outcome.reason, outcome.retryAfterMs, settings);
  if (outcome.kind === 'empty') return afterFailure(before, 'no-items', outcome.waitMs, settings);
  const learnt = outcome.kind === 'items' ? learn(before, outcome, settings.now) : before;
  const { now } = settings;
  const reason = faultOf(learnt, now);
  const { lastError: _error, suspended, suspendedAt, told, ...rest } = learnt;
  const interval =
    reason === undefined ? intervalOf(learnt, outcome.waitMs, settings) : healthLimits.longestBackOff;
  return {
    ...rest,
    failures: 0,
    lastOkAt: now,
    nextPollAt: now + spread(interval, settings.jitter, settings.floorSeconds),
    ...(reason !== undefined && {
      suspended: reason,
      suspendedAt: suspended === reason && suspendedAt !== undefined ? suspendedAt : now,
      ...(told === reason && { told }),
    }),
  };
}

/** The reason the admins still have to be told of, if any: each suspension is told once. */
export function untold(health: SourceHealth): SuspendReason | undefined {
  return health.suspended !== undefined && health.told !== health.suspended ? health.suspended : undefined;
}

/** Health after the admins were told of the suspension. */
export function markTold(health: SourceHealth): SourceHealth {
  return health.suspended === undefined ? health : { ...health, told: health.suspended };
}

function afterFailure(
  before: SourceHealth,
  reason: string,
  retryAfterMs: number | undefined,
  { now, floorSeconds, jitter }: HealthSettings,
): SourceHealth {
  const failures = before.failures + 1;
  const suspended = failures >= healthLimits.failuresBeforePause ? 'failing' : before.suspended;
  const backOff = Math.min(healthLimits.longestBackOff, floorSeconds * 1000 * 2 ** Math.min(failures, 20));
  const own = suspended === undefined ? backOff : healthLimits.suspendedInterval;
  // Half of the wait is certain, half is chance, so that sources that fell together do not come back together.
  const jittered = own * (0.5 + 0.5 * jitter);
  const asked = Math.min(retryAfterMs ?? 0, healthLimits.longestRetryAfter);
  return {
    ...before,
    failures,
    lastError: reason,
    nextPollAt: now + Math.max(Math.round(jittered), asked, floorSeconds * 1000),
    ...(suspended !== undefined && {
      suspended,
      suspendedAt:
        before.suspended === suspended && before.suspendedAt !== undefined ? before.suspendedAt : now,
    }),
  };
}

function learn(
  before: SourceHealth,
  outcome: Extract<PollOutcome, { kind: 'items' }>,
  now: Instant,
): SourceHealth {
  const { etag: _etag, lastModified: _lastModified, repeatingPolls, driftingPolls, ...rest } = before;
  const newest = outcome.dates.reduce(
    (latest, date) => (date <= now && date > latest ? date : latest),
    before.newestAt ?? 0,
  );
  const rhythm = usualGap(outcome.dates);
  const publishEveryMs =
    rhythm === undefined
      ? before.publishEveryMs
      : Math.round(before.publishEveryMs === undefined ? rhythm : before.publishEveryMs * 0.7 + rhythm * 0.3);
  const repeats = outcome.items >= 5 && outcome.repeats > outcome.items * 0.6;
  const drifts = outcome.fromFuture >= 2 && outcome.fromFuture >= outcome.items * 0.2;
  return {
    ...rest,
    items: outcome.items,
    ...(outcome.etag !== undefined && { etag: outcome.etag }),
    ...(outcome.lastModified !== undefined && { lastModified: outcome.lastModified }),
    ...(newest > 0 && { newestAt: newest }),
    ...(publishEveryMs !== undefined && { publishEveryMs }),
    ...(outcome.fresh > 0 || before.lastNewAt === undefined ? { lastNewAt: now } : {}),
    ...(repeats && { repeatingPolls: (repeatingPolls ?? 0) + 1 }),
    ...(drifts && { driftingPolls: (driftingPolls ?? 0) + 1 }),
  };
}

function faultOf(health: SourceHealth, now: Instant): SuspendReason | undefined {
  const { pollsBeforePause, silentAtLeast, silentAtMost } = healthLimits;
  if ((health.repeatingPolls ?? 0) >= pollsBeforePause) return 'repeating';
  if ((health.driftingPolls ?? 0) >= pollsBeforePause) return 'drifting';
  const patience = Math.min(silentAtMost, Math.max(silentAtLeast, (health.publishEveryMs ?? 0) * 20));
  const lastSign = health.newestAt ?? health.lastNewAt;
  return lastSign !== undefined && now - lastSign > patience ? 'silent' : undefined;
}

function intervalOf(
  health: SourceHealth,
  waitMs: number | undefined,
  { now, floorSeconds }: HealthSettings,
): number {
  const rhythm = (health.publishEveryMs ?? 30 * minute) / 2;
  // A source that has been quiet for longer than usual (night, holiday) is asked less and less.
  const quiet = (now - (health.lastNewAt ?? now)) / 8;
  const own = Math.min(healthLimits.longestInterval, Math.max(floorSeconds * 1000, rhythm, quiet));
  return Math.max(own, Math.min(waitMs ?? 0, healthLimits.longestWish));
}

/** Up to a tenth later than asked, never earlier. */
function spread(interval: number, jitter: number, floorSeconds: number): number {
  return Math.round(Math.max(interval, floorSeconds * 1000) * (1 + 0.1 * jitter));
}

/** Median time between neighbouring items, milliseconds; undefined below three dated items. */
function usualGap(dates: readonly Instant[]): number | undefined {
  if (dates.length < 3) return undefined;
  const sorted = dates.toSorted((a, b) => b - a);
  const gaps = sorted.slice(1).map((date, index) => (sorted[index] ?? date) - date);
  return gaps.toSorted((a, b) => a - b)[Math.floor(gaps.length / 2)];
}
