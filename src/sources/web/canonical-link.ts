import { isIP } from 'node:net';
import { bareHost, isPublicHost } from './guard.ts';

const LONGEST = 2048;

/**
 * The one address of an article, safe to show: absolute http(s), re-serialised by `URL`, without tracking parameters, on the
 * desktop host, free of AMP wrappers. Absent when it is no address a reader should be sent to (another scheme, credentials,
 * a private or dotless host, longer than 2,048). `base` resolves relative addresses.
 */
export function canonicalLink(raw: string, base?: string): string | undefined {
  const url = parseLink(raw, base);
  if (url === undefined) return undefined;
  const direct = unwrapAmpCache(url);
  dropOddPort(direct, base);
  // Setting a part parses the whole again, so only what changes is set.
  const host = desktopHost(direct.hostname);
  if (host !== direct.hostname) direct.hostname = host;
  const path = plainPath(direct.pathname);
  if (path !== direct.pathname) direct.pathname = path;
  dropTracking(direct);
  if (direct.hash === '' ? direct.href.endsWith('#') : isTrackingFragment(direct.hash)) direct.hash = '';
  const { href } = direct;
  return href.length <= LONGEST ? href : undefined;
}

/**
 * What two links to the same article have in common: no scheme, no `www.`, no final slash. For comparing, not for showing.
 * Takes a canonical link.
 */
