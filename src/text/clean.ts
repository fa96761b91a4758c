/**
 * One line of text as a reader may safely see it: NFC, no controls, no bidi or zero-width tricks, no stacked marks, blanks
 * collapsed and trimmed. Letters of every script and emoji sequences survive. Cleaning twice changes nothing.
 */
export function cleanLine(text: string): string {
  const line = PLAIN.test(text) ? text : visible(text.replace(LINE_ENDS, ' ')).replace(BLANKS, ' ');
  return (line.includes('  ') ? line.replace(/ {2,}/g, ' ') : line).trim();
}

/** Like `cleanLine` for several lines: each is cleaned, empty ones go. */
export function cleanLines(text: string): string {
  if (!text.includes('\n') && PLAIN.test(text)) return cleanLine(text);
  const lines = PLAIN_LINES.test(text) ? text : visible(text.replace(LINE_ENDS, '\n')).replace(BLANKS, ' ');
  return lines
    .replace(/ {2,}/g, ' ')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '')
    .join('\n');
}

/** Printable Latin as Vietnamese uses it (composed), usual punctuation: nothing to clean but double blanks. */
const PLAIN = /^[ -~\u00a1-\u00ac\u00ae-\u024f\u1ea0-\u1ef9\u2010-\u2015\u2018-\u201f\u2026\u20ab\u20ac]*$/;
const PLAIN_LINES =
  /^[\n -~\u00a1-\u00ac\u00ae-\u024f\u1ea0-\u1ef9\u2010-\u2015\u2018-\u201f\u2026\u20ab\u20ac]*$/;

const LINE_ENDS = /\r\n?|[\n\v\f\u0085\u2028\u2029]/g;
const BLANKS = /[\p{Zs}\t]+/gu;

/**
 * What draws nothing or steers the direction: controls, bidi controls, zero-width, fillers, tags, non-characters, halves of
 * pairs. First the one good use of tag characters, the flags of regions such as Scotland, which is kept.
 */
const INVISIBLE =
  // oxlint-disable-next-line no-control-regex, no-misleading-character-class -- these are what we look for
  /(\u{1f3f4}[\u{e0030}-\u{e0039}\u{e0061}-\u{e007a}]{2,6}\u{e007f})|[\u0000-\u0008\u000e-\u001f\u007f-\u009f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffb\ufffe\uffff\u{e0000}-\u{e0fff}\u{1bca0}-\u{1bca3}\u{1d173}-\u{1d17a}\p{Cs}]/gu;

/** Right inside emoji and in some scripts, a trick elsewhere. */
// oxlint-disable-next-line no-misleading-character-class -- joiners alone are meant
const JOINERS = /[\u200c\u200d\ufe00-\ufe0f]+/gu;

const PICTURE_BEFORE = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Emoji_Component}]$/u;
const PICTURE_AFTER = /^[\p{Extended_Pictographic}\p{Emoji_Component}]/u;
/** Scripts that join letters: there the joiners change what is read. */
const JOINING =
  /^[\p{Script=Arabic}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}]/u;

/** Marks on marks ("zalgo"): two in a row are enough for every script we may meet. */
const STACKED_MARKS = /([\p{Mn}\p{Me}]{2})[\p{Mn}\p{Me}]+/gu;

function visible(text: string): string {
  return text
    .normalize('NFC')
    .replace(INVISIBLE, (_found, flag: string | undefined) => flag ?? '')
    .replace(JOINERS, keptJoiners)
    .replace(STACKED_MARKS, '$1')
    .normalize('NFC');
}

function keptJoiners(joiners: string, at: number, whole: string): string {
  const before = whole.slice(Math.max(0, at - 2), at);
  const after = whole.slice(at + joiners.length, at + joiners.length + 2);
  if (PICTURE_BEFORE.test(before) && !/[0-9#*]$/.test(before)) {
    const style = /[\ufe0e\ufe0f]/u.exec(joiners)?.[0] ?? '';
    return style + (joiners.includes('\u200d') && PICTURE_AFTER.test(after) ? '\u200d' : '');
  }
  // Keycaps: a digit, the emoji style, the enclosing square.
  if (/[0-9#*]$/.test(before)) return after.startsWith('\u20e3') ? '\ufe0f' : '';
  const joiner = /[\u200c\u200d]/u.exec(joiners)?.[0];
  return joiner !== undefined && JOINING.test(after) && JOINING.test(before.slice(-1)) ? joiner : '';
}
