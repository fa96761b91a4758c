import { performance } from 'node:perf_hooks';
import { Agent, errors } from 'undici';
import type { Dispatcher } from 'undici';
import { CodingError, readBody, TooLargeError } from './body.ts';
import { createGuardedConnect, PrivateAddressError } from './connect.ts';
import type { Resolve } from './connect.ts';
import { checkUrl, parseAllowedHosts } from './guard.ts';
import type { AllowedHosts } from './guard.ts';
import { createHostGate } from './host-gate.ts';
import type { HostGate } from './host-gate.ts';
import { retryAfter } from './retry-after.ts';

/** The only way this program reads from the outside: bytes of a public http(s) address, under limits. */
export interface Fetcher {
  /** Never throws for anything the network, the server or the address does. */
  fetch(url: string, options?: FetchOptions): Promise<FetchOutcome>;
  /** Closes every socket. */
  close(): Promise<void>;
}

export interface FetchOptions {
  readonly etag?: string;
  readonly lastModified?: string;
  /** Cap on the body after undoing its codings; 5 MB when absent. */
  readonly maxBytes?: number;
  readonly accept?: string;
  readonly signal?: AbortSignal;
  /** Longer pause after this request to its host than usual, such as a `Crawl-delay`. */
  readonly gapMs?: number;
}

/** Response headers by lower-case name; of repeated ones the first. Null prototype: names come from outside. */
type FetchHeaders = Readonly<Record<string, string>>;

export type FetchOutcome =
  | {
      readonly kind: 'ok';
      /** Where the body came from in the end. */
      readonly url: string;
      /** Set when every redirect on the way said that the move is for good. */
      readonly movedTo?: string;
      readonly status: number;
      readonly headers: FetchHeaders;
      readonly bytes: Uint8Array;
      readonly etag?: string;
      readonly lastModified?: string;
    }
  | { readonly kind: 'not-modified'; readonly url: string; readonly headers: FetchHeaders }
  | {
      readonly kind: 'failed';
      readonly problem: FetchProblem;
      readonly status?: number;
      readonly retryAfterMs?: number;
      /** For logs and admins, in English; without the address. */
      readonly detail: string;
    };

export type FetchProblem =
  | 'not-a-url'
  | 'private-address'
  | 'unreachable'
  | 'timeout'
  | 'http-error'
  | 'too-large';

export interface FetcherOptions {
  /** `FETCH_ALLOW_HOSTS`: exact `host:port` exceptions to the guard. */
  readonly allowHosts?: string;
  /** Names the project and a contact. */
  readonly userAgent?: string;
  readonly connectTimeoutMs?: number;
  /** From the first byte sent to the last read, over all redirects. */
  readonly deadlineMs?: number;
  readonly gate?: HostGate;
  readonly resolve?: Resolve;
}

const MAX_REDIRECTS = 5;
const MAX_HEADER_BYTES = 32 * 1024;
const MAX_FEED_BYTES = 5 * 1024 * 1024;
const REDIRECTS = new Set([301, 302, 303, 307, 308]);
const PERMANENT = new Set([301, 308]);
const ACCEPT_FEED =
  'application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, */*;q=0.5';

/** Creates the guarded fetcher: one dispatcher, one gate. Nothing is opened before the first fetch. */
export function createFetcher(options: FetcherOptions = {}): Fetcher {
  const {
    userAgent = 'diemtin/0.1 (trade news digest bot)',
    connectTimeoutMs = 5_000,
    deadlineMs = 20_000,
    gate = createHostGate(),
  } = options;
  const allowed = parseAllowedHosts(options.allowHosts);
  const agent = new Agent({
    connect: createGuardedConnect(allowed, connectTimeoutMs, options.resolve),
    maxHeaderSize: MAX_HEADER_BYTES,
    headersTimeout: deadlineMs,
    bodyTimeout: deadlineMs,
    keepAliveTimeout: 2_000,
    pipelining: 1,
    // The gate lets one request at a time through to a host.
    connections: 1,
  });
  const settings: Settings = { agent, allowed, userAgent };

  async function fetch(address: string, request: FetchOptions = {}): Promise<FetchOutcome> {
    const checked = checkUrl(address, undefined, allowed);
    if ('refusal' in checked) return failed(checked.refusal, checked.detail);
    let leg: Leg = { url: checked.url, hops: 0, permanent: true, leftMs: deadlineMs };
    for (;;) {
      const result = await gate.run(leg.url.host, () => onOneHost(settings, leg, request), request.gapMs);
      if (!('next' in result)) return result;
      leg = result.next;
    }
  }

  return { fetch, close: () => agent.destroy() };
}

interface Settings {
  readonly agent: Agent;
  readonly allowed: AllowedHosts;
  readonly userAgent: string;
}

/** Where we are on the way through redirects. */
interface Leg {
  readonly url: URL;
  readonly hops: number;
  /** Every redirect so far was for good. */
  readonly permanent: boolean;
  readonly leftMs: number;
}

