import { createHash } from 'node:crypto';
import { canonicalLink, linkKey } from '../web/canonical-link.ts';

export interface Identity {
  readonly sourceId: string;
  /** As the feed gives it; absent also when the feed uses it for several entries. */
  readonly guid?: string;
  /** Canonical. */
  readonly link?: string;
  readonly title: string;
}

/**
 * The stable name of an item: from its guid, so that edits and moves keep it; else from its link; else from its title. An
 * address counts the same as guid and as link, in every section of a site; any other guid or title only within its source.
 */
export function itemId({ sourceId, guid, link, title }: Identity): string {
  if (guid !== undefined) {
    const address = guid === link ? link : /^https?:\/\//i.test(guid) ? canonicalLink(guid) : undefined;
    return address === undefined ? digest(`guid ${sourceId} ${guid}`) : digest(`link ${linkKey(address)}`);
  }
  if (link !== undefined) return digest(`link ${linkKey(link)}`);
  return digest(`title ${sourceId} ${title.toLowerCase()}`);
}

/** 16 characters of base64url, 96 bits. */
export function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64url').slice(0, 16);
}
