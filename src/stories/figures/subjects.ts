import type { Mention } from './mentions.ts';

/** A subject the lexicon does not know, as a slug; undefined when the words before the number name none. */
export function subjectOf(before: readonly Mention[]): string | undefined {
  void before;
  return undefined;
}
