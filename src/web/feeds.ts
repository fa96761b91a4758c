import type { Digest, Entry } from '../news/digest.ts';
import { html } from './html.ts';
import { siteName } from './layout.ts';
import type { Site } from './layout.ts';
import { storyPath } from './pages/digest-page.ts';

const about =
  'Điểm tin công nghiệp, thương mại Việt Nam: tóm tắt tự động, số liệu và câu trích theo nguồn dẫn.';

/** The digest as RSS 2.0. Addresses must be whole in a feed, so there is none without a public address. */
export function rssFeed(site: Site, origin: string, digest: Digest): string {
  const items = entriesOf(digest).map(
    (entry) =>
      html`<item>
<title>${entry.story.title}</title>
<link>${origin}${storyPath(site, entry.story.id)}</link>
<guid isPermaLink="false">${entry.story.id}</guid>
<pubDate>${new Date(entry.story.updatedAt).toUTCString()}</pubDate>
<dc:creator>${entry.lead.publisher}</dc:creator>
<description>${contentOf(entry)}</description>
</item>
`,
  );
  return `<?xml version="1.0" encoding="UTF-8"?>
${
  html`<rss version="2.0" xmlns:atom="http://www.w3.org/2005/Atom" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel>
<title>${siteName}</title>
<link>${origin}${site.base}/</link>
<description>${about}</description>
<language>vi</language>
<atom:link href="${origin}${site.base}/feed.xml" rel="self" type="application/rss+xml"/>
${items}</channel>
</rss>
`.markup
}`;
}

/** The same as JSON Feed 1.1 (https://www.jsonfeed.org/version/1.1/). */
export function jsonFeed(site: Site, origin: string, digest: Digest): string {
  return `${JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: siteName,
    home_page_url: `${origin}${site.base}/`,
    feed_url: `${origin}${site.base}/feed.json`,
    description: about,
    language: 'vi',
    items: entriesOf(digest).map((entry) => ({
      id: entry.story.id,
      url: `${origin}${storyPath(site, entry.story.id)}`,
      ...(entry.lead.link === undefined ? {} : { external_url: entry.lead.link }),
      title: entry.story.title,
      content_html: contentOf(entry),
      date_published: new Date(entry.story.firstAt).toISOString(),
      date_modified: new Date(entry.story.updatedAt).toISOString(),
      authors: [...new Set(entry.story.reports.map((report) => report.publisher))].map((name) => ({ name })),
      tags: entry.story.topics,
    })),
  })}\n`;
}

function entriesOf(digest: Digest): readonly Entry[] {
  return digest.sections.flatMap((section) => section.entries);
}

/** The entry as HTML; a feed escapes it once more. */
function contentOf({ quotes, ownWords, lead }: Entry): string {
  const text = ownWords ?? quotes.map((quote) => quote.sentence).join(' ');
  return [text, lead.publisher]
    .filter((part) => part !== '')
    .map((part) => html`<p>${part}</p>`.markup)
    .join('');
}
