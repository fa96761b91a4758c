/** Longest link we hand to a reader, in characters. */
const longestLink = 2048;

/**
 * A link as a reader may safely tap it, or undefined: http or https, a host with a dot, no user in front of it, re-written by `URL`.
 * Anything else would become a mention (`tg:`), run code or lead nowhere.
 */
export function safeLink(link: string): string | undefined {
  if (!URL.canParse(link)) return undefined;
  const url = new URL(link);
  const web = url.protocol === 'http:' || url.protocol === 'https:';
  const named = url.hostname.includes('.') && url.username === '' && url.password === '';
  return web && named && url.href.length <= longestLink ? url.href : undefined;
}
