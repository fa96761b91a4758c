/** Structured log: a fixed event name plus fields. Secrets are redacted by the adapter, whatever is handed in. */
export interface Log {
  debug(event: string, fields?: Readonly<Record<string, unknown>>): void;
  info(event: string, fields?: Readonly<Record<string, unknown>>): void;
  warn(event: string, fields?: Readonly<Record<string, unknown>>): void;
  /** `fields.error` may be anything thrown; its message, stack and causes are kept and redacted. */
  error(event: string, fields?: Readonly<Record<string, unknown>>): void;
}
