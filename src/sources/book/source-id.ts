/**
 * An id for a new source: an ASCII slug of at most 64 characters, made of the publisher's host and the feed's path or
 * name (`https://cafef.vn/thi-truong.rss` → `cafef-thi-truong`), numbered when taken.
 */
export function sourceId(address: string, name: string, taken: ReadonlySet<string>): string {
  const url = new URL(address);
  const site = slug(
    url.hostname
      .replace(/^(?:www|rss|feeds?|api|m)\./, '')
      .replace(/\.(?:com|org|net|gov|edu)\.vn$|\.(?:vn|com|net|org)$/, ''),
  );
  const path = slug(
    url.pathname
      .split('/')
      .filter((part) => part !== '' && !/^(?:rss|feeds?|rss_feed|index|tin-tuc-rss)(?:\.\w+)?$/i.test(part))
      .map((part) => part.replace(/\.(?:rss|xml|atom|json|html?|aspx?|php|chn)$/i, ''))
      .join('-'),
  );
  const readable = /[a-z]{3}/.test(path) ? path : slug(name);
  const base = [site, readable.startsWith(`${site}-`) ? readable.slice(site.length + 1) : readable]
    .filter((part) => part !== '' && part !== undefined)
    .join('-');
  const short = base.slice(0, 60).replace(/-+$/, '') || 'nguon';
  if (!taken.has(short)) return short;
  for (let number = 2; ; number++) {
    const id = `${short}-${number}`;
    if (!taken.has(id)) return id;
  }
}

/** Lower-case ASCII words joined by hyphens: `Xuất nhập khẩu` → `xuat-nhap-khau`. */
function slug(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/[đĐ]/g, 'd')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '');
}
