import { block } from '../../news/message.ts';
import type { Source } from '../../news/source.ts';
import type { Command } from '../command.ts';
import { confirmChoice, readConfirmed } from '../confirm.ts';
import { previewBlocks, problemAnswer } from '../probe-answer.ts';
import { say } from '../say.ts';
import { sourceRef } from '../source-lookup.ts';
import type { Turn } from '../turn.ts';

export const MOST_SOURCES = 500;

/** `/themnguon <url>`: look at an address, show what is there, store it once confirmed. */
export const themnguon: Command = {
  name: 'themnguon',
  aliases: ['addsource'],
  spoken: ['thêm nguồn', 'thêm nguồn tin'],
  who: 'admin',
  takes: (args) => /^https?:|\./u.test(args),
  expects: (_, text) => /^\S+\.\S+$/u.test(text) || text.includes('://'),
  async run(turn, args) {
    const { words, house } = turn;
    if (args === 'thoi') return turn.answer(say(words.cancelled, words.sources.nothingStored));
    const confirmed = await readConfirmed(turn, 'themnguon', args);
    if (confirmed?.kind === 'yes') return store(turn, readKept(confirmed.what));
    if (confirmed) return turn.answer(say(words.expired, words.sources.nothingStored));
    if (args === '') return turn.answer({ ...say(words.sources.askUrl), otherwise: 'themnguon' });

    const result = await house.desk.probe(args, turn.now);
    if (result.kind === 'problem') return turn.answer(problemAnswer(turn, result));
    if (result.duplicateOf !== undefined) return answerDuplicate(turn, result.duplicateOf);
    return turn.answer({
      blocks: [...previewBlocks(turn, result), block(words.sources.askAdd)],
      buttons: [
        [
          confirmChoice(turn, 'themnguon', JSON.stringify(result.source), words.sources.add),
          { label: words.label.cancel, action: 'themnguon thoi' },
        ],
      ],
    });
  },
};

async function store(turn: Turn, source: Source): Promise<void> {
  const { words, house, now } = turn;
  const all = await house.sources.list();
  if (all.length >= MOST_SOURCES) return turn.answer(say(words.sources.tooMany(MOST_SOURCES)));
  // Somebody else may have added it between the preview and the tap.
  const twin = all.find((each) => each.source.id === source.id || each.source.url === source.url);
  if (twin) return answerDuplicate(turn, twin.source.id);
  await house.sources.put({
    ...source,
    enabled: true,
    ...(turn.incoming.sender === undefined ? {} : { addedBy: turn.incoming.sender }),
    addedAt: now,
  });
  await turn.note(`themnguon ${source.id} ${source.url}`, 'done');
  return turn.answer({
    ...say(words.sources.added(source.name, source.id)),
    buttons: [[{ label: source.name, action: `nguon ${sourceRef(source.id)}` }]],
  });
}

function answerDuplicate(turn: Turn, id: string): Promise<void> {
  const { words } = turn;
  return turn.answer({
    ...say(words.sources.duplicate(id), words.sources.nothingStored),
    buttons: [[{ label: id, action: `nguon ${sourceRef(id)}` }]],
  });
}

/** What we wrote into our own memory a minute ago; nobody else can write there. */
function readKept(text: string): Source {
  const kept: unknown = JSON.parse(text);
  if (!isSource(kept)) throw new TypeError('Kept source is none');
  return kept;
}

function isSource(value: unknown): value is Source {
  return typeof value === 'object' && value !== null && 'id' in value && 'url' in value && 'name' in value;
}
