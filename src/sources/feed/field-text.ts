import { decodeHTMLStrict } from 'entities';

/**
 * What an XML element says, from its source: entities decoded (also those of HTML that nobody declared), CDATA as it is. When
 * there are elements inside, the whole is markup and stays so, entities included. Reads at most `most` characters.
 */
export function fieldText(source: string, from: number, to: number, most: number): string {
  const raw = source.slice(from, Math.min(to, from + most));
  if (!raw.includes('<')) return decoded(raw);
  const pieces: { readonly text: string; readonly verbatim: boolean }[] = [];
  let markup = false;
  let start = 0;
  let at = raw.indexOf('<');
  for (; at !== -1; at = raw.indexOf('<', at)) {
    if (raw.startsWith('<![CDATA[', at)) {
      const end = raw.indexOf(']]>', at + 9);
      pieces.push({ text: raw.slice(start, at), verbatim: false });
      // CDATA cannot hold CDATA; who writes it so means the text.
      pieces.push({
        text: raw.slice(at + 9, end === -1 ? raw.length : end).replaceAll('<![CDATA[', ''),
        verbatim: true,
      });
      start = end === -1 ? raw.length : end + 3;
      at = start;
    } else if (raw.startsWith('<!--', at)) {
      const end = raw.indexOf('-->', at + 4);
      pieces.push({ text: raw.slice(start, at), verbatim: false });
      start = end === -1 ? raw.length : end + 3;
      at = start;
    } else {
      markup ||= /^<\/?[a-z]/i.test(raw.slice(at, at + 3));
      at += 1;
    }
  }
  pieces.push({ text: raw.slice(start), verbatim: false });
  return pieces
    .map(({ text, verbatim }) => (verbatim ? text : markup ? text : decoded(text.replaceAll(']]>', ''))))
    .join('');
}

/** XML entities, and those of HTML, which feeds use without declaring them. A loose `&` is an ampersand. */
function decoded(text: string): string {
  return text.includes('&') ? decodeHTMLStrict(text) : text;
}
