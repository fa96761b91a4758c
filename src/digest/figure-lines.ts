import type { Figure } from '../news/article.ts';
import type { Language } from '../news/chat.ts';
import type { Line } from '../news/message.ts';
import { figureLine, figureSentence, headlineFigures } from '../stories/figures/wording.ts';

/** A figure that can be shown by itself, worded. */
export interface WordedFigure {
  readonly figure: Figure;
  readonly line: Line;
}

/** The figures of a story that can stand by themselves, best first, each as a line of ours. */
export function wordedFigures(figures: readonly Figure[], language: Language): readonly WordedFigure[] {
  return headlineFigures(figures).map((figure) => ({ figure, line: figureLine(figure, language) }));
}

/** One figure as plain text. */
export function figureText(figure: Figure, language: Language): string {
  return figureSentence(figure, language);
}

/** One figure as a line, its numbers in bold. */
export function lineOfFigure(figure: Figure, language: Language): Line {
  return figureLine(figure, language);
}
