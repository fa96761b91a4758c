import { badRequest } from './failure.ts';
import { type ParsedText, parseHtml } from './html.ts';
import type { Parameters } from './request.ts';

const RAW_BYTES = 32_768;

/** Reads `text` (or `caption`) with its parse mode under the limits of the server; lengths count code points after parsing. */
export function textOf(parameters: Parameters): ParsedText {
  const raw = parameters['text'];
  if (typeof raw !== 'string' || raw === '') throw badRequest('message text is empty');
  if (Buffer.byteLength(raw) > RAW_BYTES) throw badRequest('text is too long');
  const parsed = parsedBy(parameters['parse_mode'], raw);
  if (parsed.text === '') throw badRequest('text must be non-empty');
  if (Array.from(parsed.text).length > 4096) throw badRequest('message is too long');
  return parsed;
}

export function captionOf(parameters: Parameters): ParsedText {
  const raw = parameters['caption'];
  if (typeof raw !== 'string') return { text: '', entities: [] };
  const parsed = parsedBy(parameters['parse_mode'], raw);
  if (Array.from(parsed.text).length > 1024) throw badRequest('message caption is too long');
  return parsed;
}

function parsedBy(parseMode: unknown, raw: string): ParsedText {
  if (parseMode === undefined || parseMode === '') return { text: raw.trim(), entities: [] };
  if (typeof parseMode === 'string' && parseMode.toLowerCase() === 'html') return parseHtml(raw);
  throw badRequest('unsupported parse_mode');
}

/** Checks an inline keyboard: at most 100 buttons, 8 a row, data of 1 to 64 bytes. */
export function checkedMarkup(markup: unknown): unknown {
  if (markup === undefined) return undefined;
  const rows = (markup as { readonly inline_keyboard?: unknown }).inline_keyboard;
  if (!Array.isArray(rows)) return markup;
  const buttons = rows.flatMap((row: unknown) => {
    if (!Array.isArray(row)) throw badRequest("can't parse inline keyboard: expected an Array of Array");
    if (row.length > 8) throw badRequest('reply markup is too long');
    return row as readonly Readonly<Record<string, unknown>>[];
  });
  if (buttons.length > 100) throw badRequest('reply markup is too long');
  for (const button of buttons) checkButton(button);
  return markup;
}

function checkButton({ text, callback_data: data, url }: Readonly<Record<string, unknown>>): void {
  if (typeof text !== 'string' || text.trim() === '')
    throw badRequest('inline keyboard button text must be non-empty');
  if (url !== undefined) {
    if (typeof url !== 'string' || !URL.canParse(url))
      throw badRequest(`inline keyboard button URL '${JSON.stringify(url)}' is invalid: Wrong HTTP URL`);
    return;
  }
  const bytes = typeof data === 'string' ? Buffer.byteLength(data) : 0;
  if (bytes < 1 || bytes > 64) throw badRequest('BUTTON_DATA_INVALID');
}

export function checkCommands(commands: unknown): void {
  if (!Array.isArray(commands)) throw badRequest("can't parse BotCommand: expected an Array");
  if (commands.length > 100) throw badRequest('BOT_COMMANDS_TOO_MUCH');
  for (const { command, description } of commands as readonly Readonly<Record<string, unknown>>[]) {
    if (typeof command !== 'string' || !/^[a-z\d_]{1,32}$/.test(command))
      throw badRequest('BOT_COMMAND_INVALID');
    const length = typeof description === 'string' ? Array.from(description).length : 0;
    if (length < 1 || length > 256) throw badRequest('BOT_COMMAND_DESCRIPTION_INVALID');
  }
}
