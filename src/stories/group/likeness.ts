import { createRequire } from 'node:module';
import { forestPredictor, unpackForest, type PackedForest } from '../summary/trees.ts';
import { mustStayApart, sameRelease } from './apart.ts';
import type { Read } from './read.ts';
import { cosine } from './vector.ts';

export const LIKENESS_FEATURES = 18;

/** What a pair that must stay apart counts in an average. */
const APART = -1;
const DAY = 86_400_000;
/** Loss of likeness for each day beyond the first between two articles. */
const FADING = 0.05;

/** Syllables below which a text is a teaser. The trees learned from longer texts and take the little two teasers share for much. */
const TEASER = 50;
/** Cosine up to which two teasers are not believed, and from which they are: few words agree by chance. */
const DOUBTED = 0.3;
const BELIEVED = 0.45;
/** Cosine of two teasers' numbers from which they are the same, and what that adds to their cosine. */
const SAME_NUMBERS = 0.7;
const WITNESSED = 0.12;
/** What is left for teasers that both give numbers and none in common. */
const OTHER_NUMBERS = 0.45;
/** Articles that name different days and appeared this far apart are rarely about one event. */
const OTHER_DAY = 0.8 * DAY;

/** Papers print a release on its day and the next; the same number of the same statistic then is the same event. */
const RELEASE_GAP = 1.5 * DAY;
const RELEASED = 0.7;

let trained: ((features: ArrayLike<number>) => number) | undefined;

function trainedLikeness(): (features: ArrayLike<number>) => number {
  if (trained) return trained;
  const packed: PackedForest = createRequire(import.meta.url)('./weights.json');
  trained = forestPredictor(unpackForest(packed));
  return trained;
}

/**
 * How likely two articles tell one event, 0 to 1, by trees trained on grouped articles; below 0 when they must not be
 * one story. `gapMs` is the time between them.
 */
export function likenessOf(a: Read, b: Read, gapMs: number, predict = trainedLikeness()): number {
  if (mustStayApart(a.apart, b.apart, gapMs)) return APART;
  const features = likenessFeatures(a, b);
  let chance = Math.min(1, Math.max(0, predict(features)));
  if (features[10]! < TEASER) chance *= teaserTrust(features);
  if (features[8]! < 0 && gapMs > OTHER_DAY) chance *= 0.5;
  if (sameRelease(a.apart, b.apart) && gapMs < RELEASE_GAP) chance = Math.max(chance, RELEASED);
  return chance * (1 - Math.min(0.5, FADING * Math.max(0, gapMs / DAY - 1)));
}

function teaserTrust(features: Float64Array): number {
  // The same numbers are the best witness that a few shared words are no chance.
  const witness = features[6]! >= SAME_NUMBERS ? WITNESSED : 0;
  const alike = Math.min(1, Math.max(0, (features[0]! + witness - DOUBTED) / (BELIEVED - DOUBTED)));
  const otherNumbers = features[14]! > 0 && features[6] === 0;
  return alike * (otherNumbers ? OTHER_NUMBERS : 1);
}

/** What the trees look at. Symmetric in the two articles. */
export function likenessFeatures(a: Read, b: Read): Float64Array {
  const f = new Float64Array(LIKENESS_FEATURES);
  const crossA = cosine(a.title, b.whole);
  const crossB = cosine(b.title, a.whole);
  f[0] = cosine(a.whole, b.whole);
  f[1] = cosine(a.title, b.title);
  f[2] = cosine(a.lead, b.lead);
  f[3] = Math.max(crossA, crossB);
  f[4] = Math.min(crossA, crossB);
  f[5] = cosine(a.names, b.names);
  f[6] = cosine(a.numbers, b.numbers);
  const shared = a.days.filter((day) => b.days.includes(day)).length;
  f[7] = shared;
  f[8] = a.days.length > 0 && b.days.length > 0 ? (shared > 0 ? 1 : -1) : 0;
  f[9] = nearestDays(a.days, b.days);
  f[10] = Math.min(a.length, b.length);
  f[11] = Math.max(a.length, b.length);
  f[12] = Math.max(cosine(a.lead, b.whole), cosine(b.lead, a.whole));
  f[13] = Math.min(a.names.keys.length, b.names.keys.length);
  f[14] = Math.min(a.numbers.keys.length, b.numbers.keys.length);
  f[15] = Math.min(a.title.keys.length, b.title.keys.length);
  f[16] = placeShare(a.apart.places, b.apart.places);
  f[17] = placeShare(openingPlaces(a), openingPlaces(b));
  return f;
}

function openingPlaces({ apart }: Read): readonly string[] {
  return [...new Set([...apart.titlePlaces, ...apart.leadPlaces])];
}

/** Share of the shorter list that both name; -1 when one names none. */
function placeShare(a: readonly string[], b: readonly string[]): number {
  if (a.length === 0 || b.length === 0) return -1;
  let shared = 0;
  for (const place of a) if (b.includes(place)) shared += 1;
  return shared / Math.min(a.length, b.length);
}

/** Fewest days of the year between any two dates named; -1 when one article names none. */
function nearestDays(a: readonly number[], b: readonly number[]): number {
  let nearest = -1;
  for (const x of a) {
    for (const y of b) {
      const apart = Math.abs((x % 100) * 30 + Math.floor(x / 100) - (y % 100) * 30 - Math.floor(y / 100));
      const gap = Math.min(apart, 365 - apart);
      if (nearest < 0 || gap < nearest) nearest = gap;
    }
  }
  return nearest;
}
