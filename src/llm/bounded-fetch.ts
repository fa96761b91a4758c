/** Bytes of an answer that we read; sixty words never come near. */
const mostBytes = 256 * 1024;

/** An endpoint that answers without end. */
export class AnswerTooLongError extends Error {
  override readonly name = 'AnswerTooLongError';
}

/** fetch for one small answer: follows no redirect, which would carry the key elsewhere, and reads the whole body within the caller's signal. */
export async function boundedFetch(input: string | URL | Request, init?: RequestInit): Promise<Response> {
  const response = await fetch(input, { ...init, redirect: 'error' });
  const chunks: Uint8Array[] = [];
  let size = 0;
  if (response.body !== null) {
    const reader = response.body.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      size += value.byteLength;
      if (size > mostBytes) {
        await reader.cancel();
        throw new AnswerTooLongError('answer too long');
      }
      chunks.push(value);
    }
  }
  const { status, statusText, headers } = response;
  const empty = status === 204 || status === 205 || status === 304;
  return new Response(empty ? null : Buffer.concat(chunks), {
    status,
    statusText,
    headers: plainHeaders(headers),
  });
}

/** The body is decoded by now. */
function plainHeaders(headers: Headers): Headers {
  const plain = new Headers(headers);
  plain.delete('content-encoding');
  plain.delete('content-length');
  return plain;
}
