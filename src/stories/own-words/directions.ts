import type { Language } from '../../news/chat.ts';
import { foldForSearch } from '../../text/fold.ts';
import { findPlaces } from '../../text/places.ts';
import { sentences } from '../../text/sentences.ts';

type Way = 'up' | 'down';

/**
 * Whether a text lets a number or a place move in a way that no source sentence about it does: "giảm 18,3%" of what rose, provinces
 * that fell where the source only says that they grew least.
 */
export function turnedAround(text: string, sources: readonly string[], language: Language): boolean {
  const known = sources
    .flatMap((line) => sentences(line))
    .map((line) => ({ line, ways: waysIn(line, 'vi') }));
  return sentences(text)
    .flatMap((sentence) => sentence.split(CLAUSE))
    .some((clause) => {
      const ways = waysIn(clause, language);
      if (ways.size === 0) return false;
      return subjectsOf(clause).some((subject) => {
        const about = known.filter(({ line }) => subject.isIn(line));
        return about.length > 0 && [...ways].some((way) => about.every((each) => !each.ways.has(way)));
      });
    });
}

/** Where one statement ends and another begins; commas also part the names of a list, so they need a word behind them. */
const CLAUSE =
  /;|:|,? (?:trong khi|còn|nhưng|riêng|song|while|but|whereas|although)(?= )|, (?:trong đó|với|in which|with)(?= )/u;

const UP = {
  vi: /(?<!\p{L})(?:tăng|cao hơn|nhích lên|lên|vượt|phục hồi|hồi phục)(?!\p{L})/iu,
  en: /\b(?:rose|rise[sn]?|rising|up|grew|grow(?:th|s|n|ing)?|increas\w*|gain\w*|climb\w*|jump\w*|surg\w*|higher|recover\w*|expand\w*)\b/iu,
} as const;
const DOWN = {
  vi: /(?<!\p{L})(?:giảm|sụt|thấp hơn|hạ|lao dốc|xuống|mất)(?!\p{L})/iu,
  en: /\b(?:fell|fall(?:s|en|ing)?|down|drop\w*|declin\w*|decreas\w*|lower|los[et]\w*|shrank|shrink\w*|slump\w*|contract(?:ed|ion|ing))\b/iu,
} as const;

function waysIn(text: string, language: Language): ReadonlySet<Way> {
  const ways = new Set<Way>();
  if (UP[language].test(text)) ways.add('up');
  if (DOWN[language].test(text)) ways.add('down');
  return ways;
}

interface Subject {
  isIn(line: string): boolean;
}

/** What a clause speaks of, as far as it can be looked up: its places and its numbers of movement. */
function subjectsOf(clause: string): readonly Subject[] {
  const places = findPlaces(clause).map((place) => foldForSearch(place.name));
  const numbers = Array.from(
    clause.matchAll(/\d+(?:[.,]\d+)*(?= ?%| điểm| percent)/gu),
    ([number]) => number,
  );
  return [
    ...places.map((name) => ({ isIn: (line: string) => foldForSearch(line).includes(name) })),
    ...numbers.map((number) => {
      const digits = number.replaceAll(/[.,]/gu, '[.,]');
      const pattern = new RegExp(String.raw`(?<![\d.,])${digits}(?![\d]|[.,]\d)`, 'u');
      return { isIn: (line: string) => pattern.test(line) };
    }),
  ];
}
