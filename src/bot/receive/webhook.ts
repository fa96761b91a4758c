import { createHash, timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';

/** Takes the headers and the body of a webhook request and answers with an HTTP status. Never throws. */
export interface WebhookGate {
  /** Checked before the body is read. Undefined means: go on. */
  refuses(headers: WebhookHeaders): number | undefined;
  accept(body: Buffer): Promise<number>;
}

type WebhookHeaders = Readonly<Record<string, string | readonly string[] | undefined>>;

/** Bytes of a webhook body that we read at most. */
const WEBHOOK_BODY_LIMIT = 1024 * 1024;

/** Answers one webhook request: method, secret, size, then `gate.accept`. */
export async function answerWebhook(
  gate: WebhookGate,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const status =
    request.method === 'POST' ? (gate.refuses(request.headers) ?? (await readAndAccept(gate, request))) : 405;
  // An unread body would be taken for the next request of a kept connection.
  if (!request.complete) response.setHeader('connection', 'close');
  response.writeHead(status, { 'content-length': 0 }).end();
}

async function readAndAccept(gate: WebhookGate, request: IncomingMessage): Promise<number> {
  if (Number(request.headers['content-length'] ?? 0) > WEBHOOK_BODY_LIMIT) return 413;
  const body = await readBody(request);
  return typeof body === 'number' ? body : await gate.accept(body);
}

/** The body, or the status to refuse it with. Not by async iteration: leaving that early destroys the socket before the answer is written. */
function readBody(request: IncomingMessage): Promise<Buffer | number> {
  return new Promise((resolve) => {
    const pieces: Buffer[] = [];
    let size = 0;
    request.on('data', (piece: Buffer) => {
      size += piece.length;
      if (size <= WEBHOOK_BODY_LIMIT) {
        pieces.push(piece);
      } else {
        request.pause();
        resolve(413);
      }
    });
    request.on('end', () => resolve(Buffer.concat(pieces)));
    request.on('error', () => resolve(400));
    request.on('close', () => resolve(400));
  });
}

/** Waits for work that never rejects, but no longer than `ms`. */
export async function withinPatience(work: Promise<void>, ms: number): Promise<void> {
  let timer: NodeJS.Timeout | undefined;
  const over = new Promise<void>((resolve) => {
    timer = setTimeout(resolve, ms);
  });
  await Promise.race([work, over]);
  clearTimeout(timer);
}

/** Compares in constant time whatever the lengths; an absent or repeated header never matches. */
export function isSecret(given: string | readonly string[] | undefined, expected: string): boolean {
  if (typeof given !== 'string') return false;
  return timingSafeEqual(digest(given), digest(expected));
}

function digest(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** A JSON object, or undefined for anything else: bad JSON, `null`, arrays, bare values. */
export function parseJsonObject(body: Buffer | string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(body.toString());
    return isRecord(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

export function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
