/** Articles removed at their publisher's request, and remembered so that they never return. */
export interface Takedowns {
  /** What lies at an address; changes nothing. */
  look(url: string): Promise<TakedownTarget>;
  /** Removes the article with its quotes and its search entry, tells its story anew without it, and remembers the address. Safe to repeat; an address unknown is remembered alone. */
  remove(url: string): Promise<void>;
}

export type TakedownTarget =
  | { readonly kind: 'article'; readonly title: string; readonly publisher: string }
  | { readonly kind: 'unknown' }
  | { readonly kind: 'not-a-url' };
