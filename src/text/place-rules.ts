import { isAbroad } from './place-abroad.ts';
import { isCompany, isNamedAfter, isPerson, routeStart, sentenceHas, surroundings } from './place-context.ts';
import type { Surroundings } from './place-context.ts';
import { findNames } from './place-find.ts';
import type { Name } from './place-find.ts';
import type { Meaning } from './place-lexicon.ts';
import { isFromEndToEnd, provinceAlong } from './place-routes.ts';
import { readText } from './reading.ts';
import type { Reading } from './reading.ts';

export type Era = 'before' | 'since';

/** A name that stands for a place here, at `[start, end)` of the text. */
export type Hit = { readonly start: number; readonly end: number } & (
  | { readonly kind: 'province' | 'region'; readonly id: string }
  | { readonly kind: 'gate' | 'port'; readonly id: string; readonly before: string; readonly since: string }
  | { readonly kind: 'town' | 'zone'; readonly before: string; readonly since: string }
);

type Spot = Extract<Meaning, { kind: 'gate' | 'port' }>;

/**
 * Reads the names in a text and decides which are places. First those that need nothing but their surroundings, then
 * those that need a province named nearby.
 */
export function resolve(text: string, plain: boolean): Hit[] {
  const reading = readText(text, plain);
  const names = findNames(reading);
  const taken = new Set<number>();
  for (const { from, to } of names) for (let i = from; i < to; i++) taken.add(i);
  const judge: Judge = {
    reading,
    names,
    taken: (i) => taken.has(i),
    sentences: new Map(),
    everywhere: new Set(),
  };
  const hits = new Map<number, Hit[]>();
  for (const sure of [true, false]) {
    for (const [index, name] of names.entries()) {
      if (hits.has(index)) continue;
      const found = decide(judge, index, sure);
      if (found.length === 0) continue;
      hits.set(
        index,
        found.map((hit) => ({ ...hit, start: reading.starts[name.from]!, end: reading.ends[name.to - 1]! })),
      );
      for (const hit of found) remember(judge, name, hit);
    }
  }
  return [...hits.entries()].toSorted(([a], [b]) => a - b).flatMap(([, found]) => found);
}

interface Judge {
  readonly reading: Reading;
  readonly names: readonly Name[];
  readonly taken: (index: number) => boolean;
  /** Provinces accepted so far, by sentence and in all. */
  readonly sentences: Map<number, Set<string>>;
  readonly everywhere: Set<string>;
}

/** A hit before its place in the text is filled in. */
type Found =
  | { readonly kind: 'province' | 'region'; readonly id: string }
  | { readonly kind: 'gate' | 'port'; readonly id: string; readonly before: string; readonly since: string }
  | { readonly kind: 'town' | 'zone'; readonly before: string; readonly since: string };

function remember(judge: Judge, name: Name, hit: Found): void {
  const sentence = judge.reading.sentence[name.from]!;
  const ids = 'before' in hit ? (hit.kind === 'gate' ? [] : [hit.before, hit.since]) : [hit.id];
  let set = judge.sentences.get(sentence);
  if (set === undefined) judge.sentences.set(sentence, (set = new Set()));
  for (const id of ids) {
    set.add(id);
    judge.everywhere.add(id);
  }
}

