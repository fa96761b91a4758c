import type { ChatKey } from '../news/chat.ts';
import type { DeliveryRecord, DeliveryState } from '../news/delivery.ts';
import type { Instant } from '../news/time.ts';
import { parseJson } from './packed.ts';

const DAY_SECONDS = 86_400;

/** Ledger entries and the memory of told stories live this long. */
export const RETENTION_SECONDS = 30 * DAY_SECONDS;

/** States an entry ends in, as letters of the stored value; `o` is one that is still open. */
export const FINAL_LETTERS = { sent: 's', failed: 'f', unknown: 'u', skipped: 'k' } as const;

/**
 * An open delivery as stored: state (`p`ending, `c`laimed and nothing on its way, `s`ending), token, attempts begun, parts sent,
 * doubts, updated, body, told list, thread, reason, skip when later than this.
 */
export interface OpenRecord {
  readonly s: 'p' | 'c' | 's';
  readonly t: string;
  readonly a: number;
  readonly p: number;
  readonly d: number;
  readonly u: Instant;
  readonly b: string;
  readonly l: string;
  readonly h: string;
  readonly r: string;
  readonly e?: Instant;
}

export function readOpen(raw: string): OpenRecord {
  return parseJson<OpenRecord>(raw);
}

/** A ledger value is `letter|told list|time in base 36|attempts|parts|reason`: it stays below the 64 bytes of a compact hash. */
export function readLedgerValue(chat: ChatKey, slot: string, value: string): DeliveryRecord {
  const [letter, , time = '0', attempts = '0', parts = '0', ...reason] = value.split('|');
  const text = reason.join('|');
  return {
    chat,
    slot,
    state: stateOf(letter),
    attempts: Number(attempts),
    partsSent: Number(parts),
    updatedAt: Number.parseInt(time, 36),
    ...(text ? { reason: text } : {}),
  };
}

export function recordOfOpen(chat: ChatKey, slot: string, entry: OpenRecord): DeliveryRecord {
  return {
    chat,
    slot,
    state: entry.s === 's' ? 'sending' : 'pending',
    attempts: entry.a,
    partsSent: entry.p,
    updatedAt: entry.u,
    ...(entry.r ? { reason: entry.r } : {}),
  };
}

/** Slot names sort like their moments; this one is surely older than we keep (a day is added for time zones). */
export function oldestSlot(now: Instant): string {
  return new Date(now - (RETENTION_SECONDS + DAY_SECONDS) * 1000).toISOString().slice(0, 16);
}

/** A chat may not have `|` in its key, a slot neither. */
export function placeOf(member: string): { readonly chat: ChatKey; readonly slot: string } {
  const at = member.indexOf('|');
  return { chat: member.slice(at + 1) as ChatKey, slot: member.slice(0, at) };
}

/** A reason as we keep it: one line, at most 120 characters. */
export function shortReason(reason: string): string {
  return Array.from(reason.replaceAll(/\s+/g, ' ').trim()).slice(0, 120).join('');
}

function stateOf(letter: string | undefined): DeliveryState {
  for (const [state, each] of Object.entries(FINAL_LETTERS))
    if (each === letter) return state as keyof typeof FINAL_LETTERS;
  return 'pending';
}
