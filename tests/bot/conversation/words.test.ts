import { describe, expect, it } from 'vitest';
import { commands } from '../../../src/bot/commands.ts';
import { en } from '../../../src/bot/words/en.ts';
import { vi } from '../../../src/bot/words/vi.ts';

/** Every sentence with its path; functions are asked with samples that must come out again. */
function sentences(words: unknown, path = ''): readonly (readonly [path: string, sentence: string])[] {
  if (typeof words === 'string') return [[path, words]];
  if (typeof words === 'function') {
    const samples = [true, false].map((last) => {
      const args = Array.from({ length: words.length }, (_, at) =>
        at === words.length - 1 && last ? true : `⟦${at}⟧`,
      );
      return sampled(words as (...args: unknown[]) => unknown, args);
    });
    return samples.map((sentence) => [path, sentence] as const);
  }
  if (words === null || typeof words !== 'object') return [];
  return Object.entries(words).flatMap(([key, value]) => sentences(value, `${path}.${key}`));
}

function sampled(say: (...args: unknown[]) => unknown, args: readonly unknown[]): string {
  try {
    return String(say(...args));
  } catch {
    // Lists of weekdays and lengths of time.
    return String(say([1, 2, 3]));
  }
}

const shared = new Set(['.hours.zone']);
const VIETNAMESE = /[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]/iu;

describe('what we say', () => {
  it('has the same sentences in both languages', () => {
    const paths = (words: unknown): readonly string[] => sentences(words).map(([path]) => path);
    expect(paths(en)).toEqual(paths(vi));
  });

  it('is never empty', () => {
    for (const [path, sentence] of [...sentences(vi), ...sentences(en)]) expect(sentence, path).not.toBe('');
  });

  it('has no Vietnamese in English', () => {
    for (const [path, sentence] of sentences(en)) expect(sentence, path).not.toMatch(VIETNAMESE);
  });

  it('has no English in Vietnamese', () => {
    const english = /\b(?:the|you|your|please|is|are|not|this|there|choose|type|settings of)\b/iu;
    for (const [path, sentence] of sentences(vi)) {
      if (!shared.has(path)) expect(sentence.replace(/\/\w+/gu, ''), path).not.toMatch(english);
    }
  });

  it('is composed Unicode', () => {
    for (const [path, sentence] of sentences(vi)) expect(sentence, path).toBe(sentence.normalize('NFC'));
  });

  it('uses every placeholder in both languages alike', () => {
    const marks = (words: unknown): readonly (readonly [string, string])[] =>
      sentences(words).map(
        ([path, sentence]) => [path, (sentence.match(/⟦\d⟧/gu) ?? []).toSorted().join('')] as const,
      );
    expect(marks(en)).toEqual(marks(vi));
  });
});

describe('commands', () => {
  it('have names of their own', () => {
    const names = commands.flatMap((command) => [command.name, ...command.aliases]);
    expect(new Set(names).size).toBe(names.length);
  });

  it('can be names on Telegram', () => {
    for (const { name } of commands) expect(name).toMatch(/^[a-z0-9_]{1,32}$/u);
  });

  it('are all in the help of both languages', () => {
    const mentioned = (words: typeof vi): string =>
      [...words.help.reader, ...words.help.admin].flat().join(' ');
    const silent = new Set(['start', 'trogiup', 'them', 'tieptuc']);
    for (const { name, aliases } of commands) {
      if (silent.has(name)) continue;
      expect(mentioned(vi)).toContain(`/${name}`);
      expect(
        aliases.some((alias) => mentioned(en).includes(`/${alias}`)),
        name,
      ).toBe(true);
    }
  });
});