function decide(judge: Judge, index: number, sure: boolean): Found[] {
  const { reading } = judge;
  const { from, to, meanings } = judge.names[index]!;
  if (meanings.some(({ kind }) => kind === 'other')) return [];
  const near = surroundings(reading, from);
  const regions = meanings.filter((meaning) => meaning.kind === 'region');
  if (regions.length > 0) return sure ? [{ kind: 'region', id: regions[0]!.id }] : [];
  const route = routeStart(reading, from, to);
  if (route >= 0) {
    const along = sure ? provinceAlong(reading, judge.names, index, route) : undefined;
    return along === undefined ? [] : [{ kind: 'province', id: along }];
  }
  if (isAbroad(reading, judge.names, index) || isFromEndToEnd(reading, judge.names, index)) return [];
  const zones = meanings.filter((meaning) => meaning.kind === 'zone');
  const spots = meanings.filter(
    (meaning): meaning is Spot => meaning.kind === 'gate' || meaning.kind === 'port',
  );
  if (
    zones.length > 0 &&
    (near.zone ||
      (spots.length === 0 && (zones.some(({ safe }) => safe) || meanings.length === zones.length)))
  ) {
    return zone(judge, from, zones, sure);
  }
  const towns = meanings.filter((meaning) => meaning.kind === 'town');
  const own = meanings.filter((meaning) => meaning.kind === 'province');
  // "Công ty CP Nhiệt điện Hải Phòng": the cue is itself part of a company's name.
  const plant = near.admin && PLANTS.test(reading.keys[from - 1]!) && !near.town;
  if (plant && isCompany(reading, from, to)) return [];
  if (!near.admin && !near.town) {
    if (isClub(reading, to)) return [];
    if (isPerson(reading, from, judge.taken)) return [];
    if (!near.gate && isNamedAfter(reading, from, to, own.length > 0 && towns.length === 0)) return [];
    if (!near.gate && !near.zone && isCompany(reading, from, to)) return [];
  }
  if (spots.length > 0) {
    const found = spot(judge, from, spots, towns, near, sure);
    if (found !== undefined) return [found];
  }
  if (own.length > 0) {
    if (!own.some((meaning) => province(judge, index, meaning, near, sure))) return [];
    return [...new Set(own.map(({ id }) => id))].map((id) => ({ kind: 'province', id }));
  }
  const town = towns[0];
  if (town === undefined) return [];
  // "phường Vinh Tân": one syllable of a longer name.
  const longer = to - from === 1 && to < reading.count && reading.gaps[to] === '' && reading.capital[to]!;
  if (longer && !judge.taken(to)) return [];
  // "xã Long Khánh, huyện Bến Cầu": a commune elsewhere that shares the name.
  const commune =
    /^(?:xã|xa)$/u.test(reading.keys[from - 1] ?? '') && reading.gaps[from] === '' && !near.town;
  const single = to - from === 1;
  const accepted = town.safe
    ? !commune || (!sure && ownProvinceNear(judge, from, town))
    : sure
      ? near.town && reading.keys[from - 1] !== 'quận'
      : single
        ? standsBeforeProvince(judge, index, town) ||
          (near.admin && /^(?:không|bay)$/u.test(reading.keys[from - 1]!))
        : ownProvinceNear(judge, from, town) || near.preposition || near.admin || near.zone;
  return accepted ? [{ kind: 'town', before: town.before, since: town.since }] : [];
}

const PLANTS = /^(?:điện|dien|dầu|dau)$/u;

/** "Thanh Hóa FC" */
function isClub(reading: Reading, to: number): boolean {
  return to < reading.count && reading.gaps[to] === '' && reading.raw[to] === 'FC';
}

