import type { IncomingMessage } from 'node:http';
import type { TimeZone } from '../news/time.ts';
import type { Clock } from '../ports/clock.ts';
import type { FiguresDesk } from '../ports/figures.ts';
import type { PublicDesk } from '../ports/public-desk.ts';
import type { Vocabulary } from '../ports/vocabulary.ts';
import { jsonFeed, rssFeed } from './feeds.ts';
import { layOut, styleSheet } from './layout.ts';
import type { Page, Site } from './layout.ts';
import { digestPage } from './pages/digest-page.ts';
import { figuresPage, indicatorsPage } from './pages/figures-page.ts';
import { notFoundPage } from './pages/plain-page.ts';
import { pageSize, searchPage } from './pages/search-page.ts';
import { storyPage } from './pages/story-page.ts';
import { sendReply } from './reply.ts';
import type { Reply } from './reply.ts';
import type { Route } from './server.ts';

export interface PublicNeeds {
  readonly site: Site;
  readonly desk: PublicDesk;
  readonly figures: FiguresDesk;
  readonly vocabulary: Vocabulary;
  readonly clock: Clock;
  readonly timeZone: TimeZone;
  readonly publishDelayMinutes: number;
}

const page = 'text/html; charset=utf-8';

/** Seconds a page may be taken from a browser's memory without asking; it asks with its ETag after that. */
const minute = 60;
const hour = 3600;
const forEver = 31_536_000;

/** What is asked for: the words of the path behind the name of the page, and the query. */
interface Asked {
  readonly rest: string;
  readonly query: URLSearchParams;
  /** Where the asker sees us, for feeds. */
  readonly origin: string;
}

type Answer = (needs: PublicNeeds, asked: Asked) => Promise<Reply | undefined>;

/** The public pages, feeds and pictures. Only reading: GET and HEAD. */
export function publicRoutes(needs: PublicNeeds): Route {
  let inHand = 0;
  return async (request, response, url) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return false;
    const asked = askedOf(request, url, needs.site);
    if (asked === undefined) return false;
    const answer = answers[asked.name];
    if (answer === undefined) return false;
    if (inHand >= mostInHand) {
      await sendReply(request, response, busy);
      return true;
    }
    inHand += 1;
    try {
      await sendReply(request, response, (await answer(needs, asked)) ?? missing(needs));
    } finally {
      inHand -= 1;
    }
    return true;
  };
}

/** Pages made at once: readers in chat must not wait for a crowd of strangers. */
const mostInHand = 24;

const busy: Reply = {
  status: 503,
  type: 'text/plain; charset=utf-8',
  body: 'Đang có nhiều người xem, mời bạn thử lại sau giây lát.\n',
  keep: 'never',
  headers: { 'retry-after': '5' },
};

function askedOf(
  request: IncomingMessage,
  url: URL,
  { base, origin }: Site,
): (Asked & { name: string }) | undefined {
  // A proxy may keep the public path or cut its start.
  const path =
    base !== '' && url.pathname.startsWith(`${base}/`) ? url.pathname.slice(base.length) : url.pathname;
  const [, name = '', ...others] = path.split('/');
  if (others.length > 1) return undefined;
  let rest: string;
  try {
    rest = decodeURIComponent(others[0] ?? '');
  } catch {
    return undefined;
  }
  const host = request.headers.host ?? '';
  const seen = /^[\w.-]+(?::\d{1,5})?$/u.test(host) ? `http://${host}` : 'http://localhost';
  return {
    name: others.length === 0 ? name : `${name}/`,
    rest,
    query: url.searchParams,
    origin: origin ?? seen,
  };
}

