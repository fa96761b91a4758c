import { onlyTextHint } from '../bot/notices.ts';
import { menuOf } from '../bot/commands.ts';
import { paceLimits, paceWindow } from '../delivery/pace.ts';
import type { PaceLimits } from '../delivery/pace.ts';
import { createDeliverer } from '../jobs/deliver.ts';
import { createPump } from '../jobs/pump.ts';
import type { Pump } from '../jobs/pump.ts';
import { parseChatKey } from '../news/chat.ts';
import type { ChatKey, Platform } from '../news/chat.ts';
import type { SendOutcome } from '../news/delivery.ts';
import type { Message, Part } from '../news/message.ts';
import type { Channel } from '../ports/channel.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Pace } from '../ports/pace.ts';
import type { Settings } from '../settings.ts';
import type { Store } from '../store/store.ts';
import type { Route } from '../web/server.ts';
import { openChannels } from './channels.ts';
import type { TerminalStreams } from './channels.ts';

export interface PostsNeeds {
  readonly settings: Settings;
  readonly store: Store;
  readonly clock: Clock;
  readonly log: Log;
  readonly terminal: TerminalStreams;
  /** Identity of this process in the ledger. */
  readonly token: string;
  readonly sleep: (ms: number) => Promise<void>;
  readonly stopping: AbortSignal;
  /** Hears what became of each message. */
  readonly sent: (platform: Platform, outcome: SendOutcome['kind']) => void;
}

/** Everything that leads out to readers: the channels, each with its pace and its deliverers. */
export interface Posts {
  readonly channels: readonly Channel[];
  readonly routes: readonly Route[];
  paceOf(channel: Channel): Pace;
  /** Renders for a platform; undefined when this process has no such channel. */
  render(platform: Platform, message: Message): readonly Part[] | undefined;
  /** Tells one chat something now, in its turn, outside the ledger. */
  tell(chat: ChatKey, message: Message): Promise<void>;
  /** One round of deliveries on every channel; returns how many were taken. */
  deliver(): Promise<number>;
  startDelivering(): void;
  /** Ends delivering and lets go of what was taken and not begun. Stopping twice is fine. */
  stopDelivering(): Promise<void>;
}

/** Opens the posts that the settings ask for. Nothing is started. */
export function openPosts(needs: PostsNeeds): Posts {
  const { settings, store, clock, log, sleep } = needs;
  const opened = openChannels({
    settings,
    log,
    clock,
    onlyTextHint,
    terminal: needs.terminal,
    seen: store.seen,
    commands: { vi: menuOf('vi'), en: menuOf('en') },
  });
  const channels = opened.map(({ channel }) => channel);
  const channelOf = new Map(channels.map((channel) => [channel.platform, channel]));
  const paces = new Map(
    channels.map(({ platform }) => {
      const limits = limitsOf(platform, settings);
      return [platform, store.pace(platform, { ...limits, ...paceWindow(limits) }, sleep)] as const;
    }),
  );

  function paceOf({ platform }: Channel): Pace {
    const pace = paces.get(platform);
    if (pace === undefined) throw new Error(`no pace for ${platform}`);
    return pace;
  }

  const deliverers = channels.map((channel) =>
    createDeliverer({
      ...store,
      channel: counted(channel, needs.sent),
      clock,
      log,
      sleep,
      stopping: needs.stopping,
      pace: paceOf(channel),
      // Zalo tells so little that a doubt there is never worth a second copy.
      policy: channel.platform === 'zalo' ? 'loss' : settings.deliveryPolicy,
      chance: Math.random,
      token: `${needs.token}:${channel.platform}`,
    }),
  );
  const lanes = deliverers.flatMap((deliverer) => deliverer.lanes);
  const pumps: readonly Pump[] = lanes.map((lane) => createPump('deliver', lane, sleep, log));

  return {
    channels,
    routes: opened.flatMap(({ route }) => (route === undefined ? [] : [route])),
    paceOf,
    render: (platform, message) => channelOf.get(platform)?.render(message),
    async tell(chat, message) {
      const { platform } = parseChatKey(chat);
      const channel = channelOf.get(platform);
      for (const part of channel?.render(message) ?? []) {
        const turn = await paces.get(platform)?.turn(chat, 'reply');
        if (turn?.granted) await turn.depart();
        await channel?.send({ chat }, part);
      }
    },
    async deliver() {
      const taken = await Promise.all(lanes.map((lane) => lane()));
      return taken.reduce((sum, count) => sum + count, 0);
    },
    startDelivering() {
      for (const pump of pumps) pump.start();
    },
    async stopDelivering() {
      await Promise.all(pumps.map((pump) => pump.stop()));
      await Promise.all(deliverers.map((deliverer) => deliverer.release()));
    },
  };
}

/** The channel, telling what becomes of everything it sends for us. */
function counted(channel: Channel, sent: PostsNeeds['sent']): Channel {
  const send: Channel['send'] = async (to, part) => {
    const outcome = await channel.send(to, part);
    sent(channel.platform, outcome.kind);
    return outcome;
  };
  return { ...channel, send };
}

/** The platform's limits; more than Telegram's free 30 a second is paid for. */
function limitsOf(platform: Platform, { telegram }: Settings): PaceLimits {
  const limits = paceLimits[platform];
  return platform === 'telegram' && telegram !== undefined
    ? { ...limits, perSecond: telegram.perSecond }
    : limits;
}
