import type { Attributes } from './markup.ts';
import { plainField } from './plain-rss.ts';

/** RSS 1.0 names entries by `rdf:about`; CDF gives them their address and date as attributes. */
export function entryFromAttributes(attributes: Attributes, base: string | undefined): string {
  const about = attributes['rdf:about'] ?? attributes['about'];
  const href = attributes['href'];
  const changed = attributes['lastmod'];
  const withBase = base === undefined ? {} : { base };
  return (
    (about === undefined || about === '' ? '' : plainField({ name: 'rdf:about', text: about })) +
    (href === undefined || href === '' ? '' : plainField({ name: 'link', text: href, ...withBase })) +
    (changed === undefined || changed === '' ? '' : plainField({ name: 'modified', text: changed }))
  );
}
