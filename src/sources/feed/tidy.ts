import { resolveBase } from './base-address.ts';
import { BEGINS_ANOTHER, isFeedRoot } from './feed-root.ts';
import { fieldText } from './field-text.ts';
import {
  createNameBook,
  ENTRY_ROLES,
  FIELD_STARTS,
  HEAD_BOXES,
  HEAD_FIELDS,
  isEntry,
  TRANSPARENT,
} from './feed-names.ts';
import type { NameBook } from './feed-names.ts';
import { entryFromAttributes } from './entry-attributes.ts';
import { attributesOf, createScanner } from './markup.ts';
import type { Attributes, Scanner, Token } from './markup.ts';
import { plainField } from './plain-rss.ts';
import type { Field, PlainFeed } from './plain-rss.ts';
import { plainTitle } from '../plain/plain-title.ts';
import { summaryOf } from '../plain/summary.ts';
import type { Body } from '../plain/summary.ts';

export interface Tidied extends PlainFeed {
  /** The text ended in the middle of the feed. */
  readonly cut: boolean;
  /** Reading stopped at a limit. */
  readonly truncated: boolean;
}

/** Depth needs no limit: nothing here descends, and what comes out is three levels deep. */
export interface TidyLimits {
  readonly maxTags: number;
  readonly maxEntries: number;
}

/** Characters of source looked at, by what will be kept of them. */
const MAX_FIELD = 8 * 1024;
const MAX_BODY = 48 * 1024;

/**
 * Rewrites a feed of any XML dialect and in any state of disrepair as plain RSS: what is inside the root element `root` is
 * taken apart without asking for well-formedness, every field of every entry written anew. Absent when nothing in it is a feed.
 */
export function tidyFeed(
  text: string,
  root: Token,
  feedUrl: string | undefined,
  limits: TidyLimits,
): Tidied | undefined {
  return createTidier(text, root, feedUrl, limits).run();
}

/** Where an element's content ends, and where what follows the element begins. */
interface Extent {
  readonly to: number;
  readonly next: number;
}

