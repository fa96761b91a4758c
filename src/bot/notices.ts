import { block, message, type Message } from '../news/message.ts';
import type { Source, SuspendReason } from '../news/source.ts';
import { sourceRef } from './source-lookup.ts';
import { wordsOf } from './words/speak.ts';

/** What somebody is told who sends a picture or a sticker: in Vietnamese, before we know anything about him. */
export const onlyTextHint: Message = message(wordsOf('vi').operations.onlyText);

/** What admins are told, once, when a source is no longer read; the reason where it is known, and the way back. */
export function suspendedNotice({ id, name }: Pick<Source, 'id' | 'name'>, reason?: SuspendReason): Message {
  const words = wordsOf('vi');
  const why = reason === undefined ? [] : [words.sources.suspended[reason]];
  const ref = sourceRef(id);
  return {
    blocks: [
      block(`⛔ ${words.operations.sourceSuspended(name, id)}`, ...why, `/nguon ${id} · /batnguon ${id}`),
    ],
    buttons: [
      [
        { label: words.sources.enable, action: `batnguon ${ref}` },
        { label: name, action: `nguon ${ref}` },
      ],
    ],
  };
}

/** What the admin who sent an announcement round is told at its end. */
export function announcementEnded(sent: number, failed: number): Message {
  return message(wordsOf('vi').broadcast.finished(sent, failed));
}
