import type { Platform } from '../news/chat.ts';
import type { Digest, Entry, Section } from '../news/digest.ts';
import { block } from '../news/message.ts';
import type { Block, Button, Line, Message } from '../news/message.ts';
import type { Report, Story } from '../news/story.ts';
import type { TimeZone } from '../news/time.ts';
import { tetNote } from '../stories/figures/tet.ts';
import { figureAmount, figureLine, figureName } from '../stories/figures/wording.ts';
import { topicIcon, topicName } from '../stories/topics.ts';
import { digestWords, ownWordsMark } from './words.ts';

/** What one can do with a digest, where it is one's own to act on. */
export interface Handles {
  /** Name of the slot whose digest it is, so that a tap tomorrow still means this one; absent for a digest just asked for. */
  readonly slot?: string;
}

/** Lays a digest out in the order in which it is read: numbers first, then events, what is due, then the way out. Without `handles` there is nothing to act on: a channel's post. Where messages are short and plain, they lead to the page of the day at `publicUrl`. */
export function composeDigest(
  digest: Digest,
  platform: Platform,
  handles?: Handles,
  publicUrl?: string,
): Message {
  const words = digestWords[digest.language];
  const day = digest.since === undefined ? words.date(digest.date) : words.span(digest.since, digest.date);
  const title: Line = [{ bold: [digest.recap ? words.recap : words.title] }, ` · ${day}`];
  const due = upcoming(digest);
  if (digest.sections.length === 0)
    return { blocks: [block(title), block(words.empty), ...due, foot(digest, platform)] };
  const isTyped = platform === 'zalo';
  return {
    blocks: [
      block(title),
      ...figures(digest),
      ...sections(digest),
      ...left(digest),
      ...due,
      ...(handles !== undefined && isTyped ? [block(words.typed)] : []),
      ...(isTyped && publicUrl !== undefined ? [page(digest, publicUrl)] : []),
      foot(digest, platform),
    ],
    ...(handles === undefined || isTyped ? {} : { buttons: buttonsOf(digest, handles) }),
  };
}

/** The actions are commands of the conversation. */
function buttonsOf(digest: Digest, { slot }: Handles): readonly (readonly Button[])[] {
  const { label } = digestWords[digest.language];
  const of = (verb: string): string => `${verb} @${slot ?? 'now'}`;
  const why = { label: label.why, action: of('visao') };
  return [
    digest.left > 0 ? [{ label: label.more, action: of('them') }, why] : [why],
    [
      { label: label.follow, action: of('theodoi') },
      { label: label.fewer, action: of('bot') },
    ],
  ];
}

function upcoming({ upcoming: lines = [], language }: Digest): readonly Block[] {
  if (lines.length === 0) return [];
  return [block([{ bold: [digestWords[language].upcoming] }, ` ${lines.join(' · ')}`])];
}

/** One event by itself: an alert to somebody who follows it. */
export function composeAlert(entry: Entry, about: AlertReason, reader: AlertReader): Message {
  const words = digestWords[reader.language];
  const title: Line = ['query' in about ? words.alert(about.query) : words.eventUpdate];
  const of = { language: reader.language, timeZone: reader.timeZone };
  return {
    blocks: [
      block(title, [{ bold: [entry.story.title] }], ...told(entry), sourceLine(entry, of)),
      block([{ italic: [words.foot] }, ` ${words.alertStop[reader.platform]}`]),
    ],
    ...(reader.platform === 'zalo' || reader.slot === undefined
      ? {}
      : { buttons: [alertButtons(about, reader.slot, reader.language)] }),
  };
}

/** Why somebody gets an alert: the keyword that it meets, or an event that he follows. */
export type AlertReason = { readonly query: string } | { readonly event: string };

export interface AlertReader {
  readonly language: Digest['language'];
  readonly timeZone: TimeZone;
  readonly platform: Platform;
  /** As in `Handles`. */
  readonly slot?: string;
}

function alertButtons(about: AlertReason, slot: string, language: Digest['language']): readonly Button[] {
  const { label } = digestWords[language];
  if ('event' in about) return [{ label: label.unfollow, action: `botheodoi @${slot}` }];
  return [
    { label: label.follow, action: `theodoi @${slot}` },
    { label: label.keywords, action: 'tukhoa' },
  ];
}

function figures(digest: Digest): readonly Block[] {
  if (digest.figures.length === 0) return [];
  const heading: Line = [{ bold: [digestWords[digest.language].figures] }];
  const notes = new Set(digest.figures.flatMap(({ figure }) => tetNote(figure, digest.language) ?? []));
  const ours = digestWords[digest.language].ourNote;
  return [
    block(
      heading,
      ...digest.figures.map(({ figure }): Line => figureLine(figure, digest.language)),
      ...Array.from(notes, (note): Line => [{ italic: [`${ours} ${note}`] }]),
    ),
  ];
}

