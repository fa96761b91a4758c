import { foldForSearch } from '../text/fold.ts';
import { tokens } from '../text/tokens.ts';

/** The words of recent titles, to say what somebody may have meant. */
export interface TitleWords {
  /** Queries that may find something, the most like the typed one first; each is worth a try. */
  guesses(typed: string): readonly string[];
}

/** Words typed at most that are looked at. */
const mostWords = 8;

interface Known {
  /** As it is written most often. */
  readonly written: string;
  readonly count: number;
}

/** Learns the words of titles, with the accents in which they are written most. */
export function titleWords(titles: readonly string[]): TitleWords {
  const spellings = new Map<string, Map<string, number>>();
  for (const title of titles)
    for (const word of tokens(title)) {
      const folded = foldForSearch(word);
      const known = spellings.get(folded) ?? new Map<string, number>();
      known.set(word, (known.get(word) ?? 0) + 1);
      spellings.set(folded, known);
    }
  const known = new Map<string, Known>();
  for (const [folded, ways] of spellings) {
    const [best] = [...ways].toSorted((a, b) => b[1] - a[1]);
    if (best)
      known.set(folded, { written: best[0], count: [...ways.values()].reduce((sum, each) => sum + each, 0) });
  }

  /** The word itself when titles have it, else the commonest one that a slip of the keyboard away. */
  function corrected(word: string): string | undefined {
    const folded = foldForSearch(word);
    if (known.has(folded)) return word;
    let best: Known | undefined;
    for (const near of slipsOf(folded)) {
      const candidate = known.get(near);
      if (candidate !== undefined && candidate.count > (best?.count ?? 0)) best = candidate;
    }
    return best?.written;
  }

  return {
    guesses(typed) {
      const plain = typed.replaceAll(/\b(?:tu|den|nguon):\S+|["“”]|(?<!\S)-\S+|\bOR\b/gu, ' ');
      const words = tokens(plain).slice(0, mostWords);
      if (words.length === 0) return [];
      const right = words.map(corrected);
      const found = right.filter((word) => word !== undefined);
      const guesses = [found.join(' ')];
      // One word less, each in turn: better some of it than nothing.
      if (found.length > 1)
        guesses.push(...found.map((_, at) => found.filter((__, other) => other !== at).join(' ')));
      // The rarest word of it says most.
      const rarest = found.toSorted((a, b) => count(a) - count(b))[0];
      if (rarest !== undefined) guesses.push(rarest);
      const asTyped = words.join(' ');
      return [...new Set(guesses)].filter((guess) => guess !== '' && guess !== asTyped);
    },
  };

  function count(word: string): number {
    return known.get(foldForSearch(word))?.count ?? 0;
  }
}

const letters = Array.from('abcdefghijklmnopqrstuvwxyz');

/** Every word that one letter more, less, other or swapped makes of this one. */
function slipsOf(word: string): readonly string[] {
  const near: string[] = [];
  for (let at = 0; at <= word.length; at += 1) {
    const [head, tail] = [word.slice(0, at), word.slice(at)];
    if (tail !== '') near.push(head + tail.slice(1));
    if (tail.length > 1) near.push(head + tail[1]! + tail[0]! + tail.slice(2));
    for (const letter of letters) {
      near.push(head + letter + tail);
      if (tail !== '') near.push(head + letter + tail.slice(1));
    }
  }
  return near;
}
