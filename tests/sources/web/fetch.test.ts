import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { createFetcher } from '../../../src/sources/web/fetch.ts';
import type { Fetcher, FetcherOptions, FetchOptions, FetchOutcome } from '../../../src/sources/web/fetch.ts';
import { createHostGate } from '../../../src/sources/web/host-gate.ts';

const closing: (() => Promise<unknown>)[] = [];

afterEach(async () => {
  await Promise.all(closing.splice(0).map((close) => close()));
});

type Handler = (request: IncomingMessage, response: ServerResponse) => void;

async function serve(
  handler: Handler,
): Promise<{ readonly host: string; readonly port: number; readonly open: () => number }> {
  const server: Server = createServer(handler);
  let open = 0;
  server.on('connection', (socket) => {
    open += 1;
    socket.on('close', () => {
      open -= 1;
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  });
  const { port } = server.address() as AddressInfo;
  return { host: `127.0.0.1:${port}`, port, open: () => open };
}

/** A server nobody may reach: it counts whoever does. */
async function setTrap(): Promise<{ readonly port: number; readonly caught: () => number }> {
  let caught = 0;
  const server = createTcpServer((socket) => {
    caught += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  closing.push(() => new Promise((resolve) => server.close(resolve)));
  return { port: (server.address() as AddressInfo).port, caught: () => caught };
}

function fetcherFor(allowHosts: string, options: FetcherOptions = {}): Fetcher {
  const fetcher = createFetcher({
    allowHosts,
    gate: createHostGate({ gapMs: 0 }),
    deadlineMs: 1_500,
    connectTimeoutMs: 800,
    ...options,
  });
  closing.push(() => fetcher.close());
  return fetcher;
}

async function fetchFrom(handler: Handler, options?: FetchOptions): Promise<FetchOutcome> {
  const { host } = await serve(handler);
  return fetcherFor(host).fetch(`http://${host}/feed`, options);
}

function body(outcome: FetchOutcome): string {
  return outcome.kind === 'ok' ? Buffer.from(outcome.bytes).toString() : JSON.stringify(outcome);
}

describe('addresses that are refused before anything is asked', () => {
  it.each([
    ['a word', 'bao'],
    ['another scheme', 'ftp://bao.vn/'],
    ['a file', 'file:///etc/passwd'],
    ['an odd port', 'http://bao.vn:6379/'],
    ['credentials', 'http://user:pass@bao.vn/'],
    ['a broken literal', 'http://[/'],
  ])('%s is no URL of ours', async (_what, url) => {
    expect(await fetcherFor('').fetch(url)).toMatchObject({ kind: 'failed', problem: 'not-a-url' });
  });

  it.each([
    'http://127.0.0.1/',
    'http://2130706433/',
    'http://0x7f000001/',
    'http://0177.0.0.1/',
    'http://127.1/',
    'http://0/',
    'http://１２７.0.0.1/',
    'http://127。0。0。1/',
    'http://10.1.2.3/',
    'http://100.64.0.1/',
    'http://169.254.169.254/latest/meta-data/',
    'http://172.16.0.1/',
    'http://192.168.0.1:8080/',
    'http://198.18.0.1/',
    'http://224.0.0.1/',
    'http://255.255.255.255/',
    'http://[::1]/',
    'http://[::]/',
    'http://[::ffff:127.0.0.1]/',
    'http://[::ffff:7f00:1]/',
    'http://[64:ff9b::7f00:1]/',
    'http://[2002:7f00:1::]/',
    'http://[2001:0:1::]/',
    'http://[fe80::1]/',
    'http://[fc00::1]/',
    'http://[fec0::1]/',
    'http://[2001:db8::1]/',
    'http://[ff02::1]/',
    'http://localhost/',
    'http://localhost./',
    'http://LOCALHOST/',
    'http://redis/',
    'http://nas.local/',
    'http://metadata.google.internal/',
    'http://x.localhost/',
  ])('%s is private', async (url) => {
    expect(await fetcherFor('').fetch(url)).toMatchObject({ kind: 'failed', problem: 'private-address' });
  });
});

describe('names', () => {
  it.each([
    ['a private address', [{ address: '127.0.0.1', family: 4 }]],
    [
      'a public and a private address',
      [
        { address: '93.184.216.34', family: 4 },
        { address: '10.0.0.1', family: 4 },
      ],
    ],
    ['a mapped address', [{ address: '::ffff:127.0.0.1', family: 6 }]],
  ])('that resolve to %s are refused', async (_what, addresses) => {
    const trap = await setTrap();
    const fetcher = fetcherFor('', { resolve: () => Promise.resolve(addresses) });
    expect(await fetcher.fetch('http://bao.example.com/')).toMatchObject({
      kind: 'failed',
      problem: 'private-address',
    });
    expect(trap.caught()).toBe(0);
  });

  it('that change their answer are asked once a connection, and the answer checked is the one used', async () => {
    let asked = 0;
    const fetcher = fetcherFor('', {
      connectTimeoutMs: 300,
      deadlineMs: 500,
      resolve: () => {
        asked += 1;
        return Promise.resolve([{ address: asked === 1 ? '192.0.2.1' : '127.0.0.1', family: 4 }]);
      },
    });
    expect(await fetcher.fetch('http://bao.example.com/')).toMatchObject({ problem: 'private-address' });
    expect(asked).toBe(1);
  });

  it('that do not exist are unreachable', async () => {
    const fetcher = fetcherFor('', {
      resolve: () => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' })),
    });
    expect(await fetcher.fetch('http://bao.example.com/')).toMatchObject({
      problem: 'unreachable',
      detail: 'ENOTFOUND',
    });
  });
});

describe('the exception list', () => {
  it('lets exactly that host and port through', async () => {
    const trap = await setTrap();
    const { host } = await serve((_request, response) => response.end('ok'));
    const fetcher = fetcherFor(host);
    expect(body(await fetcher.fetch(`http://${host}/`))).toBe('ok');
    expect(await fetcher.fetch(`http://127.0.0.1:${trap.port}/`)).toMatchObject({
      problem: 'private-address',
    });
    expect(await fetcher.fetch(`http://localhost:${trap.port}/`)).toMatchObject({
      problem: 'private-address',
    });
    expect(trap.caught()).toBe(0);
  });
});

describe('redirects', () => {
  it('are followed five times, each hop with the conditions of the first', async () => {
    const seen: string[] = [];
    const { host } = await serve((request, response) => {
      seen.push(`${request.url} ${request.headers['if-none-match']}`);
      const step = Number(request.url?.slice(1));
      if (step < 5) response.writeHead(301, { location: `/${step + 1}` }).end();
      else response.end('ok');
    });
    const outcome = await fetcherFor(host).fetch(`http://${host}/0`, { etag: '"a"' });
    expect(outcome).toMatchObject({ kind: 'ok', url: `http://${host}/5`, movedTo: `http://${host}/5` });
    expect(seen).toHaveLength(6);
    expect(seen.every((each) => each.endsWith('"a"'))).toBe(true);
  });

  it('are not followed a sixth time', async () => {
    expect(
      await fetchFrom((_request, response) => response.writeHead(302, { location: '/again' }).end()),
    ).toMatchObject({
      kind: 'failed',
      problem: 'http-error',
      detail: 'too many redirects',
    });
  });

  it('into the private network are refused, whatever their spelling', async () => {
    const trap = await setTrap();
    for (const target of [
      `http://127.0.0.1:${trap.port}/`,
      `//localhost:${trap.port}/`,
      `http://2130706433:${trap.port}/`,
      `http://[::ffff:127.0.0.1]:${trap.port}/`,
    ]) {
      expect(
        await fetchFrom((_request, response) => response.writeHead(302, { location: target }).end()),
      ).toMatchObject({ problem: 'private-address' });
    }
    expect(trap.caught()).toBe(0);
  });

  it.each(['http://[', 'ftp://bao.vn/', 'javascript:alert(1)', 'http://bao.vn:22/', 'http://a:b@bao.vn/'])(
    'to %s end there',
    async (location) => {
      expect(
        await fetchFrom((_request, response) => response.writeHead(302, { location }).end()),
      ).toMatchObject({ kind: 'failed', problem: 'http-error' });
    },
  );
});

describe('bodies', () => {
  const text = 'Giá thép tăng '.repeat(500);
  const send =
    (coding: string, bytes: Uint8Array): Handler =>
    (_request, response) => {
      response.writeHead(200, { 'content-encoding': coding }).end(bytes);
    };

  it.each([
    ['gzip', gzipSync(text)],
    ['x-gzip', gzipSync(text)],
    ['br', brotliCompressSync(text)],
    ['deflate', deflateSync(text)],
    ['deflate', deflateRawSync(text)],
    ['gzip, br', brotliCompressSync(gzipSync(text))],
    ['identity', Buffer.from(text)],
    ['gzip', Buffer.from(text)],
    ['', gzipSync(text)],
  ])('packed as "%s" are unpacked', async (coding, bytes) => {
    expect(body(await fetchFrom(send(coding, bytes)))).toBe(text);
  });

  it('packed three times or in an unknown way are refused', async () => {
    expect(await fetchFrom(send('gzip, gzip, gzip', gzipSync('x')))).toMatchObject({ kind: 'failed' });
    expect(await fetchFrom(send('zstd', Buffer.from('x')))).toMatchObject({ kind: 'failed' });
  });

  const zeros = Buffer.alloc(40 * 1024 * 1024);
  it.each([
    ['gzip', gzipSync(zeros)],
    ['br', brotliCompressSync(zeros)],
    ['deflate', deflateSync(zeros)],
    ['gzip, gzip', gzipSync(gzipSync(zeros))],
  ])('that are bombs in %s are stopped at the limit', async (coding, bytes) => {
    expect(await fetchFrom(send(coding, bytes))).toMatchObject({ kind: 'failed', problem: 'too-large' });
  });

  it('announced as too large are not read', async () => {
    const { host, open } = await serve((_request, response) => {
      response.writeHead(200, { 'content-length': 6 * 1024 * 1024 });
      response.write('x');
    });
    expect(await fetcherFor(host).fetch(`http://${host}/`)).toMatchObject({ problem: 'too-large' });
    await expect.poll(open).toBe(0);
  });

  it('that never end are stopped at the limit and their socket closed', async () => {
    const { host, open } = await serve((_request, response) => {
      const chunk = Buffer.alloc(64 * 1024, 'x');
      const more = (): void => {
        while (!response.destroyed && response.write(chunk));
      };
      response.on('drain', more);
      more();
    });
    expect(await fetcherFor(host).fetch(`http://${host}/`)).toMatchObject({ problem: 'too-large' });
    await expect.poll(open).toBe(0);
  });

  it.each([
    ['that trickle', true],
    ['that never begin', false],
  ])('%s are given up at the deadline and their socket closed', async (_what, trickle) => {
    const { host, open } = await serve((_request, response) => {
      if (!trickle) return;
      const timer = setInterval(() => response.write('x'), 50);
      response.on('close', () => clearInterval(timer));
    });
    expect(await fetcherFor(host, { deadlineMs: 300 }).fetch(`http://${host}/`)).toMatchObject({
      problem: 'timeout',
    });
    await expect.poll(open).toBe(0);
  });

  it('cut short of their length are unreachable, not half a feed', async () => {
    const outcome = await fetchFrom((_request, response) => {
      response.writeHead(200, { 'content-length': 1000 });
      response.write('half', () => response.destroy());
    });
    expect(outcome).toMatchObject({ kind: 'failed', problem: 'unreachable' });
  });

  it('with a broken packing are unreachable', async () => {
    expect(await fetchFrom(send('gzip', gzipSync(text).subarray(0, 60)))).toMatchObject({
      problem: 'unreachable',
    });
  });
});

describe('answers', () => {
  it('say what changed and what did not', async () => {
    const handler: Handler = (request, response) => {
      if (request.headers['if-none-match'] === '"v1"' && request.headers['if-modified-since'] === 'yesterday')
        response.writeHead(304).end();
      else
        response
          .writeHead(200, { etag: '"v1"', 'last-modified': 'yesterday', 'Content-Type': 'text/xml' })
          .end('ok');
    };
    const first = await fetchFrom(handler);
    expect(first).toMatchObject({
      kind: 'ok',
      status: 200,
      etag: '"v1"',
      lastModified: 'yesterday',
      headers: { 'content-type': 'text/xml' },
    });
    expect(await fetchFrom(handler, { etag: '"v1"', lastModified: 'yesterday' })).toMatchObject({
      kind: 'not-modified',
    });
  });

  it('with an error carry their status and how long to wait', async () => {
    const outcome = await fetchFrom((_request, response) =>
      response.writeHead(503, { 'retry-after': '120' }).end('busy'),
    );
    expect(outcome).toMatchObject({
      kind: 'failed',
      problem: 'http-error',
      status: 503,
      retryAfterMs: 120_000,
    });
  });

  it('with too many headers are refused', async () => {
    const outcome = await fetchFrom((_request, response) =>
      response.writeHead(200, { 'x-much': 'x'.repeat(40_000) }).end(),
    );
    expect(outcome).toMatchObject({ problem: 'too-large' });
  });

  it('that are no HTTP are unreachable', async () => {
    const trap = await setTrap();
    expect(await fetcherFor(`127.0.0.1:${trap.port}`).fetch(`http://127.0.0.1:${trap.port}/`)).toMatchObject({
      problem: 'unreachable',
    });
  });

  it('are no longer waited for when the caller gives up', async () => {
    const { host } = await serve(() => {});
    const caller = new AbortController();
    const outcome = fetcherFor(host).fetch(`http://${host}/`, { signal: caller.signal });
    caller.abort();
    expect(await outcome).toMatchObject({ kind: 'failed', detail: 'aborted' });
  });

  it('are asked for in the name of the project', async () => {
    let agent: string | undefined;
    await fetchFrom((request, response) => {
      agent = request.headers['user-agent'];
      response.end();
    });
    expect(agent).toContain('diemtin');
  });
});
