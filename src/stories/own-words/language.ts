import type { Language } from '../../news/chat.ts';
import { foldForSearch } from '../../text/fold.ts';
import { tokens } from '../../text/tokens.ts';

/** Vietnamese prose has marks on well over half of its syllables; French and the like stay below a quarter. */
const leastMarked = 0.4;
/** An English sentence may be full of Vietnamese names. */
const mostMarked = 0.45;
const leastEnglish = 0.12;

const VIETNAMESE =
  /^(?:và|của|các|những|trong|với|được|cho|là|tại|ở|từ|theo|đã|đang|sẽ|này|so|cùng|kỳ|tăng|giảm|đạt|năm|tháng|về|đến|vào|ra|có|không|còn|khi|do|bị|để)$/u;
const ENGLISH =
  /^(?:the|of|in|to|and|a|an|for|by|from|with|on|at|was|were|is|are|has|have|had|will|as|its|it|up|down|rose|fell|said|than|that|which|year|month|after|over|year-on-year|while|against|into|per)$/u;

/** Whether a text is in the language asked for, and in no other script. */
export function isInLanguage(text: string, language: Language): boolean {
  if (/\p{L}/u.test(text.replaceAll(/\p{Script=Latin}/gu, ''))) return false;
  const words = tokens(text).filter((word) => /\p{L}/u.test(word));
  if (words.length === 0) return false;
  const share = (test: (word: string) => boolean): number => words.filter(test).length / words.length;
  const marked = share((word) => foldForSearch(word) !== word);
  const english = share((word) => ENGLISH.test(word));
  if (language === 'en') return marked <= mostMarked && english >= leastEnglish;
  return marked >= leastMarked && share((word) => VIETNAMESE.test(word)) >= 0.05 && english < leastEnglish;
}

/** How much of what a Vietnamese text says must be in words of its sources: retelling keeps most of them. */
const leastShared = 0.55;

/** Whether a text speaks of what its sources speak of: by its words, and in another language by its numbers and names. */
export function isAbout(text: string, sources: readonly string[], language: Language): boolean {
  const known = new Set(sources.flatMap((line) => tokens(foldForSearch(line))));
  const own = tokens(foldForSearch(text));
  if (language === 'vi') {
    const said = tokens(text).filter((word) => !VIETNAMESE.test(word));
    const shared = said.filter((word) => known.has(foldForSearch(word))).length;
    return said.length > 0 && shared / said.length >= leastShared;
  }
  return own.some((word) => known.has(word) && (/\p{Nd}/u.test(word) || word.length > 4));
}
