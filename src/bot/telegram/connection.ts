import http from 'node:http';
import https from 'node:https';
import type { Duplex } from 'node:stream';
import type { Telegraf } from 'telegraf';
import { withDeadline } from '../receive/deadline.ts';

/** Calls a method of the Bot API. Rejects with what telegraf throws; read it with `failureOf`. */
export type TelegramCall = (
  method: string,
  parameters: Readonly<Record<string, unknown>>,
  options: { readonly deadlineMs: number; readonly signal?: AbortSignal },
) => Promise<unknown>;

/** telegraf's client with a deadline: its own is fixed at 500 s, and its named methods take no signal. */
export function telegramCall(bot: Telegraf): TelegramCall {
  // telegraf types the methods of Bot API 7.1 and the AbortSignal of a shim; at run time it passes any method and node's signal through.
  const callApi = bot.telegram.callApi.bind(bot.telegram) as unknown as (
    method: string,
    payload: object,
    options: { readonly signal: AbortSignal },
  ) => Promise<unknown>;
  return async (method, parameters, { deadlineMs, signal: stop }) =>
    await withDeadline(
      deadlineMs,
      stop,
      async (signal) => await callApi(method, { ...parameters }, { signal }),
    );
}

/** telegraf resolves methods against the root: without the slash it would drop the last part of a path. */
export function normalApiRoot(apiRoot: string): string {
  return apiRoot.endsWith('/') ? apiRoot : `${apiRoot}/`;
}

/**
 * An agent for the API root.
 * Errors before the connection stands are marked `CONNECT_…`, because only then it is certain that nothing was sent; a carrier
 * that swallows packets ends the attempt after `connectMs`. Each address family gets a fair try: node's 250 ms are too short
 * for a distant host and are behind the "getMe failed, reason:" reports. Idle connections are dropped before the other side does it.
 */
export function telegramAgent(apiRoot: string, connectMs: number): http.Agent {
  const options = {
    keepAlive: true,
    keepAliveMsecs: 10_000,
    timeout: 15_000,
    autoSelectFamily: true,
    autoSelectFamilyAttemptTimeout: Math.min(2500, connectMs / 2),
  };
  const secure = apiRoot.startsWith('https:');
  const agent = secure ? new https.Agent(options) : new http.Agent(options);
  const connect = agent.createConnection.bind(agent);
  agent.createConnection = (target, callback) => {
    const socket = connect(target, callback);
    if (socket) markEarlyErrors(socket, secure ? 'secureConnect' : 'connect', connectMs);
    return socket;
  };
  return agent;
}

function markEarlyErrors(socket: Duplex, connected: string, connectMs: number): void {
  const timer = setTimeout(
    () => socket.destroy(Object.assign(new Error('no connection in time'), { code: 'TIMEOUT' })),
    connectMs,
  );
  function mark(error: NodeJS.ErrnoException): void {
    error.code = `CONNECT_${error.code ?? 'FAILED'}`;
  }
  function stop(): void {
    clearTimeout(timer);
    socket.off('error', mark);
  }
  socket.prependListener('error', mark);
  socket.once(connected, stop);
  socket.once('close', stop);
}
