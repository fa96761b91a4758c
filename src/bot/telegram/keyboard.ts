import type { Button } from '../../news/message.ts';

interface InlineKeyboard {
  readonly inline_keyboard: readonly (readonly { readonly text: string; readonly callback_data: string }[])[];
}

/** Bytes of `callback_data` that Telegram takes; one button beyond any of these limits would make it refuse the whole message. */
const DATA_LIMIT = 64;
const ROW_LENGTH = 8;
const MOST_BUTTONS = 100;

/** Buttons as an inline keyboard: those that do not fit are left out, long rows are broken. Undefined when none is left. */
export function inlineKeyboard(rows: readonly (readonly Button[])[] | undefined): InlineKeyboard | undefined {
  let room = MOST_BUTTONS;
  const kept = (rows ?? []).flatMap((row) => {
    const fitting = row.filter(fits).slice(0, room);
    room -= fitting.length;
    return broken(fitting.map(({ label, action }) => ({ text: label, callback_data: action })));
  });
  return kept.length === 0 ? undefined : { inline_keyboard: kept };
}

function fits({ label, action }: Button): boolean {
  const bytes = Buffer.byteLength(action);
  return label.trim() !== '' && bytes >= 1 && bytes <= DATA_LIMIT;
}

function broken<T>(row: readonly T[]): readonly (readonly T[])[] {
  const count = Math.ceil(row.length / ROW_LENGTH);
  return Array.from({ length: count }, (_, at) => row.slice(at * ROW_LENGTH, (at + 1) * ROW_LENGTH));
}