function sections(digest: Digest): readonly Block[] {
  let number = (digest.first ?? 1) - 1;
  return digest.sections.flatMap((section) =>
    section.entries.map((entry, at) => {
      number += 1;
      const lines = entryLines(entry, number, digest);
      // The heading travels with the first entry, so that no cut leaves it alone.
      return at === 0 ? block(sectionHeading(section, digest), ...lines) : block(...lines);
    }),
  );
}

function sectionHeading(section: Section, digest: Digest): Line {
  return [
    `${topicIcon(section.topic)} ${topicName(section.topic, digest.language)}`.trim().toLocaleUpperCase('vi'),
  ];
}

function entryLines(entry: Entry, number: number, digest: Digest): readonly Line[] {
  const words = digestWords[digest.language];
  const mark = entry.update ? ` (${words.update})` : '';
  const bell = entry.keyword === undefined ? '' : '🔔 ';
  return [
    [{ bold: [`${number}. ${bell}${entry.story.title}${mark}`] }],
    ...told(entry),
    ...disagreements(entry.story, digest.language),
    sourceLine(entry, digest),
  ];
}

/** "≠ Số liệu các báo khác nhau · Xuất khẩu gạo 9 tháng 2024: 4,37 tỷ USD (Báo A); 4,35 tỷ USD (Báo B)" */
function disagreements(story: Story, language: Digest['language']): readonly Line[] {
  return (story.disagreements ?? []).flatMap(({ readings }): Line[] => {
    const [first] = readings;
    if (first === undefined) return [];
    // What they agree on need not be said twice.
    const isLevel = readings.every(
      ({ figure }) => figure.value !== null && figure.change === first.figure.change,
    );
    const said = readings.map(({ figure, articleIds }) => {
      const amount = figureAmount(isLevel ? { ...figure, change: null, direction: null } : figure, language);
      return `${amount} (${papersOf(story, articleIds)})`;
    });
    const name = figureName(first.figure, language);
    return [[`≠ ${digestWords[language].papersDiffer} · ${name}: ${said.join('; ')}`]];
  });
}

function papersOf(story: Story, articleIds: readonly string[]): string {
  const reports = story.reports.filter(({ articleId }) => articleIds.includes(articleId));
  return [...new Set(reports.map((report) => report.publisher))].join(', ');
}

/** What a model wrote bears its mark, so that nobody takes it for the paper's sentence. */
function told(entry: Entry): readonly Line[] {
  if (entry.ownWords !== undefined) return [[`${ownWordsMark} ${entry.ownWords}`]];
  return entry.quotes.length > 0 ? [[entry.quotes.map((quote) => quote.sentence).join(' ')]] : [];
}

/** "VnExpress +3 báo · 06:10 03/11" */
function sourceLine(entry: Entry, digest: Pick<Digest, 'language' | 'timeZone'>): Line {
  const others = new Set(entry.story.reports.map((report) => report.publisher));
  others.delete(entry.lead.publisher);
  const more = others.size > 0 ? ` ${digestWords[digest.language].morePapers(others.size)}` : '';
  return [named(entry.lead), `${more} · ${timeOf(entry.lead, digest)}`];
}

function named(report: Report): Line[number] {
  return report.link === undefined ? report.publisher : { link: report.link, text: report.publisher };
}

/** Formatters by time zone: making one takes longer than all else in a digest. */
const clocks = new Map<string, Intl.DateTimeFormat>();

function clockOf(timeZone: TimeZone): Intl.DateTimeFormat {
  const known = clocks.get(timeZone);
  if (known !== undefined) return known;
  const fields = { hour: '2-digit', minute: '2-digit', day: '2-digit', month: '2-digit' } as const;
  const clock = new Intl.DateTimeFormat('en-GB', { timeZone, ...fields });
  clocks.set(timeZone, clock);
  return clock;
}

/** "06:10 03/11" */
function timeOf(report: Report, { timeZone }: Pick<Digest, 'timeZone'>): string {
  const parts = clockOf(timeZone).formatToParts(report.publishedAt);
  const part = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((each) => each.type === type)?.value ?? '';
  return `${part('hour')}:${part('minute')} ${part('day')}/${part('month')}`;
}

function left(digest: Digest): readonly Block[] {
  return digest.left > 0 ? [block([{ italic: [digestWords[digest.language].left(digest.left)] }])] : [];
}

function page({ date, language }: Digest, publicUrl: string): Block {
  return block([{ link: `${publicUrl.replace(/\/+$/u, '')}/d/${date}`, text: digestWords[language].page }]);
}

function foot(digest: Digest, platform: Platform): Block {
  const words = digestWords[digest.language];
  const entries = digest.sections.flatMap((section) => section.entries);
  const written = entries.some((entry) => entry.ownWords !== undefined);
  return block([{ italic: [written ? words.footWritten : words.foot] }, ` ${words.stop[platform]}`]);
}
