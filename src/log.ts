import { pino } from 'pino';
import type { Log } from './ports/log.ts';

/** Where finished log lines go. */
export interface LogSink {
  write(line: string): void;
}

/**
 * A log of one JSON event a line. Secrets are taken out of the finished line, so that no field, message, stack or cause can carry one
 * past it.
 */
export function createLog(level: string, secrets: readonly string[], sink: LogSink = process.stdout): Log {
  const redact = redactor(secrets);
  const logger = pino(
    {
      level,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      serializers: { error: pino.stdSerializers.errWithCause },
    },
    { write: (line: string) => sink.write(redact(line)) },
  );
  return {
    debug: (event, fields) => logger.debug(fields ?? {}, event),
    info: (event, fields) => logger.info(fields ?? {}, event),
    warn: (event, fields) => logger.warn(fields ?? {}, event),
    error: (event, fields) => logger.error(fields ?? {}, event),
  };
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
