import type { Instant } from '../news/time.ts';

/** Who did what: append-only, bounded. */
export interface AuditTrail {
  write(entry: AuditEntry): Promise<void>;
  /** Newest first. */
  last(count: number): Promise<readonly AuditEntry[]>;
  /** Deletes what was refused to somebody who wants to be forgotten. What an admin has done stays. */
  forgetRefusals(who: string): Promise<void>;
}

export interface AuditEntry {
  readonly at: Instant;
  /** `platform:id`. */
  readonly who: string;
  readonly action: string;
  readonly outcome: 'done' | 'refused' | 'failed';
}

/** Admins added by command; those of the settings are not in it. */
export interface AdminList {
  /** Ids as `platform:id`, in the order they were added. */
  list(): Promise<readonly AddedAdmin[]>;
  /** Safe to repeat; the first one who added stays on record. */
  add(admin: AddedAdmin): Promise<void>;
  /** True when it was there. */
  remove(id: string): Promise<boolean>;
}

export interface AddedAdmin {
  /** `platform:id`. */
  readonly id: string;
  /** Id of the admin who added this one. */
  readonly by: string;
  readonly at: Instant;
}
