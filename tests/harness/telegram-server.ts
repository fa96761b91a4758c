import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo, Socket } from 'node:net';
import { ApiFailure, badRequest } from './telegram/failure.ts';
import { createFaultPlan, type FaultPlan, spoilAfter, spoilBefore } from './telegram/faults.ts';
import { createFloodControl, type FloodLimits, REAL_LIMITS } from './telegram/flood.ts';
import { type Desk, METHODS } from './telegram/methods.ts';
import { createPeople, type People } from './telegram/people.ts';
import { createPusher, type Pusher } from './telegram/pusher.ts';
import { methodOf, type Parameters, parametersOf } from './telegram/request.ts';
import { createWorld, type StoredMessage, type World } from './telegram/state.ts';
import { createUpdateQueue, type TestUpdate, type UpdateQueue } from './telegram/updates.ts';

export interface TelegramServerOptions {
  readonly token?: string;
  readonly username?: string;
  /** Time for flood limits, dates and lifetimes, in milliseconds. */
  readonly now?: () => number;
  readonly limits?: Partial<FloodLimits>;
  /** A path in front of `/bot…`, as behind a proxy. */
  readonly prefix?: string;
}

/** One request as it was answered. */
interface JournalEntry {
  readonly method: string;
  readonly parameters: Parameters;
  /** HTTP status, or what was done to the connection. */
  outcome: number | string;
}

export interface TelegramServer extends People {
  readonly token: string;
  readonly username: string;
  readonly apiRoot: string;
  readonly world: World;
  readonly queue: UpdateQueue;
  readonly pusher: Pusher;
  readonly faults: FaultPlan;
  readonly journal: readonly JournalEntry[];
  /** Texts shown for taps, in order. */
  readonly notices: Desk['notices'];
  readonly menus: ReadonlyMap<string, unknown>;
  /** Answers to questions asked from within other chats, in order. */
  readonly inlineAnswers: Desk['inlineAnswers'];
  /** Files the bot sent, in order. */
  readonly documents: Desk['documents'];
  /** Stored messages of the bot, chat by chat, each in order; of one chat or of all. */
  sent(chatId?: number): readonly StoredMessage[];
  push(update: TestUpdate): void;
  /** Revokes the token. */
  revoke(): void;
  restore(): void;
  /** Nobody listens any more, until `reappear`, on the same port. */
  vanish(): Promise<void>;
  reappear(): Promise<void>;
  /** Stops; throws when the bot called methods or gave parameters that do not exist. */
  close(): Promise<void>;
}

