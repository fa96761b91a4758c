import { Parser } from 'htmlparser2';
import { encodeXML } from 'entities';
import type { Source } from '../../news/source.ts';
import { addressKey, typedAddress } from '../web/source-address.ts';

/** A feed as an OPML file names it: what is missing there is settled when it becomes a source. */
export interface OpmlFeed {
  readonly url: string;
  readonly name?: string;
  readonly homepage?: string;
  /** Names of the folders it lies in, outermost first, and of its `category`. */
  readonly topics: readonly string[];
  readonly lang?: string;
}

export interface OpmlReading {
  readonly feeds: readonly OpmlFeed[];
  /** In Vietnamese, for the admin who sent the file. */
  readonly warnings: readonly string[];
}

/** What of a file is looked at: the rest is left out and said so. */
export const opmlLimits = { characters: 2_000_000, feeds: 500, depth: 16 } as const;

/**
 * Reads the feeds of an OPML file, whatever its version and however badly it is written: folders (nested ones too)
 * become topics, a feed listed twice counts once with the topics of both places. Undefined when the text holds no
 * outline at all.
 */
export function readOpml(text: string): OpmlReading | undefined {
  const warnings: string[] = [];
  const folders: (string | undefined)[] = [];
  const feeds = new Map<string, OpmlFeed>();
  let outlines = 0;
  let refused = 0;
  let beyond = 0;

  const takeFeed = (attributes: Map<string, string>): void => {
    const url = typedAddress(attributes.get('xmlurl') ?? '');
    const key = url === undefined ? undefined : addressKey(url);
    if (url === undefined || key === undefined) {
      refused += 1;
      return;
    }
    const folderTopics = folders.filter((folder) => folder !== undefined);
    const ownTopics = (attributes.get('category') ?? '').split(/[,/]/);
    const topics = [...folderTopics, ...ownTopics].map(tidy).filter((topic) => topic !== '');
    const before = feeds.get(key);
    if (before !== undefined) {
      feeds.set(key, { ...before, topics: [...new Set([...before.topics, ...topics])] });
      return;
    }
    if (feeds.size >= opmlLimits.feeds) {
      beyond += 1;
      return;
    }
    const name = tidy(attributes.get('title') ?? '') || tidy(attributes.get('text') ?? '');
    const homepage = typedAddress(attributes.get('htmlurl') ?? '');
    const lang = tidy(attributes.get('language') ?? '').toLowerCase();
    feeds.set(key, {
      url,
      ...(name !== '' && { name }),
      ...(homepage !== undefined && { homepage }),
      topics: [...new Set(topics)],
      ...(/^[a-z]{2}(?:-[a-z]+)?$/.test(lang) && { lang: lang.slice(0, 2) }),
    });
  };

  const parser = new Parser(
    {
      onopentag(tag, attributes) {
        if (tag !== 'outline') return;
        outlines += 1;
        const byName = new Map(
          Object.entries(attributes).map(([name, value]) => [name.toLowerCase(), value]),
        );
        const isFeed = (byName.get('xmlurl') ?? '').trim() !== '';
        if (isFeed) takeFeed(byName);
        const folder = tidy(byName.get('text') ?? byName.get('title') ?? '');
        folders.push(isFeed || folders.length >= opmlLimits.depth || folder === '' ? undefined : folder);
      },
      onclosetag(tag) {
        if (tag === 'outline') folders.pop();
      },
    },
    { xmlMode: true, decodeEntities: true, lowerCaseTags: true, recognizeSelfClosing: true },
  );
  parser.end(text.slice(0, opmlLimits.characters));

  if (outlines === 0) return undefined;
  if (text.length > opmlLimits.characters) warnings.push('Tệp quá dài, phần cuối không được đọc.');
  if (refused > 0) warnings.push(`Bỏ qua ${refused} mục có địa chỉ không dùng được.`);
  if (beyond > 0) warnings.push(`Chỉ nhận ${opmlLimits.feeds} nguồn, bỏ qua ${beyond} nguồn còn lại.`);
  return { feeds: [...feeds.values()], warnings };
}

/**
 * Writes sources as OPML 2.0. A source lies in the folder of its first topic and names all its topics in `category`, so
 * that reading the file again gives the same topics. `now` goes into the head.
 */
export function writeOpml(sources: readonly Source[], now: number): string {
  const folders = new Map<string, Source[]>();
  for (const source of sources) {
    const folder = source.topics[0] ?? '';
    folders.set(folder, [...(folders.get(folder) ?? []), source]);
  }
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<opml version="2.0">',
    '  <head>',
    '    <title>Nguồn tin</title>',
    `    <dateCreated>${new Date(now).toUTCString()}</dateCreated>`,
    '  </head>',
    '  <body>',
  ];
  for (const [folder, members] of folders) {
    const indent = folder === '' ? '    ' : '      ';
    if (folder !== '') lines.push(`    <outline text="${attribute(folder)}" title="${attribute(folder)}">`);
    for (const source of members) lines.push(`${indent}${outline(source)}`);
    if (folder !== '') lines.push('    </outline>');
  }
  return [...lines, '  </body>', '</opml>', ''].join('\n');
}

function outline(source: Source): string {
  const fields: readonly (readonly [string, string | undefined])[] = [
    ['type', 'rss'],
    ['text', source.name],
    ['title', source.name],
    ['xmlUrl', source.url],
    ['htmlUrl', source.homepage],
    ['language', source.lang],
    ['category', source.topics.length > 0 ? source.topics.join(',') : undefined],
  ];
  const written = fields.flatMap(([name, value]) =>
    value === undefined ? [] : [`${name}="${attribute(value)}"`],
  );
  return `<outline ${written.join(' ')}/>`;
}

function attribute(text: string): string {
  return encodeXML(withoutControls(text)).replaceAll('\n', ' ');
}

function tidy(text: string): string {
  return withoutControls(text).replace(/\s+/g, ' ').trim().normalize('NFC').slice(0, 200);
}

function withoutControls(text: string): string {
  // oxlint-disable-next-line no-control-regex -- XML 1.0 allows none of them, and a name has no use for them
  return text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\uFFFE\uFFFF]|\p{Cs}/gu, '');
}
