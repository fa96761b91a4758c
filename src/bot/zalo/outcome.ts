import type { SendOutcome } from '../../news/delivery.ts';
import { isRecord } from '../receive/webhook.ts';
import type { ZaloAnswer } from './client.ts';

/** What an answer to a send means. Zalo's 403 is a fault of its server, not a refusal; how it reports a reader who blocked us is not published. */
export function outcomeOfAnswer(answer: ZaloAnswer): SendOutcome {
  const reason = describeAnswer(answer);
  switch (answer.kind) {
    case 'ok':
      return { kind: 'sent', messageId: messageIdOf(answer.result) };
    case 'error':
      return outcomeOfError(answer, reason);
    case 'unreadable':
      if (answer.status === 401) return { kind: 'unauthorized', reason };
      if (answer.status === 429)
        return { ...later('platform', answer.retryAfterSeconds, reason), flood: true };
      // We follow no redirect, and nobody accepts a message by sending it elsewhere.
      if (answer.status >= 300 && answer.status < 400) return later('platform', undefined, reason);
      return { kind: 'unknown', reason };
    case 'network':
      return answer.code.startsWith('CONNECT_')
        ? later('platform', undefined, reason)
        : { kind: 'unknown', reason };
  }
}

/** One line for logs and reasons. */
export function describeAnswer(answer: ZaloAnswer): string {
  switch (answer.kind) {
    case 'ok':
      return 'ok';
    case 'error':
      return `${answer.code} ${answer.description}`.trim();
    case 'unreadable':
      return `unreadable answer, status ${answer.status}`;
    case 'network':
      return answer.code;
  }
}

function outcomeOfError(
  { code, description, retryAfterSeconds }: Extract<ZaloAnswer, { kind: 'error' }>,
  reason: string,
): SendOutcome {
  if (code === 401) return { kind: 'unauthorized', reason };
  if (code === 429) return { ...later('platform', retryAfterSeconds, reason), flood: true };
  if (code === 403 || code >= 500) return later('platform', retryAfterSeconds, reason);
  if (code === 408) return later('chat', retryAfterSeconds, reason);
  if ((code === 404 || code === 400) && BLOCKED.test(description)) return { kind: 'gone', reason: 'blocked' };
  if (code === 404 && RECIPIENT.test(description)) return { kind: 'gone', reason: 'not-found' };
  return { kind: 'refused', reason };
}

/** Only words that plainly speak of the recipient end a subscription: the rest may be our own mistake. */
const RECIPIENT = /\b(?:chat|user|recipient)\b.*\b(?:not found|not exist|does not exist|invalid)\b/i;
const BLOCKED = /\bblocked\b/i;

function later(
  scope: 'chat' | 'platform',
  seconds: number | undefined,
  reason: string,
): Extract<SendOutcome, { kind: 'later' }> {
  return { kind: 'later', scope, reason, ...(seconds === undefined ? {} : { retryAfterMs: seconds * 1000 }) };
}

/** Accepted without an id is still accepted. */
function messageIdOf(result: unknown): string {
  const id = isRecord(result) ? result['message_id'] : undefined;
  return typeof id === 'string' ? id : '';
}
