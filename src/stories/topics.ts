import { foldForSearch, hasDiacritics, nfc } from '../text/fold.ts';
import { nearest } from '../text/nearest.ts';
import { readText } from '../text/reading.ts';
import type { Reading } from '../text/reading.ts';
import { soundsLikeTrade } from './topics-gate.ts';
import { lexicon } from './topics-lexicon.ts';
import type { Subtopic } from './topics-lexicon.ts';
import { score } from './topics-score.ts';
import type { Score, Scores } from './topics-score.ts';

export interface TopicInput {
  readonly title: string;
  readonly text: string;
}

/**
 * Topics of an article, primary first: at most two top topics, each followed by its subtopics, at most three in all.
 * Empty when it is none of ours. `gate: false` leaves out the learned judgement and keeps only the rules.
 * Linear in the length of the text.
 */
export function findTopics({ title, text }: TopicInput, { gate = true } = {}): string[] {
  const { scores, reading, body } = read(title, text);
  const tops = choose(scores);
  if (tops.length === 0 || (gate && !passes(tops[0]!, reading, body))) return [];
  const chosen = new Set(tops.map(({ id }) => id));
  const subs = lexicon.topics
    .filter(({ id }) => chosen.has(id))
    .flatMap(({ id, subtopics }) =>
      subtopics.map((sub) => ({ parent: id, score: scores.subtopics.get(sub.id) })),
    )
    .filter((sub): sub is { parent: string; score: Score } => sub.score !== undefined && isEnough(sub.score))
    .toSorted((a, b) => total(b.score) - total(a.score))
    .slice(0, 3);
  return tops.flatMap(({ id }) => [
    id,
    ...subs.filter(({ parent }) => parent === id).map((sub) => sub.score.id),
  ]);
}

const LEAD = 60;

interface Read {
  readonly scores: Scores;
  readonly reading: Reading;
  /** Offset of the text behind the title. */
  readonly body: number;
}

function read(title: string, text: string): Read {
  const head = nfc(title);
  const body = nfc(text);
  const joint = `${head}\n${body}`;
  const reading = readText(joint, !hasDiacritics(joint));
  let end = 0;
  while (end < reading.count && reading.starts[end]! < head.length) end++;
  const scores = score(reading, { title: end, lead: end + LEAD, heads: headsIndustry(reading) });
  return { scores, reading, body: head.length + 1 };
}

/** "Công nghiệp Phú Thọ bứt tốc": at the head of a title the common word names its subject. */
function headsIndustry({ keys, capital, gaps, count }: Reading): boolean {
  const [first = '', second = ''] = keys;
  const named = count > 2 && gaps[2] === '' && capital[2] === true;
  return named && /^(?:công nghiệp|cong nghiep)$/u.test(`${first} ${second}`);
}

function total({ title, lead, body }: Score): number {
  return title + Math.min(lead, LEAD_AT_MOST) + Math.min(body, BODY_AT_MOST);
}

const LEAD_AT_MOST = 9;
const BODY_AT_MOST = 6;
const ENOUGH = 3;

function isEnough(one: Score): boolean {
  if (total(one) < ENOUGH) return false;
  return one.strong.size > 0 || one.weak.size >= 3;
}

/** The surer the terms are, the less the rest of the text must sound like trade news. */
function passes(best: Score, reading: Reading, body: number): boolean {
  const favour = Math.min(2, (best.title + best.lead) / 12 + best.strong.size / 6) - 0.8;
  return soundsLikeTrade(reading, body, favour);
}

/** A topic the title names is the primary one unless another is named far more often below. */
const NAMED_IN_TITLE = 2;

function choose({ topics, noise }: Scores): Score[] {
  const trade = speaksOfTradeAlone(topics);
  const rank = (one: Score): number =>
    total(one) +
    (one.title > 0 ? NAMED_IN_TITLE : 0) +
    (one.strongInTitle ? (inTitle.get(one.id) ?? 0) : 0) +
    (one === trade ? TRADE_ALONE : 0);
  const ranked = topics
    .filter((one) => isEnough(one) || one === trade)
    .toSorted((a, b) => rank(b) - rank(a) || a.first - b.first);
  const best = ranked[0];
  if (best === undefined) return [];
  const against = Math.max(...noise.map(total));
  if (against > total(best) || (against === total(best) && against > 0)) return [];
  const second = ranked[1];
  const beside = second !== undefined && second.title + second.lead > 0 && total(second) >= total(best) * 0.4;
  return beside ? [best, second] : [best];
}

