import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What the endpoint does with one question. */
export type WriterBehaviour =
  | { readonly kind: 'says'; readonly text: string; readonly finish?: string; readonly afterMs?: number }
  | { readonly kind: 'refuses' }
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly body?: string;
      readonly headers?: Readonly<Record<string, string>>;
    }
  /** A body with status 200, as it is. */
  | { readonly kind: 'body'; readonly body: string; readonly type?: string }
  | { readonly kind: 'hangs' }
  /** Begins to answer and never ends. */
  | { readonly kind: 'drips' }
  /** Cuts the connection in the middle of the answer. */
  | { readonly kind: 'cuts' }
  /** Megabytes without an end. */
  | { readonly kind: 'floods' };

export interface Asked {
  readonly authorization: string | undefined;
  readonly body: {
    readonly model: string;
    readonly messages: readonly { readonly role: string; readonly content: string }[];
    readonly [name: string]: unknown;
  };
}

export interface WriterServer {
  readonly baseUrl: string;
  readonly asked: readonly Asked[];
  /** Most questions that were open at one time. */
  mostAtOnce(): number;
  /** From now on every question gets this, or what the function makes of it. */
  behave(behaviour: WriterBehaviour | ((asked: Asked) => WriterBehaviour)): void;
  close(): Promise<void>;
}

/** An endpoint on loopback that speaks OpenAI's chat completions, well or badly. */
export async function startWriterServer(): Promise<WriterServer> {
  const asked: Asked[] = [];
  const open = new Set<ServerResponse>();
  let most = 0;
  let behaviour: WriterBehaviour | ((asked: Asked) => WriterBehaviour) = { kind: 'status', status: 500 };

  const server = createServer((request, response) => {
    open.add(response);
    most = Math.max(most, open.size);
    response.on('close', () => open.delete(response));
    void readBody(request).then((body) => {
      if (request.method !== 'POST' || request.url !== '/v1/chat/completions') {
        response.writeHead(404).end();
        return;
      }
      const question: Asked = {
        authorization: request.headers.authorization,
        body: JSON.parse(body) as Asked['body'],
      };
      asked.push(question);
      answer(response, typeof behaviour === 'function' ? behaviour(question) : behaviour);
    });
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const { port } = server.address() as AddressInfo;

  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    asked,
    mostAtOnce: () => most,
    behave: (next) => {
      behaviour = next;
    },
    async close() {
      server.closeAllConnections();
      await new Promise((closed) => server.close(closed));
    },
  };
}

function answer(response: ServerResponse, behaviour: WriterBehaviour): void {
  switch (behaviour.kind) {
    case 'says':
      setTimeout(
        () => response.writeHead(200, json).end(completion({ content: behaviour.text }, behaviour.finish)),
        behaviour.afterMs ?? 0,
      );
      return;
    case 'refuses':
      response.writeHead(200, json).end(completion({ content: null, refusal: 'I cannot help with that.' }));
      return;
    case 'status':
      response
        .writeHead(behaviour.status, { ...json, ...behaviour.headers })
        .end(behaviour.body ?? '{"error":{"message":"no"}}');
      return;
    case 'body':
      response.writeHead(200, { 'content-type': behaviour.type ?? 'application/json' }).end(behaviour.body);
      return;
    case 'hangs':
      return;
    case 'drips':
      response.writeHead(200, json);
      response.write('{"choices":');
      return;
    case 'cuts':
      response.writeHead(200, { ...json, 'content-length': '5000' });
      response.write('{"choices":[{"message":{"content":"IIP th', () => response.socket?.destroy());
      return;
    case 'floods':
      response.writeHead(200, json);
      flood(response);
  }
}

function flood(response: ServerResponse): void {
  const block = Buffer.alloc(64 * 1024, 0x20);
  let sent = 0;
  const more = (): void => {
    while (!response.destroyed && sent < 64 * 1024 * 1024) {
      sent += block.length;
      if (!response.write(block)) {
        response.once('drain', more);
        return;
      }
    }
  };
  more();
}

const json = { 'content-type': 'application/json' } as const;

function completion(message: object, finish = 'stop'): string {
  return JSON.stringify({
    id: 'x',
    object: 'chat.completion',
    created: 0,
    model: 'thu',
    choices: [{ index: 0, finish_reason: finish, message: { role: 'assistant', ...message } }],
  });
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}
