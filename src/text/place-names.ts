import { foldForSearch } from './fold.ts';
import { facts, isProvince, placeNames } from './gazetteer.ts';
import { nearest } from './nearest.ts';

/**
 * The place somebody means: by id, name old or new, alias or loose spelling ("lang son", "Bắc Giang", "huu nghi").
 * `exact` holds at most one; `near` the nearest others, best first.
 */
export function findPlaceByName(typed: string): {
  readonly exact?: string;
  readonly near: readonly string[];
} {
  const wanted = plain(typed);
  if (wanted === '') return { near: [] };
  const all = placeNames();
  const byId = all.find(({ id }) => id === typed.trim().toLowerCase())?.id;
  const same = all.filter(({ name }) => plain(name) === wanted).map(({ id }) => id);
  // "Đồng Tháp" is the province before it is anything else; "sơn tây" is a town of Hà Nội, which comes last.
  const exact = byId ?? same.find(isProvince) ?? same[0];
  const near = nearest(bare(wanted), candidates(), 6).filter((id) => id !== exact);
  return exact === undefined ? { near: near.slice(0, 5) } : { exact, near: near.slice(0, 3) };
}

let known: { readonly name: string; readonly value: string }[] | undefined;

function candidates(): readonly { readonly name: string; readonly value: string }[] {
  known ??= [
    ...placeNames().map(({ id, name }) => ({ name: plain(name), value: id })),
    ...facts.provinces.map(({ id, vi }) => ({ name: bare(plain(vi)), value: id })),
  ];
  return known;
}

function plain(s: string): string {
  return foldForSearch(s)
    .replaceAll(/[^\p{L}\p{Nd}+]+/gu, ' ')
    .trim()
    .replace(/^(?:tinh|thanh pho|tp|t p) (?=.)/u, '')
    .replace(/^hcm$/u, 'ho chi minh');
}

/** Without the word that only says which kind of place it is. */
function bare(s: string): string {
  return s.replace(/^(?:cua khau(?: quoc te| chinh| phu)?|ckqt|cang|san bay|huyen|thi xa|quan) (?=.)/u, '');
}
