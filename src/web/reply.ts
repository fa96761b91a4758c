import { createHash } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { gzip } from 'node:zlib';
import { promisify } from 'node:util';

const deflate = promisify(gzip);

/** Answers below this are not worth packing. */
const smallest = 1024;

export interface Reply {
  readonly status?: number;
  readonly type: string;
  readonly body: string | Uint8Array;
  /** Seconds a browser may keep it without asking; it asks with its ETag after that. 0: always asks. `never`: not kept at all. */
  readonly keep: number | 'never';
  readonly headers?: Readonly<Record<string, string>>;
}

/** Nothing of ours needs a script, a frame, a font or another host. */
export const pagePolicy =
  "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/** Sends an answer with its ETag, or 304 when the asker has it already; packed for those who take it. Headers that keep a page in its place are always there. */
export async function sendReply(
  request: IncomingMessage,
  response: ServerResponse,
  { status = 200, type, body, keep, headers }: Reply,
): Promise<void> {
  const bytes = Buffer.from(body);
  const tag = `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
  const kept = keep !== 'never' && status === 200;
  const all: Record<string, string> = {
    'content-type': type,
    'content-security-policy': pagePolicy,
    'referrer-policy': 'strict-origin-when-cross-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cache-control': kept ? `public, max-age=${keep}` : 'no-store',
    vary: 'accept-encoding',
    ...(kept ? { etag: tag } : {}),
    ...headers,
  };
  if (kept && matches(request.headers['if-none-match'], tag)) {
    response.writeHead(304, all).end();
    return;
  }
  const isText = /^(?:text|application)\//u.test(type);
  const packed =
    isText && bytes.length > smallest && /\bgzip\b/u.test(request.headers['accept-encoding'] ?? '')
      ? await deflate(bytes)
      : undefined;
  const sent = packed ?? bytes;
  response.writeHead(status, {
    ...all,
    'content-length': String(sent.length),
    ...(packed === undefined ? {} : { 'content-encoding': 'gzip' }),
  });
  response.end(request.method === 'HEAD' ? undefined : sent);
}

/** A cache in between may have weakened the tag. */
function matches(asked: string | undefined, tag: string): boolean {
  if (asked === undefined) return false;
  return asked.split(',').some((each) => each.trim() === '*' || each.trim().replace(/^W\//u, '') === tag);
}
