/** Tells a chat's own 429 from one that binds the whole bot: Telegram's answer does not say. */
export interface FloodWatch {
  /** Notes a 429 of a chat and tells whom the pause binds. */
  scope(chat: string, retryAfterMs: number, now: number): 'chat' | 'platform';
}

/** Two chats asked to wait at the same time is taken as a pause of everything: going on would lengthen the ban. */
export function createFloodWatch(): FloodWatch {
  const waiting = new Map<string, number>();
  return {
    scope(chat, retryAfterMs, now) {
      waiting.forEach((until, other) => {
        if (until <= now) waiting.delete(other);
      });
      waiting.set(chat, now + retryAfterMs);
      return waiting.size > 1 ? 'platform' : 'chat';
    },
  };
}
