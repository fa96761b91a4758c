import type { Platform } from '../../news/chat.ts';
import type { Log } from '../../ports/log.ts';

/** Something that arrived and waits for its turn. */
interface Letter {
  /** Identity given by the platform, the same when it is delivered again. */
  readonly id: string;
  /** Letters of one chat are handled one after another. */
  readonly chat: string;
  handle(): Promise<void>;
}

export interface Inbox {
  /** Queues a letter. Resolves when it was handled, given up after the time limit, known already, or dropped as part of a flood. Never rejects. */
  put(letter: Letter): Promise<void>;
  /** Letters queued or being handled. */
  size(): number;
  /** Resolves when nothing is queued or being handled. */
  idle(): Promise<void>;
}

export interface InboxOptions {
  readonly platform: Platform;
  readonly log: Log;
  /** Atomically notes an identity and tells whether it was noted in the last 24 h. When it fails, the memory of this process decides. */
  readonly seen?: ((key: string) => Promise<boolean>) | undefined;
  /** A handler that takes longer is left behind, so that the chat's next letter is not held up for ever. */
  readonly limitMs: number;
}

const REMEMBERED = 10_000;
/** More letters of one chat than this waiting for their turn is a flood: whoever is over the rates is not answered anyway. */
const WAITING_PER_CHAT = 30;

const dropped = Promise.resolve();

/** Hands letters over in order within a chat, side by side between chats, each once; nothing a handler throws escapes, and a flood of one chat is dropped. */
export function createInbox({ platform, log, seen, limitMs }: InboxOptions): Inbox {
  const inHand = new Map<string, Promise<void>>();
  const lastOfChat = new Map<string, Promise<void>>();
  const waiting = new Map<string, number>();
  const recent = new Set<string>();

  function leave(letter: Letter): void {
    inHand.delete(letter.id);
    const left = (waiting.get(letter.chat) ?? 1) - 1;
    if (left > 0) {
      waiting.set(letter.chat, left);
    } else {
      waiting.delete(letter.chat);
      lastOfChat.delete(letter.chat);
    }
  }

  async function handleOnce(letter: Letter): Promise<void> {
    // Asked only when its turn has come: what was merely queued when the process dies is delivered again.
    if (await isKnown(letter.id)) return;
    remember(letter.id);
    await withinLimit(letter);
  }

  async function isKnown(id: string): Promise<boolean> {
    if (recent.has(id)) return true;
    if (seen === undefined) return false;
    try {
      return await seen(`${platform}:${id}`);
    } catch (error) {
      log.warn('inbox: cannot ask whether this was seen', { platform, error });
      return false;
    }
  }

  function remember(id: string): void {
    recent.add(id);
    if (recent.size <= REMEMBERED) return;
    const [oldest] = recent;
    if (oldest !== undefined) recent.delete(oldest);
  }

  async function withinLimit(letter: Letter): Promise<void> {
    const handled = Promise.resolve()
      .then(() => letter.handle())
      .catch((error: unknown) => log.error('inbox: handler failed', { platform, error }));
    let timer: NodeJS.Timeout | undefined;
    const expired = new Promise<'expired'>((resolve) => {
      timer = setTimeout(resolve, limitMs, 'expired');
    });
    const first = await Promise.race([handled, expired]);
    clearTimeout(timer);
    if (first === 'expired') log.warn('inbox: handler left behind', { platform, limitMs });
  }

  return {
    put(letter) {
      const already = inHand.get(letter.id);
      if (already !== undefined) return already;
      const ahead = waiting.get(letter.chat) ?? 0;
      if (ahead >= WAITING_PER_CHAT) return dropped;
      waiting.set(letter.chat, ahead + 1);
      const turn = (lastOfChat.get(letter.chat) ?? Promise.resolve())
        .then(() => handleOnce(letter))
        .finally(() => leave(letter));
      inHand.set(letter.id, turn);
      lastOfChat.set(letter.chat, turn);
      return turn;
    },
    size: () => inHand.size,
    async idle() {
      while (inHand.size > 0) await Promise.all(inHand.values());
    },
  };
}
