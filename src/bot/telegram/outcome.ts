import type { ChatKey, GoneReason } from '../../news/chat.ts';
import type { SendOutcome } from '../../news/delivery.ts';
import { describeFailure, type TelegramFailure } from './failure.ts';

/** What a failed send means for the message and the chat. Texts are those of the official server (tdlib/telegram-bot-api) and of TDLib. */
export function outcomeOfFailure(failure: TelegramFailure): SendOutcome {
  const { code } = failure;
  const reason = describeFailure(failure);
  if (code === undefined) return outcomeOfNetwork(failure.network ?? '', reason);
  if (failure.migrateTo !== undefined) return { kind: 'moved', to: telegramChat(failure.migrateTo) };
  if (code === 429) return flooded(failure.retryAfterSeconds, reason);
  if (code === 401 || code === 421) return { kind: 'unauthorized', reason };
  // A gateway answered: whether the message had gone through is not known.
  if (code >= 500) return { kind: 'unknown', reason };
  if (code === 409) return { kind: 'later', scope: 'platform', reason };
  const text = (failure.description ?? '').toLowerCase();
  if (code === 404 && !text.includes('method not found')) return { kind: 'unauthorized', reason };
  if (text.includes('frozen_method_invalid')) return { kind: 'unauthorized', reason };
  const gone = GONE.find(([part]) => text.includes(part));
  if (gone !== undefined) return { kind: 'gone', reason: gone[1] };
  if (code === 403 && !text.includes("bot can't send messages to") && !text.includes('to bots'))
    return { kind: 'gone', reason: 'no-rights' };
  return { kind: 'refused', reason };
}

/** True when the text's markup was refused: the same words as plain text may pass. */
export function isMarkupRefused(failure: TelegramFailure): boolean {
  return failure.code === 400 && says(failure, "can't parse entities");
}

/** True when an edit changed nothing, which is as good as done. */
export function isNotModified(failure: TelegramFailure): boolean {
  return failure.code === 400 && says(failure, 'message is not modified');
}

/** True when the message to edit cannot be edited (any more): a new one says the same. */
export function isNotEditable(failure: TelegramFailure): boolean {
  return (
    failure.code === 400 &&
    (says(failure, 'message to edit not found') ||
      says(failure, "message can't be edited") ||
      says(failure, 'message_id_invalid'))
  );
}

export function telegramChat(id: number | string): ChatKey {
  return `telegram:${id}`;
}

function says(failure: TelegramFailure, part: string): boolean {
  return (failure.description ?? '').toLowerCase().includes(part);
}

function flooded(seconds: number | undefined, reason: string): SendOutcome {
  return {
    kind: 'later',
    scope: 'chat',
    reason,
    ...(seconds === undefined ? {} : { retryAfterMs: seconds * 1000 }),
  };
}

/** Parts of lower-cased descriptions that say the chat cannot be written to, most telling first. */
const GONE: readonly (readonly [string, GoneReason])[] = [
  ['bot was blocked by the user', 'blocked'],
  ["bot can't initiate conversation with a user", 'blocked'],
  ['user is deactivated', 'deactivated'],
  ['the group chat was deleted', 'deactivated'],
  ['bot was kicked from', 'kicked'],
  ['bot is not a member of', 'kicked'],
  ['chat not found', 'not-found'],
  ['peer_id_invalid', 'not-found'],
  ['message thread not found', 'topic-closed'],
  ['topic_closed', 'topic-closed'],
  ['topic_deleted', 'topic-closed'],
  ['not enough rights to send', 'no-rights'],
  ['have no write access to the chat', 'no-rights'],
  ['chat_write_forbidden', 'no-rights'],
  ['need administrator rights in the channel chat', 'no-rights'],
];

/** Codes that mean that no connection came about, so nothing was sent. */
const NOT_CONNECTED = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EAI_FAIL',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EADDRNOTAVAIL',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'ERR_TLS_CERT_ALTNAME_INVALID',
]);

function outcomeOfNetwork(network: string, reason: string): SendOutcome {
  return network.startsWith('CONNECT_') || NOT_CONNECTED.has(network)
    ? { kind: 'later', scope: 'platform', reason }
    : { kind: 'unknown', reason };
}
