import type { Chat } from '../news/chat.ts';
import type { Instant } from '../news/time.ts';
import type { ChannelHealth } from './channel.ts';
import type { ChatCounts } from './chats.ts';
import type { SlotReport } from './ledger.ts';
import type { SourceEntry } from './sources.ts';
import type { Sighting } from './watch.ts';

/** What the operator's page shows. Reading only: every change is a command in chat. */
export interface OperationsDesk {
  overview(now: Instant): Promise<Overview>;
}

export interface Overview {
  readonly sources: readonly SourceEntry[];
  readonly articles: number;
  readonly chats: ChatCounts;
  /** Newest slot first. */
  readonly slots: readonly SlotReport[];
  readonly open: number;
  readonly next?: NextSlot;
  readonly channels: Readonly<Record<string, ChannelHealth>>;
  /** A week, oldest first. */
  readonly sightings: readonly Sighting[];
  /** Of this process, newest first. */
  readonly troubles: readonly Trouble[];
  /** Megabytes. */
  readonly memory: { readonly resident: number; readonly heap: number };
  readonly warnings: readonly string[];
}

/** The slot that comes next, and what would be in it if it were now. */
export interface NextSlot {
  readonly at: Instant;
  /** Chats of that moment; `more` when not all were counted. */
  readonly chats: number;
  readonly more: boolean;
  /** The commonest choices, most chats first. */
  readonly samples: readonly {
    readonly chats: number;
    readonly choice: Pick<Chat, 'topics' | 'places'>;
    readonly titles: readonly string[];
  }[];
}

export interface Trouble {
  readonly at: Instant;
  readonly level: 'warn' | 'error';
  readonly event: string;
  readonly detail?: string;
}

/** The door to the operator's page. Only hashes of what is handed out are kept. */
export interface OperatorDoor {
  /** A ticket for an admin (`platform:id`), good once and for ten minutes. */
  ticket(admin: string): Promise<string>;
  /** Gives a session of twelve hours for a ticket; undefined for one that is used, old or made up. */
  enter(ticket: string): Promise<string | undefined>;
  /** Whose session it is. */
  holder(session: string): Promise<string | undefined>;
  leave(session: string): Promise<void>;
}

export const ticketMinutes = 10;
export const sessionHours = 12;
