import type { Reading } from '../text/reading.ts';
import { stepKey } from '../text/reading.ts';
import { walk } from '../text/syllable-trie.ts';
import { lexicon, termTrie } from './topics-lexicon.ts';
import type { Term } from './topics-lexicon.ts';

/** What the words of a text say for one topic, or for one kind of noise. */
export interface Score {
  readonly id: string;
  /** Title counts double, the lead one and a half. */
  title: number;
  lead: number;
  body: number;
  /** Different strong and weak terms. */
  readonly strong: Set<number>;
  readonly weak: Set<number>;
  strongInTitle: boolean;
  /** Syllable of the first hit in the title, for ties. */
  first: number;
}

export interface Scores {
  /** By index of `lexicon.topics`. */
  readonly topics: readonly Score[];
  readonly subtopics: ReadonlyMap<string, Score>;
  readonly noise: readonly Score[];
}

export interface Zones {
  /** Syllables before this index are the title, before `lead` the lead. */
  readonly title: number;
  readonly lead: number;
  /** The first word of the title is a weak one that is its subject there. */
  readonly heads: boolean;
}

const STRONG = 3;
const WEAK = 1;
/** How often one term may count in the body. */
const REPEATS = 2;

interface Match {
  readonly from: number;
  readonly to: number;
  readonly terms: readonly Term[];
}

/** Counts the terms of all topics in a text, longest first; linear in its length. */
export function score(reading: Reading, zones: Zones): Scores {
  const topics = lexicon.topics.map(({ id }) => empty(id));
  const subtopics = new Map<string, Score>();
  const noise = new Map(lexicon.offTopic.map(({ id }) => [id, empty(id)]));
  const counted = new Map<string, number>();
  for (const { from, terms } of matches(reading)) {
    const zone = from < zones.title ? 'title' : from < zones.lead ? 'lead' : 'body';
    const seen = new Set<string>();
    for (const term of terms) {
      const owners =
        term.topic < 0
          ? [noise.get(term.id)!]
          : [
              topics[term.topic]!,
              ...(term.id === lexicon.topics[term.topic]!.id ? [] : [subtopic(subtopics, term.id)]),
            ];
      for (const owner of owners) {
        const once = `${owner.id} ${term.word}`;
        if (seen.has(once)) continue;
        seen.add(once);
        const times = counted.get(`${zone} ${once}`) ?? 0;
        counted.set(`${zone} ${once}`, times + 1);
        if (times >= (zone === 'body' ? REPEATS : 1)) continue;
        const sure =
          zones.heads && from === 0 && term.weight === 'weak' ? { ...term, weight: 'strong' as const } : term;
        note(owner, reading.plain ? doubtful(sure) : sure, zone, from);
      }
    }
  }
  return { topics, subtopics, noise: [...noise.values()] };
}

function empty(id: string): Score {
  return {
    id,
    title: 0,
    lead: 0,
    body: 0,
    strong: new Set(),
    weak: new Set(),
    strongInTitle: false,
    first: Infinity,
  };
}

function subtopic(all: Map<string, Score>, id: string): Score {
  let found = all.get(id);
  if (found === undefined) all.set(id, (found = empty(id)));
  return found;
}

/** Without diacritics one syllable is too many words at once: it only counts as weak, unless it is an abbreviation. */
function doubtful(term: Term): Term {
  return term.weight === 'strong' && term.form.length === 1 && term.form[0] !== 2
    ? { ...term, weight: 'weak' }
    : term;
}

function note(owner: Score, term: Term, zone: 'title' | 'lead' | 'body', at: number): void {
  if (term.weight === 'negative') {
    owner[zone] -= zone === 'title' ? 2 : 1;
    return;
  }
  const points = term.weight === 'strong' ? STRONG : WEAK;
  owner[zone] += points * (zone === 'title' ? 2 : zone === 'lead' ? 1.5 : 1);
  (term.weight === 'strong' ? owner.strong : owner.weak).add(term.word);
  if (zone === 'title') {
    if (term.weight === 'strong') owner.strongInTitle = true;
    owner.first = Math.min(owner.first, at);
  }
}

/** Terms as they stand in the text: a shorter one inside a longer one does not count, a negative cancels what it touches. */
function matches(reading: Reading): Match[] {
  const root = termTrie(reading.plain);
  const all: Match[] = [];
  const key = (from: number) => (i: number) =>
    i === from ? reading.keys[i]! : stepKey(reading.gaps[i]!, reading.keys[i]!);
  let covered = 0;
  const negatives: Match[] = [];
  for (let i = 0; i < reading.count; i++) {
    if (!root.next.has(reading.keys[i]!)) continue;
    for (const { length, values } of walk(root, i, Math.min(reading.count, i + 10), key(i))) {
      const written = values.filter((term) => isWrittenSo(reading, i, term.form));
      if (written.length === 0) continue;
      const against = written.filter(({ weight }) => weight === 'negative');
      // Strong before weak: a word may be weak for a topic and strong for its subtopic, and counts once.
      const positive = [
        ...written.filter(({ weight }) => weight === 'strong'),
        ...written.filter(({ weight }) => weight === 'weak'),
      ];
      if (against.length > 0) negatives.push({ from: i, to: i + length, terms: against });
      if (positive.length === 0) continue;
      if (i + length <= covered) break;
      covered = Math.max(covered, i + length);
      all.push({ from: i, to: i + length, terms: positive });
      break;
    }
  }
  return settle(all, negatives);
}

function settle(all: Match[], negatives: Match[]): Match[] {
  if (negatives.length === 0) return all;
  const kept: Match[] = [];
  const idle = new Set(negatives.flatMap((negative) => negative.terms.map((term) => ({ negative, term }))));
  let from = 0;
  for (const match of all) {
    while (from < negatives.length && negatives[from]!.to <= match.from - 12) from++;
    const touching: Match[] = [];
    for (let i = from; i < negatives.length && negatives[i]!.from < match.to; i++) {
      if (negatives[i]!.to > match.from) touching.push(negatives[i]!);
    }
    const terms = match.terms.filter((term) => {
      const against = touching.filter((negative) => negative.terms.some(({ topic }) => topic === term.topic));
      if (against.length === 0) return true;
      for (const entry of idle) {
        if (against.includes(entry.negative) && entry.term.topic === term.topic) idle.delete(entry);
      }
      // A longer term of the topic itself survives a negative inside it.
      return against.every(
        ({ from: start, to }) => to - start < match.to - match.from && start >= match.from && to <= match.to,
      );
    });
    if (terms.length > 0) kept.push({ ...match, terms });
  }
  for (const { negative, term } of idle) kept.push({ ...negative, terms: [term] });
  return kept.toSorted((a, b) => a.from - b.from);
}

function isWrittenSo(reading: Reading, from: number, form: readonly (0 | 1 | 2)[]): boolean {
  return form.every((how, k) => {
    if (how === 0) return true;
    const raw = reading.raw[from + k]!;
    return how === 1 ? reading.capital[from + k]! : raw === raw.toUpperCase();
  });
}
