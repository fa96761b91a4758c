import { hasDiacritics, nfc } from './fold.ts';
import { MERGED_AT, mergedInto, provinceOf } from './gazetteer.ts';
import { resolve } from './place-rules.ts';
import type { Era, Hit } from './place-rules.ts';

/** A place named in a text. */
export interface PlaceMention {
  /** Id of a province, gate, port or region. Towns and industrial zones count as their province. */
  readonly id: string;
  /** As the article wrote it. */
  readonly name: string;
  /** Offsets in the composed text (`nfc`), `[start, end)`. */
  readonly start: number;
  readonly end: number;
  readonly kind: 'province' | 'gate' | 'port' | 'town' | 'zone' | 'region';
  /** The province of a gate or port at the time of the article. */
  readonly province?: string;
}

export interface PlaceOptions {
  /** When the article appeared, ISO or milliseconds: before 1 July 2025 towns belong to the 63 provinces of before. */
  readonly publishedAt?: string | number | undefined;
  readonly title?: string | undefined;
}

/**
 * Places a text names, in reading order, decided by context: Thái Bình Dương, Hoàng Anh Gia Lai or "ông Nguyễn Bình
 * Dương" are none. Those of the title, when given, come first, with offsets into the composed title. Linear in the
 * length of the text.
 */
export function findPlaces(text: string, options: PlaceOptions = {}): PlaceMention[] {
  return mentions(text, options).map(({ mention }) => mention);
}

/** Ids of the places an article is about, most relevant first: gates and ports before their province, then it. */
export function placeIds(text: string, options: PlaceOptions = {}): string[] {
  return ranked(mentions(text, options));
}

/** Both answers of one reading: the mentions and the ids they come to. */
export function readPlaces(
  text: string,
  options: PlaceOptions = {},
): { readonly mentions: PlaceMention[]; readonly ids: string[] } {
  const weighed = mentions(text, options);
  return { mentions: weighed.map(({ mention }) => mention), ids: ranked(weighed) };
}

function ranked(weighed: readonly Weighed[]): string[] {
  const scores = new Map<string, { score: number; first: number }>();
  const note = (id: string, score: number, first: number): void => {
    const known = scores.get(id);
    if (known === undefined) scores.set(id, { score, first });
    else known.score += score;
  };
  for (const { mention, weight, order } of weighed) {
    if (mention.kind === 'region') continue;
    note(mention.id, weight, order);
    if (mention.province !== undefined) note(mention.province, weight * 0.9, order + 0.5);
  }
  return [...scores.entries()]
    .toSorted(([, a], [, b]) => b.score - a.score || a.first - b.first)
    .map(([id]) => id);
}

interface Weighed {
  readonly mention: PlaceMention;
  readonly weight: number;
  readonly order: number;
}

const LEAD = 400;

function mentions(text: string, { publishedAt, title = '' }: PlaceOptions): Weighed[] {
  const head = nfc(title);
  const body = nfc(text);
  const joint = head === '' ? body : `${head}\n${body}`;
  const offset = head === '' ? 0 : head.length + 1;
  const hits = resolve(joint, !hasDiacritics(joint));
  const era = eraOf(publishedAt, hits, joint);
  return hits.map((hit, order) => {
    const inTitle = hit.start < offset;
    const shift = inTitle ? 0 : offset;
    const weight = inTitle ? 3 : hit.start - offset < LEAD ? 1.5 : 1;
    return { mention: settle(hit, era, shift, joint, hits), weight, order };
  });
}

function settle(hit: Hit, era: Era, shift: number, text: string, hits: readonly Hit[]): PlaceMention {
  const at = { name: text.slice(hit.start, hit.end), start: hit.start - shift, end: hit.end - shift };
  switch (hit.kind) {
    case 'province':
    case 'region':
      return { id: hit.id, ...at, kind: hit.kind };
    case 'gate':
    case 'port': {
      const province = provinceOf(hit.id, namesFormer(hit.before, hits) ? 'before' : era);
      return province === undefined
        ? { id: hit.id, ...at, kind: hit.kind }
        : { id: hit.id, ...at, kind: hit.kind, province };
    }
    case 'town':
    case 'zone':
      return {
        id: era === 'before' || namesFormer(hit.before, hits) ? hit.before : hit.since,
        ...at,
        kind: hit.kind,
      };
  }
}

/** Whether the article itself still calls the province by its former name: then its towns go with it. */
function namesFormer(id: string, hits: readonly Hit[]): boolean {
  return mergedInto(id) !== undefined && hits.some((hit) => hit.kind === 'province' && hit.id === id);
}

/** By the date; without one, a text that speaks of 63 provinces or of a former one not marked "cũ" is an old text. */
function eraOf(publishedAt: string | number | undefined, hits: readonly Hit[], text: string): Era {
  if (publishedAt !== undefined) {
    const at = typeof publishedAt === 'number' ? publishedAt : Date.parse(publishedAt);
    if (!Number.isNaN(at)) return at < MERGED_AT ? 'before' : 'since';
  }
  if (/\/34(?!\d)|34 (?:tỉnh|địa phương)|sáp nhập/u.test(text)) return 'since';
  if (/\/63(?!\d)|63 (?:tỉnh|địa phương)/u.test(text)) return 'before';
  const former = hits.filter((hit) => hit.kind === 'province' && mergedInto(hit.id) !== undefined);
  const marked = former.some((hit) => /^\s*\(?\s*cũ/iu.test(text.slice(hit.end, hit.end + 6)));
  return former.length > 0 && !marked ? 'before' : 'since';
}
