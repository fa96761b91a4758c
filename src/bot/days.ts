import type { Weekday } from '../news/time.ts';
import { foldTyped } from './typed.ts';

const ALL: readonly Weekday[] = [1, 2, 3, 4, 5, 6, 7];

/** Named sets of days, folded. */
const SETS: readonly (readonly [RegExp, readonly Weekday[]])[] = [
  [/\b(?:hang ngay|moi ngay|ca tuan|every day|everyday|daily)\b/u, ALL],
  [/\b(?:ngay thuong|ngay lam viec|trong tuan|weekdays?|workdays?)\b/u, [1, 2, 3, 4, 5]],
  [/\b(?:cuoi tuan|weekends?)\b/u, [6, 7]],
];

const DAY = String.raw`(?:t|thu)\s*([2-7]|hai|ba|tu|nam|sau|bay)\b|(cn|chu nhat|t8)\b|(mon|tue|wed|thu|fri|sat|sun)[a-z]*\b`;
const SPAN = new RegExp(String.raw`\b(?:${DAY})(?:\s*(?:-|–|den|toi|to)\s*(?:${DAY}))?`, 'gu');

const VIETNAMESE: Readonly<Record<string, Weekday>> = {
  '2': 1,
  hai: 1,
  '3': 2,
  ba: 2,
  '4': 3,
  tu: 3,
  '5': 4,
  nam: 4,
  '6': 5,
  sau: 5,
  '7': 6,
  bay: 6,
};
const ENGLISH: Readonly<Record<string, Weekday>> = { mon: 1, tue: 2, wed: 3, thu: 4, fri: 5, sat: 6, sun: 7 };

/** Reads days of the week: "t2-t6", "thứ hai, thứ tư", "cn", "hằng ngày", "mon-fri". Absent when none is named; ascending otherwise. */
export function readDays(typed: string): readonly Weekday[] | undefined {
  let text = foldTyped(typed);
  const days = new Set<Weekday>();
  for (const [pattern, set] of SETS) {
    if (!pattern.test(text)) continue;
    text = text.replace(pattern, ' ');
    for (const day of set) days.add(day);
  }
  for (const match of text.matchAll(SPAN)) {
    const from = dayOf(match[1], match[2], match[3]);
    const to = dayOf(match[4], match[5], match[6]);
    if (from) for (const day of between(from, to ?? from)) days.add(day);
  }
  return days.size === 0 ? undefined : [...days].toSorted((a, b) => a - b);
}

function dayOf(vietnamese?: string, sunday?: string, english?: string): Weekday | undefined {
  if (vietnamese) return VIETNAMESE[vietnamese];
  if (sunday) return 7;
  return english ? ENGLISH[english] : undefined;
}

/** From one day to another, over the end of the week if need be. */
function between(from: Weekday, to: Weekday): readonly Weekday[] {
  if (from <= to) return ALL.slice(from - 1, to);
  return [...ALL.slice(from - 1), ...ALL.slice(0, to)];
}
