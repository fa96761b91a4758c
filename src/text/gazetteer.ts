import { createRequire } from 'node:module';

/** The facts of `places.json`: provinces old and new, regions, border gates, ports and hubs, towns, industrial zones. */
interface Facts {
  readonly provinces: readonly Province[];
  /** Ids of the 34 current provinces, north to south. */
  readonly current: readonly string[];
  readonly regions: readonly Region[];
  readonly macroRegions: readonly MacroRegion[];
  readonly gates: readonly Gate[];
  readonly hubs: readonly Hub[];
  /** Name, province before and since the merger, 1 where the name needs no cue. */
  readonly localities: readonly (readonly [string, string, string, number])[];
  /** Names, province before and since the merger. */
  readonly zones: readonly (readonly [readonly string[], string, string])[];
  readonly historic: readonly (readonly [string, readonly string[]])[];
  /** Names across the border that look like ours. */
  readonly foreign: readonly string[];
}

export interface Province {
  readonly id: string;
  readonly vi: string;
  readonly en: string;
  /** The current province that holds its land; its own id where the name lives on. */
  readonly into: string;
  readonly region: string;
  readonly regionNow?: string;
  /** Other names; 1 where no cue is needed. */
  readonly aliases?: readonly (readonly [string, number])[];
}

interface Region {
  readonly id: string;
  readonly vi: string;
  readonly en: string;
  readonly now: boolean;
  readonly aliases: readonly string[];
}

interface MacroRegion {
  readonly id: string;
  readonly vi: string;
  readonly aliases: readonly string[];
  readonly provinces: readonly string[];
}

export interface Gate {
  readonly id: string;
  readonly vi: string;
  readonly before: string;
  readonly since: string;
  readonly safe: number;
  readonly names: readonly string[];
}

export interface Hub {
  readonly id: string;
  readonly vi: string;
  readonly kind: string;
  readonly before: string;
  readonly since: string;
  readonly names: readonly string[];
}

export const facts: Facts = createRequire(import.meta.url)('./places.json');

const provinces = new Map(facts.provinces.map((province) => [province.id, province]));
const spots = new Map<string, Gate | Hub>([...facts.gates, ...facts.hubs].map((spot) => [spot.id, spot]));
const regionsById = new Map(facts.regions.map((region) => [region.id, region]));
const macroById = new Map(facts.macroRegions.map((region) => [region.id, region]));
const current = new Set(facts.current);

/** 1 July 2025: 63 provinces became 34. */
export const MERGED_AT = Date.UTC(2025, 5, 30, 17);

/** Display name of a place id; the id itself when unknown. English names exist for provinces and regions. */
export function placeName(id: string, language: 'vi' | 'en'): string {
  const province = provinces.get(id);
  if (province !== undefined) return language === 'en' ? province.en : province.vi;
  const spot = spots.get(id);
  if (spot !== undefined) return spotName(spot, language);
  const region = regionsById.get(id);
  if (region !== undefined) return language === 'en' ? region.en : region.vi;
  return macroById.get(id)?.vi ?? id;
}

/** "cửa khẩu Tân Thanh": a gate says what it is, a port's name already does. */
function spotName(spot: Gate | Hub, language: 'vi' | 'en'): string {
  if ('kind' in spot || /^(?:cửa khẩu|lối mở|ga) /iu.test(spot.vi)) return spot.vi;
  return language === 'en' ? `${spot.vi} border gate` : `cửa khẩu ${spot.vi}`;
}

/** The current province a former one now belongs to; absent for current ones and for what is no province. */
export function mergedInto(id: string): string | undefined {
  return current.has(id) ? undefined : provinces.get(id)?.into;
}

/** Whether this is one of the 34 current or 63 former provinces. */
export function isProvince(id: string): boolean {
  return provinces.has(id);
}

/** The province a gate, port or hub lies in, before or since the merger; a province is its own. */
export function provinceOf(id: string, era: 'before' | 'since'): string | undefined {
  if (provinces.has(id)) return id;
  return spots.get(id)?.[era];
}

/**
 * Whether a reader who follows one place wants an article about another: a current province covers the former ones in
 * it, a province its gates and ports, a region its provinces and all they cover.
 */
export function covers(followed: string, article: string): boolean {
  if (followed === article) return true;
  const members = membersOf(followed);
  if (members !== undefined) return members.some((member) => covers(member, article));
  if (!provinces.has(followed)) return false;
  const spot = spots.get(article);
  if (spot !== undefined) return spot.before === followed || spot.since === followed;
  return current.has(followed) && provinces.get(article)?.into === followed;
}

function membersOf(id: string): readonly string[] | undefined {
  const macro = macroById.get(id);
  if (macro !== undefined) return macro.provinces;
  const region = regionsById.get(id);
  if (region === undefined) return undefined;
  return facts.provinces
    .filter((province) =>
      region.now ? province.regionNow === id || province.region === id : province.region === id,
    )
    .map((province) => province.id);
}

/** The 34 current provinces by region, north to south, for choosing. */
export function regions(): readonly { readonly id: string; readonly places: readonly string[] }[] {
  return facts.regions
    .filter((region) => region.now)
    .map((region) => ({
      id: region.id,
      places: facts.current.filter((id) => provinces.get(id)?.regionNow === region.id),
    }));
}

/** Every id a reader may follow, with the names people type for it. */
export function placeNames(): { readonly id: string; readonly name: string }[] {
  return [
    ...facts.provinces.flatMap(({ id, vi, en, aliases = [] }) =>
      [vi, en, ...aliases.map(([name]) => name)].map((name) => ({ id, name })),
    ),
    ...[...facts.gates, ...facts.hubs].flatMap((spot) =>
      [spot.vi, spotName(spot, 'vi'), ...spot.names].map((name) => ({ id: spot.id, name })),
    ),
    ...[...facts.regions.filter((region) => region.now), ...facts.macroRegions].flatMap(
      ({ id, vi, aliases }) => [vi, ...aliases].map((name) => ({ id, name })),
    ),
    ...facts.localities.map(([name, , since]) => ({ id: since, name })),
  ];
}
