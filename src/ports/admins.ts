import type { Instant } from '../news/time.ts';

/** Who did what: append-only, bounded. */
export interface AuditTrail {
  write(entry: AuditEntry): Promise<void>;
  /** Newest first. */
  last(count: number): Promise<readonly AuditEntry[]>;
}

export interface AuditEntry {
  readonly at: Instant;
  /** `platform:id`. */
  readonly who: string;
  readonly action: string;
  readonly outcome: 'done' | 'refused' | 'failed';
}