function createTidier(text: string, root: Token, feedUrl: string | undefined, limits: TidyLimits) {
  const scanner: Scanner = createScanner(text);
  const names: NameBook = createNameBook(root.name);
  const entries: string[] = [];
  const used = new Set(['summary', 'rdf:about', 'link', 'modified']);
  let head = '';
  let tags = 0;
  let cut = false;
  let truncated = false;
  let rootBase = feedUrl;
  /** Looking for the end of elements that are never closed costs; after so many tags in vain they are taken for empty. */
  let patience = 2 * limits.maxTags;

  function run(): Tidied | undefined {
    const rootAttributes = attributesOf(text, root);
    names.learn(rootAttributes);
    rootBase = resolveBase(rootAttributes['xml:base'], feedUrl);
    if (isAtomEntry(rootAttributes)) {
      readEntry(root);
    } else {
      const closedRoot = root.selfClosed || readHead();
      cut = !closedRoot;
    }
    const isFeed = entries.length > 0 || isFeedRoot(root, rootAttributes, head);
    return isFeed ? { head, entries, names: used, cut, truncated } : undefined;
  }

  /** A document of one entry, as Atom's publishing protocol has them; other formats have elements of that name too. */
  function isAtomEntry(attributes: Attributes): boolean {
    if (!/^(?:.*:)?entry$/.test(root.name)) return false;
    return Object.entries(attributes).some(([name, uri]) => name.startsWith('xmlns') && /atom/i.test(uri));
  }

  /** Everything on the level of the channel, where entries are found too, however deep they are wrapped. True when it ended as it should. */
  function readHead(): boolean {
    let closed = false;
    for (let token = scanner.next(root.end); token !== undefined;) {
      let from = token.end;
      if (overLimit()) return true;
      if (token.kind === 'close') {
        closed ||= token.name === root.name;
      } else if (token.kind === 'cdata') {
        from = token.selfClosed ? token.end : token.at + 9;
      } else {
        if (closed && BEGINS_ANOTHER.has(token.name)) return true;
        const meaning = meaningOf(token);
        if (isEntry(meaning)) {
          from = readEntry(token);
          if (entries.length >= limits.maxEntries) return stop();
        } else if (HEAD_FIELDS.has(meaning) || HEAD_BOXES.has(meaning)) {
          from = readHeadField(token, meaning);
        } else if (meaning === 'channel') {
          rootBase = resolveBase(attributesOf(text, token)['xml:base'], rootBase);
        }
      }
      token = scanner.next(from);
    }
    return closed;
  }

  function readHeadField(token: Token, meaning: string): number {
    const { to, next } = contentOf(token, meaning);
    const field = HEAD_FIELDS.has(meaning) ? fieldOf(token, meaning, to, rootBase) : undefined;
    if (field !== undefined) head += plainField(field);
    return next;
  }

  /** One entry, from its opening tag; answers where to go on. */
  function readEntry(opening: Token): number {
    const attributes = attributesOf(text, opening);
    const base = resolveBase(attributes['xml:base'], rootBase);
    let source = entryFromAttributes(attributes, base);
    let title = '';
    const bodies: Body[] = [];
    let from = opening.end;
    let whole = opening.selfClosed;
    while (!whole) {
      const token = scanner.next(from);
      if (token === undefined) {
        cut = true;
        from = text.length;
        break;
      }
      from = token.end;
      if (overLimit()) break;
      if (token.kind === 'cdata') {
        if (!token.selfClosed) from = token.at + 9;
        continue;
      }
      const meaning = meaningOf(token);
      if (token.kind === 'close') {
        whole = isEntry(meaning);
        if (!whole && isEnd(token)) {
          from = token.at;
          break;
        }
        continue;
      }
      if (isEntry(meaning)) {
        // An empty one inside is a slip of the generator; a full one means that ours was never closed.
        if (token.selfClosed) continue;
        from = token.at;
        break;
      }
      if (TRANSPARENT.has(meaning)) continue;
      const { to, next } = contentOf(token, meaning);
      const role = ENTRY_ROLES.get(meaning);
      if (role === 'body') bodies.push(bodyOf(token, meaning, to));
      else if (role !== undefined) {
        const field = fieldOf(token, meaning, to, base);
        if (field !== undefined) source += plainField(field);
        if (role === 'title' && (title === '' || meaning === 'title')) title = field?.text ?? title;
      }
      from = next;
    }
    const summary = summaryOf(bodies, title);
    if (summary !== '') source += plainField({ name: 'summary', text: summary });
    entries.push(`<item>${source}</item>`);
    return from;
  }

  /** Where the content of an element ends and where to go on after it, its closing tag or not. */
  function contentOf(opening: Token, meaning: string): Extent {
    const wanted = ENTRY_ROLES.has(meaning) || HEAD_FIELDS.has(meaning);
    const empty = { to: opening.end, next: opening.end };
    if (opening.selfClosed || (!wanted && patience < 0)) return empty;
    let nested = 0;
    let feeds = meaning === 'feed' || embedsXml(opening, meaning) ? 1 : 0;
    let firstField = -1;
    let breaksAt = text.length;
    let steps = 0;
    for (let token = scanner.next(opening.end); token !== undefined; token = scanner.next(token.end)) {
      steps += 1;
      if (token.kind === 'cdata') {
        const extent = ofUnclosedCdata(token, opening);
        if (extent !== undefined) return extent;
      } else if (token.name === opening.name) {
        if (token.kind === 'open') nested += token.selfClosed ? 0 : 1;
        else if (nested === 0) return { to: token.at, next: token.end };
        else nested -= 1;
      } else if (token.name.endsWith('feed') && meaningOf(token) === 'feed') {
        // A whole feed inside an entry, as some services inline comments.
        if (!token.selfClosed) feeds += token.kind === 'close' ? -1 : 1;
        if (feeds < 0) feeds = 0;
      } else if (feeds === 0) {
        const inner = meaningOf(token);
        if (token.kind === 'open' ? isEntry(inner) && !token.selfClosed : isEntry(inner) || isEnd(token)) {
          breaksAt = token.at;
          break;
        }
        if (firstField === -1 && token.kind === 'open' && FIELD_STARTS.has(inner)) firstField = token.at;
      }
    }
    // Never closed. What we read ends where the next field begins; what we do not read is taken for an empty element.
    patience -= steps;
    if (!wanted) return empty;
    const to = firstField === -1 || patience < 0 ? breaksAt : firstField;
    return { to, next: to };
  }

  /** Content that is XML of its own, perhaps a whole entry. */
  function embedsXml(opening: Token, meaning: string): boolean {
    if (meaning !== 'content' || opening.end - opening.at < 20) return false;
    return /^(?!.*xhtml).*[/+]xml$/.test(attributesOf(text, opening)['type'] ?? '');
  }

  /** CDATA that is never closed ends with its element. Absent when this one is as it should be. */
  function ofUnclosedCdata(token: Token, opening: Token): Extent | undefined {
    if ((token.selfClosed && token.reopens === undefined) || patience < 0) return undefined;
    patience -= 1000;
    const name = text.slice(opening.at + 1, opening.at + 1 + opening.name.length);
    const closing = text.indexOf(`</${name}`, token.at);
    if (closing === -1 || closing > (token.reopens ?? text.length)) return undefined;
    const after = text.indexOf('>', closing);
    return { to: closing, next: after === -1 ? text.length : after + 1 };
  }

  /** Absent when it says nothing. */
  function fieldOf(token: Token, meaning: string, to: number, base: string | undefined): Field | undefined {
    const attributes = attributesOf(text, token);
    const role = ENTRY_ROLES.get(meaning);
    const href = role === 'link' ? (attributes['href'] ?? attributes['rdf:resource']) : undefined;
    const value =
      href === undefined
        ? contentText(token, attributes, to, MAX_FIELD)
        : fieldText(href, 0, href.length, MAX_FIELD);
    const plain = role === 'title' ? plainTitle(value) : value;
    if (plain.trim() === '') return undefined;
    used.add(meaning);
    const own = role === 'link' ? resolveBase(attributes['xml:base'], base) : undefined;
    return {
      name: meaning,
      text: plain,
      ...(attributes['rel'] !== undefined && { rel: attributes['rel'] }),
      ...(attributes['type'] !== undefined && role === 'link' && { type: attributes['type'] }),
      ...(own !== undefined && own !== feedUrl && { base: own }),
    };
  }

  function bodyOf(token: Token, name: string, to: number): Body {
    const attributes = attributesOf(text, token);
    const type = attributes['type'];
    return {
      name,
      ...(type !== undefined && { type }),
      html: () => contentText(token, attributes, to, MAX_BODY),
    };
  }

  function contentText(token: Token, attributes: Attributes, to: number, most: number): string {
    const value = fieldText(text, token.end, to, most);
    return attributes['mode'] === 'base64' ? Buffer.from(value, 'base64').toString('utf8') : value;
  }

  function meaningOf(token: Token): string {
    // Namespaces are declared on the element itself often enough (`atom10:link`); looking costs only where there are attributes.
    if (token.kind === 'open' && token.end - token.at > token.name.length + 8) {
      const source = text.slice(token.at, token.end);
      if (source.includes('xmlns')) {
        const attributes = attributesOf(text, token);
        names.learn(attributes);
        // An entry under a namespace nobody knows is still the entry of this feed.
        return names.name(token.name, attributes['xmlns']).replace(/^atom:|^\?:(?=(?:item|entry)$)/, '');
      }
    }
    return names.name(token.name).replace(/^atom(?:10|03)?:/, '');
  }

  function isEnd(token: Token): boolean {
    return token.name === root.name || token.name === 'channel';
  }

  function overLimit(): boolean {
    tags += 1;
    if (tags > limits.maxTags) truncated = true;
    return truncated;
  }

  function stop(): true {
    truncated = true;
    return true;
  }

  return { run };
}
