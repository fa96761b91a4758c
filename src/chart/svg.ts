/** How a text stands on a picture. */
export interface TextStyle {
  readonly size: number;
  readonly fill: string;
  readonly weight?: number;
  readonly anchor?: 'middle' | 'end';
}

/** One line of text at a spot. */
export function text(
  x: number,
  y: number,
  content: string,
  { size, fill, weight, anchor }: TextStyle,
): string {
  const where = anchor === undefined ? '' : ` text-anchor="${anchor}"`;
  return `<text x="${round(x)}" y="${round(y)}" font-size="${size}" font-weight="${weight ?? 400}" fill="${fill}"${where}>${escaped(content)}</text>`;
}

/** What a publisher calls itself may hold anything; control characters would end the picture. */
function escaped(content: string): string {
  return content
    .replaceAll(/[\p{Cc}\p{Cs}]/gu, '')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;');
}

/** At most so many letters, the last one an ellipsis where some are left out. */
export function cut(content: string, most: number): string {
  const letters = Array.from(content);
  return letters.length <= most
    ? content
    : `${letters
        .slice(0, most - 1)
        .join('')
        .trimEnd()}…`;
}

/** A coordinate with no more digits than the eye sees. */
export function round(value: number): number {
  return Math.round(value * 10) / 10;
}
