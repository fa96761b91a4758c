import { fetch } from 'undici';
import type { SendOutcome } from '../../news/delivery.ts';
import type { TextFile } from '../../news/message.ts';
import { withDeadline } from '../receive/deadline.ts';
import type { TelegramCall } from './connection.ts';
import { failureOf } from './failure.ts';
import { outcomeOfFailure } from './outcome.ts';
import { addressOf, sent, type TelegramTarget } from './send.ts';

/** Bytes of a received file that we read at most. */
const READ_LIMIT = 1024 * 1024;

/** Sends text as a document. The bytes come from our memory: no other form of media is ever handed to telegraf, which would open paths and addresses. */
export async function sendFile(
  call: TelegramCall,
  to: TelegramTarget,
  file: TextFile,
  deadlineMs: number,
): Promise<SendOutcome> {
  const name = file.name.replaceAll(/[^\w.-]/g, '-').slice(0, 60);
  try {
    const document = { source: Buffer.from(file.text), filename: name };
    return sent(await call('sendDocument', { ...addressOf(to), document }, { deadlineMs }));
  } catch (error) {
    return outcomeOfFailure(failureOf(error));
  }
}

/** Where received files are read from. */
export interface FileStore {
  /** The API root with a slash at its end. */
  readonly apiRoot: string;
  readonly token: string;
}

/** Reads a file somebody sent, through the API root and nothing else. Undefined for whatever is too large, gone, or elsewhere. Never rejects. */
export async function readFileSent(
  call: TelegramCall,
  { apiRoot, token }: FileStore,
  fileId: string,
  deadlineMs: number,
): Promise<Uint8Array | undefined> {
  try {
    const result = await call('getFile', { file_id: fileId }, { deadlineMs });
    const path = pathOf(result);
    if (path === undefined) return undefined;
    return await withDeadline(deadlineMs, undefined, async (signal) => {
      // Redirects would carry the token, which is part of the path, to somebody else.
      const response = await fetch(`${apiRoot}file/bot${token}/${path}`, { redirect: 'manual', signal });
      if (response.status !== 200 || Number(response.headers.get('content-length') ?? 0) > READ_LIMIT) {
        await response.body?.cancel();
        return undefined;
      }
      const pieces: Uint8Array[] = [];
      let size = 0;
      for await (const piece of response.body ?? []) {
        size += piece.byteLength;
        if (size > READ_LIMIT) return undefined;
        pieces.push(piece);
      }
      return Buffer.concat(pieces);
    });
  } catch {
    // Errors of the connection may hold the address, and that the token.
    return undefined;
  }
}

/** A plain relative path; a server of one's own may answer with a path of its disk, which is none of our business. */
function pathOf(result: unknown): string | undefined {
  const { file_path: path, file_size: size } = (result ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof path !== 'string' || (typeof size === 'number' && size > READ_LIMIT)) return undefined;
  const plain = /^[\w-][\w./-]{0,200}$/.test(path) && !path.split('/').includes('..');
  return plain ? path : undefined;
}
