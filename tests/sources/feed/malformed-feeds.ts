import { gzipSync } from 'node:zlib';

/** Feeds as the web serves them, one per class of trouble, written for this purpose. */
export interface MalformedFeed {
  readonly trouble: string;
  readonly bytes: string | Uint8Array;
  readonly title: string;
  readonly titles: readonly string[];
}

const ONE = '<item><title>Giá thép tăng</title><link>https://bao.vn/thep</link></item>';
const TWO = '<item><title>Gạo xuất khẩu</title><link>https://bao.vn/gao</link></item>';
const BOTH = ['Giá thép tăng', 'Gạo xuất khẩu'];
const rss = (inside: string, attributes = ' version="2.0"'): string =>
  `<?xml version="1.0" encoding="UTF-8"?>\n<rss${attributes}><channel><title>Báo</title>${inside}</channel></rss>`;

function utf16(text: string, bigEndian: boolean, mark: boolean): Uint8Array {
  const bytes = Buffer.from((mark ? '\ufeff' : '') + text, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
}

function utf32(text: string): Uint8Array {
  const chars = Array.from(text);
  const bytes = Buffer.alloc(chars.length * 4);
  chars.forEach((char, index) => bytes.writeUInt32BE(char.codePointAt(0) ?? 0, index * 4));
  return bytes;
}

const feed = (
  trouble: string,
  bytes: string | Uint8Array,
  titles: readonly string[] = BOTH,
  title = 'Báo',
): MalformedFeed => ({
  trouble,
  bytes,
  title,
  titles,
});

export const MALFORMED_FEEDS: readonly MalformedFeed[] = [
  feed('a gzip file that nobody announced', gzipSync(rss(ONE + TWO))),
  feed(
    'being escaped as a whole by a web service',
    `<?xml version="1.0"?><string xmlns="http://tempuri.org/">${rss(ONE + TWO).replace(/[&<>]/g, (char) => ({ '&': '&amp;', '<': '&lt;' })[char] ?? '&gt;')}</string>`,
  ),
  feed('a page after its end', `${rss(ONE + TWO)}<html><body><item>quảng cáo</item></body></html>`),
  feed(
    'entries in a namespace nobody knows',
    rss(ONE.replace('<item>', '<item xmlns="https://la.example/">') + TWO),
  ),
  feed(
    'comments as a feed inside an entry',
    rss(
      `${ONE.replace('</item>', '<c:feed xmlns:c="http://www.w3.org/2005/Atom"><c:entry><c:title>Lời bình</c:title></c:entry></c:feed></item>')}${TWO}`,
    ),
  ),
  feed(
    'an entry as the content of an entry',
    '<feed xmlns="http://www.w3.org/2005/Atom"><title>Báo</title><entry><title>Giá thép tăng</title><content type="application/atom+xml"><entry><title>Bên trong</title></entry></content></entry></feed>',
    ['Giá thép tăng'],
  ),
  feed(
    'being a single entry',
    '<entry xmlns="http://www.w3.org/2005/Atom"><title>Giá thép tăng</title></entry>',
    ['Giá thép tăng'],
    '',
  ),
  feed(
    'JSON called as a function, with line ends in strings',
    '/**/ cb({"version":"https://jsonfeed.org/version/1","title":"Báo","items":[{"id":"1","title":"Giá thép\ntăng"},{"id":"2","title":"Gạo xuất khẩu"}]});',
  ),
  feed(
    'loose ampersands',
    rss('<item><title>R&D & thép</title><link>https://bao.vn/?a=1&b=2</link></item>'),
    ['R&D & thép'],
  ),
  feed(
    'entities nobody declared',
    rss('<item><title>Gi&aacute; th&eacute;p &ndash; t&#259;ng &khong;</title></item>'),
    ['Giá thép – tăng &khong;'],
  ),
  feed('an entity of its own', `<!DOCTYPE rss [<!ENTITY ten "thép">]>${rss(ONE + TWO)}`),
  feed('a download cut inside an entry', rss(ONE + TWO).slice(0, -40)),
  feed(
    'a download cut inside a tag',
    rss(`${ONE}<item><title>Gạo xuất khẩu</title><li`).replace('</channel></rss>', ''),
  ),
  feed(
    'a download cut inside CDATA',
    rss(`${ONE}<item><title><![CDATA[Gạo xuất khẩu`).replace('</channel></rss>', ''),
  ),
  feed(
    'a download cut inside a character',
    Buffer.from(rss(`${ONE}<item><title>Gạo xuất khẩu ế`))
      .subarray(0, -17)
      .subarray(0, -1),
    ['Giá thép tăng', 'Gạo xuất khẩu'],
  ),
  feed('blank lines before the prolog', `\n\n  ${rss(ONE + TWO)}`),
  feed(
    'warnings of a script before the prolog',
    `<br />\n<b>Warning</b>: mysql in <b>/x.php</b> on line 3<br />\n${rss(ONE + TWO)}`,
  ),
  feed(
    'words of a browser before the root',
    `This XML file does not appear to have any style information.\n${rss(ONE + TWO)}`,
  ),
  feed('two prologs', `<?xml version="1.0"?>${rss(ONE + TWO)}`),
  feed('a prolog never closed', rss(ONE + TWO).replace('?>', '>')),
  feed('two byte order marks', `\ufeff\ufeff${rss(ONE + TWO)}`),
  feed('a comment before the root', `<!-- <rss> <item> -->${rss(ONE + TWO)}`),
  feed('the doctype of a page', `<!DOCTYPE html PUBLIC "x" "y">${rss(ONE + TWO)}`),
  feed('no version', rss(ONE + TWO, '')),
  feed('a version of its own', rss(ONE + TWO, ' version="3.1"')),
  feed('no channel', `<rss version="2.0"><title>Báo</title>${ONE}${TWO}</rss>`),
  feed('no root', `<channel><title>Báo</title>${ONE}${TWO}</channel>`),
  feed(
    'entries after the channel',
    `<rss version="2.0"><channel><title>Báo</title></channel>${ONE}${TWO}</rss>`,
  ),
  feed('entries in a wrapper', rss(`<items>${ONE}${TWO}</items>`)),
  feed('two roots', `${rss(ONE)}<rss version="2.0"><channel><title>Báo hai</title>${TWO}</channel></rss>`),
  feed(
    'junk after the root',
    `${rss(ONE + TWO)}<script>if (a < b) track("<item>")</script>`.replace('<item>")', '")'),
  ),
  feed(
    'upper-case names',
    rss(ONE + TWO).replace(
      /<(\/?)(\w+)/g,
      (_all, slash: string, name: string) => `<${slash}${name.toUpperCase()}`,
    ),
  ),
  feed('names in mixed case that do not match', rss(`<Item><Title>Giá thép tăng</title></ITEM>${TWO}`)),
  feed('single quotes and none', rss(ONE + TWO, " version='2.0' foo=bar baz")),
  feed('attributes twice', rss(ONE + TWO, ' version="2.0" version="0.91"')),
  feed(
    'a quote never closed',
    rss(`<item><title>Giá thép tăng</title><enclosure url="https://bao.vn/a.jpg/></item>${TWO}`),
  ),
  feed(
    'a title never closed',
    rss(`<item><title>Giá thép tăng<link>https://bao.vn/thep</link></item>${TWO}`),
  ),
  feed('an entry never closed', rss(`<item><title>Giá thép tăng</title>${TWO}`)),
  feed('an unknown element never closed', rss(`<item><br><title>Giá thép tăng</title></item>${TWO}`)),
  feed('closing tags of nothing', rss(`</p><item></b><title>Giá thép tăng</title></item></div>${TWO}`)),
  feed('closing tags crossed', rss(`<item><title>Giá thép tăng</title><a><b></a></b></item>${TWO}`)),
  feed('a blank inside closing tags', rss(`<item ><title >Giá thép tăng</title ></item >${TWO}`)),
  feed('CDATA inside CDATA', rss(`<item><title><![CDATA[<![CDATA[Giá thép tăng]]>]]></title></item>${TWO}`)),
  feed('CDATA never closed', rss(`<item><title><![CDATA[Giá thép tăng</title></item>${TWO}`)),
  feed(
    'CDATA in several pieces',
    rss(`<item><title>Giá <![CDATA[thép]]> <![CDATA[tăng]]></title></item>${TWO}`),
  ),
  feed('a comment never closed', rss(`<item><!-- x ><title>Giá thép tăng</title></item>${TWO}`)),
  feed('control characters', rss(`<item><title>Giá\u0000 thép\u0008 tăng\u000b</title></item>${TWO}`)),
  feed(
    'loose less-than signs',
    rss(`<item><title>Giá thép tăng</title><description>5 < 7 << 9 <3</description></item>${TWO}`),
  ),
  feed(
    'markup that nobody escaped',
    rss(
      `<item><title>Giá <b>thép</b> tăng</title><description><p>a<br>b<img src=x></p></description></item>${TWO}`,
    ),
  ),
  feed(
    'markup escaped twice',
    rss(`<item><title>Giá &amp;lt;b&amp;gt;thép&amp;lt;/b&amp;gt; tăng</title></item>${TWO}`),
  ),
  feed('prefixes nobody declared', rss(`<item><dc:title>Giá thép tăng</dc:title><foo:bar/></item>${TWO}`)),
  feed(
    'a prefix for everything',
    `<a:feed xmlns:a="http://www.w3.org/2005/Atom"><a:title>Báo</a:title><a:entry><a:title>Giá thép tăng</a:title></a:entry><a:entry><a:title>Gạo xuất khẩu</a:title></a:entry></a:feed>`,
  ),
  feed(
    'RSS 1.0 with a prefix',
    `<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:r="http://purl.org/rss/1.0/"><r:channel><r:title>Báo</r:title></r:channel><r:item rdf:about="https://bao.vn/1"><r:title>Giá thép tăng</r:title></r:item><r:item rdf:about="https://bao.vn/2"><r:title>Gạo xuất khẩu</r:title></r:item></rdf:RDF>`,
  ),
  feed(
    'an image before the title',
    rss(`<image><title>Ảnh</title><url>x</url></image>${ONE}${TWO}`).replace(
      /<title>Báo<\/title>(<image>.*?<\/image>)/,
      '$1<title>Báo</title>',
    ),
  ),
  feed(
    'names that are keys of objects',
    rss(
      `<item><title>Giá thép tăng</title><guid>__proto__</guid><constructor>x</constructor></item><item><title>Gạo xuất khẩu</title><guid>toString</guid></item>`,
    ),
  ),
  feed('an empty entry inside an entry', rss(`<item><title>Giá thép tăng</title><item /></item>${TWO}`)),
  feed(
    'the title of the source before its own',
    `<feed xmlns="http://www.w3.org/2005/Atom"><title>Báo</title><entry><source><title>Khác</title></source><title>Giá thép tăng</title></entry><entry><title>Gạo xuất khẩu</title></entry></feed>`,
  ),
  feed('UTF-16 little endian', utf16(rss(ONE + TWO), false, true)),
  feed('UTF-16 big endian without a mark', utf16(rss(ONE + TWO), true, false)),
  feed('UTF-32', utf32(rss(ONE + TWO))),
  feed('UTF-16 declared, UTF-8 sent', rss(ONE + TWO).replace('UTF-8', 'utf-16')),
  feed('latin-1 declared, UTF-8 sent', rss(ONE + TWO).replace('UTF-8', 'iso-8859-1')),
  feed('an unknown charset', rss(ONE + TWO).replace('UTF-8', 'x-bao')),
  feed(
    'a few bytes that are not UTF-8',
    Buffer.concat([
      Buffer.from(rss(ONE + TWO).slice(0, -16)),
      Buffer.from([0xe9, 0xff]),
      Buffer.from('</channel></rss>'),
    ]),
  ),
];
