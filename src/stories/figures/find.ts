import type { Figure } from '../../news/article.ts';
import type { Instant, LocalDate } from '../../news/time.ts';
import { nfc } from '../../text/fold.ts';
import type { PlaceMention } from '../../text/places.ts';
import { findPlaces } from '../../text/places.ts';
import { sentenceSpans } from '../../text/sentences.ts';
import { localDate } from './calendar.ts';
import { cutClauses } from './clauses.ts';
import { companyOf, isOfCompany } from './company.ts';
import type { PlaceSpan } from './mentions.ts';
import { readMentions } from './mentions.ts';
import { readStatements } from './statements.ts';
import type { Token } from './tokens.ts';
import { tokenise } from './tokens.ts';
import { readEntry } from './words.ts';

export interface FigureSource {
  readonly title?: string | undefined;
  readonly text: string;
  /** The moment of the article, milliseconds; settles months without a year. */
  readonly publishedAt?: Instant | undefined;
  /** The day instead of the moment. */
  readonly refDate?: LocalDate | undefined;
  /** `findPlaces` of the same (composed) text where the caller has it already. */
  readonly places?: readonly PlaceMention[] | undefined;
}

/** The figures of an article, in reading order, each with the sentence it came from. Linear in the length of the text. */
export function findFigures(source: FigureSource): Figure[] {
  const text = nfc(source.text);
  const refDate = source.refDate ?? localDate(source.publishedAt ?? 0);
  const places = (source.places ?? findPlaces(text, { publishedAt: refDate }))
    .filter(({ start, kind }) => start >= 0 && kind !== 'region')
    .map(({ id, start, end, kind }) => ({ id, start, end, spot: kind === 'gate' || kind === 'port' }));
  const figures: Figure[] = [];
  let next = 0;
  for (const { start, end } of sentenceSpans(text)) {
    while (next < places.length && places[next]!.start < start) next++;
    const here: PlaceSpan[] = [];
    while (next < places.length && places[next]!.start < end) {
      const place = places[next]!;
      here.push({ ...place, start: place.start - start, end: place.end - start });
      next++;
    }
    figures.push(...figuresInSentence(text.slice(start, end), { refDate, places: here }));
  }
  const headline = source.title === undefined ? [] : figuresInSentence(nfc(source.title), { refDate });
  const periods = commonPeriods([...headline, ...figures]);
  return figures.map((figure) => {
    const period = figure.period ?? periods.get(family(figure));
    // An aim or outlook is seldom for the time just reported.
    const ahead = figure.kind === 'forecast' || figure.kind === 'target';
    return figure.period !== null || period === undefined || ahead ? figure : { ...figure, period };
  });
}

/** The one period of each indicator in an article; an indicator told of several has none. */
function commonPeriods(figures: readonly Figure[]): Map<string, string> {
  const periods = new Map<string, string>();
  const mixed = new Set<string>();
  for (const figure of figures) {
    if (figure.period === null) continue;
    const known = periods.get(family(figure));
    if (known !== undefined && known !== figure.period) mixed.add(family(figure));
    periods.set(family(figure), figure.period);
  }
  for (const indicator of mixed) periods.delete(indicator);
  return periods;
}

/** Indicators of one release share their period: the count of localities is of the same month as the index. */
function family({ indicator }: Figure): string {
  return indicator === 'iip-localities' ? 'iip' : indicator;
}

export interface SentenceContext {
  readonly refDate: LocalDate;
  /** Places of the sentence, by offset. */
  readonly places?: readonly PlaceSpan[];
}

/** A word of what is measured or of goods begins here; without any no number of a sentence is a figure. */
function namesMeasure(tokens: readonly Token[], at: number): boolean {
  const kind = readEntry(tokens, at)?.kind;
  return kind === 'indicator' || kind === 'item';
}

/** The figures of one sentence. */
export function figuresInSentence(sentence: string, context: SentenceContext): Figure[] {
  if (!/\d|gấp|một nửa|nghìn|ngàn|triệu|tỷ|tỉ|phần trăm/u.test(sentence)) return [];
  const tokens = tokenise(sentence);
  if (!tokens.some(({ number }) => number !== undefined)) return [];
  if (!tokens.some((_, at) => namesMeasure(tokens, at))) return [];
  const mentions = readMentions(tokens, sentence, context.places ?? []);
  if (!mentions.some(({ kind }) => kind === 'number')) return [];
  const clauses = cutClauses(mentions);
  const figures = readStatements(clauses, { refDate: context.refDate, sentence });
  if (!figures.some(({ indicator }) => isOfCompany(indicator))) return figures;
  const subject = companyOf(sentence, context.places ?? []);
  if (subject === undefined) return figures;
  return figures.map((one) => (isOfCompany(one.indicator) ? { ...one, subject } : one));
}
