import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { setTimeout as after } from 'node:timers/promises';
import { createZaloSender, type ZaloSender } from './zalo/sender.ts';
import { createZaloUpdates, type ZaloPeople, type ZaloUpdates } from './zalo/updates.ts';
import { ZaloFailure } from './zalo/failure.ts';
import { type ZaloQuota, createZaloQuota } from './zalo/quota.ts';
import { checkSending } from './zalo/sending.ts';

/** What goes wrong with a request; `drop-after`, `truncated-json` and `no-message-id` come after the message was recorded. */
type ZaloFault =
  | { readonly kind: 'server-error' | 'html-502' | 'hang' | 'drop-before' | 'drop-after' }
  | { readonly kind: 'truncated-json' | 'no-message-id' }
  | { readonly kind: 'slow'; readonly ms: number }
  | { readonly kind: 'refuse'; readonly code: number; readonly text: string };

export interface ZaloServerOptions {
  readonly token?: string;
  readonly now?: () => number;
  /** Messages at once, a second, and a day. */
  readonly quota?: { readonly burst: number; readonly perSecond: number; readonly perDay: number };
  readonly canJoinGroups?: boolean;
}

interface ZaloMessage {
  readonly messageId: string;
  readonly chatId: string;
  readonly method: string;
  readonly text: string;
}

export interface ZaloServer extends ZaloPeople {
  readonly token: string;
  readonly apiRoot: string;
  readonly updates: ZaloUpdates;
  readonly sender: ZaloSender;
  readonly quota: ZaloQuota;
  readonly journal: readonly {
    readonly method: string;
    readonly parameters: Readonly<Record<string, unknown>>;
  }[];
  /** Things the service may or may not mind, such as a chat id that is no string. */
  readonly warnings: readonly string[];
  /** Accepted messages, in order. */
  sent(chatId?: string): readonly ZaloMessage[];
  fault(method: string, fault: ZaloFault, times?: number): void;
  /** How a dead token is told: all three were reported. Undefined: the token is fine. */
  deadToken: 'ok-false-200' | 'status-401' | 'not-json' | undefined;
  /** Answer to a chat that never wrote; what the real service says is not known. */
  unknownChat: { readonly code: number; readonly text: string };
  vanish(): Promise<void>;
  reappear(): Promise<void>;
  /** Stops; throws when the bot called what does not exist. */
  close(): Promise<void>;
}

