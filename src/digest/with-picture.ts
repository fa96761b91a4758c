import type { Message, Part } from '../news/message.ts';

/** What a platform asks of pictures. */
export interface PictureRules {
  /** Longest text that may stand below a picture, in UTF-16 units, which never undercount. */
  readonly caption: number;
  /** The platform fetches pictures from an address of ours. */
  readonly byAddress: boolean;
}

/**
 * Gives a message's parts its picture: one part with the text below it where the text is short enough, else a part of its own after the
 * text. Where the platform cannot have the picture, the parts stay as they are.
 */
export function withPicture(message: Message, parts: readonly Part[], rules: PictureRules): readonly Part[] {
  const { picture } = message;
  if (picture === undefined || (rules.byAddress && picture.url === undefined)) return parts;
  const only = parts.length === 1 ? parts[0] : undefined;
  if (only !== undefined && only.text.length <= rules.caption) return [{ ...only, picture }];
  return [...parts, { text: picture.caption, format: 'plain', picture }];
}
