/** Why a call to the Bot API did not succeed, as far as it can be told; holds no token, no URL and no message text. */
export interface TelegramFailure {
  /** `error_code` of an answer in Telegram's envelope, or the status of an answer of 500 and above. */
  readonly code?: number;
  readonly description?: string;
  readonly retryAfterSeconds?: number;
  readonly migrateTo?: number;
  /** When there was no such answer: the system's error code, `CONNECT_…` when no connection came about, `DEADLINE` or `NOT_TELEGRAM`. */
  readonly network?: string;
}

/** Reads whatever telegraf throws. Its own messages are never passed on: some hold the URL with the token. */
export function failureOf(thrown: unknown): TelegramFailure {
  const error = asRecord(thrown);
  const response = asRecord(error['response']);
  if (typeof response['error_code'] === 'number') {
    const parameters = asRecord(response['parameters']);
    return {
      code: response['error_code'],
      ...present('description', response['description'], 'string'),
      ...present('retryAfterSeconds', parameters['retry_after'], 'number'),
      ...present('migrateTo', parameters['migrate_to_chat_id'], 'number'),
    };
  }
  if (error['type'] === 'aborted' || error['name'] === 'AbortError') return { network: 'DEADLINE' };
  if (error['type'] === 'system' && typeof error['code'] === 'string') return { network: error['code'] };
  return { network: 'NOT_TELEGRAM' };
}

/** One line for logs and reasons. */
export function describeFailure(failure: TelegramFailure): string {
  if (failure.code !== undefined) return `${failure.code} ${failure.description ?? ''}`.trim();
  return failure.network ?? 'unreadable answer';
}

// Thrown values have no type: reading their fields one by one, each checked, is the only safe way.
function asRecord(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}

function present<K extends string, T extends 'string' | 'number'>(
  key: K,
  value: unknown,
  type: T,
): Partial<Record<K, T extends 'string' ? string : number>> {
  return typeof value === type
    ? ({ [key]: value } as Partial<Record<K, T extends 'string' ? string : number>>)
    : {};
}
