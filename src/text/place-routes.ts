import { provinceOf } from './gazetteer.ts';
import type { Name } from './place-find.ts';
import type { Reading } from './reading.ts';

const NORTH_END = new Set([
  'lang-son',
  'cao-bang',
  'ha-giang',
  'quang-ninh',
  'lao-cai',
  'dien-bien',
  'mong-cai',
]);

const SOUTH_END = new Set(['ca-mau']);

function means(name: Name | undefined, ids: ReadonlySet<string>): boolean {
  return name?.meanings.some((meaning) => 'id' in meaning && ids.has(meaning.id)) === true;
}

/** "Từ Lạng Sơn đến Cà Mau" means the whole country. */
export function isFromEndToEnd(reading: Reading, names: readonly Name[], index: number): boolean {
  const pair = (north: Name | undefined, south: Name | undefined): boolean =>
    means(north, NORTH_END) &&
    means(south, SOUTH_END) &&
    south!.from - north!.to <= 3 &&
    /^(?:từ|tu)$/u.test(reading.keys[north!.from - 1] ?? '') &&
    /^(?:đến|tới|den|toi)$/u.test(reading.keys[north!.to]!);
  return pair(names[index], names[index + 1]) || pair(names[index - 1], names[index]);
}

const LONGEST_ROUTE = 8;

/** A road between two provinces is news of neither; one within a province is news of it. */
export function provinceAlong(
  reading: Reading,
  names: readonly Name[],
  index: number,
  start: number,
): string | undefined {
  let last = index;
  while (
    last + 1 < names.length &&
    last - index < LONGEST_ROUTE &&
    names[last + 1]!.from === names[last]!.to &&
    reading.gaps[names[last]!.to] === '-'
  )
    last++;
  const provinces = new Set<string>();
  let count = 0;
  for (let i = Math.max(0, index - LONGEST_ROUTE); i <= last; i++) {
    if (names[i]!.from < start) continue;
    count++;
    for (const id of possible(names[i]!)) provinces.add(id);
  }
  return count > 1 && provinces.size === 1 ? [...provinces][0] : undefined;
}

function possible({ meanings }: Name): string[] {
  const ids = meanings.flatMap((meaning) =>
    meaning.kind === 'province' ? [meaning.id] : 'before' in meaning ? [meaning.before] : [],
  );
  return [...new Set(ids)].slice(0, 1).map((id) => provinceOf(id, 'before') ?? id);
}
