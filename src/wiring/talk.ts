import type { Redis } from 'ioredis';
import { createConversation } from '../bot/conversation.ts';
import type { Conversation } from '../bot/conversation.ts';
import type { HealthFact } from '../bot/house.ts';
import { composeDigest } from '../digest/compose.ts';
import { slotAfter } from '../digest/slots.ts';
import { withPacedReplies } from '../jobs/paced-replies.ts';
import { createSourceLists } from '../jobs/source-lists.ts';
import { createTakedowns } from '../jobs/takedowns.ts';
import { parseChatKey } from '../news/chat.ts';
import type { Chat } from '../news/chat.ts';
import type { Slot } from '../news/digest.ts';
import type { Instant } from '../news/time.ts';
import type { Channel, Incoming } from '../ports/channel.ts';
import type { Clock } from '../ports/clock.ts';
import type { NewsDesk } from '../ports/desk.ts';
import type { Log } from '../ports/log.ts';
import type { Vocabulary } from '../ports/vocabulary.ts';
import type { Settings } from '../settings.ts';
import type { Store } from '../store/store.ts';
import type { Posts } from './posts.ts';
import type { Website } from './website.ts';

export interface TalkNeeds {
  readonly settings: Settings;
  readonly redis: Redis;
  readonly store: Store;
  readonly desk: NewsDesk;
  readonly vocabulary: Vocabulary;
  readonly posts: Posts;
  readonly website: Website;
  readonly clock: Clock;
  readonly log: Log;
}

/** The conversation on every channel. */
export interface Talk {
  /** Begins to receive on all channels. */
  start(): Promise<void>;
  /** Stops receiving and waits for messages in hand. Stopping twice is fine. */
  stop(): Promise<void>;
}

/** Connects the conversation with the channels. Nothing is received before `start`. */
export function openTalk(needs: TalkNeeds): Talk {
  const { posts, website } = needs;
  const conversation = conversationOf(needs);

  /** Measures how long an answer takes, waiting for the pace included. */
  async function receive(incoming: Incoming): Promise<void> {
    const begun = performance.now();
    await conversation.receive(incoming);
    website.metrics.answered(parseChatKey(incoming.chat).platform, performance.now() - begun);
  }

  return {
    async start() {
      for (const channel of posts.channels)
        await channel.start(withPacedReplies(channel, posts.paceOf(channel), receive), conversation.lookUp);
    },
    async stop() {
      await Promise.all(posts.channels.map((channel) => channel.stop()));
    },
  };
}

function conversationOf({
  settings,
  redis,
  store,
  desk,
  vocabulary,
  posts,
  website,
  clock,
  log,
}: TalkNeeds): Conversation {
  return createConversation({
    ...store,
    addedAdmins: store.admins,
    desk,
    figures: website.figures,
    pictureOf: website.pictureOf,
    operatorLink: website.operatorLink,
    vocabulary,
    takedowns: createTakedowns({ ...store, log }),
    sourceLists: createSourceLists(),
    settings: { ...settings, lateLimitMs: settings.lateLimitMinutes * 60_000 },
    slotAfter: activeSlotAfter,
    renderDigest: (digest, chat) =>
      composeDigest(digest, parseChatKey(chat.key).platform, chat.kind === 'channel' ? undefined : {}),
    health: () => healthFacts(redis, posts.channels),
    clock,
    log,
  });
}

/** The first slot of a chat that wants digests at all. */
export function activeSlotAfter(chat: Chat, after: Instant): Slot | undefined {
  return chat.state === 'active' ? slotAfter(chat, after) : undefined;
}

async function healthFacts(redis: Redis, channels: readonly Channel[]): Promise<readonly HealthFact[]> {
  const answered = await redis.ping().then(
    () => true,
    () => false,
  );
  return [
    { part: 'Redis', state: answered ? 'ok' : 'bad' },
    ...channels.map((channel): HealthFact => {
      const { state, detail } = channel.health();
      return {
        part: channel.platform,
        state: state === 'up' ? 'ok' : state === 'unauthorized' ? 'bad' : 'warn',
        ...(detail === undefined ? {} : { detail }),
      };
    }),
  ];
}
