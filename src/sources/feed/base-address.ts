/** What relative addresses start from: an `xml:base` of one's own, resolved against that around it, else that around it. */
export function resolveBase(own: string | undefined, parent: string | undefined): string | undefined {
  if (own === undefined || own.trim() === '') return parent;
  try {
    return new URL(own.trim(), parent).href;
  } catch {
    return parent;
  }
}
