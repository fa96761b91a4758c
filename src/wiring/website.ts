import type { Redis } from 'ioredis';
import { alarmNotice } from '../bot/alarm-notice.ts';
import { createFiguresDesk } from '../jobs/figures-desk.ts';
import { createOperationsDesk } from '../jobs/operations-desk.ts';
import { createPainter } from '../jobs/painter.ts';
import { createPublicDesk } from '../jobs/public-desk.ts';
import { watchOver } from '../jobs/watch.ts';
import type { Language } from '../news/chat.ts';
import type { Digest } from '../news/digest.ts';
import type { Picture } from '../news/message.ts';
import type { Channel } from '../ports/channel.ts';
import type { Clock } from '../ports/clock.ts';
import type { NewsDesk } from '../ports/desk.ts';
import type { FigureSheet, FiguresDesk } from '../ports/figures.ts';
import type { Log } from '../ports/log.ts';
import { ticketMinutes } from '../ports/operations.ts';
import type { Trouble } from '../ports/operations.ts';
import type { Vocabulary } from '../ports/vocabulary.ts';
import type { Settings } from '../settings.ts';
import type { Store } from '../store/store.ts';
import { seriesOfFigure } from '../stories/series/claims.ts';
import { healthRoutes } from '../web/health.ts';
import { siteAt } from '../web/layout.ts';
import { createMetrics } from '../web/metrics.ts';
import type { Metrics } from '../web/metrics.ts';
import { operatorRoutes } from '../web/operator-routes.ts';
import { publicRoutes } from '../web/public-routes.ts';
import type { Route } from '../web/server.ts';
import type { Admins } from './admins.ts';

export interface WebsiteNeeds {
  readonly settings: Settings;
  readonly redis: Redis;
  readonly store: Store;
  readonly desk: NewsDesk;
  readonly vocabulary: Vocabulary;
  /** Channels that receive in this process. */
  readonly channels: readonly Channel[];
  readonly clock: Clock;
  readonly log: Log;
  readonly troubles: () => readonly Trouble[];
  readonly warnings: () => readonly string[];
  readonly httpPort: () => number | undefined;
  readonly admins: Admins;
}

/** What is to be seen rather than read, and who watches over the house. */
export interface Website {
  readonly routes: readonly Route[];
  readonly metrics: Metrics;
  readonly figures: FiguresDesk;
  pictureOf(
    sheet: Pick<FigureSheet, 'id' | 'title' | 'measure'>,
    language: Language,
  ): Promise<Picture | undefined>;
  /** The chart of the figure that a digest leads with, where there is more than one point to it. */
  pictureOfDigest(digest: Digest): Promise<Picture | undefined>;
  operatorLink(admin: string): Promise<{ readonly url: string; readonly minutes: number } | undefined>;
  /** Lets go of what it holds. Closing twice is fine. */
  close(): Promise<void>;
  /** A look at the house; returns how many troubles were told. */
  watch(): Promise<number>;
}

const megabyte = 1024 * 1024;

/** Wires pages, pictures, metrics and the watch. Nothing is loaded or asked before somebody comes. */
export function openWebsite(needs: WebsiteNeeds): Website {
  const { settings, redis, store, vocabulary, admins, clock, log } = needs;
  const { timeZone, publishDelayMinutes } = settings;
  const site = siteAt(settings.publicUrl);
  const painter = createPainter();
  const figures = createFiguresDesk(store.series, painter);
  const resident = (): number => process.memoryUsage.rss();

  function channelHealth() {
    return Object.fromEntries(needs.channels.map((channel) => [channel.platform, channel.health()]));
  }

  const metrics = createMetrics({
    ...store,
    nextSlotAt: store.chats.nextSlotAt,
    clock,
    memory: resident,
  });

  const operations = createOperationsDesk({
    ...store,
    desk: needs.desk,
    channels: channelHealth,
    troubles: needs.troubles,
    warnings: needs.warnings,
    memory: () => ({
      resident: Math.round(resident() / megabyte),
      heap: Math.round(process.memoryUsage().heapUsed / megabyte),
    }),
  });

  const website: Website = {
    metrics,
    figures,
    routes: [
      healthRoutes({
        redis: () =>
          redis.ping().then(
            () => true,
            () => false,
          ),
        channels: channelHealth,
        nextSlotAt: store.chats.nextSlotAt,
        warnings: needs.warnings,
      }),
      metrics.route,
      operatorRoutes({
        site,
        door: store.operatorDoor,
        desk: operations,
        vocabulary,
        isAdmin: admins.includes,
        clock,
        timeZone,
      }),
      publicRoutes({
        site,
        desk: createPublicDesk({ ...store, timeZone, publishDelayMinutes, painter }),
        figures,
        vocabulary,
        clock,
        timeZone,
        publishDelayMinutes,
      }),
    ],

    async pictureOf({ id, title, measure }, language) {
      // A chart that cannot be drawn is no reason to keep the numbers back.
      const png = await figures.picture(id, language, 'light').catch((error: unknown) => {
        log.warn('chart not drawn', { error });
        return undefined;
      });
      if (png === undefined) return undefined;
      return {
        png: Buffer.from(png).toString('base64'),
        caption: `${title}, ${measure}`,
        ...(settings.publicUrl === undefined
          ? {}
          : { url: `${settings.publicUrl.replace(/\/+$/u, '')}/chart/${encodeURIComponent(id)}.png` }),
      };
    },

    async pictureOfDigest({ figures: [first], language }) {
      if (first === undefined) return undefined;
      for (const { id } of seriesOfFigure(first.figure)) {
        const sheet = await figures.sheet(id, language);
        if (sheet !== undefined && sheet.rows.length > 1) return website.pictureOf(sheet, language);
      }
      return undefined;
    },

    async operatorLink(admin) {
      const port = needs.httpPort();
      if (port === undefined) return undefined;
      const start = settings.publicUrl?.replace(/\/+$/u, '') ?? `http://127.0.0.1:${port}`;
      const ticket = await store.operatorDoor.ticket(admin);
      return { url: `${start}/vanhanh/vao?ve=${ticket}`, minutes: ticketMinutes };
    },

    async close() {
      metrics.stop();
      await painter.close();
    },

    watch: () =>
      watchOver({
        ...store,
        clock,
        log,
        timeZone,
        memory: () => Math.round(resident() / megabyte),
        tell: (alarms) => admins.tell(alarmNotice(alarms)),
      }),
  };
  return website;
}
