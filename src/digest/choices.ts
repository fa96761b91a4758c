import { block } from '../news/message.ts';
import type { Message } from '../news/message.ts';

/** The same message for a platform without buttons: each button becomes a numbered line, counted from 1 in reading order. */
export function withNumberedChoices(message: Message): Message {
  const buttons = (message.buttons ?? []).flat();
  if (buttons.length === 0) return message;
  const choices = block(...buttons.map((button, at) => `${at + 1}. ${button.label}`));
  return { blocks: [...message.blocks, choices] };
}
