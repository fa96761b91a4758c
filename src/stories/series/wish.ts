import { createRequire } from 'node:module';
import { foldForSearch } from '../../text/fold.ts';
import { nearest } from '../../text/nearest.ts';
import { findPlaceByName } from '../../text/place-names.ts';
import { displayName, indicatorNames } from '../figures/names.ts';

/** What somebody wants to see who types "iip bac giang" or "giá xăng ron95". */
export interface SeriesWish {
  readonly indicator?: string;
  readonly item?: string;
  readonly market?: string;
  readonly place?: string;
  /** Words that fit nothing. */
  readonly rest: string;
  /** Indicators that the words may have meant, nearest first; empty when one was understood. */
  readonly near: readonly string[];
}

type Kind = 'indicator' | 'item' | 'market';

interface LexiconLine {
  readonly kind: Kind;
  readonly id: string;
  readonly price?: string;
  readonly phrases: readonly string[];
}

interface Phrase {
  readonly kind: Kind;
  readonly id: string;
  readonly price?: string;
  readonly words: readonly string[];
}

/** Short names people type that no newspaper prints. */
const shortNames: Readonly<Record<string, string>> = {
  xang: 'fuel-price',
  'xang dau': 'fuel-price',
  'gia xang dau': 'fuel-price',
  dien: 'power-price',
  'gia dien': 'power-price',
  fdi: 'fdi-registered',
  'ban le': 'retail-sales',
  xnk: 'trade-total',
  'xuat nhap khau': 'trade-total',
  'xuat sieu': 'trade-balance',
  'nhap sieu': 'trade-balance',
  'ty gia': 'usd-vnd',
  usd: 'usd-vnd',
  vang: 'gold-price',
  'cua khau': 'border-vehicles',
  'xe cho': 'border-backlog',
  'thong quan': 'border-vehicles',
  'cong nghiep': 'iip',
  gao: 'rice-export-price',
  'gia gao': 'rice-export-price',
  'ca phe': 'coffee-price',
  'ho tieu': 'pepper-price',
  'sau rieng': 'durian-price',
  thep: 'steel-price',
};

let phrases: readonly Phrase[] | undefined;

/** Every way to name an indicator, an item or a market, the longest first. Made at the first question. */
function allPhrases(): readonly Phrase[] {
  phrases ??= [
    ...(createRequire(import.meta.url)('../figures/lexicon.json') as readonly LexiconLine[]).flatMap(
      ({ kind, id, price, phrases: spellings }) =>
        [...spellings, displayName(kind, id, 'vi') ?? '', displayName(kind, id, 'en') ?? '', id].map(
          (phrase) => ({ kind, id, words: words(phrase), ...(price === undefined ? {} : { price }) }),
        ),
    ),
    ...Object.entries(shortNames).map(([name, id]): Phrase => ({
      kind: 'indicator',
      id,
      words: name.split(' '),
    })),
  ]
    .filter((phrase) => phrase.words.length > 0)
    .toSorted((a, b) => b.words.length - a.words.length || rank(a) - rank(b));
  return phrases;
}

/** Of one spelling the indicator is meant before goods and countries. */
function rank({ kind }: Phrase): number {
  return kind === 'indicator' ? 0 : kind === 'item' ? 1 : 2;
}

/** Reads a typed wish, diacritics or not, in any order. */
export function readSeriesWish(typed: string): SeriesWish {
  const found: { indicator?: string; item?: string; market?: string; price?: string } = {};
  const left = [...words(typed)];
  for (let at = 0; at < left.length;) {
    const phrase = allPhrases().find(
      (each) => found[each.kind] === undefined && each.words.every((word, k) => left[at + k] === word),
    );
    // Two syllables of a place are a place, though one of them may be goods: "mỏ cày", "đường lâm".
    if (phrase === undefined || (phrase.kind !== 'indicator' && isPlaceFrom(left, at, phrase.words.length))) {
      at += 1;
      continue;
    }
    found[phrase.kind] = phrase.id;
    if (phrase.price !== undefined) found.price = phrase.price;
    left.splice(at, phrase.words.length);
  }
  const { indicator = found.price, item, market } = found;
  const place = placeIn(left);
  const rest = place === undefined ? left.join(' ') : '';
  return {
    rest,
    near: indicator === undefined ? nearIndicators(typed) : [],
    ...(indicator === undefined ? {} : { indicator }),
    ...(item === undefined ? {} : { item }),
    ...(market === undefined ? {} : { market }),
    ...(place === undefined ? {} : { place }),
  };
}

function isPlaceFrom(left: readonly string[], at: number, length: number): boolean {
  const more = left.slice(at, at + length + 1);
  return more.length > length && findPlaceByName(more.join(' ')).exact !== undefined;
}

function placeIn(left: readonly string[]): string | undefined {
  if (left.length === 0) return undefined;
  const bare = left.filter((word, at) => at > 0 || !['tai', 'o', 'cua', 'tinh'].includes(word));
  return findPlaceByName(bare.join(' ')).exact;
}

function nearIndicators(typed: string): readonly string[] {
  const candidates = [
    ...indicatorNames('vi').map(({ id, name }) => ({ name, value: id })),
    ...indicatorNames('en').map(({ id, name }) => ({ name, value: id })),
    ...Object.entries(shortNames).map(([name, value]) => ({ name, value })),
  ];
  return nearest(typed, candidates, 5);
}

function words(text: string): readonly string[] {
  return foldForSearch(text)
    .replaceAll(/[^\p{L}\p{Nd}]+/gu, ' ')
    .trim()
    .split(' ')
    .filter((word) => word !== '');
}
