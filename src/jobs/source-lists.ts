import type { SourceLists } from '../ports/source-lists.ts';
import { readOpml, writeOpml } from '../sources/book/opml.ts';
import { completeSource } from '../sources/book/sources-file.ts';
import { addressKey } from '../sources/web/source-address.ts';

/** Source lists as OPML. */
export function createSourceLists(): SourceLists {
  return {
    write: writeOpml,
    read(text, here) {
      const reading = readOpml(text.replace(/^\uFEFF/, ''));
      if (reading === undefined || reading.feeds.length === 0) return undefined;
      const addresses = new Set(here.map(({ url }) => addressKey(url) ?? url));
      const ids = new Set(here.map(({ id }) => id));
      const unknown = reading.feeds.filter(({ url }) => !addresses.has(addressKey(url) ?? url));
      const fresh = unknown.map((feed) => {
        const source = completeSource(feed, ids);
        ids.add(source.id);
        return source;
      });
      return { fresh, known: reading.feeds.length - fresh.length, warnings: reading.warnings };
    },
  };
}
