import { block, type Message } from '../news/message.ts';

/** For platforms that take no files: the file's text follows the message, cut to `limit` characters. */
export function withFileAsText(message: Message, limit: number): Message {
  const { file, ...rest } = message;
  if (file === undefined) return message;
  const text = file.text.length <= limit ? file.text.trimEnd() : `${file.text.slice(0, limit).trimEnd()}…`;
  return { ...rest, blocks: [...rest.blocks, ...text.split('\n').map((line) => block(line))] };
}
