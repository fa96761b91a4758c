import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Readable, Writable } from 'node:stream';
import { createConsoleChannel } from '../bot/console/channel.ts';
import { createTelegramChannel } from '../bot/telegram/channel.ts';
import type { CommandMenu } from '../bot/telegram/receiving.ts';
import { createZaloChannel } from '../bot/zalo/channel.ts';
import { renderAnsi } from '../digest/ansi.ts';
import { renderPlain } from '../digest/plain.ts';
import { renderTelegram } from '../digest/telegram.ts';
import type { Platform } from '../news/chat.ts';
import type { Message } from '../news/message.ts';
import type { Channel } from '../ports/channel.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Settings, WebhookSettings } from '../settings.ts';
import type { Route } from '../web/server.ts';

export interface ChannelNeeds {
  readonly settings: Settings;
  readonly log: Log;
  readonly clock: Clock;
  readonly seen: (name: string) => Promise<boolean>;
  readonly commands: CommandMenu;
  readonly onlyTextHint: Message;
  readonly terminal: TerminalStreams;
}

export interface TerminalStreams {
  readonly input: Readable;
  readonly output: Writable;
  readonly colour: boolean;
  readonly width: number;
  /** Called when the person at the terminal ends the talk. */
  readonly ended: () => void;
}

/** A channel with the route of its webhook, where it has one. */
export interface OpenChannel {
  readonly channel: Channel;
  readonly route?: Route;
}

/** The channels that the settings ask for; the console when there is no token at all. Nothing is started. */
export function openChannels(needs: ChannelNeeds): readonly OpenChannel[] {
  const asked = (['telegram', 'zalo'] as const).filter((platform) => needs.settings[platform] !== undefined);
  const platforms: readonly Platform[] = asked.length > 0 ? asked : ['console'];
  return platforms.map((platform) => open[platform](needs));
}

const open: Readonly<Record<Platform, (needs: ChannelNeeds) => OpenChannel>> = {
  telegram({ settings, ...needs }) {
    if (settings.telegram === undefined) throw new Error('no Telegram settings');
    const webhook = webhookAt('/tg', settings.telegram.webhook);
    const channel = createTelegramChannel({
      ...settings.telegram,
      ...needs,
      webhook,
      render: renderTelegram,
    });
    return { channel, ...routeOf(webhook, channel.handleWebhook) };
  },
  zalo({ settings, ...needs }) {
    if (settings.zalo === undefined) throw new Error('no Zalo settings');
    const webhook = webhookAt('/zalo', settings.zalo.webhook);
    const channel = createZaloChannel({ ...settings.zalo, ...needs, webhook, render: renderPlain });
    return { channel, ...routeOf(webhook, channel.handleWebhook) };
  },
  console({ terminal }) {
    return {
      channel: createConsoleChannel({ ...terminal, render: (message) => renderAnsi(message, terminal) }),
    };
  },
};

/** The whole address of a webhook: the operator gives the public start of it. */
function webhookAt(path: string, webhook: WebhookSettings | undefined): WebhookSettings | undefined {
  if (webhook === undefined) return undefined;
  return { ...webhook, url: `${webhook.url.replace(/\/+$/u, '')}${path}/${webhook.secret}` };
}

function routeOf(
  webhook: WebhookSettings | undefined,
  handle: (request: IncomingMessage, response: ServerResponse) => Promise<void>,
): { route?: Route } {
  if (webhook === undefined) return {};
  const path = new URL(webhook.url).pathname;
  return {
    route: async (request, response, url) => {
      // A proxy may keep the public path or cut its start; the last two parts are ours.
      if (!path.endsWith(url.pathname) || url.pathname.split('/').length < 3) return false;
      await handle(request, response);
      return true;
    },
  };
}
