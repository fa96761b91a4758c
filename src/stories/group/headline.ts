import { readForGrouping } from './read.ts';
import { cosine, vectorOfText } from './vector.ts';

/**
 * The title that tells the story best: the one most like all the articles of the story, with a small bonus for one
 * that carries a figure and a malus for teasers (questions, shouting, very short or very long ones).
 */
export function headline(articles: readonly { readonly title: string; readonly text: string }[]): string {
  const whole = articles.map((article) => readForGrouping(article).whole);
  let best = articles[0]?.title ?? '';
  let top = -Infinity;
  for (const { title } of articles) {
    if (title.trim() === '') continue;
    const own = vectorOfText(title);
    const likeness = whole.reduce((sum, vector) => sum + cosine(own, vector), 0) / whole.length;
    const value = likeness * appeal(title);
    if (value > top) {
      top = value;
      best = title;
    }
  }
  return best;
}

function appeal(title: string): number {
  const syllables = title.split(/\s+/u).length;
  let worth = 1;
  if (/\p{Nd}/u.test(title)) worth *= 1.1;
  if (/[?!…]|\.\.\.|sốc|bất ngờ lý do|vì sao|điều gì/iu.test(title)) worth *= 0.8;
  if (syllables < 5 || syllables > 22) worth *= 0.8;
  if (/^\s*(?:\[|\(|video|ảnh|infographic|podcast|emagazine|trực tiếp)/iu.test(title)) worth *= 0.7;
  return worth;
}
