import { isIP } from 'node:net';
import { isPublicAddress } from './addresses.ts';

/** Why an address may not be fetched, before anything was asked of the network. */
type Refusal = 'not-a-url' | 'private-address';

/** Exceptions to the guard: exact `host:port`, the port always written out. */
export type AllowedHosts = ReadonlySet<string>;

export type Checked = { readonly url: URL } | { readonly refusal: Refusal; readonly detail: string };

const PORTS = new Set(['80', '443', '8080', '8443']);

/** Names that never lead to the public internet, as last labels. */
const PRIVATE_ENDINGS = new Set([
  'local',
  'localhost',
  'localdomain',
  'internal',
  'intranet',
  'private',
  'corp',
  'home',
  'lan',
  'arpa',
  'onion',
]);

/** Reads `FETCH_ALLOW_HOSTS`: exact `host:port` separated by commas or blanks. */
export function parseAllowedHosts(setting: string | undefined): AllowedHosts {
  return new Set(
    (setting ?? '')
      .toLowerCase()
      .split(/[\s,]+/)
      .filter((each) => each !== ''),
  );
}

/**
 * Whether this address may be fetched as far as its text tells: http(s), a usual port, no credentials, a name with a dot or
 * a public literal. `URL` has already brought decimal, octal, hex, short and full-width spellings to one form.
 * What a name resolves to is checked at connect time.
 */
export function checkUrl(text: string, base: string | URL | undefined, allowed: AllowedHosts): Checked {
  let url: URL;
  try {
    url = new URL(text.trim(), base);
  } catch {
    return { refusal: 'not-a-url', detail: 'not a URL' };
  }
  if (url.protocol !== 'http:' && url.protocol !== 'https:') {
    return { refusal: 'not-a-url', detail: `scheme ${url.protocol}` };
  }
  if (url.username !== '' || url.password !== '')
    return { refusal: 'not-a-url', detail: 'credentials in URL' };
  url.hash = '';
  if (isAllowed(url.hostname, portOf(url), allowed)) return { url };
  if (!isPublicHost(url.hostname)) return { refusal: 'private-address', detail: 'private host' };
  return PORTS.has(portOf(url)) ? { url } : { refusal: 'not-a-url', detail: `port ${portOf(url)}` };
}

/** True for a public literal, or a name that could be public: it has a dot and no private ending. */
export function isPublicHost(hostname: string): boolean {
  const host = bareHost(hostname);
  if (isIP(host) !== 0) return isPublicAddress(host);
  const labels = host.split('.');
  return (
    labels.length > 1 && labels.every((label) => label !== '') && !PRIVATE_ENDINGS.has(labels.at(-1) ?? '')
  );
}

/** True when this exact host and port is an exception the operator has set. */
export function isAllowed(hostname: string, port: string, allowed: AllowedHosts): boolean {
  return allowed.has(`${bareHost(hostname)}:${port}`) || allowed.has(`${hostname.toLowerCase()}:${port}`);
}

/** The port in effect, also when the address leaves it out. */
function portOf(url: URL): string {
  return url.port !== '' ? url.port : url.protocol === 'https:' ? '443' : '80';
}

/** Lower case, without the brackets of IPv6 and without the root dot. */
export function bareHost(hostname: string): string {
  return hostname
    .toLowerCase()
    .replace(/^\[|\]$/g, '')
    .replace(/\.$/, '');
}
