import type { Figure } from '../../src/news/article.ts';
import { unitBase } from '../../src/stories/figures/units.ts';

/** An expected figure: fields that are null or absent in the case are absent here too. */
export type ExpectedFigure = Partial<Omit<Figure, 'sentence'>> & { readonly indicator: string };

export interface FigureCase {
  readonly id: string;
  readonly text: string;
  readonly ref_date: string;
  readonly figures: readonly ExpectedFigure[];
  readonly ignore?: readonly string[];
  readonly note?: string;
}

export const CORE = [
  'indicator',
  'value',
  'unit',
  'direction',
  'change',
  'change_unit',
  'basis',
  'period',
  'place',
  'estimated',
] as const;
type Field = (typeof CORE)[number];

export interface Score {
  readonly expected: number;
  readonly produced: number;
  /** Pairs equal in value with unit (or change with its unit where no level is printed). */
  readonly values: number;
  /** Pairs equal in every core field. */
  readonly tuples: number;
  readonly valueF1: number;
  readonly tupleF1: number;
  readonly fields: Readonly<Record<Field, number>>;
  readonly misses: readonly string[];
}

/** Scores produced figures against the expected ones, as the scoring notes of the reference cases say. */
export function scoreFigures(
  cases: readonly FigureCase[],
  find: (one: FigureCase) => readonly Figure[],
): Score {
  let expected = 0;
  let produced = 0;
  let values = 0;
  let tuples = 0;
  let paired = 0;
  const right: Record<Field, number> = Object.fromEntries(CORE.map((field) => [field, 0])) as Record<
    Field,
    number
  >;
  const misses: string[] = [];
  for (const one of cases) {
    const found = [...find(one)];
    expected += one.figures.length;
    produced += found.length;
    const wrong: string[] = [];
    for (const [want, got] of pair(one, found)) {
      if (want === undefined) {
        wrong.push(`  extra   ${show(got!)}`);
        continue;
      }
      if (got === undefined) {
        wrong.push(`  missing ${show(want)}`);
        continue;
      }
      paired++;
      const fields = CORE.filter((field) => same(field, want, got, one));
      for (const field of fields) right[field]++;
      if (sameValue(want, got)) values++;
      if (fields.length === CORE.length) tuples++;
      else
        wrong.push(
          `  want ${show(want)}\n  got  ${show(got)}   [${CORE.filter((f) => !fields.includes(f)).join(' ')}]`,
        );
    }
    if (wrong.length > 0) misses.push(`${one.id} ${one.text}\n${wrong.join('\n')}`);
  }
  return {
    expected,
    produced,
    values,
    tuples,
    valueF1: f1(values, expected, produced),
    tupleF1: f1(tuples, expected, produced),
    fields: Object.fromEntries(CORE.map((field) => [field, right[field] / Math.max(1, paired)])) as Record<
      Field,
      number
    >,
    misses,
  };
}

function f1(hits: number, expected: number, produced: number): number {
  return expected + produced === 0 ? 1 : (2 * hits) / (expected + produced);
}

type Pair = readonly [ExpectedFigure | undefined, Figure | undefined];

/** Greedy pairing, the most alike first. */
function pair(one: FigureCase, found: readonly Figure[]): Pair[] {
  const candidates = one.figures
    .flatMap((want, w) => found.map((got, g) => ({ w, g, likeness: likeness(want, got, one) })))
    .filter(({ likeness: score }) => score > 0)
    .toSorted((a, b) => b.likeness - a.likeness);
  const wants = new Map<number, number>();
  const gots = new Set<number>();
  for (const { w, g } of candidates) {
    if (wants.has(w) || gots.has(g)) continue;
    wants.set(w, g);
    gots.add(g);
  }
  return [
    ...one.figures.map((want, w): Pair => [want, found[wants.get(w) ?? -1]]),
    ...found.flatMap((got, g): Pair[] => (gots.has(g) ? [] : [[undefined, got]])),
  ];
}

function likeness(want: ExpectedFigure, got: Figure, one: FigureCase): number {
  if (want.indicator !== got.indicator && !same('indicator', want, got, one)) return 0;
  let score = 0;
  for (const field of CORE) if (same(field, want, got, one)) score += 1;
  for (const field of ['item', 'market', 'kind'] as const) if (want[field] === got[field]) score += 0.5;
  return sameValue(want, got) ? score + 3 : score;
}

function sameValue(want: ExpectedFigure, got: Figure): boolean {
  return equal(want.value, got.value) && (want.unit ?? null) === got.unit && equal(want.change, got.change);
}

function same(field: Field, want: ExpectedFigure, got: Figure, one: FigureCase): boolean {
  const a = want[field] ?? null;
  const b = got[field] ?? null;
  const note = one.note ?? '';
  switch (field) {
    case 'value':
    case 'change':
      return equal(a as number | null, b as number | null);
    case 'estimated':
      return (a ?? false) === (b ?? false);
    case 'change_unit':
      return sameChangeUnit(want, got);
    case 'basis':
      return a === b || (a === null && b === 'yoy' && note.includes('yoy tolerated'));
    case 'period':
      if (a === b) return true;
      if (a === null && b === one.ref_date) return true;
      if (b === null && (a === one.ref_date || /null period tolerated|accept 2024 or null/u.test(note)))
        return true;
      return typeof b === 'string' && note.includes(`${b} accepted`);
    case 'indicator':
      return (
        a === b ||
        (typeof b === 'string' && new RegExp(`\\b${b} (?:accepted|or)|or ${b} accepted`, 'u').test(note))
      );
    case 'unit':
    case 'direction':
    case 'place':
      return a === b;
  }
}

function sameChangeUnit(want: ExpectedFigure, got: Figure): boolean {
  if ((want.change ?? null) === null) return got.change === null;
  const a = want.change_unit ?? 'percent';
  const b = got.change_unit ?? 'percent';
  return (
    a === b || unitBase(a).base.startsWith(unitBase(b).base) || unitBase(b).base.startsWith(unitBase(a).base)
  );
}

function equal(a: number | null | undefined, b: number | null | undefined): boolean {
  if (a === undefined || a === null || b === undefined || b === null) return (a ?? null) === (b ?? null);
  return Math.abs(a - b) <= 1e-9 * Math.max(1, Math.abs(a));
}

function show(figure: ExpectedFigure | Figure): string {
  return JSON.stringify(figure, (key, value: unknown) =>
    key === 'sentence' || value === null || value === false ? undefined : value,
  );
}
