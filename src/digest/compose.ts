import type { Platform } from '../news/chat.ts';
import type { Digest, Entry, Section } from '../news/digest.ts';
import { block } from '../news/message.ts';
import type { Block, Line, Message } from '../news/message.ts';
import type { Report } from '../news/story.ts';
import type { TimeZone } from '../news/time.ts';
import { figureLine } from '../stories/figures/wording.ts';
import { topicIcon, topicName } from '../stories/topics.ts';
import { digestWords, ownWordsMark } from './words.ts';

/** Lays a digest out in the order in which it is read: numbers first, then events, then the way out. */
export function composeDigest(digest: Digest, platform: Platform): Message {
  const words = digestWords[digest.language];
  const title: Line = [{ bold: [words.title] }, ` · ${words.date(digest.date)}`];
  if (digest.sections.length === 0)
    return { blocks: [block(title), block(words.empty), foot(digest, platform)] };
  return {
    blocks: [block(title), ...figures(digest), ...sections(digest), ...left(digest), foot(digest, platform)],
  };
}

function figures(digest: Digest): readonly Block[] {
  if (digest.figures.length === 0) return [];
  const heading: Line = [{ bold: [digestWords[digest.language].figures] }];
  return [block(heading, ...digest.figures.map(({ figure }): Line => figureLine(figure, digest.language)))];
}

function sections(digest: Digest): readonly Block[] {
  let number = 0;
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
  return [
    [{ bold: [`${number}. ${entry.story.title}${mark}`] }],
    ...told(entry),
    sourceLine(entry, digest),
  ];
}

/** What a model wrote bears its mark, so that nobody takes it for the paper's sentence. */
function told(entry: Entry): readonly Line[] {
  if (entry.ownWords !== undefined) return [[`${ownWordsMark} ${entry.ownWords}`]];
  return entry.quotes.length > 0 ? [[entry.quotes.map((quote) => quote.sentence).join(' ')]] : [];
}

/** "VnExpress +3 báo · 06:10 03/11" */
function sourceLine(entry: Entry, digest: Digest): Line {
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
function timeOf(report: Report, { timeZone }: Digest): string {
  const parts = clockOf(timeZone).formatToParts(report.publishedAt);
  const part = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((each) => each.type === type)?.value ?? '';
  return `${part('hour')}:${part('minute')} ${part('day')}/${part('month')}`;
}

function left(digest: Digest): readonly Block[] {
  return digest.left > 0 ? [block([{ italic: [digestWords[digest.language].left(digest.left)] }])] : [];
}

function foot(digest: Digest, platform: Platform): Block {
  const words = digestWords[digest.language];
  const entries = digest.sections.flatMap((section) => section.entries);
  const written = entries.some((entry) => entry.ownWords !== undefined);
  return block([{ italic: [written ? words.footWritten : words.foot] }, ` ${words.stop[platform]}`]);
}
