import { createRequire } from 'node:module';
import type { Language } from '../../news/chat.ts';
import type { Instant } from '../../news/time.ts';
import { foldForSearch } from '../../text/fold.ts';
import { findPlaces } from '../../text/places.ts';
import { syllables } from '../../text/tokens.ts';

/** Names of one country in both languages, as papers write them. */
const countries = createRequire(import.meta.url)('./countries.json') as readonly (readonly string[])[];

/** Whether a text names a place, a country, a body or a person that no source names. */
export function strangeName(
  text: string,
  sources: readonly string[],
  language: Language,
  publishedAt: Instant,
): boolean {
  const joint = sources.join('\n');
  return (
    strangePlace(text, joint, publishedAt) ||
    strangeCountry(text, joint) ||
    runsOfCapitals(text).some((run) => !isKnown(run, joint, language))
  );
}

function strangePlace(text: string, joint: string, publishedAt: Instant): boolean {
  const known = new Set(findPlaces(joint, { publishedAt }).map((place) => place.id));
  return findPlaces(text, { publishedAt }).some(
    (place) => !known.has(place.id) && !hasWords(joint, wordsOf(place.name)),
  );
}

function strangeCountry(text: string, joint: string): boolean {
  return countries.some((names) => mentions(text, names) && !mentions(joint, names));
}

/** Exact in case and accents: "anh" is a brother, "Anh" a country. */
function mentions(text: string, names: readonly string[]): boolean {
  return names.some((name) => {
    for (let at = text.indexOf(name); at >= 0; at = text.indexOf(name, at + 1)) {
      const around = `${text[at - 1] ?? ' '}${text[at + name.length] ?? ' '}`;
      if (!/[\p{L}\p{M}\p{Nd}]/u.test(around)) return true;
    }
    return false;
  });
}

interface Run {
  readonly words: readonly string[];
  /** Its first word begins a sentence, where every word has a capital. */
  readonly initial: boolean;
}

/** Words with a capital that stand side by side: "Bộ Công Thương", "Luxshare ICT". */
function runsOfCapitals(text: string): readonly Run[] {
  const runs: Run[] = [];
  let words: string[] = [];
  let initial = false;
  let end = 0;
  for (const word of syllables(text)) {
    const gap = text.slice(end, word.start);
    const glued = gap === ' ' || gap === '-' || gap === ' - ' || gap === '&' || gap === ' & ';
    if (!/^\p{Lu}/u.test(word.text) || !glued) {
      if (words.length > 0) runs.push({ words, initial });
      words = [];
    }
    if (/^\p{Lu}/u.test(word.text)) {
      if (words.length === 0) initial = end === 0 || /[.!?…:]["”’)]?\s*["“‘(]?$/u.test(gap);
      words.push(word.text);
    }
    end = word.end;
  }
  if (words.length > 0) runs.push({ words, initial });
  return runs;
}

function isKnown({ words, initial }: Run, joint: string, language: Language): boolean {
  const needed = language === 'en' ? words.filter((word) => !ENGLISH_WORDS.has(word.toLowerCase())) : words;
  if (needed.length === 0 || hasWords(joint, needed)) return true;
  if (language === 'en' && countries.some((names) => mentions(needed.join(' '), names))) return true;
  // The first word of a sentence may be any word; what follows it must be a name by itself.
  if (initial) {
    const rest = needed.slice(1);
    if (rest.length === 0 || hasWords(joint, rest)) return true;
  }
  return isCovered(needed, joint);
}

/** Two names side by side: every piece of at least two words, or an abbreviation, is in the sources. */
function isCovered(words: readonly string[], joint: string): boolean {
  let at = 0;
  while (at < words.length) {
    let length = words.length - at;
    while (length > 0 && !hasWords(joint, words.slice(at, at + length))) length--;
    if (length === 0 || (length === 1 && !/^\p{Lu}{2,}/u.test(words[at] ?? ''))) return false;
    at += length;
  }
  return true;
}

/** Whether words stand side by side in a text, whatever their case; accents count. */
function hasWords(text: string, words: readonly string[]): boolean {
  const plain = words.every((word) => foldForSearch(word) === word.toLowerCase());
  const form = (each: string): string => (plain ? foldForSearch(each) : each.toLowerCase());
  return ` ${wordsOf(form(text)).join(' ')} `.includes(` ${words.map(form).join(' ')} `);
}

function wordsOf(text: string): readonly string[] {
  return syllables(text).map((word) => word.text);
}

/** English words for what Vietnamese sources name in Vietnamese; months are judged as dates. */
const ENGLISH_WORDS = new Set(
  (
    'ministry ministries industry trade industrial vietnam vietnamese viet nam government department departments customs general statistics ' +
    'office national association prime minister deputy border gate port province provincial city state bank index manufacturing purchasing ' +
    'managers consumer price prices production export exports import imports tet lunar new year iip pmi cpi gdp fdi usd vnd us northern ' +
    'southern central north south the a an january february march april may june july august september october november december jan feb ' +
    'mar apr jun jul aug sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday q1 q2 q3 q4 first second third fourth'
  ).split(' '),
);
