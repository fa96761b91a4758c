import { ZaloFailure } from './failure.ts';

const KNOWN: Readonly<Record<string, readonly string[]>> = {
  sendMessage: ['chat_id', 'text', 'parse_mode', 'text_styles'],
  sendPhoto: ['chat_id', 'photo', 'caption'],
  sendSticker: ['chat_id', 'sticker'],
  sendChatAction: ['chat_id', 'action'],
};
const LIMIT = 2_000;

export interface Sending {
  readonly chatId: string;
  readonly text: string;
  /** Parameters that do not exist. */
  readonly unknown: readonly string[];
}

/** Checks a send: text of 1 to 2000 UTF-16 units (the unit is not published; this is the strict reading). */
export function checkSending(
  method: string,
  parameters: Readonly<Record<string, unknown>>,
  warnings: string[],
): Sending {
  const chatId = parameters['chat_id'];
  if (typeof chatId !== 'string') warnings.push(`chat_id of ${method} is no string`);
  if (chatId === undefined || chatId === '') throw new ZaloFailure(400, 'Bad Request: chat_id is empty');
  return {
    chatId: typeof chatId === 'string' ? chatId : JSON.stringify(chatId),
    text: checkedText(method, parameters),
    unknown: Object.keys(parameters).filter((name) => KNOWN[method]?.includes(name) !== true),
  };
}

function checkedText(method: string, parameters: Readonly<Record<string, unknown>>): string {
  switch (method) {
    case 'sendMessage': {
      const { text } = parameters;
      if (typeof text !== 'string' || text.trim() === '')
        throw new ZaloFailure(400, 'Bad Request: text is empty');
      if (text.length > LIMIT) throw new ZaloFailure(400, 'Bad Request: text is too long');
      return text;
    }
    case 'sendPhoto': {
      const { photo, caption = '' } = parameters;
      if (typeof photo !== 'string' || !URL.canParse(photo))
        throw new ZaloFailure(400, 'Bad Request: photo is not a URL');
      if (typeof caption !== 'string' || caption.length > LIMIT)
        throw new ZaloFailure(400, 'Bad Request: caption is too long');
      return caption;
    }
    case 'sendSticker':
      if (typeof parameters['sticker'] !== 'string')
        throw new ZaloFailure(400, 'Bad Request: sticker is empty');
      return '';
    default:
      if (parameters['action'] !== 'typing') throw new ZaloFailure(400, 'Bad Request: unknown action');
      return '';
  }
}
