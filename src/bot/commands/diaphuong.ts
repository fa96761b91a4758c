import type { Command } from '../command.ts';
import { placeCard } from '../cards/place-card.ts';
import { ask, say } from '../say.ts';
import { MOST_CHOSEN, readChanges } from '../selection.ts';
import type { Turn } from '../turn.ts';
import { isNearly, saysTheSame } from '../typed.ts';

/** `/diaphuong`: whose local news comes first. */
export const diaphuong: Command = {
  name: 'diaphuong',
  aliases: ['places', 'place', 'tinh'],
  spoken: ['địa phương', 'chọn địa phương', 'tỉnh thành'],
  who: 'chat-admin',
  takes: (args) => /^[+\-−–]/u.test(args),
  expects: namesPlaces,
  async run(turn, args) {
    const { typed, region } = splitRegion(turn, args);
    if (typed !== '' && !(await changePlaces(turn, typed, 'diaphuong'))) return;
    await turn.answer(placeCard(turn, region));
  },
};

/** Makes the typed changes and stores them; false when something was not understood and has been answered. */
export async function changePlaces(turn: Turn, typed: string, verb: string): Promise<boolean> {
  const { vocabulary } = turn.house;
  const isKnown = (name: string): boolean => vocabulary.findPlace(name).exact !== undefined;
  if (meansEverywhere(typed)) {
    await turn.save({ places: [] });
    return true;
  }
  let { places } = turn.chat;
  for (const change of readChanges(typed, isKnown)) {
    const found = vocabulary.findPlace(change.typed);
    const id = found.exact;
    if (id === undefined) {
      if (places !== turn.chat.places) await turn.save({ places });
      const near = found.near.slice(0, 3).map((each) => ({
        label: vocabulary.name(each, turn.chat.language),
        action: `${verb} ${change.sign}${each}`,
      }));
      const search = { label: turn.words.label.search, action: `tim ${change.typed}` };
      const question = turn.words.places.unknown(change.typed, near.length > 0);
      await turn.answer(ask(question, change.sign === '+' ? [...near, search] : near));
      return false;
    }
    if (change.sign === '-') places = places.filter((each) => each !== id);
    else if (!places.includes(id)) places = [...places, id];
  }
  if (places.length > MOST_CHOSEN) {
    await turn.answer(say(turn.words.places.tooMany(MOST_CHOSEN)));
    return false;
  }
  await turn.save({ places });
  return true;
}

/** `+lang-son ?vung` stays in view of that region; `?` alone means the region of the place just named. */
export function splitRegion(
  turn: Turn,
  args: string,
): { readonly typed: string; readonly region: string | undefined } {
  const match = /^(.*?)\s*\?([\w-]*)$/u.exec(args);
  if (!match) return { typed: args, region: undefined };
  const typed = match[1] ?? '';
  const named = match[2] ?? '';
  if (named !== '') return { typed, region: named };
  const place = typed.replace(/^[+-]/u, '');
  return { typed, region: turn.house.vocabulary.regions().find((each) => each.places.includes(place))?.id };
}

/** Whether a text names places, or nearly does: anything else is a search. */
export function namesPlaces(turn: Turn, text: string): boolean {
  const { vocabulary } = turn.house;
  const { language } = turn.chat;
  if (meansEverywhere(text)) return true;
  const changes = readChanges(text, (name) => vocabulary.findPlace(name).exact !== undefined);
  return changes.every(({ typed }) => {
    const { exact, near } = vocabulary.findPlace(typed);
    return exact !== undefined || near.some((id) => isNearly(typed, vocabulary.name(id, language)));
  });
}

function meansEverywhere(typed: string): boolean {
  return ['canuoc', 'cả nước', 'tất cả', 'whole country', 'all'].some((each) => saysTheSame(typed, each));
}
