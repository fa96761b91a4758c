import type { Command } from '../command.ts';
import { topicCard, topicDetailCard } from '../cards/topic-card.ts';
import { ask, say } from '../say.ts';
import { addTopic, dropTopic, MOST_CHOSEN, readChanges } from '../selection.ts';
import type { Turn } from '../turn.ts';
import { isNearly, saysTheSame } from '../typed.ts';

/** `/chude`: which topics come. */
export const chude: Command = {
  name: 'chude',
  aliases: ['topics', 'topic'],
  spoken: ['chủ đề', 'chọn chủ đề'],
  who: 'chat-admin',
  takes: (args) => /^[+\-−–]/u.test(args),
  expects: namesTopics,
  async run(turn, args) {
    const { typed, detail } = splitDetail(args);
    if (typed !== '' && !(await changeTopics(turn, typed, 'chude'))) return;
    await turn.answer(detail === '' ? topicDetailCard(turn) : topicCard(turn, detail));
  },
};

/** Makes the typed changes and stores them; false when something was not understood and has been answered. */
export async function changeTopics(turn: Turn, typed: string, verb: string): Promise<boolean> {
  const { vocabulary } = turn.house;
  const isKnown = (name: string): boolean => vocabulary.findTopic(name).exact !== undefined;
  const tree = vocabulary.topics();
  if (meansAll(typed)) {
    await turn.save({ topics: [] });
    return true;
  }
  let topics = turn.chat.topics;
  for (const change of readChanges(typed, isKnown)) {
    const found = vocabulary.findTopic(change.typed);
    if (found.exact === undefined) {
      if (topics !== turn.chat.topics) await turn.save({ topics });
      const near = found.near.slice(0, 3).map((id) => ({
        label: vocabulary.name(id, turn.chat.language),
        action: `${verb} ${change.sign}${id}`,
      }));
      const search = { label: turn.words.label.search, action: `tim ${change.typed}` };
      const question = turn.words.topics.unknown(change.typed, near.length > 0);
      await turn.answer(ask(question, change.sign === '+' ? [...near, search] : near));
      return false;
    }
    topics = change.sign === '+' ? addTopic(topics, found.exact, tree) : dropTopic(topics, found.exact, tree);
  }
  if (topics.length > MOST_CHOSEN) {
    await turn.answer(say(turn.words.topics.tooMany(MOST_CHOSEN)));
    return false;
  }
  await turn.save({ topics });
  return true;
}

/** Whether a text names topics, or nearly does: anything else is a search, also "giá thép", which only belongs to one. */
export function namesTopics(turn: Turn, text: string): boolean {
  const { vocabulary } = turn.house;
  const { language } = turn.chat;
  if (meansAll(text)) return true;
  const changes = readChanges(text, (name) => vocabulary.findTopic(name).exact !== undefined);
  return changes.every(({ typed }) => {
    const { exact, near } = vocabulary.findTopic(typed);
    if (exact !== undefined && !typed.includes(' ')) return true;
    return [exact ?? [], near].flat().some((id) => isNearly(typed, vocabulary.name(id, language)));
  });
}

function meansAll(typed: string): boolean {
  return ['tatca', 'tất cả', 'tất cả chủ đề', 'all', 'all topics'].some((each) => saysTheSame(typed, each));
}

/** `+thep ?san-xuat` keeps the subtopics of `san-xuat` in view; `?` alone asks whose to see. */
function splitDetail(args: string): { readonly typed: string; readonly detail: string | undefined } {
  const match = /^(.*?)\s*\?([\w-]*)$/u.exec(args);
  return match ? { typed: match[1] ?? '', detail: match[2] ?? '' } : { typed: args, detail: undefined };
}
