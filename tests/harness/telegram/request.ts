import type { IncomingMessage } from 'node:http';
import { ApiFailure, badRequest } from './failure.ts';

export type Parameters = Readonly<Record<string, unknown>>;

/** Splits `/<prefix>/bot<token>/<method>`; 404 when it is nothing of the kind, 401 for a token not ours. */
export function methodOf(path: string, prefix: string, token: string): string {
  const match = /^\/bot([^/]*)\/([^/]+)$/.exec(path.startsWith(prefix) ? path.slice(prefix.length) : '');
  if (match === null) throw new ApiFailure(404, '');
  const [, given = '', method = ''] = match;
  if (!/^\d+:[\w-]+$/.test(given)) throw new ApiFailure(401, 'invalid token specified');
  if (given !== token) throw new ApiFailure(401, '');
  return method.toLowerCase();
}

/** Parameters from the query and from a JSON, form or multipart body; later ones win. */
export async function parametersOf(request: IncomingMessage, url: URL): Promise<Parameters> {
  const pieces: Buffer[] = [];
  for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece);
  const body = Buffer.concat(pieces);
  const type = request.headers['content-type'] ?? '';
  const fromQuery = textValues(url.searchParams);
  if (body.length === 0) return fromQuery;
  if (type.startsWith('application/json')) return { ...fromQuery, ...parseJson(body) };
  if (type.startsWith('application/x-www-form-urlencoded'))
    return { ...fromQuery, ...textValues(new URLSearchParams(body.toString())) };
  const boundary = /^multipart\/form-data;.*boundary="?([^";]+)"?/.exec(type)?.[1];
  if (boundary !== undefined) return { ...fromQuery, ...multipart(body, boundary) };
  return fromQuery;
}

function parseJson(body: Buffer): Parameters {
  try {
    const value: unknown = JSON.parse(body.toString());
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return value as Parameters;
  } catch {
    // Said below.
  }
  throw badRequest("can't parse JSON object");
}

/** Form values are text; those that are JSON objects, lists, numbers or booleans mean that. */
function textValues(values: URLSearchParams): Parameters {
  return Object.fromEntries([...values].map(([key, value]) => [key, valueOf(key, value)]));
}

function valueOf(key: string, value: string): unknown {
  if (key === 'text' || key === 'caption') return value;
  if (!/^(?:[[{]|-?\d+$|true$|false$)/.test(value)) return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}

function multipart(body: Buffer, boundary: string): Parameters {
  const parameters: Record<string, unknown> = {};
  const raw = body.toString('latin1');
  for (const part of raw.split(`--${boundary}`).slice(1, -1)) {
    const split = part.indexOf('\r\n\r\n');
    const head = Buffer.from(part.slice(0, split), 'latin1').toString();
    const content = Buffer.from(part.slice(split + 4, -2), 'latin1');
    const name = /\bname="([^"]*)"/.exec(head)?.[1];
    const filename = /\bfilename="([^"]*)"/.exec(head)?.[1];
    if (name === undefined) continue;
    parameters[name] =
      filename === undefined ? valueOf(name, content.toString()) : { filename, bytes: content };
  }
  // telegraf repeats the method's name as a field.
  delete parameters['method'];
  return parameters;
}
