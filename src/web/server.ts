import { createServer } from 'node:http';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** Answers one request, or says that it is none of its. */
export type Route = (request: IncomingMessage, response: ServerResponse, url: URL) => Promise<boolean>;

export interface WebServer {
  /** Begins to listen; resolves to the port in use. */
  start(): Promise<number>;
  /** Stops listening and waits for requests in hand. Stopping twice is fine. */
  stop(): Promise<void>;
}

/** A small HTTP server over a list of routes, asked in order. What none of them knows is 404, what one of them throws is 500 and goes to `failed`. */
export function createWebServer(
  port: number,
  host: string,
  routes: readonly Route[],
  failed: (error: unknown) => void,
): WebServer {
  const server = createServer({ requestTimeout: 30_000, headersTimeout: 10_000, maxHeaderSize: 16_384 });
  server.on('request', (request, response) => {
    respond(request, response, routes).catch((error: unknown) => {
      failed(error);
      if (!response.headersSent) response.writeHead(500, { 'content-type': 'text/plain; charset=utf-8' });
      response.end();
    });
  });
  return {
    start: async () => {
      await new Promise<void>((resolve, reject) => {
        server.once('error', reject);
        server.listen(port, host, () => resolve());
      });
      server.on('error', failed);
      return (server.address() as AddressInfo).port;
    },
    stop: () =>
      new Promise((resolve) => {
        if (!server.listening) return resolve();
        server.close(() => resolve());
        server.closeIdleConnections();
      }),
  };
}

async function respond(
  request: IncomingMessage,
  response: ServerResponse,
  routes: readonly Route[],
): Promise<void> {
  const path = request.url ?? '/';
  // A request line such as `//[` is no path of ours; it must not throw.
  const url = URL.canParse(path, 'http://localhost') ? new URL(path, 'http://localhost') : undefined;
  response.setHeader('x-content-type-options', 'nosniff');
  for (const route of url === undefined ? [] : routes) {
    if (url !== undefined && (await route(request, response, url))) return;
  }
  sendText(response, 404, 'not found\n');
}

/** Sends a short plain answer. */
export function sendText(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
  response.end(text);
}

/** Sends a JSON answer. */
export function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'cache-control': 'no-store',
  });
  response.end(`${JSON.stringify(value)}\n`);
}