/** Asks, and follows redirects as long as they stay on this host; one that leaves it has to queue at the gate again. */
async function onOneHost(
  settings: Settings,
  start: Leg,
  request: FetchOptions,
): Promise<FetchOutcome | { readonly next: Leg }> {
  const began = performance.now();
  const deadline = new AbortController();
  const timer = setTimeout(() => deadline.abort(), start.leftMs);
  const signal =
    request.signal === undefined ? deadline.signal : AbortSignal.any([deadline.signal, request.signal]);
  try {
    let leg = start;
    for (;;) {
      const result = await ask(settings, leg, request, signal);
      if (!('next' in result)) return result;
      leg = { ...result.next, leftMs: start.leftMs - (performance.now() - began) };
      if (leg.url.host !== start.url.host) return { next: leg };
    }
  } catch (error) {
    if (deadline.signal.aborted) return failed('timeout', `no answer within ${Math.round(start.leftMs)} ms`);
    if (request.signal?.aborted === true) return failed('unreachable', 'aborted');
    return failure(error);
  } finally {
    clearTimeout(timer);
  }
}

async function ask(
  { agent, allowed, userAgent }: Settings,
  leg: Leg,
  request: FetchOptions,
  signal: AbortSignal,
): Promise<FetchOutcome | { readonly next: Leg }> {
  const { url } = leg;
  const response = await agent.request({
    origin: url.origin,
    path: url.pathname + url.search,
    method: 'GET',
    headers: {
      'user-agent': userAgent,
      accept: request.accept ?? ACCEPT_FEED,
      'accept-encoding': 'gzip, deflate, br',
      'accept-language': 'vi, en;q=0.5',
      ...(request.etag !== undefined && isHeaderValue(request.etag) && { 'if-none-match': request.etag }),
      ...(request.lastModified !== undefined &&
        isHeaderValue(request.lastModified) && { 'if-modified-since': request.lastModified }),
    },
    signal,
  });
  const headers = flatten(response.headers);
  const status = response.statusCode;

  if (REDIRECTS.has(status)) {
    discard(response);
    return follow(leg, status, headers, allowed);
  }
  if (status === 304) {
    // It has no body: read to its end the connection can be used again.
    response.body.on('error', () => {}).resume();
    return { kind: 'not-modified', url: url.href, headers };
  }
  if (status < 200 || status > 299) {
    discard(response);
    const retryAfterMs = retryAfter(headers['retry-after'], Date.now());
    return {
      ...failed('http-error', `status ${status}`),
      status,
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    };
  }
  const maxBytes = request.maxBytes ?? MAX_FEED_BYTES;
  if (Number(headers['content-length']) > maxBytes) {
    discard(response);
    return failed('too-large', `${headers['content-length']} bytes announced`);
  }
  const bytes = await readBody(response.body, headers['content-encoding'], maxBytes);
  return {
    kind: 'ok',
    url: url.href,
    ...(leg.hops > 0 && leg.permanent && { movedTo: url.href }),
    status,
    headers,
    bytes,
    ...(headers['etag'] !== undefined && { etag: headers['etag'] }),
    ...(headers['last-modified'] !== undefined && { lastModified: headers['last-modified'] }),
  };
}

function follow(
  leg: Leg,
  status: number,
  headers: FetchHeaders,
  allowed: AllowedHosts,
): FetchOutcome | { readonly next: Leg } {
  if (leg.hops >= MAX_REDIRECTS) return failed('http-error', 'too many redirects', status);
  const location = headers['location'];
  if (location === undefined) return failed('http-error', 'redirect without an address', status);
  const checked = checkUrl(location, leg.url, allowed);
  if ('refusal' in checked) {
    const problem = checked.refusal === 'private-address' ? 'private-address' : 'http-error';
    return failed(problem, `redirect refused: ${checked.detail}`, status);
  }
  return {
    next: { ...leg, url: checked.url, hops: leg.hops + 1, permanent: leg.permanent && PERMANENT.has(status) },
  };
}

function discard(response: Dispatcher.ResponseData): void {
  response.body.on('error', () => {}).destroy();
}

function failure(error: unknown): FetchOutcome {
  if (isPrivate(error)) return failed('private-address', 'name resolves to a private address');
  if (error instanceof TooLargeError) return failed('too-large', error.message);
  if (error instanceof errors.HeadersOverflowError) return failed('too-large', 'response headers too large');
  if (
    error instanceof errors.ConnectTimeoutError ||
    error instanceof errors.HeadersTimeoutError ||
    error instanceof errors.BodyTimeoutError
  ) {
    return failed('timeout', error.code);
  }
  if (error instanceof CodingError) return failed('unreachable', error.message);
  return failed('unreachable', codeOf(error));
}

function isPrivate(error: unknown): boolean {
  if (error instanceof PrivateAddressError) return true;
  return error instanceof AggregateError && error.errors.some(isPrivate);
}

function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown error';
  return 'code' in error && typeof error.code === 'string' ? error.code : error.name;
}

function failed(
  problem: FetchProblem,
  detail: string,
  status?: number,
): Extract<FetchOutcome, { readonly kind: 'failed' }> {
  return { kind: 'failed', problem, detail, ...(status !== undefined && { status }) };
}

/** What an earlier answer sent as validator is sent back only if a header can carry it. */
function isHeaderValue(value: string): boolean {
  return value.length <= 1024 && /^[\t\x20-\x7e\x80-\xff]+$/.test(value);
}

function flatten(headers: Record<string, string | string[] | undefined>): FetchHeaders {
  const flat: Record<string, string> = Object.create(null) as Record<string, string>;
  for (const [name, value] of Object.entries(headers)) {
    const first = Array.isArray(value) ? value[0] : value;
    if (first !== undefined) flat[name.toLowerCase()] = first;
  }
  return flat;
}
