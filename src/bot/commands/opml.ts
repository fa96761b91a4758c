import { block } from '../../news/message.ts';
import type { Source } from '../../news/source.ts';
import type { SentFile } from '../../ports/channel.ts';
import type { Command } from '../command.ts';
import { confirmChoice, readConfirmed } from '../confirm.ts';
import { say } from '../say.ts';
import type { Turn } from '../turn.ts';
import { MOST_SOURCES } from './themnguon.ts';

const SHOWN = 10;

/** `/opml`: the sources as a file; a file sent imports. */
export const opml: Command = {
  name: 'opml',
  aliases: ['exportsources'],
  spoken: ['xuất nguồn'],
  who: 'admin',
  async run(turn, args) {
    const { words, house, now } = turn;
    if (args === 'thoi') return turn.answer(say(words.cancelled, words.sources.nothingStored));
    const confirmed = await readConfirmed(turn, 'opml', args);
    if (confirmed?.kind === 'yes') return importSources(turn, readKept(confirmed.what));
    if (confirmed) return turn.answer(say(words.expired, words.sources.nothingStored));
    const sources = (await house.sources.list()).map((entry) => entry.source);
    await turn.note('opml', 'done');
    return turn.answer(
      {
        ...say(words.files.sourceList(sources.length), words.files.howToImport),
        file: { name: 'nguon-tin.opml', mime: 'text/x-opml', text: house.sourceLists.write(sources, now) },
      },
      { fresh: true },
    );
  },
};

/** A file an admin sent: shows what it would add and asks. */
export async function offerImport(turn: Turn, file: SentFile): Promise<void> {
  const { words, house } = turn;
  const bytes = await file.read();
  if (bytes === undefined) return turn.answer(say(words.files.unreadable));
  const here = (await house.sources.list()).map((entry) => entry.source);
  const reading = house.sourceLists.read(textOf(bytes), here);
  if (reading === undefined) return turn.answer(say(words.files.notOpml));
  const { fresh, known, warnings } = reading;
  if (fresh.length === 0) return turn.answer(say(words.files.nothingNew(known)));
  if (here.length + fresh.length > MOST_SOURCES) return turn.answer(say(words.sources.tooMany(MOST_SOURCES)));
  const lines = fresh.slice(0, SHOWN).map(({ name, url, topics }) => {
    const folder = topics.length === 0 ? '' : ` [${topics.join(', ')}]`;
    return `• ${name.slice(0, 80)}${folder.slice(0, 80)} ${url.slice(0, 200)}`;
  });
  return turn.answer({
    blocks: [
      block(...lines, ...(fresh.length > SHOWN ? [words.files.andMore(fresh.length - SHOWN)] : [])),
      ...(warnings.length === 0 ? [] : [block(...warnings.slice(0, 5).map((each) => `⚠️ ${each}`))]),
      block(words.files.askImport(fresh.length, known)),
    ],
    buttons: [
      [
        confirmChoice(turn, 'opml', JSON.stringify(fresh), words.files.import),
        { label: words.label.cancel, action: 'opml thoi' },
      ],
    ],
  });
}

async function importSources(turn: Turn, sources: readonly Source[]): Promise<void> {
  const { words, house, now } = turn;
  const here = await house.sources.list();
  const taken = new Set(here.flatMap(({ source }) => [source.id, source.url]));
  // Others may have added some of them between the question and the answer.
  const fresh = sources.filter(({ id, url }) => !taken.has(id) && !taken.has(url));
  const addedBy = turn.incoming.sender ?? turn.incoming.chat;
  for (const source of fresh) await house.sources.put({ ...source, addedBy, addedAt: now });
  await turn.note(`opml +${fresh.length}`, 'done');
  return turn.answer({
    ...say(words.files.imported(fresh.length)),
    buttons: [[{ label: words.label.back, action: 'nguon' }]],
  });
}

/** UTF-8, or UTF-16 with its mark, as some programs write it. */
function textOf(bytes: Uint8Array): string {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return new TextDecoder('utf-16le').decode(bytes);
  if (first === 0xfe && second === 0xff) return new TextDecoder('utf-16be').decode(bytes);
  return new TextDecoder().decode(bytes);
}

/** What we wrote into our own memory a minute ago; nobody else can write there. */
function readKept(text: string): readonly Source[] {
  const kept: unknown = JSON.parse(text);
  if (!Array.isArray(kept)) throw new TypeError('Kept sources are none');
  return kept as readonly Source[];
}