/** A Bot API server on loopback, as strict as the real one where its behaviour is known. One instance per test. */
export async function startTelegramServer(options: TelegramServerOptions = {}): Promise<TelegramServer> {
  const token = options.token ?? '4839574812:AAFD39kkdpWt3ywyRZergyOLMaJhac60qcM';
  const username = options.username ?? 'diemtin_thu_bot';
  const now = options.now ?? Date.now;
  const prefix = options.prefix ?? '';
  const world = createWorld(Number(token.split(':')[0]), username);
  const queue = createUpdateQueue(now);
  const flood = createFloodControl(now, { ...REAL_LIMITS, ...options.limits });
  const desk: Desk = {
    world,
    flood,
    now,
    queries: new Map(),
    notices: [],
    menus: new Map(),
    inlineAnswers: [],
    files: new Map(),
    documents: [],
  };
  const faults = createFaultPlan();
  const journal: JournalEntry[] = [];
  const problems: string[] = [];
  const sockets = new Set<Socket>();
  let revoked = false;

  const pusher = createPusher({
    queue,
    now,
    execute(method, parameters) {
      journal.push({ method, parameters, outcome: 'by webhook answer' });
      run(method.toLowerCase(), parameters);
    },
  });

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://loopback');
    const entry: JournalEntry = { method: url.pathname, parameters: {}, outcome: 'open' };
    journal.push(entry);
    response.once('close', () => {
      if (entry.outcome === 'open') entry.outcome = response.writableFinished ? response.statusCode : 'cut';
    });
    try {
      const file = fileAt(url.pathname);
      if (file !== undefined) return void response.writeHead(200).end(file);
      const method = methodOf(url.pathname, prefix, token);
      const parameters = await parametersOf(request, url);
      Object.assign(entry, { method, parameters });
      if (revoked) throw new ApiFailure(401, '');
      const fault = faults.draw(method);
      if (await spoilBefore(fault, response)) return;
      const result = await carryOut(method, parameters, response);
      if (!spoilAfter(fault, response)) succeed(response, result);
    } catch (error) {
      fail(response, error);
    }
  }

  /** A file that people sent, at its own address. */
  function fileAt(path: string): Buffer | undefined {
    const start = `${prefix}/file/bot${token}/`;
    return path.startsWith(start) ? desk.files.get(path.slice(start.length)) : undefined;
  }

  async function carryOut(
    method: string,
    parameters: Parameters,
    response: ServerResponse,
  ): Promise<unknown> {
    checkKnown(method, parameters);
    switch (method) {
      case 'getupdates':
        return await queue.getUpdates(
          parameters,
          new Promise((resolve) => {
            response.once('close', resolve);
          }),
        );
      case 'setwebhook':
        return pusher.setWebhook(parameters);
      case 'deletewebhook':
        return pusher.deleteWebhook(parameters);
      case 'getwebhookinfo':
        return pusher.info();
      default:
        return run(method, parameters);
    }
  }

  function run(method: string, parameters: Parameters): unknown {
    return METHODS[method]?.run(desk, parameters);
  }

  function checkKnown(method: string, parameters: Parameters): void {
    const known = RECEIVING[method] ?? METHODS[method]?.parameters;
    if (known === undefined) {
      problems.push(`unknown method ${method}`);
      throw new ApiFailure(404, 'method not found');
    }
    const strange = Object.keys(parameters).filter((name) => !known.includes(name));
    if (strange.length > 0) {
      problems.push(`unknown parameters of ${method}: ${strange.join(', ')}`);
      throw badRequest(`unknown parameters: ${strange.join(', ')}`);
    }
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

  return {
    ...createPeople(desk, queue),
    token,
    username,
    apiRoot: `http://127.0.0.1:${port}${prefix}`,
    world,
    queue,
    pusher,
    faults,
    journal,
    notices: desk.notices,
    menus: desk.menus,
    inlineAnswers: desk.inlineAnswers,
    documents: desk.documents,
    sent: (chatId) =>
      [...world.chats.values()]
        .filter(({ id }) => chatId === undefined || id === chatId)
        .flatMap(({ messages }) => [...messages.values()].filter(({ own }) => own)),
    push: (update) => queue.pushRaw(update),
    revoke() {
      revoked = true;
      queue.interrupt(
        'terminated by other getUpdates request; make sure that only one bot instance is running',
      );
    },
    restore() {
      revoked = false;
    },
    vanish,
    reappear: async () => await listen(server, port),
    async close() {
      await pusher.close();
      if (server.listening) await vanish();
      if (problems.length > 0) throw new Error(`the Bot API knows nothing of: ${problems.join('; ')}`);
    },
  };
}

const RECEIVING: Readonly<Record<string, readonly string[]>> = {
  getupdates: ['offset', 'limit', 'timeout', 'allowed_updates'],
  setwebhook: [
    'url',
    'certificate',
    'ip_address',
    'max_connections',
    'allowed_updates',
    'drop_pending_updates',
    'secret_token',
  ],
  deletewebhook: ['drop_pending_updates'],
  getwebhookinfo: [],
};

async function listen(server: Server, port: number): Promise<void> {
  await new Promise<void>((resolve) => {
    server.listen(port, '127.0.0.1', resolve);
  });
}

function succeed(response: ServerResponse, result: unknown): void {
  if (response.destroyed) return;
  response.writeHead(200, { 'content-type': 'application/json' });
  response.end(JSON.stringify({ ok: true, result }));
}

function fail(response: ServerResponse, error: unknown): void {
  if (response.destroyed) return;
  const failure = error instanceof ApiFailure ? error : new ApiFailure(500, String(error));
  const { code, message: description, parameters } = failure;
  const retryAfter = parameters?.['retry_after'];
  response.writeHead(code, {
    'content-type': 'application/json',
    ...(retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }),
  });
  const extra = parameters === undefined ? {} : { parameters };
  response.end(JSON.stringify({ ok: false, error_code: code, description, ...extra }));
}
