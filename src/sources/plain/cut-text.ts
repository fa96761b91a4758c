/** At most `most` UTF-16 units, cut between words where there are any, with an ellipsis when cut. Never splits a character. */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text;
  const room = text.slice(0, most - 1);
  const blank = Math.max(room.lastIndexOf(' '), room.lastIndexOf('\n'));
  const kept = blank > most * 0.8 ? room.slice(0, blank) : wholeCharacters(room);
  return `${kept.replace(/[\s,;:.\u2026-]+$/u, '')}…`;
}

/** Drops the last grapheme, which the cut may have gone through: a flag, a family, a letter with its marks. */
function wholeCharacters(text: string): string {
  const tail = text.slice(-64);
  const last = [...new Intl.Segmenter().segment(tail)].at(-1);
  return last === undefined ? text : text.slice(0, text.length - last.segment.length);
}
