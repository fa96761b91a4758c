import type { Language } from '../../news/chat.ts';
import type { Command } from '../command.ts';
import { ask } from '../say.ts';
import { squeeze } from '../typed.ts';

const CALLED: Readonly<Record<string, Language>> = {
  vi: 'vi',
  viet: 'vi',
  tiengviet: 'vi',
  vietnamese: 'vi',
  en: 'en',
  anh: 'en',
  tienganh: 'en',
  english: 'en',
};

/** `/ngonngu`: Vietnamese or English. */
export const ngonngu: Command = {
  name: 'ngonngu',
  aliases: ['language', 'lang'],
  spoken: ['ngôn ngữ'],
  who: 'chat-admin',
  takes: (args) => languageOf(args) !== undefined,
  expects: (_, text) => languageOf(text) !== undefined,
  async run(turn, args) {
    const language = languageOf(args);
    if (language === undefined) {
      const choices = [
        { label: 'Tiếng Việt', action: 'ngonngu vi' },
        { label: 'English', action: 'ngonngu en' },
      ];
      return turn.answer(ask(turn.words.settings.askLanguage, choices, 'ngonngu'));
    }
    await turn.save({ language });
    const { words } = turn;
    return turn.answer(ask(words.settings.languageDone, [{ label: words.label.settings, action: 'caidat' }]));
  },
};

function languageOf(args: string): Language | undefined {
  const name = squeeze(args);
  return Object.hasOwn(CALLED, name) ? CALLED[name] : undefined;
}