/** "Vinh (Nghệ An)", "Vinh, Nghệ An": one syllable is a town only with its province right behind. */
function standsBeforeProvince(
  judge: Judge,
  index: number,
  { before, since }: { readonly before: string; readonly since: string },
): boolean {
  const next = judge.names[index + 1];
  if (next === undefined || next.from !== judge.names[index]!.to) return false;
  if (!/^[(,-]$/u.test(judge.reading.gaps[next.from]!)) return false;
  return next.meanings.some((one) => one.kind === 'province' && (one.id === before || one.id === since));
}

function province(
  judge: Judge,
  index: number,
  meaning: Extract<Meaning, { kind: 'province' }>,
  near: Surroundings,
  sure: boolean,
): boolean {
  const { reading } = judge;
  const { from, to } = judge.names[index]!;
  const cue = near.admin || near.town || near.preposition;
  // "huyện Quảng Ninh (Quảng Bình)", "quận Phú Thọ": a district that only bears the name.
  if (/^(?:huyện|quận|huyen|quan)$/u.test(reading.keys[from - 1] ?? '') && near.town) return false;
  if (meaning.id === 'phu-tho' && !cue && sentenceHas(reading, from, ['quận', '11'])) return false;
  if (isShouted(reading, from, to) && SHOUTED_WORDS.has(reading.keys.slice(from, to).join(' '))) {
    return cue || (!sure && inList(judge, index));
  }
  if (meaning.safe) return to - from > 1 || !isFullName(reading, from, to) || cue;
  const single = to - from === 1;
  const short = single && reading.raw[from]!.length <= 3;
  if (short) return near.admin || near.town || near.preposition;
  // "Hồ Chí Minh" alone is a person unless something says otherwise; "Sài Gòn" or "đất Cảng" are places.
  if (reading.keys[from] === 'hồ' || (reading.plain && reading.keys[from] === 'ho'))
    return cue || (!sure && inList(judge, index));
  if (single && reading.plain) return cue;
  return true;
}

/** Capitals that stand between other capitalised names without a cue: part of a longer name such as "Thị Huế Thương". */
function isFullName(reading: Reading, from: number, to: number): boolean {
  return (
    to - from === 1 &&
    to < reading.count &&
    reading.gaps[to] === '' &&
    reading.capital[to]! &&
    from > 0 &&
    reading.gaps[from] === '' &&
    reading.capital[from - 1]!
  );
}

/** Common words in capitals: only a headline in capitals makes names of them. */
const SHOUTED_WORDS = new Set(['hòa bình', 'cao bằng', 'hải dương', 'hoa binh', 'cao bang', 'hai duong']);

function isShouted(reading: Reading, from: number, to: number): boolean {
  const loud = (i: number): boolean =>
    i >= 0 &&
    i < reading.count &&
    reading.raw[i]!.length > 1 &&
    reading.raw[i] === reading.raw[i]!.toUpperCase();
  for (let i = from; i < to; i++) if (!loud(i)) return false;
  return loud(from - 1) || loud(to);
}

function inList(judge: Judge, index: number): boolean {
  const { from, to } = judge.names[index]!;
  const { gaps } = judge.reading;
  const before = judge.names[index - 1];
  const after = judge.names[index + 1];
  return (before?.to === from && gaps[from] === ',') || (after?.from === to && gaps[to] === ',');
}

/** A gate or port; a town of the same name; or undefined when it is neither here. */
function spot(
  judge: Judge,
  from: number,
  spots: readonly Spot[],
  towns: readonly Extract<Meaning, { kind: 'town' }>[],
  near: Surroundings,
  sure: boolean,
): Found | undefined {
  const { reading } = judge;
  const first = spots[0]!;
  const ward = /^(?:phường|xã|phuong|xa)$/u.test(reading.keys[from - 1] ?? '') && reading.gaps[from] === '';
  if (near.town || ward) {
    if (towns.length > 0 || !first.safe) return undefined;
    return { kind: 'town', before: first.before, since: first.since };
  }
  const chosen = spots.every(({ id }) => id === first.id)
    ? first
    : spots.find((one) => ownProvinceNear(judge, from, one));
  const passes = near.preposition && /^qua$/u.test(reading.keys[from - 1]!);
  const cue = near.gate || near.zone || passes || (first.kind === 'gate' && speaksOfGates(reading, from));
  // Two gates share a name: wait until the provinces are known, then take the first where only "cửa khẩu" tells.
  if (chosen === undefined) return sure || !cue ? undefined : hitAt(first);
  if (chosen.safe) return hitAt(chosen);
  if (sure) return near.gate || (cue && towns.length === 0) ? hitAt(chosen) : undefined;
  if (towns.length > 0 && !cue) return undefined;
  if (towns.length > 0 && towns[0]!.before !== chosen.before && ownProvinceNear(judge, from, towns[0]!))
    return undefined;
  return cue || ownProvinceNear(judge, from, chosen) ? hitAt(chosen) : undefined;
}

function hitAt(place: Spot): Found {
  return { kind: place.kind, id: place.id, before: place.before, since: place.since };
}

function speaksOfGates(reading: Reading, at: number): boolean {
  return (
    sentenceHas(reading, at, ['cửa', 'khẩu']) ||
    sentenceHas(reading, at, ['ckqt']) ||
    sentenceHas(reading, at, ['thông', 'quan']) ||
    sentenceHas(reading, at, ['pò', 'chài'])
  );
}

function ownProvinceNear(
  judge: Judge,
  at: number,
  { before, since }: { readonly before: string; readonly since: string },
): boolean {
  const here = judge.sentences.get(judge.reading.sentence[at]!);
  if (here?.has(before) === true || here?.has(since) === true) return true;
  return judge.everywhere.has(before) || judge.everywhere.has(since);
}

function zone(
  judge: Judge,
  from: number,
  zones: readonly Extract<Meaning, { kind: 'zone' }>[],
  sure: boolean,
): Found[] {
  if (zones.length === 1 || zones.every(({ before }) => before === zones[0]!.before)) {
    return [{ kind: 'zone', before: zones[0]!.before, since: zones[0]!.since }];
  }
  if (sure) return [];
  const near = zones.find((one) => ownProvinceNear(judge, from, one));
  return near === undefined ? [] : [{ kind: 'zone', before: near.before, since: near.since }];
}
