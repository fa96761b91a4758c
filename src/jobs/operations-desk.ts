import type { Chat } from '../news/chat.ts';
import type { Instant } from '../news/time.ts';
import type { ArticleArchive } from '../ports/articles.ts';
import type { ChannelHealth } from '../ports/channel.ts';
import type { ChatBook } from '../ports/chats.ts';
import type { NewsDesk } from '../ports/desk.ts';
import type { Ledger } from '../ports/ledger.ts';
import type { NextSlot, OperationsDesk, Trouble } from '../ports/operations.ts';
import type { SourceBook } from '../ports/sources.ts';
import type { WatchBook } from '../ports/watch.ts';

export interface OperationsNeeds {
  readonly sources: SourceBook;
  readonly articles: ArticleArchive;
  readonly chats: ChatBook;
  readonly ledger: Ledger;
  readonly watch: WatchBook;
  readonly desk: Pick<NewsDesk, 'digestNow'>;
  readonly channels: () => Readonly<Record<string, ChannelHealth>>;
  readonly troubles: () => readonly Trouble[];
  readonly memory: () => { readonly resident: number; readonly heap: number };
  readonly warnings: () => readonly string[];
}

const week = 7 * 86_400_000;
const mostSlots = 14;

/** Chats of the next slot that are looked at, and choices shown of them. */
const mostChats = 500;
const mostSamples = 3;

/** The desk behind the operator's page: gathers what is known, changes nothing. */
export function createOperationsDesk(needs: OperationsNeeds): OperationsDesk {
  return {
    async overview(now) {
      const { sources, articles, chats, ledger, watch } = needs;
      const [list, stored, counts, names, open, next, sightings] = await Promise.all([
        sources.list(),
        articles.count(),
        chats.count(),
        ledger.slots(mostSlots),
        ledger.openCount(),
        nextSlot(needs, now),
        watch.since(now - week),
      ]);
      return {
        sources: list,
        articles: stored,
        chats: counts,
        slots: await Promise.all(names.map((name) => ledger.report(name))),
        open,
        sightings,
        channels: needs.channels(),
        troubles: needs.troubles(),
        memory: needs.memory(),
        warnings: needs.warnings(),
        ...(next === undefined ? {} : { next }),
      };
    },
  };
}

async function nextSlot({ chats, desk }: OperationsNeeds, now: Instant): Promise<NextSlot | undefined> {
  const at = await chats.nextSlotAt();
  if (at === undefined) return undefined;
  const due = (await chats.due(at, mostChats)).map(({ chat }) => chat);
  const choices = new Map<string, { readonly chat: Chat; count: number }>();
  for (const chat of due) {
    const choice = JSON.stringify([chat.topics, chat.places]);
    const known = choices.get(choice);
    if (known === undefined) choices.set(choice, { chat, count: 1 });
    else known.count += 1;
  }
  const commonest = [...choices.values()].toSorted((a, b) => b.count - a.count).slice(0, mostSamples);
  const samples = await Promise.all(
    commonest.map(async ({ chat, count }) => {
      const digest = await desk.digestNow(chat, now);
      return {
        chats: count,
        choice: { topics: chat.topics, places: chat.places },
        titles: digest.sections.flatMap((section) => section.entries.map((entry) => entry.story.title)),
      };
    }),
  );
  return { at, chats: due.length, more: due.length === mostChats, samples };
}