const TRADE_ALONE = 9;

/** Foreign trade, when the title speaks of exports or imports and of no goods: "Xuất khẩu 11 tháng vượt 400 tỷ USD". */
function speaksOfTradeAlone(topics: readonly Score[]): Score | undefined {
  const trade = topics.find(({ id }) => id === 'xuat-nhap-khau');
  const others = topics.some((one) => one !== trade && one.title > 0);
  return trade !== undefined && trade.title > 0 && !others ? trade : undefined;
}

/** What a strong word in the title adds: an event outranks the sector it happens in, the green shift its factories. */
const inTitle = new Map(
  lexicon.topics.map(({ id, kind }) => [id, kind === 'event' ? 4 : id === 'chuyen-doi-xanh-so' ? 1 : 0]),
);

const names = new Map(
  lexicon.topics.flatMap((topic) =>
    [topic, ...topic.subtopics].map((one) => [one.id, { ...one, icon: topic.icon }] as const),
  ),
);

/** Display name of a topic or subtopic; the id itself when unknown. */
export function topicName(id: string, language: 'vi' | 'en'): string {
  return names.get(id)?.[language] ?? id;
}

/** The picture of a topic; a subtopic has its parent's. Empty when unknown. */
export function topicIcon(id: string): string {
  return names.get(id)?.icon ?? '';
}

/** Top topics in display order, each with its subtopics. */
export function topicTree(): readonly { readonly id: string; readonly subtopics: readonly string[] }[] {
  return lexicon.topics.map(({ id, subtopics }) => ({ id, subtopics: subtopics.map((sub) => sub.id) }));
}

/** Whether the id is a top topic. */
export function isTopTopic(id: string): boolean {
  return lexicon.topics.some((topic) => topic.id === id);
}

/** The top topic of a subtopic; a top topic is its own; absent when unknown. */
export function topTopic(id: string): string | undefined {
  return lexicon.topics.find((topic) => topic.id === id || topic.subtopics.some((sub) => sub.id === id))?.id;
}

/** Topics and subtopics by id, name or loose spelling ("thep", "xuat khau"): `exact` at most one, `near` others, best first. */
export function findTopicByName(typed: string): {
  readonly exact?: string;
  readonly near: readonly string[];
} {
  const wanted = plain(typed);
  if (wanted === '') return { near: [] };
  // One syllable is the beginning of a name ("xăng" of "Xăng dầu") before it is a word of some topic.
  const begins = wanted.includes(' ') ? undefined : byName.find(({ name }) => name.startsWith(`${wanted} `));
  const exact = (
    byName.find(({ name }) => name === wanted) ??
    begins ??
    byWord.find(({ name }) => name === wanted)
  )?.value;
  const near = nearest(wanted, [...byName, ...byWord], 6).filter((id) => id !== exact);
  return exact === undefined ? { near: near.slice(0, 5) } : { exact, near: near.slice(0, 3) };
}

function plain(s: string): string {
  return foldForSearch(s)
    .replaceAll(/[^\p{L}\p{Nd}]+/gu, ' ')
    .trim();
}

type Called = readonly { readonly name: string; readonly value: string }[];
const called = (owners: readonly Subtopic[], words: (owner: Subtopic) => readonly string[]): Called =>
  owners.flatMap((owner) => words(owner).map((word) => ({ name: plain(word), value: owner.id })));
const everySubtopic = lexicon.topics.flatMap(({ subtopics }) => subtopics);
const everyTopic: readonly Subtopic[] = [...lexicon.topics, ...everySubtopic];

/** Ids and names, then parts of names ("Thép", "kim loại"). */
const byName: Called = [
  ...called(everyTopic, ({ id, vi, en }) => [id, vi, en]),
  ...called(everyTopic, ({ vi }) => vi.split(/,\s*|\s+và\s+/u)),
];
/** The words news uses for a topic, the narrow ones first. */
const byWord: Called = [
  ...called(everySubtopic, ({ strong = [] }) => strong),
  ...called(lexicon.topics, ({ strong = [] }) => strong),
  ...called(lexicon.topics, ({ weak = [] }) => weak),
];
