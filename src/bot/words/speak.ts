import type { Language } from '../../news/chat.ts';
import { en } from './en.ts';
import { vi } from './vi.ts';
import type { Words } from './words.ts';

const languages: Readonly<Record<Language, Words>> = { vi, en };

/** What we say in a language. */
export function wordsOf(language: Language): Words {
  return languages[language];
}