export function linkKey(link: string): string {
  return link.replace(/^https?:\/\/(?:www\.)?/, '').replace(/\/(?=$|[?#])/, '');
}

function parseLink(raw: string, base: string | undefined): URL | undefined {
  const text = repairLink(raw);
  if (text === '' || text.length > 4 * LONGEST) return undefined;
  const url = toUrl(text, base);
  if (url === undefined || (url.protocol !== 'http:' && url.protocol !== 'https:')) return undefined;
  if (url.username !== '' || url.password !== '') return undefined;
  const host = bareHost(url.hostname);
  // IPv6 literals have no dot; a link to one is no newspaper's.
  if (isIP(host) === 6 || !isPublicHost(host)) return undefined;
  if (host !== url.hostname) url.hostname = host;
  return url;
}

function toUrl(text: string, base: string | undefined): URL | undefined {
  try {
    return new URL(text, base);
  } catch {
    return undefined;
  }
}

// oxlint-disable no-control-regex -- URL would drop some of them and encode others
const DIRT_AROUND =
  /^[\u0000-\u0020\u00a0\u200b-\u200f\ufeff"'<(\u201c\u2018]+|[\u0000-\u0020\u00a0\u200b-\u200f\ufeff"'<>\u201d\u2019]+$/g;
// oxlint-enable no-control-regex

/** What editors and viewers do to addresses: line breaks inside, `&amp;` left over, quotes around, a scheme twice or none. */
function repairLink(raw: string): string {
  let text = raw
    .replace(/\s*[\r\n]\s*/g, '')
    .replace(DIRT_AROUND, '')
    .replace(/(?:%20|[,;])+$/, '')
    .replace(/&(?:amp;)+|&#38;|&#x26;/gi, '&');
  text = text.replace(/^https?:\/+(?=https?:\/\/)/i, '');
  if (/^www\.[^/\s]+\.[a-z]/i.test(text)) text = `https://${text}`;
  return text;
}

/** `https://www.google.com/amp/s/host/path` and `https://host.cdn.ampproject.org/c/s/host/path` lead to `host/path`. */
function unwrapAmpCache(url: URL): URL {
  const isCache =
    /(?:^|\.)cdn\.ampproject\.org$/.test(url.hostname) || /^(?:www\.)?google\.[a-z.]+$/.test(url.hostname);
  const wrapped = isCache ? /^\/(?:amp|[cv])\/(s\/)?([^/]+\..+)$/.exec(url.pathname) : null;
  if (wrapped === null) return url;
  const inner = parseLink(
    `${wrapped[1] === undefined ? 'http' : 'https'}://${wrapped[2]}${url.search}`,
    undefined,
  );
  return inner ?? url;
}

/** A port we could never fetch from, or one that the feed's own address does without, got there by mistake. */
function dropOddPort(url: URL, base: string | undefined): void {
  if (url.port === '') return;
  const feed = base === undefined ? undefined : toUrl(base, undefined);
  const sameHost = feed !== undefined && feed.hostname === url.hostname && feed.port === '';
  if (sameHost || (url.port !== '8080' && url.port !== '8443')) url.port = '';
}

function desktopHost(host: string): string {
  const rest = /^(?:(?:www\.)?(?:m|mobile|amp|wap|touch)\.)(.+\..+)$/.exec(host)?.[1];
  // `m.gov.vn` would leave a public suffix behind, not a site.
  return rest === undefined || /^(?:com|net|org|gov|edu|co|ac)\.[a-z]{2}$/.test(rest) ? host : rest;
}

function plainPath(path: string): string {
  if (!/amp|index|default|%20$/.test(path)) return path;
  return path
    .replace(/^\/amp(?=\/.)/, '')
    .replace(/\/amp\/?$/, '')
    .replace(/\.amp(?=\.html?$|$)/, '')
    .replace(/\/(?:index|default)\.(?:html?|php|aspx?|jsp)$/, '/')
    .replace(/(?:%20)+$/, '');
}

/** Parameters that tell where a reader came from, never what is to be read. */
const TRACKING =
  /^(?:utm_.*|vn_(?:source|medium|campaign|term|content|thumb|aid)|itm_.*|pk_.*|mtm_.*|matomo_.*|hsa_.*|at_(?:medium|campaign|custom\d?|source|format|creation|link_.*)|fb_(?:action_ids|action_types|source|ref)|mc_[ce]id|_hs(?:enc|mi)|__twitter_impression|oly_(?:anon|enc)_id|fbclid|gclid|gclsrc|dclid|gbraid|wbraid|gad_source|msclkid|yclid|ysclid|ttclid|twclid|li_fat_id|igshid|igsh|zarsrc|zanpid|_ga|_gl|_ke|vero_id|wickedid|s_cid|ncid|cmpid|cmp|cm_mmc|ito|xtor|ns_(?:source|mchannel|campaign|linkname|fee)|wt_mc|wt_zmc|spm|trk|trkcampaign|mkt_tok|ref_src|ref_url|share_from|sharefrom|gidzl|amp|outputtype)$/i;
/** Only tracking with these values; `source=12` or `ref=main` may select what is shown. */
const TRACKING_VALUE =
  /^(?:rss|feed|feeds|rssfeed|atom|facebook|fb|zalo|twitter|telegram|social|share|email|newsletter|home|homepage)$/i;
const TRACKING_IF = /^(?:ref|source|src|from|via|origin|cid|rss|feed|partner)$/i;

function dropTracking(url: URL): void {
  if (url.search === '') {
    // A bare `?` says nothing.
    if (url.href.includes('?')) url.search = '';
    return;
  }
  const kept = url.search
    .slice(1)
    .split('&')
    .filter((pair) => pair !== '' && !isTracking(pair));
  const search = kept.length === 0 ? '' : `?${kept.join('&')}`;
  if (search !== url.search) url.search = search;
}

function isTracking(pair: string): boolean {
  const at = pair.indexOf('=');
  const name = at === -1 ? pair : pair.slice(0, at);
  const value = at === -1 ? '' : pair.slice(at + 1);
  if (/^outputtype$/i.test(name)) return /^amp$/i.test(value);
  return TRACKING.test(name) || (TRACKING_IF.test(name) && TRACKING_VALUE.test(value));
}

/** Fragments may tell apart the entries of one page, so only those known to carry nothing go. */
function isTrackingFragment(hash: string): boolean {
  return (
    hash === '#' ||
    /^#(?::~:text=|xtor=|utm_|vn_|ref=|rss$|fbclid|comments?$|respond$|disqus|box_?comment|ixzz|at_|cxrecs|link=|source=|atom-)/i.test(
      hash,
    )
  );
}
