import type { Redis } from 'ioredis';
import type { Platform } from '../news/chat.ts';
import { adminList, auditTrail } from './admins.ts';
import { articleArchive } from './articles.ts';
import { broadcastDesk } from './broadcasts.ts';
import { census } from './census.ts';
import { chatBook } from './chats.ts';
import { dialogueMemory } from './dialogue.ts';
import { editorList } from './editors.ts';
import { createKeys } from './keys.ts';
import { followIndex } from './follows.ts';
import { ledger } from './ledger.ts';
import { chatLinks } from './links.ts';
import { operatorDoor } from './operator-door.ts';
import { ownWordsBook } from './own-words.ts';
import { shifts } from './shifts.ts';
import { paceInRedis, type PaceRules } from './pace.ts';
import { migrate } from './schema.ts';
import type { TextReader } from './search-terms.ts';
import { searchIndex } from './search.ts';
import { seriesBook } from './series.ts';
import { sourceBook } from './sources.ts';
import { storyArchive } from './stories.ts';
import { updateMemory } from './updates.ts';
import { watchBook } from './watch-book.ts';
import { withdrawals } from './withdrawals.ts';

export type Store = ReturnType<typeof openStore>;

/** Every port that Redis stands behind, over one connection. */
export function openStore(redis: Redis, reader: TextReader, token: string, prefix?: string) {
  const keys = createKeys(prefix);
  const chats = chatBook(redis, keys);
  const takenBack = withdrawals(redis, keys);
  return {
    articles: articleArchive(redis, keys),
    stories: storyArchive(redis, keys),
    watch: watchBook(redis, keys),
    operatorDoor: operatorDoor(redis, keys),
    series: seriesBook(redis, keys),
    sources: sourceBook(redis, keys),
    chats,
    census: census(redis, keys),
    links: chatLinks(redis, keys, chats, takenBack),
    withdrawals: takenBack,
    broadcasts: broadcastDesk(redis, keys),
    editors: editorList(redis, keys),
    migrate: () => migrate(redis, keys),
    follows: followIndex(redis, keys),
    ledger: ledger(redis, keys),
    search: searchIndex(redis, keys, reader),
    dialogue: dialogueMemory(redis, keys),
    audit: auditTrail(redis, keys),
    shifts: shifts(redis, keys, token),
    pace: (platform: Platform, rules: PaceRules, sleep: (ms: number) => Promise<void>) =>
      paceInRedis(redis, keys, platform, rules, sleep),
    admins: adminList(redis, keys),
    seen: updateMemory(redis, keys, token),
    ownWordsBook: ownWordsBook(redis, keys),
  };
}
