import type { Button } from '../../news/message.ts';

interface InlineKeyboard {
  readonly inline_keyboard: readonly (readonly { readonly text: string; readonly callback_data: string }[])[];
}

/** Bytes of `callback_data` that Telegram takes; one button beyond it would make it refuse the whole message. */
const DATA_LIMIT = 64;

/** Buttons as an inline keyboard; those whose action does not fit are left out. Undefined when none is left. */
export function inlineKeyboard(rows: readonly (readonly Button[])[] | undefined): InlineKeyboard | undefined {
  const kept = (rows ?? [])
    .map((row) =>
      row
        .filter(({ label, action }) => label.trim() !== '' && fits(action))
        .map(({ label, action }) => ({ text: label, callback_data: action })),
    )
    .filter((row) => row.length > 0);
  return kept.length === 0 ? undefined : { inline_keyboard: kept };
}

function fits(action: string): boolean {
  const bytes = Buffer.byteLength(action);
  return bytes >= 1 && bytes <= DATA_LIMIT;
}
