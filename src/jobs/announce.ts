import { parseChatKey, type Chat, type Platform } from '../news/chat.ts';
import type { Message, Part } from '../news/message.ts';
import type { Broadcast, BroadcastDesk } from '../ports/broadcasts.ts';
import type { Census } from '../ports/census.ts';
import type { Clock } from '../ports/clock.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { Log } from '../ports/log.ts';
import type { Withdrawals } from '../ports/withdrawals.ts';

export interface AnnounceNeeds {
  readonly broadcasts: BroadcastDesk;
  readonly census: Census;
  readonly ledger: Ledger;
  readonly withdrawals: Withdrawals;
  /** Renders for a platform; undefined when this process has no such channel. */
  readonly render: (platform: Platform, message: Message) => readonly Part[] | undefined;
  /** Tells an admin how it went. */
  readonly tellEnd: (broadcast: Broadcast, sent: number, failed: number) => Promise<void>;
  readonly clock: Clock;
  readonly log: Log;
}

/** What waits at once: digests that become due meanwhile wait for no more than this, and little is left to take back. */
const MOST_OPEN = 500;
const LATE_MS = 24 * 3_600_000;
const LAST_PAGE = 'end';

/**
 * Takes the announcement under way a step further: page by page through the chats into the ledger, which sends it once to each,
 * at the pace of everything else. Safe to repeat, to cut and to run in two processes: what has an entry keeps it.
 *
 * @returns how many chats were reached in this step
 */
export async function announce(needs: AnnounceNeeds): Promise<number> {
  const { broadcasts, ledger, withdrawals, clock, log } = needs;
  let count = 0;
  for (;;) {
    const current = await broadcasts.current();
    if (current === undefined) return count;
    const { slot, halted } = current;
    if (halted) await withdrawals.ofSlot(slot, 'halted', clock.now());
    else if (clock.now() < current.startsAt) return count;
    const progress = await broadcasts.progress();
    if (halted || progress === LAST_PAGE) {
      const { counts } = await ledger.report(slot);
      if ((counts.pending ?? 0) + (counts.sending ?? 0) > 0) return count;
      await broadcasts.end(slot);
      const { sent = 0, failed = 0, unknown = 0 } = counts;
      log.info('announcement ended', { slot, sent, failed, unknown, halted: halted === true });
      if (!halted) await needs.tellEnd(current, sent, failed + unknown);
      return count;
    }
    if ((await ledger.openCount()) >= MOST_OPEN) return count;
    const { chats, next } = await needs.census.page(progress);
    const active = chats.filter(({ state }) => state === 'active');
    await Promise.all(active.map((chat) => openFor(needs, current, chat)));
    await broadcasts.advance(slot, next ?? LAST_PAGE);
    count += active.length;
  }
}

async function openFor(
  { ledger, render, clock }: AnnounceNeeds,
  { slot, messages, startsAt }: Broadcast,
  { key, language, threadId }: Chat,
): Promise<void> {
  const now = clock.now();
  const parts = render(parseChatKey(key).platform, messages[language]);
  if (parts === undefined) {
    await ledger.skip(key, slot, 'no-channel', now);
    return;
  }
  await ledger.open({
    chat: key,
    slot,
    parts,
    storyIds: [],
    now,
    until: startsAt + LATE_MS,
    ...(threadId === undefined ? {} : { threadId }),
  });
}
