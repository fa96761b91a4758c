import { block } from '../../news/message.ts';
import type { Answer, Choice, Turn } from '../turn.ts';
import { byNumber, inRows, namesOf, onwards } from './chosen.ts';

/** Regions to choose from, or the provinces of one with a tick on those that come first. */
export function placeCard(turn: Turn, region?: string): Answer {
  const { words } = turn;
  const chosen = turn.chat.places;
  const state = chosen.length === 0 ? words.places.chosenAll : words.places.chosen(namesOf(turn, chosen));
  const foot: readonly Choice[] =
    region === undefined
      ? [{ label: words.label.wholeCountry, action: 'diaphuong canuoc' }, onwards(turn)]
      : [{ label: words.places.more, action: 'diaphuong' }, onwards(turn)];
  const ask =
    region === undefined
      ? words.places.ask
      : words.places.region(turn.house.vocabulary.name(region, turn.chat.language));
  return {
    blocks: [
      { lines: [[{ bold: [words.places.title] }], [ask]] },
      block(state, words.places.typed, ...byNumber(turn)),
    ],
    buttons: [...placeRows(turn, 'diaphuong', region), foot],
    otherwise: 'diaphuong',
  };
}

/** Buttons of the regions, or of one region's provinces. `verb` is the command they are for. */
export function placeRows(turn: Turn, verb: string, region?: string): readonly (readonly Choice[])[] {
  const { vocabulary } = turn.house;
  const { places, language } = turn.chat;
  const regions = vocabulary.regions();
  const inside = regions.find((each) => each.id === region);
  if (!inside) {
    const choices = regions.map(({ id, places: within }) => {
      const ticks = within.filter((place) => places.includes(place)).length;
      return {
        label: `${vocabulary.name(id, language)}${ticks > 0 ? ` (${ticks})` : ''}`,
        action: `${verb} ?${id}`,
      };
    });
    return inRows(choices, 1);
  }
  const choices = inside.places.map((id) => {
    const ticked = places.includes(id);
    return {
      label: `${ticked ? '✅ ' : ''}${vocabulary.name(id, language)}`,
      action: withRegion(`${verb} ${ticked ? '-' : '+'}${id}`, inside.id),
    };
  });
  return inRows(choices, 2);
}

/** Names the region to stay in as far as a button has room for it; the place itself tells the rest. */
function withRegion(action: string, region: string): string {
  const full = `${action} ?${region}`;
  return full.length <= 60 ? full : `${action} ?`;
}
