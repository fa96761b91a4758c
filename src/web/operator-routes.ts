import type { IncomingMessage, ServerResponse } from 'node:http';
import type { TimeZone } from '../news/time.ts';
import type { Clock } from '../ports/clock.ts';
import { sessionHours } from '../ports/operations.ts';
import type { OperationsDesk, OperatorDoor } from '../ports/operations.ts';
import type { Vocabulary } from '../ports/vocabulary.ts';
import { layOut } from './layout.ts';
import type { Page, Site } from './layout.ts';
import { closedPage, doorPage, operatorPage } from './pages/operator-page.ts';
import { sendReply } from './reply.ts';
import type { Reply } from './reply.ts';
import type { Route } from './server.ts';

export interface OperatorNeeds {
  readonly site: Site;
  readonly door: OperatorDoor;
  readonly desk: OperationsDesk;
  readonly vocabulary: Vocabulary;
  /** Whether somebody is an admin still: a session does not outlive the right. */
  readonly isAdmin: (id: string) => Promise<boolean>;
  readonly clock: Clock;
  readonly timeZone: TimeZone;
}

/** A form of ours holds a ticket and nothing else. */
const longestForm = 200;

/** The operator's page and its door. A ticket is used up by POST alone, so that a preview of the link costs nothing. */
export function operatorRoutes(needs: OperatorNeeds): Route {
  const { site, door } = needs;
  const secure = site.origin?.startsWith('https:') === true;

  async function reply(request: IncomingMessage): Promise<Reply> {
    const session = cookieOf(request);
    const admin = session === undefined ? undefined : await door.holder(session);
    if (admin === undefined || !(await needs.isAdmin(admin))) return shown(site, closedPage(site), 403);
    const { clock, desk, timeZone, vocabulary } = needs;
    const now = clock.now();
    const overview = await desk.overview(now);
    return shown(site, operatorPage(site, { overview, now, timeZone, vocabulary, admin }));
  }

  async function enter(request: IncomingMessage): Promise<Reply> {
    const form = await formOf(request);
    const session = form === undefined ? undefined : await door.enter(form.get('ve') ?? '');
    if (session === undefined) return shown(site, closedPage(site), 403);
    return to(site, '/vanhanh', cookie(session, sessionHours * 3600));
  }

  async function leave(request: IncomingMessage): Promise<Reply> {
    const session = cookieOf(request);
    if (session !== undefined) await door.leave(session);
    return to(site, '/', cookie('', 0));
  }

  function cookie(value: string, seconds: number): string {
    const path = `${site.base}/vanhanh`;
    return `vanhanh=${value}; Path=${path}; Max-Age=${seconds}; HttpOnly; SameSite=Strict${secure ? '; Secure' : ''}`;
  }

  return async (request: IncomingMessage, response: ServerResponse, url) => {
    const path =
      site.base !== '' && url.pathname.startsWith(`${site.base}/`)
        ? url.pathname.slice(site.base.length)
        : url.pathname;
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    const isPost = request.method === 'POST';
    let answer: Reply | undefined;
    if (path === '/vanhanh' && isRead) answer = await reply(request);
    else if (path === '/vanhanh/vao' && isRead)
      answer = shown(site, doorPage(site, (url.searchParams.get('ve') ?? '').slice(0, 100)));
    else if (path === '/vanhanh/vao' && isPost) answer = await enter(request);
    else if (path === '/vanhanh/ra' && isPost) answer = await leave(request);
    if (answer === undefined) return false;
    await sendReply(request, response, {
      ...answer,
      headers: { ...answer.headers, 'referrer-policy': 'no-referrer', 'x-robots-tag': 'noindex' },
    });
    return true;
  };
}

function shown(site: Site, page: Page, status = 200): Reply {
  return { status, type: 'text/html; charset=utf-8', body: layOut(site, page), keep: 'never' };
}

function to(site: Site, path: string, cookie: string): Reply {
  const headers = { location: `${site.base}${path}`, 'set-cookie': cookie };
  return { status: 303, type: 'text/plain; charset=utf-8', body: '', keep: 'never', headers };
}

function cookieOf({ headers }: IncomingMessage): string | undefined {
  return /(?:^|;\s*)vanhanh=([\w-]{1,100})(?:;|$)/u.exec(headers.cookie ?? '')?.[1];
}

async function formOf(request: IncomingMessage): Promise<URLSearchParams | undefined> {
  const pieces: Buffer[] = [];
  let size = 0;
  for await (const piece of request as AsyncIterable<Buffer>) {
    size += piece.length;
    if (size > longestForm) return undefined;
    pieces.push(piece);
  }
  return new URLSearchParams(Buffer.concat(pieces).toString());
}
