import type { Language } from '../../news/chat.ts';
import { block, type Block } from '../../news/message.ts';
import type { Command } from '../command.ts';
import { byNumber, hoursOf, inRows, namesOf } from '../cards/chosen.ts';
import { hourChoices } from '../cards/hour-card.ts';
import { placeRows } from '../cards/place-card.ts';
import { topicChoices } from '../cards/topic-card.ts';
import { say } from '../say.ts';
import { addTopic } from '../selection.ts';
import type { Answer, Turn } from '../turn.ts';
import { squeeze } from '../typed.ts';
import { changePlaces, namesPlaces, splitRegion } from './diaphuong.ts';
import { changeTopics, namesTopics } from './chude.ts';
import { digestNow } from './diemtin.ts';
import { changeHours, namesHours } from './gio.ts';

/** `/start`: three taps to a working subscription: topics (`t`), places (`p`), hour (`h`). A deep link's payload chooses beforehand. */
export const start: Command = {
  name: 'start',
  aliases: ['batdau', 'begin', 'hello', 'hi'],
  spoken: ['bắt đầu', 'đăng ký', 'xin chào', 'chào', 'chào bạn'],
  who: 'chat-admin',
  expects(turn, args) {
    const [step, ...others] = args.split(' ');
    const text = others.join(' ');
    if (step === 't') return namesTopics(turn, text);
    if (step === 'p') return namesPlaces(turn, text);
    return namesHours(text);
  },
  async run(turn, args) {
    const [step = '', ...others] = args.split(' ');
    const rest = others.join(' ');
    if (step === 't') return stepTopics(turn, rest);
    if (step === 'p') return stepPlaces(turn, rest);
    if (step === 'h') return stepHour(turn, rest);
    if (step === 'vi' || step === 'en') return speak(turn, step);
    if (turn.known && turn.incoming.threadId !== turn.chat.threadId) await turn.save({}, { here: true });
    if (step !== '' && step !== 'lai') {
      const preset = await choosePreset(turn, args);
      if (preset.length > 0)
        return turn.answer(askHour(turn, [turn.words.start.preset(namesOf(turn, preset))]));
    }
    return step === 'lai' ? turn.answer(askTopics(turn)) : greet(turn);
  },
};

async function greet(turn: Turn): Promise<void> {
  const { words, chat } = turn;
  if (!turn.known || chat.state === 'setup') {
    await turn.save({});
    return turn.answer(askTopics(turn, [words.start.greeting]));
  }
  const running = chat.state === 'active' && chat.activeSince <= turn.now;
  return turn.answer({
    blocks: [
      { lines: [[{ bold: [words.start.title] }]] },
      block(running ? words.start.already(hoursOf(chat), words.days(chat.days)) : words.start.stopped),
    ],
    buttons: [
      [
        running
          ? { label: words.label.digestNow, action: 'diemtin' }
          : { label: words.label.resumeNow, action: 'tieptuc' },
        { label: words.label.settings, action: 'caidat' },
      ],
      [{ label: words.label.restart, action: 'start lai' }],
    ],
  });
}

async function speak(turn: Turn, language: Language): Promise<void> {
  await turn.save({ language });
  await turn.answer(askTopics(turn, [turn.words.start.greeting]));
}

async function stepTopics(turn: Turn, change: string): Promise<void> {
  if (change !== '' && !(await changeTopics(turn, change, 'start t'))) return;
  const everything = turn.chat.topics.length === 0 && change !== '' && !/^[+-]/u.test(change);
  await turn.answer(everything ? askPlaces(turn) : askTopics(turn));
}

async function stepPlaces(turn: Turn, change: string): Promise<void> {
  const { typed, region } = splitRegion(turn, change);
  if (typed !== '' && !(await changePlaces(turn, typed, 'start p'))) return;
  const everything = turn.chat.places.length === 0 && typed !== '' && !/^[+-]/u.test(typed);
  await turn.answer(everything ? askHour(turn) : askPlaces(turn, region));
}

async function stepHour(turn: Turn, typed: string): Promise<void> {
  if (typed === '') return turn.answer(askHour(turn));
  if (!(await changeHours(turn, typed, 'start h'))) return;
  const { words, chat } = turn;
  const digest = await digestNow(turn);
  const ready = words.start.ready(hoursOf(chat), words.days(chat.days));
  const [told, shown] =
    digest === undefined ? [[words.digest.none], []] : [[words.start.firstDigest], [digest]];
  await turn.answer(say(ready, words.start.later, ...told));
  for (const each of shown) await turn.answer(each, { fresh: true });
}

