import type { TimeZone } from '../news/time.ts';
import { foldTyped, nearestOf, squeeze } from './typed.ts';

export type ZoneTyped =
  | { readonly kind: 'zone'; readonly zone: TimeZone }
  | { readonly kind: 'unknown'; readonly near: readonly TimeZone[] };

/** What people call the places whose zone has another city's name. Keys are squeezed. */
const CALLED: Readonly<Record<string, TimeZone>> = {
  vietnam: 'Asia/Ho_Chi_Minh',
  vn: 'Asia/Ho_Chi_Minh',
  hanoi: 'Asia/Ho_Chi_Minh',
  saigon: 'Asia/Ho_Chi_Minh',
  tphcm: 'Asia/Ho_Chi_Minh',
  hochiminh: 'Asia/Ho_Chi_Minh',
  danang: 'Asia/Ho_Chi_Minh',
  thailan: 'Asia/Bangkok',
  lao: 'Asia/Vientiane',
  campuchia: 'Asia/Phnom_Penh',
  trungquoc: 'Asia/Shanghai',
  backinh: 'Asia/Shanghai',
  beijing: 'Asia/Shanghai',
  quangchau: 'Asia/Shanghai',
  namninh: 'Asia/Shanghai',
  hongkong: 'Asia/Hong_Kong',
  dailoan: 'Asia/Taipei',
  nhatban: 'Asia/Tokyo',
  nhat: 'Asia/Tokyo',
  japan: 'Asia/Tokyo',
  hanquoc: 'Asia/Seoul',
  korea: 'Asia/Seoul',
  singapo: 'Asia/Singapore',
  ando: 'Asia/Kolkata',
  india: 'Asia/Kolkata',
  duc: 'Europe/Berlin',
  germany: 'Europe/Berlin',
  phap: 'Europe/Paris',
  anh: 'Europe/London',
  uk: 'Europe/London',
  nga: 'Europe/Moscow',
  seclo: 'Europe/Prague',
  balan: 'Europe/Warsaw',
  uc: 'Australia/Sydney',
  california: 'America/Los_Angeles',
  washington: 'America/New_York',
  utc: 'Etc/UTC',
  gmt: 'Etc/UTC',
};

/** Reads a time zone: an IANA name, a city, a country as Vietnamese call it, or an offset ("+7", "GMT+7"). */
export function readZone(typed: string): ZoneTyped {
  const offset = /^(?:utc|gmt)?\s*([+-])\s*(\d{1,2})(?::?00)?$/u.exec(foldTyped(typed).trim());
  if (offset) {
    const hours = Number(offset[2]);
    if (offset[1] === '+' && hours === 7) return { kind: 'zone', zone: 'Asia/Ho_Chi_Minh' };
    // The sign of these names counts west of Greenwich.
    const zone = hours === 0 ? 'Etc/UTC' : `Etc/GMT${offset[1] === '+' ? '-' : '+'}${hours}`;
    return isZone(zone) ? { kind: 'zone', zone } : { kind: 'unknown', near: [] };
  }
  const wanted = squeeze(typed);
  const called = Object.hasOwn(CALLED, wanted) ? CALLED[wanted] : undefined;
  if (called) return { kind: 'zone', zone: called };
  const zones = Intl.supportedValuesOf('timeZone');
  const exact = zones.find((zone) => squeeze(zone) === wanted || squeeze(cityOf(zone)) === wanted);
  if (exact) return { kind: 'zone', zone: exact };
  if (/^[A-Za-z_]+\/[A-Za-z_/+-]+$/u.test(typed) && isZone(typed)) return { kind: 'zone', zone: typed };
  return { kind: 'unknown', near: nearestOf(typed, zones, (zone) => [cityOf(zone)]) };
}

/** Whether the runtime knows a time zone of this name. */
function isZone(name: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

function cityOf(zone: TimeZone): string {
  return zone.slice(zone.lastIndexOf('/') + 1);
}