const answers: Readonly<Record<string, Answer>> = {
  '': async (needs) => digestReply(needs, needs.desk.today(needs.clock.now())),
  'd/': async (needs, { rest }) => digestReply(needs, rest),

  async 'story/'(needs, { rest }) {
    const { site, desk, clock, timeZone, vocabulary } = needs;
    const story = /^[\w-]{1,128}$/u.test(rest) ? await desk.story(rest, clock.now()) : undefined;
    if (story === undefined) return undefined;
    if (story.story.id !== rest) return moved(`${site.base}/story/${encodeURIComponent(story.story.id)}`);
    return whole(site, storyPage(site, story, timeZone, vocabulary));
  },

  async tim({ site, desk, clock, timeZone }, { query }) {
    const typed = (query.get('q') ?? '').replaceAll(/\s+/gu, ' ').trim().slice(0, 200);
    const from = Number(query.get('tu') ?? 0);
    const offset = Number.isInteger(from) && from >= 0 && from <= 1000 ? from : 0;
    if (typed === '') return whole(site, searchPage(site, { query: '', offset: 0 }, timeZone));
    const hits = await desk.search(typed, clock.now(), offset, pageSize);
    return whole(site, searchPage(site, { query: typed, offset, hits }, timeZone));
  },

  solieu: async ({ site, figures }) => whole(site, indicatorsPage(site, await figures.indicators('vi'))),

  async 'solieu/'(needs, { rest }) {
    const sheet = await needs.figures.sheet(rest, 'vi', shownUntil(needs));
    return sheet === undefined
      ? undefined
      : whole(needs.site, figuresPage(needs.site, sheet, needs.timeZone));
  },

  async 'chart/'(needs, { rest, query }) {
    const [, id] = /^([\w.-]{1,200})\.png$/u.exec(rest) ?? [];
    if (id === undefined) return undefined;
    const look = query.get('nen') === 'toi' ? 'dark' : 'light';
    const png = await needs.figures.picture(id, 'vi', look, shownUntil(needs));
    return png === undefined ? undefined : { type: 'image/png', body: png, keep: hour };
  },

  async 'card/'({ desk, clock }, { rest }) {
    const [, day] = /^(\d{4}-\d\d-\d\d)\.png$/u.exec(rest) ?? [];
    const png = day === undefined ? undefined : await desk.card(day, clock.now());
    return png === undefined ? undefined : { type: 'image/png', body: png, keep: hour };
  },

  async 'feed.xml'({ site, desk, clock }, { origin }) {
    const now = clock.now();
    const digest = await desk.digest(desk.today(now), now);
    if (digest === undefined) return undefined;
    return {
      type: 'application/rss+xml; charset=utf-8',
      body: rssFeed(site, origin, digest),
      keep: 5 * minute,
    };
  },

  async 'feed.json'({ site, desk, clock }, { origin }) {
    const now = clock.now();
    const digest = await desk.digest(desk.today(now), now);
    if (digest === undefined) return undefined;
    return {
      type: 'application/feed+json; charset=utf-8',
      body: jsonFeed(site, origin, digest),
      keep: 5 * minute,
    };
  },

  'icon.svg': async () => ({ type: 'image/svg+xml', body: icon, keep: hour }),
  [styleSheet.path.slice(1)]: async () => ({
    type: 'text/css; charset=utf-8',
    body: styleSheet.bytes,
    keep: forEver,
  }),
  'robots.txt': async ({ site }) => ({
    type: 'text/plain; charset=utf-8',
    body: `User-agent: *\nDisallow: ${site.base}/tim\nDisallow: ${site.base}/vanhanh\n`,
    keep: hour,
  }),
};

async function digestReply(needs: PublicNeeds, day: string): Promise<Reply | undefined> {
  const { site, desk, vocabulary, clock } = needs;
  const now = clock.now();
  const digest = await desk.digest(day, now);
  return digest === undefined
    ? undefined
    : whole(site, digestPage(site, digest, desk.today(now), vocabulary));
}

function whole(site: Site, shown: Page): Reply {
  return { type: page, body: layOut(site, shown), keep: minute };
}

function missing({ site }: PublicNeeds): Reply {
  return { status: 404, type: page, body: layOut(site, notFoundPage(site)), keep: 'never' };
}

function moved(location: string): Reply {
  return { status: 301, type: 'text/plain; charset=utf-8', body: '', keep: 'never', headers: { location } };
}

/** Figures come from articles too, and wait as long as those. */
function shownUntil({ clock, publishDelayMinutes }: PublicNeeds): number {
  return clock.now() - publishDelayMinutes * 60_000;
}

const icon =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><rect width="32" height="32" rx="7" fill="#0b3a66"/><path d="M7 23V14h4v9zm7 0V9h4v14zm7 0v-6h4v6z" fill="#fff"/></svg>';
