import { createRequire } from 'node:module';
import { keyOf } from '../text/reading.ts';
import type { Reading } from '../text/reading.ts';

const learned: { readonly bias: number; readonly weights: readonly (readonly [number, string])[] } =
  createRequire(import.meta.url)('./topics-gate.json');

/** What is known of a syllable and of the pairs it begins. */
interface Known {
  weight?: number;
  readonly pairs: Map<string, { readonly weight: number }>;
}

let table: Map<string, Known> | undefined;

function readTable(): Map<string, Known> {
  const known = new Map<string, Known>();
  for (const [weight, features] of learned.weights) {
    for (const feature of features.split('|')) {
      const [first, second] = feature.split(' ') as [string, string?];
      let entry = known.get(first);
      if (entry === undefined) known.set(first, (entry = { pairs: new Map() }));
      if (second === undefined) entry.weight = weight;
      else entry.pairs.set(second, { weight });
    }
  }
  return known;
}

/** How far a text may be read: the news stands at the beginning, and what follows says no more about its kind. */
const READ = 2500;

/**
 * Whether the words of an article sound like trade news, learned by `bench/train-topics-gate.ts`. A headline alone says
 * little, so it must sound plainly foreign to fail; a whole article must sound like trade. `favour` is added to the
 * judgement, where other signs speak for the article. The text begins at offset `body` of the reading.
 */
export function soundsLikeTrade(reading: Reading, body: number, favour: number): boolean {
  const { judgement, known } = judge(reading, body);
  const certainty = Math.min(1, Math.max(0, Math.log2(known / FEW) / 4));
  return judgement + favour > LENIENT + (STRICT - LENIENT) * certainty;
}

/** Known features of a bare headline, and the bars for it and for an article of sixteen times as many. */
const FEW = 12;
const LENIENT = -3.9;
const STRICT = 0.3;

/** The judgement in log odds and the number of features it rests on. */
function judge(reading: Reading, body: number): { readonly judgement: number; readonly known: number } {
  table ??= readTable();
  const seen = new Set<object>();
  let sum = 0;
  let known = 0;
  const note = (one: { readonly weight?: number } | undefined): void => {
    if (one?.weight === undefined || seen.has(one)) return;
    seen.add(one);
    sum += one.weight;
    known++;
  };
  const weights = table;
  const read = (before: Known | undefined, key: string): Known | undefined => {
    const entry = weights.get(key);
    note(entry);
    note(before?.pairs.get(key));
    return entry;
  };
  const until = body + READ;
  let before: Known | undefined;
  for (let i = 0; i < reading.count && reading.starts[i]! < until; i++) {
    const gap = reading.gaps[i]!;
    if (gap !== '' && /[.!?…\n]/u.test(gap)) before = undefined;
    const word = reading.raw[i]!;
    if (!hasDigit(word)) {
      before = read(before, reading.plain ? keyOf(word) : reading.keys[i]!);
      continue;
    }
    // "RON95" is two.
    for (const piece of word.match(/[\p{L}\p{M}]+|\p{Nd}+/gu) ?? []) before = read(before, keyOfPiece(piece));
  }
  return { judgement: learned.bias + sum / Math.sqrt(Math.max(1, known)), known };
}

/** Each syllable and pair of neighbouring syllables once; numbers count as one word. */
export function gateFeatures(title: string, text: string): string[] {
  const seen = new Set<string>();
  for (const part of [title, text]) {
    let before = '';
    for (const [word] of part.matchAll(PIECES)) {
      if (ENDS.has(word)) {
        before = '';
        continue;
      }
      const key = keyOfPiece(word);
      seen.add(key);
      if (before !== '') seen.add(`${before} ${key}`);
      before = key;
    }
  }
  return [...seen];
}

const PIECES = /[\p{L}\p{M}]+|\p{Nd}+|[.!?…\n]/gu;
const ENDS = new Set(['.', '!', '?', '…', '\n']);

function keyOfPiece(word: string): string {
  const code = word.charCodeAt(0);
  return (code >= 48 && code <= 57) || (code > 127 && /^\p{Nd}/u.test(word)) ? '0' : keyOf(word);
}

function hasDigit(word: string): boolean {
  for (let i = 0; i < word.length; i++) {
    const code = word.charCodeAt(i);
    if (code >= 48 && code <= 57) return true;
  }
  return false;
}
