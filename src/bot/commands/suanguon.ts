import type { Source, SourceHints } from '../../news/source.ts';
import type { Command } from '../command.ts';
import { sourceCard } from '../cards/source-card.ts';
import { problemAnswer } from '../probe-answer.ts';
import { say } from '../say.ts';
import { findSource } from '../source-lookup.ts';
import { foldTyped } from '../typed.ts';

/** `/suanguon <id> key=value …`: change a declaration; its health is kept. */
export const suanguon: Command = {
  name: 'suanguon',
  aliases: ['editsource'],
  spoken: ['sửa nguồn'],
  who: 'admin',
  takes: (args) => args.includes('='),
  async run(turn, args) {
    const { words, house } = turn;
    const entry = await findSource(turn, args, 'suanguon');
    if (!entry) return;
    const changes = readPairs(args);
    if (changes.length === 0) return turn.answer(say(words.sources.editUsage));
    let { source } = entry;
    for (const [key, value] of changes) {
      const edited = editSource(source, key, value);
      if (!edited) return turn.answer(say(words.sources.editWrong(key), words.sources.editUsage));
      source = edited;
    }
    if (source.url !== entry.source.url) {
      const result = await house.desk.probe(source.url, turn.now);
      if (result.kind === 'problem') return turn.answer(problemAnswer(turn, result));
      if (result.duplicateOf !== undefined && result.duplicateOf !== source.id) {
        return turn.answer(say(words.sources.duplicate(result.duplicateOf), words.sources.nothingStored));
      }
      source = { ...source, url: result.source.url };
    }
    await house.sources.put(source);
    await turn.note(`suanguon ${source.id} ${changes.map(([key]) => key).join(' ')}`, 'done');
    const card = sourceCard(turn, { ...entry, source });
    return turn.answer({
      ...card,
      blocks: [...say(words.sources.edited(source.name)).blocks, ...card.blocks],
    });
  },
};

/** `ten=VnEconomy Xuất khẩu url=https://…`: a value goes on until the next key. */
function readPairs(args: string): readonly (readonly [string, string])[] {
  return [...args.matchAll(/(?:^|\s)(\p{L}+)=(.*?)(?=\s\p{L}+=|$)/gu)].map(
    ([, key = '', value = '']) => [foldTyped(key), value.trim()] as const,
  );
}

/** The source with one thing changed; absent when there is no such thing or no such value for it. */
function editSource(source: Source, key: string, value: string): Source | undefined {
  const hint = (change: SourceHints): Source => ({ ...source, hints: { ...source.hints, ...change } });
  switch (key) {
    case 'ten':
    case 'name':
      return value === '' ? undefined : { ...source, name: value.slice(0, 80) };
    case 'bao':
    case 'publisher':
      return value === '' ? undefined : { ...source, publisher: value.slice(0, 60) };
    case 'url':
      return value === '' ? undefined : { ...source, url: value };
    case 'chude':
    case 'topics':
      return {
        ...source,
        topics: value
          .split(',')
          .map((each) => each.trim())
          .filter((each) => /^[\w-]{1,60}$/u.test(each)),
      };
    case 'ngonngu':
    case 'lang':
      return /^[a-z]{2}$/u.test(value) ? { ...source, lang: value } : undefined;
    case 'bangma':
    case 'encoding':
      return isEncoding(value) ? hint({ encoding: value }) : undefined;
    case 'mui':
    case 'offset':
      return /^[+-]\d\d:\d\d$/u.test(value) ? hint({ dateOffset: value }) : undefined;
    case 'ngaythang':
    case 'dates':
      return value === 'day-first' || value === 'month-first' ? hint({ dateOrder: value }) : undefined;
    case 'chitomtat':
    case 'teaser':
      return /^(?:co|có|khong|không|yes|no)$/u.test(value)
        ? hint({ teaserOnly: /^(?:co|có|yes)$/u.test(value) })
        : undefined;
    default:
      return undefined;
  }
}

function isEncoding(name: string): boolean {
  try {
    return new TextDecoder(name).encoding !== '';
  } catch {
    return false;
  }
}
