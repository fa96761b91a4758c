import { block, type Block, type Line } from '../../news/message.ts';
import type { FigureRow, FigureSheet, FiguresAnswer } from '../../ports/figures.ts';
import type { Command } from '../command.ts';
import { shortDay } from '../moment.ts';
import { ask, say } from '../say.ts';
import type { Choice, Turn } from '../turn.ts';

/** Periods told in words; the picture shows more. */
const ROWS = 5;
const OFFERED = 12;

/** `/solieu <indicator>`: last values with a chart. */
export const solieu: Command = {
  name: 'solieu',
  aliases: ['figures', 'sl'],
  spoken: ['số liệu', 'xem số liệu'],
  who: 'anyone',
  takes: (args) => args !== '',
  cost: 'query',
  async run(turn, args) {
    const { house, words, chat } = turn;
    if (house.figures === undefined) return turn.answer(say(words.figures.empty));
    const answer = await house.figures.ask(args, chat.language);
    if (answer.kind === 'choices') return offer(turn, args, answer);
    const { sheet } = answer;
    const picture = await house.pictureOf?.(sheet, chat.language);
    await turn.answer(
      {
        blocks: sheetBlocks(turn, sheet),
        ...(picture === undefined ? {} : { picture }),
        ...(sheet.related.length > 0 ? { buttons: related(sheet) } : {}),
      },
      { fresh: true },
    );
  },
};

async function offer(
  turn: Turn,
  args: string,
  { near, known }: Extract<FiguresAnswer, { kind: 'choices' }>,
): Promise<void> {
  const { house, words, chat } = turn;
  const all = (await house.figures?.indicators(chat.language)) ?? [];
  if (all.length === 0) return turn.answer(say(words.figures.empty));
  const offered = near.length > 0 ? near : all.slice(0, OFFERED);
  const question =
    args === ''
      ? words.figures.ask
      : known || near.length > 0
        ? words.figures.none(args)
        : words.figures.unknown;
  await turn.answer({
    ...ask(
      question,
      offered.map(({ name, typed }) => choice(name, typed)),
    ),
    otherwise: 'solieu',
  });
}

function sheetBlocks({ words, chat, now }: Turn, sheet: FigureSheet): readonly Block[] {
  const [newest] = sheet.rows;
  const older = sheet.rows.length - ROWS;
  const rows = sheet.rows.slice(0, ROWS).map((row) => rowLine(row, words.figures));
  const quote: Line =
    newest === undefined
      ? []
      : [
          { italic: [`“${newest.sentence}”`] },
          ' ',
          newest.link === undefined
            ? (newest.publishers[0] ?? '')
            : { link: newest.link, text: newest.publishers[0] ?? newest.link },
          `, ${shortDay(newest.publishedAt, now, chat.timeZone)}`,
        ];
  return [
    block([{ bold: [sheet.title] }], [{ italic: [sheet.measure] }]),
    block(...rows, ...(older > 0 ? [words.figures.andOlder(older)] : [])),
    block(quote),
  ];
}

function rowLine(row: FigureRow, words: Turn['words']['figures']): Line {
  const others = row.others.map(({ text, publishers }) => `${text} (${publishers.join(', ')})`).join('; ');
  const notes = [
    ...(row.estimated ? [words.estimate] : []),
    ...(others === '' ? [] : [words.differs(others)]),
  ];
  return [`${row.period}: `, { bold: [row.text] }, notes.length > 0 ? ` (${notes.join('; ')})` : ''].filter(
    (span) => span !== '',
  );
}

function related(sheet: FigureSheet): readonly (readonly Choice[])[] {
  return sheet.related.slice(0, 4).map(({ title, typed }) => [choice(title, typed)]);
}

function choice(label: string, typed: string): Choice {
  return { label, action: `solieu ${typed}` };
}
