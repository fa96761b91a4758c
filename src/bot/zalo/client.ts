import { Agent, buildConnector, fetch, type Headers } from 'undici';
import { withDeadline } from '../receive/deadline.ts';
import { isRecord } from '../receive/webhook.ts';

/** What a call came to. Holds no token and no URL. */
export type ZaloAnswer =
  | { readonly kind: 'ok'; readonly result: unknown }
  /** `ok: false` in Zalo's envelope. */
  | {
      readonly kind: 'error';
      readonly code: number;
      readonly description: string;
      readonly retryAfterSeconds?: number;
    }
  /** An answer that is not Zalo's: a gateway's page, cut JSON. */
  | { readonly kind: 'unreadable'; readonly status: number; readonly retryAfterSeconds?: number }
  /** No answer; `code` is the system's or undici's, `CONNECT_…` when no connection came about, or `DEADLINE`. */
  | { readonly kind: 'network'; readonly code: string };

/** Calls a method of the Zalo Bot Platform; method names are case-sensitive. Never rejects. */
export type ZaloCall = (
  method: string,
  parameters: Readonly<Record<string, unknown>>,
  options: { readonly deadlineMs: number; readonly signal?: AbortSignal },
) => Promise<ZaloAnswer>;

/** A client for `apiRoot` (`https://bot-api.zaloplatforms.com`), which may have a path. */
export function zaloCall(apiRoot: string, token: string, connectMs: number): ZaloCall {
  const dispatcher = markingAgent(connectMs);
  const root = `${apiRoot.replace(/\/+$/, '')}/bot${token}`;
  return async (method, parameters, { deadlineMs, signal: stop }) =>
    await withDeadline(deadlineMs, stop, async (signal) => {
      try {
        const response = await fetch(`${root}/${method}`, {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: JSON.stringify(parameters),
          signal,
          dispatcher,
          // A redirect would carry the token in the path to somebody else.
          redirect: 'manual',
        });
        return readAnswer(response.status, retryAfter(response.headers), await response.text());
      } catch (error) {
        return { kind: 'network', code: signal.aborted ? 'DEADLINE' : networkCode(error) };
      }
    });
}

/** Marks errors before the connection stands: only then it is certain that nothing was sent. */
function markingAgent(connectMs: number): Agent {
  const connect = buildConnector({
    timeout: connectMs,
    autoSelectFamily: true,
    // Each address family gets a fair try: node's 250 ms are short for a distant host.
    autoSelectFamilyAttemptTimeout: Math.min(2_500, connectMs / 2),
  });
  return new Agent({
    connect(target, callback) {
      connect(target, (...result) => {
        const error: NodeJS.ErrnoException | null = result[0];
        if (error !== null) error.code = `CONNECT_${error.code ?? 'FAILED'}`;
        callback(...result);
      });
    },
  });
}

/** Reads the envelope. `ok` decides, never the status: a dead token may come with status 200. */
export function readAnswer(status: number, retryAfterSeconds: number | undefined, text: string): ZaloAnswer {
  const hint = retryAfterSeconds === undefined ? {} : { retryAfterSeconds };
  const body = parse(text);
  if (!isRecord(body) || typeof body['ok'] !== 'boolean') return { kind: 'unreadable', status, ...hint };
  if (body['ok']) return { kind: 'ok', result: body['result'] };
  const code = body['error_code'] ?? body['errorCode'];
  const parameters = isRecord(body['parameters']) ? body['parameters'] : {};
  const asked = parameters['retry_after'];
  return {
    kind: 'error',
    code: typeof code === 'number' ? code : Number(code) || status,
    description: typeof body['description'] === 'string' ? body['description'] : '',
    ...(typeof asked === 'number' ? { retryAfterSeconds: asked } : hint),
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function retryAfter(headers: Headers): number | undefined {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? seconds : undefined;
}

/** fetch says only "fetch failed"; the reason is in the cause, or in the first of its errors. */
function networkCode(error: unknown): string {
  for (let at: unknown = error; at instanceof Error; at = at.cause) {
    const { code } = at as NodeJS.ErrnoException;
    if (typeof code === 'string') return code;
  }
  return 'FAILED';
}
