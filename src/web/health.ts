import type { ChannelHealth } from '../ports/channel.ts';
import type { Route } from './server.ts';
import { sendJson } from './server.ts';

/** What readiness is made of; every part answers by itself and none may throw. */
export interface Readiness {
  readonly redis: () => Promise<boolean>;
  readonly channels: () => Readonly<Record<string, ChannelHealth>>;
  /** Moment of the next digest of any chat; undefined when there is none. */
  readonly nextSlotAt: () => Promise<number | undefined>;
  readonly warnings: () => readonly string[];
}

/** `/healthz`: the process answers. `/readyz`: Redis answers, no channel is locked out, and the next slot can be computed. */
export function healthRoutes(readiness: Readiness): Route {
  return async (request, response, url) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return false;
    if (url.pathname === '/healthz') {
      sendJson(response, 200, { status: 'ok' });
      return true;
    }
    if (url.pathname !== '/readyz') return false;
    const redis = await readiness.redis();
    const nextSlotAt = redis ? await readiness.nextSlotAt() : undefined;
    const channels = readiness.channels();
    const ready = redis && Object.values(channels).every((channel) => channel.state === 'up');
    sendJson(response, ready ? 200 : 503, {
      status: ready ? 'ready' : 'not-ready',
      redis: redis ? 'up' : 'down',
      channels: Object.fromEntries(Object.entries(channels).map(([name, { state }]) => [name, state])),
      nextSlot: nextSlotAt === undefined ? null : new Date(nextSlotAt).toISOString(),
      warnings: readiness.warnings(),
    });
    return true;
  };
}