function askTopics(turn: Turn, before: readonly string[] = []): Answer {
  const { words, house } = turn;
  const chosen = turn.chat.topics;
  const choices = topicChoices(
    turn,
    house.vocabulary.topics().map((top) => top.id),
    (id, sign) => `start t ${sign}${id}`,
  );
  const next = chosen.length === 0 ? [] : [{ label: words.label.next, action: 'start p' }];
  const language =
    turn.chat.language === 'vi'
      ? { label: 'English', action: 'start en' }
      : { label: 'Tiếng Việt', action: 'start vi' };
  return {
    blocks: [
      { lines: [[{ bold: [words.start.title] }], ...before.map((line) => [line])] },
      ...question(
        words.start.stepTopics,
        ...byNumber(turn),
        ...(chosen.length === 0 ? [] : [words.topics.chosen(namesOf(turn, chosen))]),
      ),
    ],
    buttons: [
      ...inRows(choices, 2),
      [{ label: words.label.all, action: 'start t tatca' }, ...next],
      ...(before.length > 0 ? [[language]] : []),
    ],
    otherwise: 'start t',
  };
}

function askPlaces(turn: Turn, region?: string): Answer {
  const { words } = turn;
  const chosen = turn.chat.places;
  const back =
    region === undefined
      ? { label: words.label.back, action: 'start t' }
      : { label: words.places.more, action: 'start p' };
  const next =
    chosen.length === 0
      ? { label: words.label.wholeCountry, action: 'start p canuoc' }
      : { label: words.label.next, action: 'start h' };
  return {
    blocks: question(
      words.start.stepPlaces,
      ...byNumber(turn),
      ...(chosen.length === 0 ? [] : [words.places.chosen(namesOf(turn, chosen))]),
    ),
    buttons: [...placeRows(turn, 'start p', region), [back, next]],
    otherwise: 'start p',
  };
}

function askHour(turn: Turn, before: readonly string[] = []): Answer {
  const { words } = turn;
  return {
    blocks: [...before.map((line) => block(line)), ...question(words.start.stepHour)],
    buttons: [...inRows(hourChoices(turn, 'start h'), 3), [{ label: words.label.back, action: 'start p' }]],
    otherwise: 'start h',
  };
}

function question(line: string, ...below: readonly string[]): readonly Block[] {
  return [{ lines: [[{ bold: [line] }]] }, ...(below.length === 0 ? [] : [block(...below)])];
}

/** Chooses the topics and places of a payload such as `thep-langson`; what it does not know it passes over. Returns what was chosen. */
async function choosePreset(turn: Turn, payload: string): Promise<readonly string[]> {
  const { vocabulary } = turn.house;
  const tree = vocabulary.topics();
  const topicIds = tree.flatMap((top) => [top.id, ...top.subtopics]);
  const placeIds = vocabulary.regions().flatMap((region) => region.places);
  const find = (typed: string): { topic?: string | undefined; place?: string | undefined } => {
    const close = squeeze(typed);
    const place = placeIds.find((id) => squeeze(id) === close) ?? vocabulary.findPlace(typed).exact;
    const topic = topicIds.find((id) => squeeze(id) === close) ?? vocabulary.findTopic(typed).exact;
    return { topic, place: topic === undefined ? place : undefined };
  };

  const words = payload
    .slice(0, 64)
    .split(/[-_\s]+/u)
    .filter((word) => word !== '');
  let { topics, places } = turn.chat;
  const chosen: string[] = [];
  for (let at = 0; at < words.length;) {
    let length = Math.min(5, words.length - at);
    for (; length > 0; length -= 1) {
      const { topic, place } = find(words.slice(at, at + length).join(' '));
      if (topic === undefined && place === undefined) continue;
      if (topic !== undefined) topics = addTopic(topics, topic, tree);
      if (place !== undefined && !places.includes(place)) places = [...places, place];
      chosen.push(topic ?? place ?? '');
      break;
    }
    at += Math.max(1, length);
  }
  if (chosen.length > 0) await turn.save({ topics, places });
  return chosen;
}
