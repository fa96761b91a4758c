import { describe, expect, it } from 'vitest';
import { commands, menuOf } from '../../../src/bot/commands.ts';
import { onlyTextHint, suspendedNotice } from '../../../src/bot/notices.ts';
import { en } from '../../../src/bot/words/en.ts';
import { vi } from '../../../src/bot/words/vi.ts';
import type { Words } from '../../../src/bot/words/words.ts';

interface Sentence {
  readonly path: string;
  readonly text: string;
}

type Say = (...args: readonly unknown[]) => unknown;

/** Every sentence with its path; functions are asked with samples that must come out again, once with a yes at the end and once without. */
function sentences(words: unknown, path = ''): readonly Sentence[] {
  if (typeof words === 'string') return [{ path, text: words }];
  if (isSay(words)) {
    const samples = Array.from({ length: words.length }, (_, at) => `⟦${at}⟧`);
    return [samples, [...samples.slice(0, -1), true]].map((args) => ({ path, text: sampled(words, args) }));
  }
  if (words === null || typeof words !== 'object') return [];
  return Object.entries(words).flatMap(([key, value]) => sentences(value, `${path}.${key}`));
}

function isSay(value: unknown): value is Say {
  return typeof value === 'function';
}

function sampled(say: Say, args: readonly unknown[]): string {
  try {
    return String(say(...args));
  } catch {
    // Takes no yes, or lists of weekdays.
    return args.includes(true) ? sampled(say, args.map(String)) : String(say([1, 2, 3]));
  }
}

function pathsOf(words: Words): readonly string[] {
  return sentences(words).map(({ path }) => path);
}

function marksOf(words: Words): readonly string[] {
  return sentences(words).map(
    ({ path, text }) => `${path} ${(text.match(/⟦\d⟧/gu) ?? []).toSorted().join('')}`,
  );
}

function helpOf({ help }: Words): string {
  return [...help.reader, ...help.admin].flat().join(' ');
}

const VIETNAMESE = /[ăâđêôơưàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ]/iu;
const ENGLISH = /\b(?:the|you|your|please|is|are|not|this|there|choose|type|settings of)\b/iu;

describe('what we say', () => {
  it('has the same sentences in both languages', () => {
    expect(pathsOf(en)).toEqual(pathsOf(vi));
  });

  it('is never empty', () => {
    expect([...sentences(vi), ...sentences(en)].filter(({ text }) => text.trim() === '')).toEqual([]);
  });

  it('has no Vietnamese in English', () => {
    expect(sentences(en).filter(({ text }) => VIETNAMESE.test(text))).toEqual([]);
  });

  it('has no English in Vietnamese', () => {
    expect(sentences(vi).filter(({ text }) => ENGLISH.test(text.replace(/\/\w+/gu, '')))).toEqual([]);
  });

  it('is composed Unicode', () => {
    expect(sentences(vi).filter(({ text }) => text !== text.normalize('NFC'))).toEqual([]);
  });

  it('uses every placeholder in both languages alike', () => {
    expect(marksOf(en)).toEqual(marksOf(vi));
  });
});

describe('commands', () => {
  it('have names of their own', () => {
    const names = commands.flatMap((command) => [command.name, ...command.aliases]);
    expect(new Set(names).size).toBe(names.length);
  });

  it('can be names on Telegram', () => {
    expect(commands.filter(({ name }) => !/^[a-z0-9_]{1,32}$/u.test(name))).toEqual([]);
  });

  it('are all in the help of both languages', () => {
    const first = new Set(['start', 'trogiup', 'them', 'camon', 'tieptuc']);
    const told = commands.filter(({ name }) => !first.has(name));
    expect(told.filter(({ name }) => !helpOf(vi).includes(`/${name}`))).toEqual([]);
    expect(told.filter(({ aliases }) => !aliases.some((alias) => helpOf(en).includes(`/${alias}`)))).toEqual(
      [],
    );
  });
});

describe('the menu', () => {
  it.each(['vi', 'en'] as const)('is fit for Telegram in %s and shows nothing of the admins', (language) => {
    const menu = menuOf(language);
    expect(menu.length).toBeGreaterThanOrEqual(14);
    expect(menu.filter(({ command }) => !/^[a-z0-9_]{1,32}$/u.test(command))).toEqual([]);
    expect(menu.filter(({ description }) => description === '' || description.length > 256)).toEqual([]);
    expect(menu.map(({ command }) => command).filter((name) => /nguon|source|quantri/u.test(name))).toEqual(
      [],
    );
  });
});

describe('notices', () => {
  it('tell of a suspended source and the way back', () => {
    const notice = suspendedNotice({ id: 'bao-a', name: 'Báo A' }, 'failing');
    expect(notice.blocks.flatMap(({ lines }) => lines).flat()).toEqual([
      '⛔ Nguồn “Báo A” (bao-a) đang tạm ngưng.',
      'Tạm ngưng vì lỗi nhiều lần liên tiếp',
      '/nguon bao-a · /batnguon bao-a',
    ]);
    expect(notice.buttons?.flat().map(({ action }) => action)).toEqual(['batnguon bao-a', 'nguon bao-a']);
  });

  it('say what can be read', () => {
    expect(JSON.stringify(onlyTextHint)).toContain('chỉ đọc được tin nhắn chữ');
  });
});