/** A Zalo Bot Platform server on loopback. */
export async function startZaloServer(options: ZaloServerOptions = {}): Promise<ZaloServer> {
  const token = options.token ?? '3310842:TtLlKkNnAaBbCcDd-secret-of-zalo';
  const now = options.now ?? Date.now;
  const updates = createZaloUpdates(now);
  const sender = createZaloSender(updates);
  const quota = createZaloQuota(now, options.quota ?? { burst: 10, perSecond: 5, perDay: 1_000 });
  const journal: { method: string; parameters: Readonly<Record<string, unknown>> }[] = [];
  const warnings: string[] = [];
  const problems: string[] = [];
  const messages: ZaloMessage[] = [];
  const sockets = new Set<Socket>();
  let faults: { method: string; fault: ZaloFault; left: number }[] = [];

  function draw(method: string): ZaloFault | undefined {
    const found = faults.find((each) => each.method === method || each.method === '*');
    if (found === undefined) return undefined;
    found.left -= 1;
    faults = faults.filter(({ left }) => left > 0);
    return found.fault;
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://loopback');
    const [, given, method = ''] = /^\/bot([^/]+)\/(\w+)$/.exec(url.pathname) ?? [];
    const fault = draw(method);
    try {
      const parameters = await parametersOf(request, url);
      journal.push({ method, parameters });
      if (given !== token || zalo.deadToken !== undefined) return refuseToken(response);
      if (await spoilBefore(fault, response)) return;
      const result = await carryOut(method, parameters, response);
      if (!spoilAfter(fault, response))
        json(response, result === undefined ? { ok: true } : { ok: true, result });
    } catch (error) {
      const { code, message } = error instanceof ZaloFailure ? error : new ZaloFailure(403, String(error));
      if (!spoilAfter(fault, response))
        json(response, { ok: false, error_code: code, description: message }, 200, quota.header(code));
    }
  }

  function refuseToken(response: ServerResponse): void {
    if (zalo.deadToken === 'not-json') return void response.writeHead(401).end('Unauthorized');
    const status = zalo.deadToken === 'status-401' ? 401 : 200;
    json(response, { ok: false, error_code: 401, description: 'Unauthorized' }, status);
  }

  async function carryOut(
    method: string,
    parameters: Readonly<Record<string, unknown>>,
    response: ServerResponse,
  ): Promise<unknown> {
    switch (method) {
      case 'getMe':
        return {
          id: '1459232241454765289',
          account_name: 'bot.VDKyGxQvc',
          account_type: 'BASIC',
          can_join_groups: options.canJoinGroups ?? false,
        };
      case 'getUpdates':
        return await updates.next(Number(parameters['timeout'] ?? 30), response);
      case 'setWebhook':
        return await sender.setWebhook(parameters);
      case 'deleteWebhook':
        return sender.deleteWebhook();
      case 'getWebhookInfo':
        return sender.info();
      case 'sendMessage':
      case 'sendPhoto':
      case 'sendSticker':
      case 'sendChatAction':
        return send(method, parameters);
      default:
        problems.push(`method ${method}`);
        throw new ZaloFailure(400, 'Bad Request: wrong method');
    }
  }

  function send(method: string, parameters: Readonly<Record<string, unknown>>): unknown {
    const { chatId, text, unknown } = checkSending(method, parameters, warnings);
    problems.push(...unknown.map((name) => `parameter ${name} of ${method}`));
    if (!updates.knows(chatId)) throw new ZaloFailure(zalo.unknownChat.code, zalo.unknownChat.text);
    if (method === 'sendChatAction') return undefined;
    quota.take();
    const messageId = (messages.length + 1).toString(16).padStart(20, 'a');
    messages.push({ messageId, chatId, method, text });
    return { message_id: messageId, date: now() };
  }

  const server: Server = createServer((request, response) => {
    void answer(request, response);
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  await listen(server, 0);
  const { port } = server.address() as AddressInfo;

  async function vanish(): Promise<void> {
    const closed = new Promise((resolve) => {
      server.close(resolve);
    });
    sockets.forEach((socket) => socket.destroy());
    await closed;
  }

  const zalo: ZaloServer = {
    ...updates.people,
    token,
    apiRoot: `http://127.0.0.1:${port}`,
    updates,
    sender,
    quota,
    journal,
    warnings,
    deadToken: undefined,
    unknownChat: { code: 404, text: 'Not Found: chat not found' },
    sent: (chatId) => messages.filter((each) => chatId === undefined || each.chatId === chatId),
    fault(method, fault, times = 1) {
      faults.push({ method, fault, left: times });
    },
    vanish,
    reappear: async () => await listen(server, port),
    async close() {
      await sender.close();
      if (server.listening) await vanish();
      if (problems.length > 0) throw new Error(`Zalo knows nothing of: ${problems.join('; ')}`);
    },
  };
  return zalo;
}

async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve);
  });
}

async function parametersOf(request: IncomingMessage, url: URL): Promise<Readonly<Record<string, unknown>>> {
  const pieces: Buffer[] = [];
  for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece);
  const body = Buffer.concat(pieces).toString();
  const query = Object.fromEntries(url.searchParams);
  if (body === '') return query;
  if (!(request.headers['content-type'] ?? '').includes('json'))
    return { ...query, ...Object.fromEntries(new URLSearchParams(body)) };
  try {
    return { ...query, ...(JSON.parse(body) as Readonly<Record<string, unknown>>) };
  } catch {
    throw new ZaloFailure(400, 'Bad Request: invalid JSON');
  }
}

/** True when the request must not be carried out. */
async function spoilBefore(fault: ZaloFault | undefined, response: ServerResponse): Promise<boolean> {
  switch (fault?.kind) {
    case 'hang':
      return true;
    case 'drop-before':
      response.destroy();
      return true;
    case 'html-502':
      response.writeHead(502, { 'content-type': 'text/html' }).end('<html>502 Bad Gateway</html>');
      return true;
    case 'server-error':
      throw new ZaloFailure(403, 'Internal server error');
    case 'refuse':
      throw new ZaloFailure(fault.code, fault.text);
    case 'slow':
      await after(fault.ms);
      return false;
    case 'drop-after':
    case 'truncated-json':
    case 'no-message-id':
    case undefined:
      return false;
  }
}

/** True when the answer was spoiled after the request was carried out. */
function spoilAfter(fault: ZaloFault | undefined, response: ServerResponse): boolean {
  if (fault?.kind === 'drop-after') response.destroy();
  else if (fault?.kind === 'truncated-json') response.writeHead(200).end('{"ok":true,"resu');
  else if (fault?.kind === 'no-message-id') json(response, { ok: true, result: {} });
  else return false;
  return true;
}

function json(response: ServerResponse, body: object, status = 200, headers: object = {}): void {
  if (response.destroyed) return;
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));
}
