import { createRequire } from 'node:module';
import { nfc } from '../text/fold.ts';
import { keyOf } from '../text/reading.ts';

const learned: { readonly bias: number; readonly weights: readonly (readonly [number, string])[] } =
  createRequire(import.meta.url)('./topics-gate.json');

let table: Map<string, number> | undefined;

/** How far a text may be read: the news stands at the beginning, and what follows says no more about its kind. */
const READ = 2500;

/**
 * Whether the words of an article sound like trade news, learned by `bench/train-topics-gate.ts`. A headline alone says
 * little, so it must sound plainly foreign to fail; a whole article must sound like trade. `favour` is added to the
 * judgement, where other signs speak for the article.
 */
export function soundsLikeTrade(title: string, text: string, favour: number): boolean {
  const { judgement, known } = judge(title, text);
  const certainty = Math.min(1, Math.max(0, Math.log2(known / FEW) / 4));
  return judgement + favour > LENIENT + (STRICT - LENIENT) * certainty;
}

/** Known features of a bare headline, and the bars for it and for an article of sixteen times as many. */
const FEW = 12;
const LENIENT = -3.9;
const STRICT = 0.3;

/** The judgement in log odds and the number of features it rests on. */
function judge(title: string, text: string): { readonly judgement: number; readonly known: number } {
  if (table === undefined) {
    table = new Map();
    for (const [weight, features] of learned.weights) {
      for (const feature of features.split('|')) table.set(feature, weight);
    }
  }
  let sum = 0;
  let known = 0;
  for (const feature of gateFeatures(nfc(title), nfc(text.slice(0, READ)))) {
    const weight = table.get(feature);
    if (weight === undefined) continue;
    sum += weight;
    known++;
  }
  return { judgement: learned.bias + sum / Math.sqrt(Math.max(1, known)), known };
}

/** Each syllable and pair of neighbouring syllables once; numbers count as one word. */
export function gateFeatures(title: string, text: string): string[] {
  const seen = new Set<string>();
  for (const part of [title, text]) {
    let before = '';
    for (const [word] of part.matchAll(/[\p{L}\p{M}]+|\p{Nd}+|[.!?…\n]/gu)) {
      if (/[.!?…\n]/u.test(word)) {
        before = '';
        continue;
      }
      const key = /^\p{Nd}/u.test(word) ? '0' : keyOf(word);
      seen.add(key);
      if (before !== '') seen.add(`${before} ${key}`);
      before = key;
    }
  }
  return [...seen];
}
