import { describe, expect, it } from 'vitest';
import { canonicalLink, linkKey } from '../../../src/sources/web/canonical-link.ts';

describe('a canonical link', () => {
  it.each([
    ['https://bao.vn/a', 'https://bao.vn/a'],
    ['HTTPS://BAO.VN/A?', 'https://bao.vn/A'],
    ['https://bao.vn/a?utm_source=rss&id=2&fbclid=x&gclid=y', 'https://bao.vn/a?id=2'],
    ['https://bao.vn/a?vn_source=rss&vn_campaign=home', 'https://bao.vn/a'],
    ['https://bao.vn/a?zarsrc=30&utm_medium=zalo', 'https://bao.vn/a'],
    ['https://bao.vn/a?source=rss', 'https://bao.vn/a'],
    ['https://bao.vn/a?source=12&ref=main', 'https://bao.vn/a?source=12&ref=main'],
    ['https://bao.vn/a?b=1&amp;c=2', 'https://bao.vn/a?b=1&c=2'],
    ['https://bao.vn/a?b=1&c=2', 'https://bao.vn/a?b=1&c=2'],
    ['https://bao.vn/a#:~:text=x', 'https://bao.vn/a'],
    ['https://bao.vn/a#box_comment', 'https://bao.vn/a'],
    ['https://bao.vn/a#muc-2', 'https://bao.vn/a#muc-2'],
    ['https://m.bao.vn/a.htm', 'https://bao.vn/a.htm'],
    ['https://amp.bao.vn/a.htm', 'https://bao.vn/a.htm'],
    ['https://bao.vn/amp/a.htm', 'https://bao.vn/a.htm'],
    ['https://bao.vn/a/amp/', 'https://bao.vn/a'],
    ['https://www.google.com/amp/s/bao.vn/a.htm', 'https://bao.vn/a.htm'],
    ['https://bao-vn.cdn.ampproject.org/c/s/bao.vn/a.htm', 'https://bao.vn/a.htm'],
    ['https://m.gov.vn/a', 'https://m.gov.vn/a'],
    ['https://bao.vn/index.html', 'https://bao.vn/'],
    ['https://bao.vn:7978/a', 'https://bao.vn/a'],
    ['https://bao.vn:8443/a', 'https://bao.vn:8443/a'],
    [' \n https://bao.vn/gia-\n    thep.html \n', 'https://bao.vn/gia-thep.html'],
    ['"https://bao.vn/a"', 'https://bao.vn/a'],
    ['https://bao.vn/a,', 'https://bao.vn/a'],
    ['http://https://bao.vn/a', 'https://bao.vn/a'],
    ['www.bao.vn/a', 'https://www.bao.vn/a'],
    ['//bao.vn/a', 'https://bao.vn/a'],
    ['/a?b=1', 'https://goc.vn/a?b=1'],
    ['https:\\\\bao.vn\\a', 'https://bao.vn/a'],
    ['https://bao.vn./a', 'https://bao.vn/a'],
    ['https://báo.vn/thép', 'https://xn--bo-mia.vn/th%C3%A9p'],
    ['http://93.184.216.34/a', 'http://93.184.216.34/a'],
  ])('%s → %s', (raw, link) => {
    expect(canonicalLink(raw, 'https://goc.vn/rss')).toBe(link);
    expect(canonicalLink(link)).toBe(link);
  });

  it.each([
    '',
    'javascript:alert(1)',
    ' java\nscript:alert(1)',
    'data:text/html,x',
    'tg://resolve?domain=x',
    'tg:resolve?domain=x',
    'mailto:a@bao.vn',
    'ftp://bao.vn/',
    'http://user@bao.vn/',
    'http://user:pass@bao.vn/',
    'http://localhost/a',
    'http://bao/a',
    'http://nas.local/a',
    'http://x.internal/a',
    'http://127.0.0.1/a',
    'http://2130706433/a',
    'http://192.168.1.1/a',
    'http://[::1]/a',
    'http://[2606:2800:220:1::1]/a',
    'http://[/',
    `https://bao.vn/${'a'.repeat(2048)}`,
  ])('is none for %s', (raw) => {
    expect(canonicalLink(raw)).toBeUndefined();
  });

  it('has the same key with and without scheme, www and final slash', () => {
    expect(linkKey('http://www.bao.vn/a/')).toBe(linkKey('https://bao.vn/a'));
    expect(linkKey('https://bao.vn/a/?b=1')).toBe(linkKey('https://bao.vn/a?b=1'));
    expect(linkKey('https://bao.vn/a')).not.toBe(linkKey('https://bao.vn/b'));
  });
});
