import type { Item } from '../../news/item.ts';
import { itemId } from '../feed/item-id.ts';
import type { ListEntry } from './list-page.ts';

/** Items of a list page's entries, with the identity a feed's items would have. */
export function listItems(entries: readonly ListEntry[], sourceId: string): readonly Item[] {
  return entries.map(({ title, link, publishedAt, summary }) => ({
    id: itemId({ sourceId, link, title }),
    sourceId,
    title,
    link,
    ...(publishedAt !== undefined && { publishedAt }),
    summary,
  }));
}
