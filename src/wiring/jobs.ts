import { announcementEnded, suspendedNotice } from '../bot/notices.ts';
import { announce } from '../jobs/announce.ts';
import { createAlerts } from '../jobs/alerts.ts';
import { collectDue } from '../jobs/collect.ts';
import type { CollectReport } from '../jobs/collect.ts';
import { forgetGone } from '../jobs/forget-gone.ts';
import type { KeywordShelf } from '../jobs/keyword-shelf.ts';
import type { TellInOwnWords } from '../jobs/own-words.ts';
import { publishDue } from '../jobs/publish.ts';
import type { Chore } from '../jobs/schedule.ts';
import { createUnderstandInTurn } from '../jobs/understand-in-turn.ts';
import type { Clock } from '../ports/clock.ts';
import type { Log } from '../ports/log.ts';
import type { Role, Settings } from '../settings.ts';
import type { ReadingRoom } from '../sources/reading-room.ts';
import type { Store } from '../store/store.ts';
import type { Admins } from './admins.ts';
import type { Posts } from './posts.ts';
import type { Website } from './website.ts';

export interface JobsNeeds {
  readonly settings: Settings;
  readonly store: Store;
  readonly reading: ReadingRoom;
  readonly posts: Posts;
  readonly admins: Admins;
  readonly website: Website;
  readonly keywords: KeywordShelf;
  readonly ownWords: TellInOwnWords | undefined;
  readonly clock: Clock;
  readonly log: Log;
}

/** The jobs, each a round of whatever is due now. Safe to call at any time and in any order. */
export interface Jobs {
  collect(): Promise<CollectReport>;
  /** Returns how many articles were understood. */
  understand(): Promise<number>;
  /** Returns how many slots were dealt with. */
  publish(): Promise<number>;
  /** Returns how many deliveries were taken. */
  deliver(): Promise<number>;
  /** Takes an announcement a step further; returns how many chats were reached. */
  announce(): Promise<number>;
  /** Looks for trouble and tells the admins; returns how many they were told. */
  watch(): Promise<number>;
  /** Daily: returns how many chats were forgotten. */
  forgetGone(): Promise<number>;
  /** Lets another process understand. Leaving twice is fine. */
  leave(): Promise<void>;
}

/** Which jobs a process of a role does. */
export const duties: Readonly<
  Record<Role, { readonly talk: boolean; readonly collect: boolean; readonly deliver: boolean }>
> = {
  all: { talk: true, collect: true, deliver: true },
  bot: { talk: true, collect: false, deliver: false },
  collect: { talk: false, collect: true, deliver: false },
  deliver: { talk: false, collect: false, deliver: true },
};

/** When the clock wakes the jobs of a role. Delivering is not among them: it never sleeps. */
export function choresOf(role: Role, jobs: Jobs): readonly Chore[] {
  const duty = duties[role];
  return [
    ...(duty.collect
      ? [
          { name: 'collect', every: '*/10 * * * * *', run: jobs.collect },
          { name: 'understand', every: '*/2 * * * * *', run: jobs.understand },
        ]
      : []),
    // Twice a minute: a 07:00 digest is on its way by 07:00:00, and a missed tick costs half a minute.
    ...(duty.deliver
      ? [
          { name: 'publish', every: '*/30 * * * * *', run: jobs.publish },
          { name: 'announce', every: '*/2 * * * * *', run: jobs.announce },
          { name: 'watch', every: '30 */5 * * * *', run: jobs.watch },
          { name: 'forget gone chats', every: '20 40 3 * * *', run: jobs.forgetGone },
        ]
      : []),
  ];
}

/** Gives each job what it needs. Nothing is done before one is called. */
export function createJobs({
  settings,
  store,
  reading,
  posts,
  admins,
  website,
  keywords,
  ownWords,
  clock,
  log,
}: JobsNeeds): Jobs {
  const { render } = posts;
  const { publishDelayMinutes, lateLimitMinutes, publicUrl } = settings;
  const alerts = createAlerts({ ...store, render, clock, log, publishDelayMinutes });
  const understanding = createUnderstandInTurn({ ...store, alerts, clock, log });

  return {
    collect: () =>
      collectDue({
        ...store,
        ...reading,
        clock,
        log,
        pollSeconds: settings.pollSeconds,
        chance: Math.random,
        tellSuspended: (source, health) => admins.tell(suspendedNotice(source, health.suspended)),
      }),
    understand: understanding.run,
    publish: () =>
      publishDue({
        ...store,
        clock,
        log,
        lateLimitMinutes,
        publishDelayMinutes,
        publicUrl,
        pictureOf: website.pictureOfDigest,
        keywords,
        ownWords,
        render,
      }),
    deliver: posts.deliver,
    announce: () =>
      announce({
        ...store,
        render,
        tellEnd: ({ tell: admin }, sent, failed) => posts.tell(admin, announcementEnded(sent, failed)),
        clock,
        log,
      }),
    watch: website.watch,
    forgetGone: () => forgetGone({ ...store, clock, log }),
    leave: () => understanding.leave(),
  };
}
