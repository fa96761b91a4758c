import type { Digest } from '../news/digest.ts';
import type { Story } from '../news/story.ts';

/** The stories of a digest, in order. */
export function storiesOf(digest: Digest): readonly Story[] {
  return digest.sections.flatMap((section) => section.entries.map((entry) => entry.story));
}

/** The same digest told in own words where there are some, by story id. */
export function inOwnWords(digest: Digest, words: ReadonlyMap<string, string>): Digest {
  if (words.size === 0) return digest;
  return {
    ...digest,
    sections: digest.sections.map((section) => ({
      ...section,
      entries: section.entries.map((entry) => {
        const ownWords = words.get(entry.story.id);
        return ownWords === undefined ? entry : { ...entry, ownWords };
      }),
    })),
  };
}
