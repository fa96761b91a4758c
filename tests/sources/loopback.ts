import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createFetcher, type Fetcher } from '../../src/sources/web/fetch.ts';
import { createHostGate } from '../../src/sources/web/host-gate.ts';

/** A site on loopback and a fetcher that may read it. */
export interface Loopback {
  readonly origin: string;
  readonly fetcher: Fetcher;
  /** Paths asked for, in order. */
  readonly asked: readonly string[];
  close(): Promise<void>;
}

export type Answer =
  | string
  | number
  | { readonly type: string; readonly body: string }
  | { readonly to: string };

/** Serves the given paths; everything else is 404. A number is a status, a string is HTML. `answers` may be changed while it runs. */
export async function openLoopback(answers: Readonly<Record<string, Answer>>): Promise<Loopback> {
  const asked: string[] = [];
  const server = createServer((request: IncomingMessage, response: ServerResponse) => {
    const path = request.url ?? '';
    asked.push(path);
    const answer = answers[path] ?? 404;
    if (typeof answer === 'number') response.writeHead(answer).end();
    else if (typeof answer === 'string') {
      response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end(answer);
    } else if ('to' in answer) response.writeHead(301, { location: answer.to }).end();
    else response.writeHead(200, { 'content-type': answer.type }).end(answer.body);
  });
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  const fetcher = createFetcher({ allowHosts: host, gate: createHostGate({ gapMs: 0 }) });
  return {
    origin: `http://${host}`,
    fetcher,
    asked,
    async close() {
      await fetcher.close();
      await new Promise((resolve) => {
        server.close(resolve);
      });
    },
  };
}
