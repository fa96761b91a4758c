import type { SendOutcome } from '../news/delivery.ts';
import type { Message } from '../news/message.ts';
import type { Channel, Incoming } from '../ports/channel.ts';
import type { Pace } from '../ports/pace.ts';

/** An answer waits for the pace no longer than this; without Redis there is none to wait for. */
const patienceMs = 700;

/** The same receiver, whose answers take their turns in the pace that digests keep, before them. */
export function withPacedReplies(
  channel: Pick<Channel, 'render'>,
  pace: Pace,
  receive: (incoming: Incoming) => Promise<void>,
): (incoming: Incoming) => Promise<void> {
  return async (incoming) => {
    async function reply(message: Message, options?: { readonly edit?: boolean }): Promise<SendOutcome> {
      for (const _ of channel.render(message)) {
        const turn = await Promise.race([
          pace.turn(incoming.chat, 'reply').catch(() => undefined),
          new Promise<undefined>((resolve) => setTimeout(resolve, patienceMs, undefined).unref()),
        ]);
        if (turn?.granted === false)
          return { kind: 'later', retryAfterMs: turn.waitMs, scope: turn.whom, reason: 'pace' };
        await turn?.depart();
      }
      const outcome = await incoming.reply(message, options);
      if (outcome.kind === 'later' && outcome.retryAfterMs !== undefined) {
        const told =
          outcome.scope === 'platform'
            ? pace.holdAll(outcome.retryAfterMs)
            : pace.holdChat(incoming.chat, outcome.retryAfterMs);
        await told.catch(() => undefined);
      }
      return outcome;
    }
    // What an adapter hands over may compute its fields; only the voice is another.
    await receive(Object.create(incoming, { reply: { value: reply } }) as Incoming);
  };
}
