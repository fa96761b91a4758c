import type { Language } from '../../news/chat.ts';
import type { Story } from '../../news/story.ts';
import { nfc } from '../../text/fold.ts';
import { strangeDate } from './dates.ts';
import { turnedAround } from './directions.ts';
import { isInLanguage, isAbout } from './language.ts';
import { mannerFault } from './manner.ts';
import type { MannerFault } from './manner.ts';
import { strangeName } from './names.ts';
import { strangeNumber } from './numbers.ts';
import { mostWords, sourceLines } from './task.ts';

/** Why an answer was thrown away. */
export type Fault =
  | MannerFault
  | 'too-long'
  | 'language'
  | 'number'
  | 'date'
  | 'name'
  | 'direction'
  | 'off-topic';

export type Checked =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly fault: Fault };

/**
 * Judges what a model wrote about a story, as untrusted as any text from outside: one plain paragraph in the language asked for, short,
 * about the story, and without a number, date, place, name or direction that its sources lack. Strict where it cannot tell: the
 * quoted sentences are always there instead.
 */
export function checkOwnWords(answer: string, story: Story, language: Language): Checked {
  const text = nfc(answer).replaceAll(/\s+/gu, ' ').trim();
  const fault = mannerFault(text) ?? factFault(text, sourceLines(story), story, language);
  return fault === undefined ? { ok: true, text } : { ok: false, fault };
}

function factFault(
  text: string,
  sources: readonly string[],
  story: Story,
  language: Language,
): Fault | undefined {
  if (text.split(' ').length > mostWords) return 'too-long';
  if (!isInLanguage(text, language)) return 'language';
  if (strangeNumber(text, sources, language)) return 'number';
  if (strangeDate(text, sources, language)) return 'date';
  if (strangeName(text, sources, language, story.firstAt)) return 'name';
  if (turnedAround(text, sources, language)) return 'direction';
  return isAbout(text, sources, language) ? undefined : 'off-topic';
}
