import { distance } from 'fastest-levenshtein';
import { foldForSearch } from './fold.ts';

export interface Named<T> {
  readonly name: string;
  readonly value: T;
}

/**
 * The values whose names are nearest to what was typed, best first, each value once: whole names, beginnings, words
 * inside, then small slips of the keyboard. Diacritics never matter. Empty when nothing is near.
 */
export function nearest<T>(typed: string, candidates: readonly Named<T>[], limit: number): T[] {
  const wanted = words(typed);
  if (wanted === '') return [];
  const best = new Map<T, number>();
  for (const { name, value } of candidates) {
    const cost = farness(wanted, words(name));
    if (cost <= FARTHEST && cost < (best.get(value) ?? Infinity)) best.set(value, cost);
  }
  return [...best.entries()]
    .toSorted((a, b) => a[1] - b[1])
    .slice(0, limit)
    .map(([value]) => value);
}

const FARTHEST = 0.4;

function words(s: string): string {
  return foldForSearch(s)
    .replaceAll(/[^\p{L}\p{Nd}]+/gu, ' ')
    .trim()
    .slice(0, 80);
}

/** 0 is the same, 0.4 the farthest that still counts. */
function farness(wanted: string, name: string): number {
  if (wanted === name) return 0;
  const length = Math.max(wanted.length, name.length);
  if (wanted.length >= 2 && name.startsWith(wanted)) return 0.05 + 0.1 * (1 - wanted.length / name.length);
  if (wanted.length >= 2 && ` ${name} `.includes(` ${wanted} `))
    return 0.15 + 0.1 * (1 - wanted.length / name.length);
  if (name.length >= 3 && ` ${wanted} `.includes(` ${name} `))
    return 0.2 + 0.1 * (1 - name.length / wanted.length);
  const solid = distance(wanted.replaceAll(' ', ''), name.replaceAll(' ', ''));
  return Math.min(solid, distance(wanted, name)) / length + 0.05;
}
