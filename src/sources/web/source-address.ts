/**
 * One spelling for all spellings of a feed address, only for telling whether two sources are the same: scheme, `www.`,
 * a trailing slash, the default port, the fragment and the order of parameters make no difference. Not an address to
 * fetch. Undefined when the text is no http(s) address.
 */
export function addressKey(address: string): string | undefined {
  const url = parseHttp(address);
  if (url === undefined) return undefined;
  const port = url.port === '' || url.port === '80' || url.port === '443' ? '' : `:${url.port}`;
  const path = safeDecode(url.pathname)
    .replace(/\/{2,}/g, '/')
    .replace(/\/(?:index\.(?:html?|php|aspx?))?$/i, '');
  const parameters = [...url.searchParams]
    .filter(([name]) => !/^(?:utm_\w+|fbclid|gclid|zarsrc)$/i.test(name))
    .map(([name, value]) => `${name}=${value}`)
    .toSorted();
  return `${bareHost(url.hostname)}${port}${path}${parameters.length > 0 ? `?${parameters.join('&')}` : ''}`;
}

/** A host without `www.`, a mobile twin's `m.` or `amp.` and the final dot, in lower case. */
export function bareHost(host: string): string {
  const bare = host
    .toLowerCase()
    .replace(/\.$/, '')
    .replace(/^(?:www\d?|m|mobile|amp)\.(?=[^.]+\.)/, '');
  return hostAliases.get(bare) ?? bare;
}

/** Publishers that moved house and answer at both doors. */
const hostAliases: ReadonlyMap<string, string> = new Map([
  ['gso.gov.vn', 'nso.gov.vn'],
  ['zingnews.vn', 'znews.vn'],
  ['news.zing.vn', 'znews.vn'],
  ['vov.gov.vn', 'vov.vn'],
  ['vietstock.com.vn', 'vietstock.vn'],
  ['baochinhphu.gov.vn', 'baochinhphu.vn'],
  ['hose.vn', 'hsx.vn'],
]);

/** Reads what somebody typed as an http(s) address: `vnexpress.net/rss` gets its scheme. Undefined when it is none. */
export function typedAddress(typed: string): string | undefined {
  const text = typed
    .trim()
    .replace(/^<(.*)>$/s, '$1')
    .trim();
  if (text === '' || text.length > 2048 || /\s/.test(text)) return undefined;
  const withScheme = /^feed:\/\//i.test(text)
    ? text.replace(/^feed:\/\//i, 'https://')
    : /^feed:https?:/i.test(text)
      ? text.slice('feed:'.length)
      : /^[a-z][a-z0-9+.-]*:\/\//i.test(text)
        ? text
        : `https://${text}`;
  const url = parseHttp(withScheme);
  if (url === undefined || url.username !== '' || url.password !== '') return undefined;
  if (!url.hostname.includes('.') && !url.hostname.includes(':') && url.hostname !== 'localhost')
    return undefined;
  url.hash = '';
  return url.href;
}

function parseHttp(address: string): URL | undefined {
  if (!URL.canParse(address)) return undefined;
  const url = new URL(address);
  return url.protocol === 'http:' || url.protocol === 'https:' ? url : undefined;
}

function safeDecode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
