import { createHmac, randomUUID } from 'node:crypto';
import { pino } from 'pino';
import type { Log } from './ports/log.ts';

/** Where finished log lines go. */
export interface LogSink {
  write(line: string): void;
}

/**
 * A log of one JSON event a line. Secrets are taken out of the finished line, so that no field, message, stack or cause can carry one
 * past it; so are the ids of chats, of which a salted hash remains: lines about one chat can still be told to belong together.
 */
export function createLog(level: string, secrets: readonly string[], sink: LogSink = process.stdout): Log {
  const redact = redactor(secrets);
  const veil = veilChats(secrets.length === 0 ? randomUUID() : secrets.toSorted().join('\n'));
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: {
        error: (error: unknown) => withoutCommand(pino.stdSerializers.errWithCause(error as Error)),
      },
    },
    { write: (line: string) => sink.write(veil(redact(line))) },
  );
  return {
    debug: (event, fields) => logger.debug(fields ?? {}, event),
    info: (event, fields) => logger.info(fields ?? {}, event),
    warn: (event, fields) => logger.warn(fields ?? {}, event),
    error: (event, fields) => logger.error(fields ?? {}, event),
  };
}

/** Replaces chat ids by a hash that only this bot can make. `salt` is as good as a secret. */
export function veilChats(salt: string): (text: string) => string {
  return (text) =>
    text.replaceAll(/\b(telegram|zalo):(-?[\w@][\w@.-]{0,63})/gu, (_, platform: string, id: string) => {
      const hash = createHmac('sha256', salt).update(`${platform}:${id}`).digest('hex');
      return `${platform}#${hash.slice(0, 10)}`;
    });
}

/** An error of ioredis carries the command that failed: keys with chat ids, and the texts of messages. */
function withoutCommand(error: unknown): unknown {
  if (typeof error !== 'object' || error === null) return error;
  const { command: _, ...rest } = error as Record<string, unknown>;
  return 'cause' in rest ? { ...rest, cause: withoutCommand(rest['cause']) } : rest;
}

/** Shorter values would blank out ordinary words. */
const shortestSecret = 6;

/** Returns a function that blanks the given secrets, bot tokens and passwords in addresses, in whatever spelling a line may hold them. */
export function redactor(secrets: readonly string[]): (text: string) => string {
  const spellings = secrets
    .filter((secret) => secret.length >= shortestSecret)
    .flatMap((secret) => [secret, encodeURIComponent(secret), JSON.stringify(secret).slice(1, -1)]);
  const known = [...new Set(spellings)].toSorted((a, b) => b.length - a.length);
  return (text) =>
    known
      .reduce((line, secret) => line.replaceAll(secret, '[redacted]'), text)
      .replaceAll(/\b(bot)?\d{5,}(?::|%3A)[\w-]{20,}/giu, '[redacted]')
      .replaceAll(/(\w:\/\/)[^/\s"@]*@/gu, '$1[redacted]@');
}
