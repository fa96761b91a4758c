import { block, type Block } from '../../news/message.ts';
import { isChosen } from '../selection.ts';
import type { Answer, Choice, Turn } from '../turn.ts';
import { byNumber, inRows, namesOf, onwards } from './chosen.ts';

/** The topics of this chat with a tick on those it wants; `parent` shows the subtopics of one. */
export function topicCard(turn: Turn, parent?: string): Answer {
  const { words } = turn;
  const chosen = turn.chat.topics;
  const state = chosen.length === 0 ? words.topics.chosenAll : words.topics.chosen(namesOf(turn, chosen));
  const blocks: readonly Block[] = [
    { lines: [[{ bold: [words.topics.title] }], [words.topics.ask]] },
    block(state, words.topics.typed, ...byNumber(turn)),
  ];
  const tree = turn.house.vocabulary.topics();
  const subtopics = parent === undefined ? undefined : tree.find((top) => top.id === parent)?.subtopics;
  const foot: readonly Choice[] = subtopics
    ? [{ label: words.label.back, action: 'chude' }]
    : [
        { label: words.label.all, action: 'chude tatca' },
        { label: words.label.detail, action: 'chude ?' },
        onwards(turn),
      ];
  const ids = subtopics ?? tree.map((top) => top.id);
  const choices = topicChoices(turn, ids, (id, sign) =>
    parent === undefined ? `chude ${sign}${id}` : `chude ${sign}${id} ?${parent}`,
  );
  return { blocks, buttons: [...inRows(choices, 2), foot], otherwise: 'chude' };
}

/** Which topic to look into for its subtopics. */
export function topicDetailCard(turn: Turn): Answer {
  const { words, house, chat } = turn;
  const choices = house.vocabulary
    .topics()
    .filter((top) => top.subtopics.length > 0)
    .map((top) => ({
      label: `${house.vocabulary.icon(top.id)} ${house.vocabulary.name(top.id, chat.language)}`.trim(),
      action: `chude ?${top.id}`,
    }));
  return {
    blocks: [{ lines: [[{ bold: [words.topics.title] }], [words.label.detail]] }],
    buttons: [...inRows(choices, 2), [{ label: words.label.back, action: 'chude' }]],
    otherwise: 'chude',
  };
}

/** One tick box a topic. The action says what a tap makes true, so that tapping twice by mistake changes nothing more. */
export function topicChoices(
  turn: Turn,
  ids: readonly string[],
  action: (id: string, sign: '+' | '-') => string,
): readonly Choice[] {
  const { vocabulary } = turn.house;
  const tree = vocabulary.topics();
  const chosen = turn.chat.topics;
  return ids.map((id) => {
    const ticked = isChosen(chosen, id, tree);
    const partly =
      !ticked && tree.some((top) => top.id === id && top.subtopics.some((sub) => chosen.includes(sub)));
    const mark = ticked ? '✅' : partly ? '➖' : vocabulary.icon(id);
    const label = `${mark} ${vocabulary.name(id, turn.chat.language)}`.trim();
    return { label, action: action(id, ticked ? '-' : '+') };
  });
}
