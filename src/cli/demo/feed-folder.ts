import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { extname, join, relative, resolve, sep } from 'node:path';

/** A folder of feed files served on loopback, as a publisher would: with types, ETags and 304. */
export interface FeedFolder {
  /** `http://127.0.0.1:port` */
  readonly origin: string;
  /** `127.0.0.1:port`, for the allow-list of the fetcher. */
  readonly host: string;
  /** Feed files directly in the folder, in order of name. */
  readonly files: readonly string[];
  close(): Promise<void>;
}

const types: Readonly<Record<string, string>> = {
  '.xml': 'application/xml',
  '.rss': 'application/rss+xml',
  '.atom': 'application/atom+xml',
  '.rdf': 'application/rdf+xml',
  '.json': 'application/feed+json',
};

/** Serves a folder, byte for byte. Throws when it cannot be read. */
export async function serveFeedFolder(folder: string): Promise<FeedFolder> {
  const root = resolve(folder);
  const names = (await readdir(root, { withFileTypes: true })).filter((entry) => entry.isFile());
  const files = names.map((entry) => entry.name).filter((name) => extname(name) in types);
  let origin = '';
  const server = createServer((request, response) => {
    answer(root, origin, request.url ?? '/', request.headers['if-none-match'])
      .then(({ status, headers, body }) => response.writeHead(status, headers).end(body))
      .catch(() => response.writeHead(404).end());
  });
  await new Promise<void>((listening) => server.listen(0, '127.0.0.1', listening));
  const host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  origin = `http://${host}`;
  return {
    origin,
    host,
    files: files.toSorted(),
    close: () =>
      new Promise((closed) => {
        server.close(() => closed());
        server.closeAllConnections();
      }),
  };
}

async function answer(
  root: string,
  origin: string,
  url: string,
  knownTag: string | undefined,
): Promise<{ status: number; headers: Record<string, string>; body?: Buffer }> {
  const path = join(root, decodeURIComponent(new URL(url, origin).pathname));
  if (relative(root, path).split(sep)[0] === '..') return { status: 404, headers: {} };
  const type = types[extname(path)];
  if (type === undefined) return { status: 404, headers: {} };
  const body = await readFile(path);
  const etag = `"${createHash('sha256').update(body).digest('hex').slice(0, 16)}"`;
  if (knownTag === etag) return { status: 304, headers: { etag } };
  return { status: 200, headers: { 'content-type': type, etag }, body };
}
