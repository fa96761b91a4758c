import type { Figure } from '../../news/article.ts';
import type { LocalDate } from '../../news/time.ts';
import type { Basis } from './bases.ts';
import { resolveBasis } from './bases.ts';
import { resolvePeriod, shiftYears } from './calendar.ts';
import type { Clause } from './clauses.ts';
import type { Mention } from './mentions.ts';
import type { Direction, Role } from './roles.ts';
import { lastDirection, roleOf } from './roles.ts';
import { subjectOf } from './subjects.ts';
import { indicatorFor, TRAITS } from './traits.ts';
import { unitBase, unitFor } from './units.ts';
import type { Entry } from './words.ts';

/** What the numbers of a clause inherit when they do not say it themselves. */
interface Frame {
  /** Indicators named, latest first; `weak` ones count only when nothing stronger fits. */
  readonly indicators: readonly Entry[];
  readonly items: readonly Entry[];
  /** A subject the lexicon does not know, as a slug ("xuat khau may tre dan"). */
  readonly slug?: string;
  readonly markets: readonly string[];
  readonly places: readonly { readonly id: string; readonly spot: boolean }[];
  readonly period?: string;
  readonly basis?: Basis;
  readonly estimated: boolean;
  readonly outlook?: 'forecast' | 'target';
  /** "bình quân 10 tháng", "CPI bình quân". */
  readonly average?: true;
  /** "tỷ trọng" was spoken of: a percentage is a share. */
  readonly share?: true;
  /** Another country's economy is spoken of. */
  readonly foreign?: true;
}

/** One number, read: its role, and everything it says or inherits. */
interface Reading {
  readonly clause: Clause;
  readonly role: Role;
  readonly frame: Frame;
  /** Says something new of its own about what it measures. */
  readonly fresh: boolean;
  readonly basis?: Basis;
  /** The figure of the same term a year (or as named) before. */
  readonly basePeriod?: { readonly year?: number };
  readonly ownPeriod?: string;
}

interface Context {
  readonly refDate: LocalDate;
  readonly sentence: string;
}

/** What holds for a whole sentence, computed once. */
interface Whole extends Context {
  /** The period of the sentence when it has only one. */
  readonly period?: string;
  /** The sentence speaks of the index of industrial production. */
  readonly iip: boolean;
  /** The basis a number takes over from its neighbours. */
  readonly bases: ReadonlyMap<Clause, Basis>;
}

/** Figures of the clauses of one sentence. */
export function readStatements(clauses: readonly Clause[], context: Context): Figure[] {
  const readings = readAll(clauses, context);
  lendBack(readings);
  const periods = new Set(
    readings.flatMap(({ frame }) => (frame.period === undefined ? [] : [frame.period])),
  );
  const [period] = periods;
  const whole: Whole = {
    ...context,
    ...(period === undefined || periods.size > 1 ? {} : { period }),
    iip: readings.some(({ frame }) => frame.indicators.some(({ id }) => id === 'iip')),
    bases: inheritedBases(readings),
  };
  return group(readings).flatMap((statement) => figuresOf(statement, whole, context));
}

/** "Singapore dẫn đầu với 3,43 tỷ USD, chiếm 27,7% tổng vốn FDI": the share tells what the level before it was. */
function lendBack(readings: Reading[]): void {
  for (let i = 0; i + 1 < readings.length; i++) {
    const reading = readings[i]!;
    const next = readings[i + 1]!;
    // "Đạt 42 tỷ USD, kim ngạch xuất khẩu tháng 10 tăng 17,5%": the subject comes after its level.
    if (i === 0 && reading.frame === EMPTY && reading.role.arrives === true && next.role.role === 'change') {
      readings[0] = { ...reading, frame: next.frame };
      readings[1] = { ...next, fresh: false };
      continue;
    }
    if (reading.role.role !== 'level' || next.role.role !== 'share' || reading.frame.indicators.length > 0)
      continue;
    readings[i] = { ...reading, frame: { ...reading.frame, indicators: next.frame.indicators } };
  }
}

const EMPTY: Frame = { indicators: [], items: [], markets: [], places: [], estimated: false };

function readAll(clauses: readonly Clause[], context: Context): Reading[] {
  const readings: Reading[] = [];
  const outer: Frame[] = [];
  let frame = EMPTY;
  let previous: Reading | undefined;
  for (const clause of clauses) {
    const entered = enter(frame, clause, outer, context);
    frame = entered.frame;
    let role = roleOf(clause);
    if (role.bare === true) role = continued(role, clause, previous);
    if (entered.alien) role = { ...role, role: 'none' };
    role = byNature(role, clause, frame);
    if (role.role === 'level' && clause.quantity.base === 'percent' && frame.share === true) {
      role = { ...role, role: 'share' };
    }
    const settled = settle(frame, clause, role, entered.fresh, context);
    const reading: Reading = {
      clause,
      role,
      frame: settled.own,
      fresh: entered.fresh,
      ...(settled.basis === undefined ? {} : { basis: settled.basis }),
      ...(settled.basePeriod === undefined ? {} : { basePeriod: settled.basePeriod }),
      ...(settled.period === undefined ? {} : { ownPeriod: settled.period }),
    };
    frame = settled.onward;
    readings.push(reading);
    if (role.role !== 'none') previous = reading;
  }
  return readings;
}

/** A number without a verb goes on as the one before did, if it is of the same unit. */
function continued(role: Role, clause: Clause, previous: Reading | undefined): Role {
  const percent = clause.quantity.base === 'percent';
  const comma = clause.before.findLastIndex((m) => m.kind === 'mark' && (m.mark === ',' || m.mark === ';'));
  const moved = lastDirection(clause.before.slice(comma + 1));
  const within = clause.before.some((m) => m.kind === 'entry' && m.entry.kind === 'within');
  const listed = percent || (!within && [...clause.before, ...clause.after.slice(0, 3)].some(isListMember));
  if (listed && previous?.role.role === 'change' && previous.clause.quantity.base === clause.quantity.base) {
    const direction = moved ?? previous.role.direction;
    return { role: 'change', bare: true, ...(direction === undefined ? {} : { direction }) };
  }
  if (percent && moved !== undefined && moved !== 'flat')
    return { role: 'change', bare: true, direction: moved };
  return role;
}

function isListMember(mention: Mention): boolean {
  if (mention.kind === 'place') return true;
  return mention.kind === 'entry' && (mention.entry.kind === 'item' || mention.entry.kind === 'market');
}

/** "GDP đạt 7,52%": a percentage of an index of growth is a movement; of an amount it is one if growth was spoken of. */
function byNature(role: Role, clause: Clause, frame: Frame): Role {
  if (role.role !== 'level' || clause.quantity.base !== 'percent' || role.direction === 'flat') return role;
  const named = frame.indicators.find(({ weak }) => weak !== true);
  const nature = named === undefined ? undefined : TRAITS[named.id]?.nature;
  if (nature === 'rate') return role;
  const comma = clause.before.findLastIndex((m) => m.kind === 'mark' && m.mark !== '-');
  const moved = lastDirection(clause.before.slice(comma + 1));
  const negative = clause.before.some((m) => m.kind === 'entry' && m.entry.kind === 'negative');
  if (nature === 'growth') {
    const direction = negative ? 'down' : moved === 'down' ? 'down' : 'up';
    return { role: 'change', direction };
  }
  return moved === 'up' || moved === 'down' ? { role: 'change', direction: moved } : role;
}

const ENDS_SENTENCE = new Set(['.', '?', '!']);

/** Indicators published by branch or product: an unknown one is an item, elsewhere it is another matter. */
const BRANCHED = new Set([
  'iip',
  'export',
  'import',
  'output',
  'export-volume',
  'import-volume',
  'cpi',
  'retail-sales',
  'ppi',
  'gdp',
  'grdp',
  'value-added',
]);

interface Entered {
  readonly frame: Frame;
  readonly fresh: boolean;
  /** Speaks of somebody the lexicon does not know; what is inherited does not hold for it. */
  readonly alien: boolean;
}

/** Takes what the words before a number say into the frame; brackets keep it apart and give it back. */
function enter(frame: Frame, clause: Clause, outer: Frame[], context: Context): Entered {
  let now: Frame = frame;
  let fresh = false;
  let verb = false;
  let within = false;
  let last: Mention | undefined;
  let estimated: boolean | undefined;
  let renamed = false;
  // The first indicator of a phrase is its head: "lãi suất cho vay … với doanh nghiệp xuất khẩu".
  let head = false;
  const seen = new Set<string>();
  for (const mention of clause.before) {
    switch (mention.kind) {
      case 'mark':
        head = false;
        if (mention.mark === '(') outer.push(now);
        else if (mention.mark === ')') now = outer.pop() ?? now;
        // A quotation holds several sentences; nothing is inherited across their ends.
        else if (ENDS_SENTENCE.has(mention.mark)) now = EMPTY;
        break;
      case 'period': {
        const period = resolvePeriod(mention.period, context.refDate, now.outlook !== undefined);
        if (now.period !== undefined && now.period !== period) {
          fresh = true;
          now = without(now, 'average');
        }
        now = { ...now, period };
        break;
      }
      case 'place':
        now = {
          ...now,
          places: seen.has('place') && joined(last, 'place') ? [...now.places, mention] : [mention],
        };
        fresh = true;
        break;
      case 'basis':
        now = { ...now, basis: mention.basis };
        break;
      case 'entry': {
        const { entry } = mention;
        if (entry.tokens.includes('bình') && entry.tokens.includes('quân')) now = { ...now, average: true };
        if (entry.kind === 'share' && entry.tokens.at(-1) === 'trọng') now = { ...now, share: true };
        if (entry.kind === 'indicator') {
          const sibling = last?.kind === 'entry' && last.entry.kind === 'item';
          const aside = entry.id === 'other' && last?.kind === 'entry' && last.entry.kind === 'indicator';
          if (aside) head = false;
          const weak = entry.weak === true || isAttribute(last);
          if (weak || (head && !isListed(clause.before, mention))) {
            now = weak
              ? { ...now, indicators: [{ ...entry, weak: true }, ...now.indicators] }
              : { ...now, indicators: [...now.indicators, entry] };
          } else {
            const listed = isListed(clause.before, mention);
            now = {
              ...without(now, 'slug'),
              indicators: listed ? [entry, ...now.indicators] : [entry],
              items: sibling ? now.items : [],
              markets: sibling ? now.markets : [],
            };
            head = true;
          }
          if (entry.weak !== true) {
            fresh = true;
            renamed = true;
          }
        } else if (entry.kind === 'item') {
          now = {
            ...without(now, 'slug'),
            items: seen.has('item') && joined(last, 'item') ? [...now.items, entry] : [entry],
          };
          fresh = true;
        } else if (entry.kind === 'market') {
          const foreign = MACRO.has(now.indicators[0]?.id ?? '');
          now = {
            ...now,
            ...(foreign ? { foreign: true } : {}),
            markets: seen.has('market') && joined(last, 'market') ? [...now.markets, entry.id] : [entry.id],
          };
          fresh = true;
        } else if (entry.kind === 'estimate') {
          estimated = true;
        } else if (entry.kind === 'forecast' || entry.kind === 'target') {
          now = { ...now, outlook: entry.kind };
        } else if (entry.kind === 'clause') {
          head = false;
        } else if (entry.kind === 'within') {
          within = true;
          head = false;
        } else if (entry.kind === 'to' || entry.kind === 'up' || entry.kind === 'down') {
          verb = true;
        }
        break;
      }
      case 'word':
        // "Đức tăng mua tôm Việt": what others buy of ours is our export.
        if (
          mention.word === 'việt' &&
          now.markets.length > 0 &&
          now.items.length > 0 &&
          now.indicators.length === 0
        ) {
          now = { ...now, indicators: [{ kind: 'indicator', id: 'export', tokens: [] }] };
        }
        break;
      case 'number':
      case 'base-period':
        break;
    }
    if (mention.kind !== 'mark' || mention.mark !== ',') last = mention;
    seen.add(mention.kind === 'entry' ? mention.entry.kind : mention.kind);
  }
  // "ước" holds for what follows until another subject gets a verb of its own.
  const kept = now.estimated && (!renamed || within || !verb);
  if (estimated !== undefined || kept !== now.estimated) now = { ...now, estimated: estimated ?? kept };
  const subject = frame === EMPTY ? undefined : subjectOf(clause.before);
  if (subject === undefined) return { frame: now, fresh, alien: false };
  const slugged = subject.branch && BRANCHED.has(now.indicators[0]?.id ?? '');
  return {
    frame: slugged && !seen.has('item') ? { ...now, slug: subject.slug, items: [] } : now,
    fresh: true,
    alien: !slugged,
  };
}

/** True when the mention just before is of the same kind, with a comma or "và" between: a list. */
function joined(last: Mention | undefined, kind: 'place' | 'item' | 'market'): boolean {
  if (last === undefined) return false;
  if (last.kind === 'entry' && last.entry.kind === 'and') return true;
  return kind === 'place' ? last.kind === 'place' : last.kind === 'entry' && last.entry.kind === kind;
}

/** "doanh nghiệp xuất khẩu", "thị trường nhập khẩu": said of somebody, not measured. */
function isAttribute(last: Mention | undefined): boolean {
  return last?.kind === 'word' && (last.word === 'nghiệp' || last.word === 'trường' || last.word === 'hàng');
}

function isListed(before: readonly Mention[], mention: Mention): boolean {
  const at = before.indexOf(mention);
  const link = before[at - 1];
  const first = before[at - 2];
  const linked =
    (link?.kind === 'mark' && link.mark === ',') || (link?.kind === 'entry' && link.entry.kind === 'and');
  return linked && first?.kind === 'entry' && first.entry.kind === 'indicator';
}

interface Settled {
  /** The frame of this number. */
  readonly own: Frame;
  /** What the next ones inherit. */
  readonly onward: Frame;
  readonly basis?: Basis;
  readonly period?: string;
  readonly basePeriod?: { readonly year?: number };
}

/** Takes in what the words behind a number say about it. */
function settle(frame: Frame, clause: Clause, role: Role, fresh: boolean, context: Context): Settled {
  let own = frame;
  let onward = frame;
  let basis: Basis | undefined;
  let period: string | undefined;
  let basePeriod: { readonly year?: number } | undefined;
  const counts = role.role === 'level';
  for (const mention of clause.before) if (mention.kind === 'base-period') basePeriod = yearOf(mention);
  const named = clause.before.some(
    (m) =>
      m.kind === 'entry' && m.entry.kind === 'indicator' && m.entry.weak !== true && m.entry.id !== 'other',
  );
  for (const mention of clause.after) {
    switch (mention.kind) {
      case 'period':
        period = resolvePeriod(mention.period, context.refDate, own.outlook !== undefined);
        if (role.role !== 'from') {
          own = { ...own, period };
          onward = { ...onward, period };
        }
        break;
      case 'basis':
        basis ??= mention.basis;
        break;
      case 'base-period':
        if (!clause.after.slice(0, clause.after.indexOf(mention)).some(({ kind }) => kind === 'mark')) {
          basePeriod = yearOf(mention);
        }
        break;
      case 'place':
        if (
          !clause.before.some(({ kind }) => kind === 'place') ||
          (mention.spot && own.places.every(({ spot }) => !spot))
        ) {
          own = { ...own, places: [mention] };
          onward = { ...onward, places: [mention] };
        }
        break;
      case 'entry': {
        const { entry } = mention;
        if (
          entry.kind === 'indicator' &&
          role.role === 'share' &&
          own.indicators.length === 0 &&
          TRAITS[entry.id]?.nature === 'amount'
        ) {
          own = { ...own, indicators: [entry] };
        } else if (
          entry.kind === 'item' &&
          role.role === 'share' &&
          own.items.length === 0 &&
          frame.indicators.length === 0
        ) {
          own = { ...own, items: [entry] };
        } else if (entry.kind === 'indicator' && role.role === 'change' && own.indicators.length === 0) {
          own = { ...own, indicators: [entry] };
          onward = own;
        } else if (entry.kind === 'indicator' && counts && !(named && entry.weak === true)) {
          const indicators = named
            ? [...own.indicators, entry]
            : entry.weak === true
              ? [...own.indicators, entry]
              : [entry, ...own.indicators];
          own = { ...own, indicators };
          onward = { ...onward, indicators };
        } else if (entry.kind === 'item' && (counts || (role.role === 'change' && own.items.length === 0))) {
          if (!fresh || own.items.length === 0 || isCount(clause)) {
            own = { ...without(own, 'slug'), items: [entry] };
            if (!isCount(clause)) onward = { ...without(onward, 'slug'), items: [entry] };
          }
        } else if (entry.kind === 'market' && role.role !== 'share' && own.markets.length === 0) {
          own = { ...own, markets: [entry.id] };
          onward = { ...onward, markets: [entry.id] };
        } else if (entry.kind === 'forecast' || entry.kind === 'target') {
          break;
        }
        break;
      }
      case 'number':
      case 'mark':
      case 'word':
        break;
    }
  }
  return {
    own,
    onward,
    ...(basis === undefined ? {} : { basis }),
    ...(period === undefined ? {} : { period }),
    ...(basePeriod === undefined ? {} : { basePeriod }),
  };
}

function yearOf(mention: { readonly year?: number }): { readonly year?: number } {
  return mention.year === undefined ? {} : { year: mention.year };
}

function isCount(clause: Clause): boolean {
  return ['vehicle', 'vehicle_per_day', 'wagon', 'container'].includes(clause.quantity.base ?? '');
}

/** A level with the movements told of it, or movements alone. */
interface Statement {
  level?: Reading;
  changes: Reading[];
  from?: Reading;
  /** The statement this one is an aside to: "2.926 dự án với 12,39 tỷ USD". */
  main?: Statement;
  readonly extra: Reading[];
}

function group(readings: readonly Reading[]): Statement[] {
  const statements: Statement[] = [];
  let current: Statement | undefined;
  let from: Reading | undefined;
  const open = (): Statement => {
    const statement: Statement = { changes: [], extra: [] };
    statements.push(statement);
    current = statement;
    return statement;
  };
  for (const [index, reading] of readings.entries()) {
    const { role, fresh } = originIsLevel(reading, readings, index)
      ? { ...reading, role: { role: 'level' } as Role }
      : reading;
    switch (role.role) {
      case 'none':
        if (fresh) current = undefined;
        break;
      case 'from': {
        const next = readings[index + 1];
        if (current?.level !== undefined && current.from === undefined && next?.role.arrives !== true) {
          current.from = reading;
        } else {
          from = reading;
        }
        break;
      }
      case 'level': {
        if (reading.clause.quantity.base === undefined && measure(reading) === undefined) break;
        const joins =
          current !== undefined &&
          current.level === undefined &&
          !fresh &&
          role.bare !== true &&
          sameTerm(current, reading) &&
          !opposite(current.changes.at(-1)?.role.direction, role.direction) &&
          (reading.clause.quantity.base !== 'percent' ||
            current.changes.at(-1)?.clause.quantity.base === 'percentage_point');
        const main = current?.level === undefined ? undefined : current;
        const statement = joins ? current! : open();
        statement.level = reading;
        const aside =
          (role.loose === true || reading.role.role === 'from') &&
          !reading.clause.before.some(({ kind }) => kind === 'mark');
        if (aside && main !== undefined) statement.main = main;
        if (from !== undefined) {
          statement.from = from;
          from = undefined;
        }
        break;
      }
      case 'change': {
        if (reading.basePeriod !== undefined) {
          open().changes.push(reading);
          break;
        }
        const aspect = aspectOf(reading);
        const target = aspect === undefined ? undefined : aspectTarget(statements, aspect);
        if (target !== undefined) target.changes.push(reading);
        else if (aspect === 'volume' && current?.level !== undefined) open().changes.push(reading);
        else if (current !== undefined && !fresh && sameTerm(current, reading))
          (current.main ?? current).changes.push(reading);
        else open().changes.push(reading);
        break;
      }
      case 'share':
        if (from !== undefined) {
          const statement = open();
          statement.extra.push(reading);
          statement.from = from;
          from = undefined;
          break;
        }
        if (current === undefined || fresh) open().extra.push(reading);
        else current.extra.push(reading);
        break;
      case 'plan':
      case 'contribution':
        if (current === undefined || fresh) open().extra.push(reading);
        else current.extra.push(reading);
        break;
    }
  }
  return distribute(statements);
}

function opposite(a: Direction | undefined, b: Direction | undefined): boolean {
  return (a === 'up' && b === 'down') || (a === 'down' && b === 'up');
}

/** "10,65 tỷ USD từ 996 lượt dự án": another kind of thing is no starting level. */
function originIsLevel(reading: Reading, readings: readonly Reading[], index: number): boolean {
  if (reading.role.role !== 'from') return false;
  const base = reading.clause.quantity.base;
  return ![readings[index - 1], readings[index + 1], readings[index - 2]].some(
    (other) => other?.clause.quantity.base === base,
  );
}

function sameTerm(statement: Statement, reading: Reading): boolean {
  const first = statement.level ?? statement.changes[0] ?? statement.extra[0];
  return first === undefined || (first.basePeriod === undefined) === (reading.basePeriod === undefined);
}

/** What of the thing moved: "về lượng", "về số dự án", "dù lượng giảm 7%". */
function aspectOf(reading: Reading): string | undefined {
  const aspect = [...reading.clause.after.slice(0, 4), ...reading.clause.before.slice(-4)].find(
    (m) => m.kind === 'entry' && m.entry.kind === 'aspect',
  );
  return aspect?.kind === 'entry' ? aspect.entry.id : undefined;
}

const ASPECT_BASES: Readonly<Record<string, readonly string[]>> = {
  value: ['usd', 'vnd', 'eur'],
  volume: ['tonne', 'product', 'kwh'],
  count: ['project', 'case', 'enterprise', 'person'],
  price: ['usd_per_tonne'],
};

/** "tăng 17,4% về số dự án và giảm 8,6% về vốn": the level the aspect speaks of. */
function aspectTarget(statements: readonly Statement[], aspect: string): Statement | undefined {
  const bases = ASPECT_BASES[aspect] ?? [];
  return statements.findLast(
    ({ level }) => level !== undefined && bases.includes(level.clause.quantity.base ?? ''),
  );
}

/** "lần lượt": the numbers of a list go to the things of a list before it, in order. */
function distribute(statements: Statement[]): Statement[] {
  const result: Statement[] = [];
  for (const [index, statement] of statements.entries()) {
    const { level, changes } = statement;
    const first = changes.findIndex((change) => isRespective(change));
    if (level !== undefined && isRespective(level)) {
      const run = [statement];
      while (
        statements[index + run.length]?.level?.role.bare === true &&
        !statements[index + run.length]!.level!.fresh
      ) {
        run.push(statements[index + run.length]!);
      }
      const lists = listOf(level.frame, run.length);
      if (lists !== undefined) run.forEach((one, k) => (one.level = { ...one.level!, frame: lists(k) }));
    } else if (first >= 0 && changes.length - first >= 2) {
      const run = changes.slice(first);
      const lists = level === undefined ? listOf(run[0]!.frame, run.length) : undefined;
      const before = statements.slice(index - run.length + 1, index + 1);
      if (lists !== undefined) {
        result.push({ ...statement, changes: changes.slice(0, first) });
        run.forEach((change, k) => result.push({ changes: [{ ...change, frame: lists(k) }], extra: [] }));
        continue;
      }
      if (before.length === run.length && before.every((one) => one.level !== undefined)) {
        statement.changes.splice(first);
        run.forEach((change, k) => before[k]!.changes.push(change));
      }
    }
    result.push(statement);
  }
  return result;
}

function isRespective(reading: Reading): boolean {
  return reading.clause.before.some((m, i, all) => {
    if (m.kind !== 'entry') return false;
    if (m.entry.kind === 'respectively') return true;
    // "tương ứng tăng 30% và 41%"
    const next = all[i + 1];
    const moves = next?.kind === 'entry' && (next.entry.kind === 'up' || next.entry.kind === 'down');
    return m.entry.tokens[0] === 'tương' && m.entry.tokens[1] === 'ứng' && moves;
  });
}

/** The list of the frame that has as many things as there are numbers, as frames of one thing each. */
function listOf(frame: Frame, count: number): ((k: number) => Frame) | undefined {
  if (frame.places.length === count) return (k) => ({ ...frame, places: [frame.places[k]!] });
  if (frame.markets.length === count) return (k) => ({ ...frame, markets: [frame.markets[k]!] });
  if (frame.items.length === count) return (k) => ({ ...frame, items: [frame.items[k]!] });
  const strong = frame.indicators.filter(({ weak }) => weak !== true);
  return strong.length === count ? (k) => ({ ...frame, indicators: [strong[count - 1 - k]!] }) : undefined;
}

function figuresOf(statement: Statement, all: Whole, context: Context): Figure[] {
  const { level, changes, from, extra } = statement;
  if ((level ?? changes[0] ?? extra[0])?.frame.foreign === true) return [];
  const figures: Figure[] = [];
  const stated = level === undefined ? undefined : measure(level);
  if (level !== undefined && stated !== undefined) {
    const moves = changes
      .map((change) =>
        movement(
          level.basis !== undefined && change.basis === undefined
            ? { ...change, basis: level.basis }
            : change,
          all,
          context,
          stated.indicator,
        ),
      )
      .filter((m) => m !== undefined);
    const origin = from === undefined ? undefined : originOf(from, stated.unit, context);
    const base = common(level, stated.indicator, all, context);
    const flatOrDirection =
      directionOf(level) ?? (from === undefined ? null : (lastDirection(from.clause.before) ?? null));
    const head = {
      ...base,
      value: stated.value,
      unit: stated.unit,
      ...(stated.max === undefined ? {} : { value_max: stated.max }),
      ...(approxOf(level) ?? {}),
      ...(origin ?? {}),
    };
    if (moves.length === 0) {
      const basis = levelBasis(level, all, context, stated.indicator, origin !== undefined);
      figures.push(figure(context, head, { direction: flatOrDirection, change: null, ...basis }));
    }
    for (const move of moves) {
      figures.push(
        figure(context, head, { ...move, basis: move.basis ?? (origin === undefined ? null : 'from_to') }),
      );
    }
  } else if (level === undefined || level.frame.indicators.length === 0) {
    for (const change of changes) {
      const indicator = movedIndicator(change, all);
      if (indicator === undefined) continue;
      const move = movement(change, all, context, indicator);
      if (move !== undefined) {
        figures.push(
          figure(context, { ...common(change, indicator, all, context), value: null, unit: null }, move),
        );
      }
    }
  }
  for (const reading of extra) {
    const one = extraFigure(reading, all, context, from);
    if (one !== undefined) figures.push(one);
  }
  const ours = figures.filter(({ indicator, market }) => market === undefined || !MACRO.has(indicator));
  return spread(ours.map(withoutWorld), statement);
}

type Head = Pick<Figure, 'indicator' | 'value' | 'unit' | 'period' | 'estimated'> & Partial<Figure>;
type Move = Pick<Figure, 'direction' | 'change' | 'basis'> & Partial<Figure>;

/** Figures of other countries' economies are not ours to report as Việt Nam's. */
const MACRO = new Set([
  'iip',
  'pmi',
  'gdp',
  'cpi',
  'core-inflation',
  'ppi',
  'retail-sales',
  'unemployment-rate',
  'avg-income',
  'lending-rate',
  'deposit-rate',
  'credit-growth',
  'state-revenue',
  'public-investment',
  'power-output',
  'new-enterprises',
  'ecommerce-sales',
  'value-added',
]);

function figure(context: Context, head: Head, move: Move): Figure {
  return { ...head, ...move, sentence: context.sentence };
}

interface Measured {
  readonly indicator: string;
  readonly value: number;
  readonly unit: string;
  readonly max?: number;
}

/** The indicator and unit of a level; undefined when what was spoken of is not measured in such a unit. */
function measure(reading: Reading): Measured | undefined {
  const { quantity } = reading.clause;
  const perDay =
    quantity.base === 'vehicle' &&
    reading.clause.before.some((m) => m.kind === 'entry' && m.entry.kind === 'per-day');
  const base = perDay ? 'vehicle_per_day' : quantity.base;
  for (const entry of candidates(reading)) {
    const found = base === undefined ? unitless(entry.id, quantity.mantissa) : indicatorFor(entry.id, base);
    if (found === undefined) continue;
    const per =
      found.indicator === 'fuel-price' &&
      found.base === 'vnd_per_litre' &&
      base === 'vnd' &&
      reading.frame.items[0]?.id === 'mazut'
        ? 'vnd_per_kg'
        : found.base;
    const { unit, value } = unitFor(per, quantity.mantissa, quantity.scale);
    const range =
      TRAITS[found.indicator]?.plausible?.[unit] ?? TRAITS[found.indicator]?.plausible?.[unitBase(unit).base];
    const size = value * unitBase(unit).factor;
    if (range !== undefined && (size < range[0] || size > range[1])) continue;
    if (!isStatistic(found.indicator, found.base, reading)) continue;
    const max = quantity.max === undefined ? undefined : unitFor(per, quantity.max, quantity.scale).value;
    const negative = isNegative(found.indicator, entry, reading);
    return {
      indicator: found.indicator,
      value: negative ? -value : value,
      unit,
      ...(max === undefined ? {} : { max }),
    };
  }
  return undefined;
}

/** A loss or deficit, by the word of the clause itself where it has one: "lỗ 45 tỷ, trong khi cùng kỳ lãi 12 tỷ". */
function isNegative(indicator: string, entry: Entry, reading: Reading): boolean {
  if (indicator !== 'profit' && indicator !== 'trade-balance') return false;
  const own = reading.clause.before.findLast(
    (m) => m.kind === 'entry' && m.entry.kind === 'indicator' && m.entry.id === indicator,
  );
  return (own?.kind === 'entry' ? own.entry : entry).negative === true;
}

/** Fines that a law threatens, or money near seized goods, are no reading of ours. */
function isStatistic(indicator: string, base: string, reading: Reading): boolean {
  const { quantity, before } = reading.clause;
  if (indicator === 'fines') return quantity.scale >= 1e6 && quantity.max === undefined;
  if (indicator !== 'seized-goods' || base !== 'vnd') return true;
  return before.some((m) => m.kind === 'entry' && m.entry.tokens.includes('giá'));
}

/** PMI, freight indices and the exchange rate are printed without a unit too. */
function unitless(
  indicator: string,
  value: number,
): { readonly indicator: string; readonly base: string } | undefined {
  if (indicator === 'pmi' && value > 25 && value < 65) return { indicator, base: 'index_point' };
  if (indicator === 'freight-rate' && value > 300) return { indicator, base: 'index_point' };
  return indicator === 'usd-vnd' && value > 20_000 && value < 32_000
    ? { indicator, base: 'vnd_per_usd' }
    : undefined;
}

/** What a number may measure, best first: a price by its goods, the indicators named, then the weak ones. */
function candidates(reading: Reading): Entry[] {
  const { indicators, items } = reading.frame;
  const base = reading.clause.quantity.base ?? '';
  const strong = indicators.filter(({ weak }) => weak !== true);
  const weak = indicators.filter((entry) => entry.weak === true);
  const price = items[0]?.price;
  const goods: Entry[] = price === undefined ? [] : [{ kind: 'indicator', id: price, tokens: [] }];
  const coal: Entry[] =
    items[0]?.id === 'than' && indicators.some(({ id }) => id === 'output')
      ? [{ kind: 'indicator', id: 'coal-output', tokens: [] }]
      : [];
  const isPrice = base.includes('_per_') && base !== 'vehicle_per_day';
  // Of most goods a bare percentage may be anything; of these it is the quotation.
  const quoted = base !== 'percent' || QUOTED.has(price ?? '');
  return isPrice
    ? [...goods, ...strong, ...weak]
    : [...coal, ...strong, ...goods.filter(() => strong.length === 0 && quoted), ...weak];
}

const QUOTED = new Set(['fuel-price', 'oil-price', 'coffee-price']);

/** The indicator a movement alone is about. */
function movedIndicator(reading: Reading, all: Whole): string | undefined {
  const { base } = reading.clause.quantity;
  const [first] = candidates(reading);
  const branch = BRANCHES.has(reading.frame.items[0]?.id ?? '');
  if (first === undefined) {
    return branch || (all.iip && (reading.frame.items.length > 0 || reading.frame.slug !== undefined))
      ? 'iip'
      : undefined;
  }
  if (first.id === 'other') return undefined;
  const volume = aspectOf(reading) === 'volume';
  const related =
    first.id === 'export' && volume
      ? 'export-volume'
      : first.id === 'import' && volume
        ? 'import-volume'
        : first.id;
  if (base === 'percent' || base === 'times' || base === 'percentage_point') return related;
  return base === undefined ? undefined : fitsMovement(related, base);
}

function fitsMovement(indicator: string, base: string): string | undefined {
  return indicatorFor(indicator, base)?.indicator;
}

const BRANCHES = new Set(['che-bien-che-tao', 'khai-khoang', 'dien', 'nuoc']);

function movement(reading: Reading, all: Whole, context: Context, indicator: string): Move | undefined {
  const { quantity } = reading.clause;
  const { direction } = reading.role;
  if (direction === undefined || quantity.base === undefined || quantity.base === 'other') return undefined;
  const { unit, value } = unitFor(quantity.base, quantity.mantissa, quantity.scale);
  if (!plausibleMove(indicator, quantity.base)) return undefined;
  const resolved = basisOf(reading, all, context, indicator);
  if (resolved === 'gap') return undefined;
  const max =
    quantity.max === undefined ? undefined : unitFor(quantity.base, quantity.max, quantity.scale).value;
  return {
    direction,
    change: value,
    basis: resolved?.id ?? null,
    change_unit: unit,
    ...(max === undefined ? {} : { change_max: max }),
    ...(resolved?.basePeriod === undefined ? {} : { base_period: resolved.basePeriod }),
  };
}

/** A movement is in percent, points or times, or in the indicator's own money or goods. */
function plausibleMove(indicator: string, base: string): boolean {
  if (base === 'percent' || base === 'times' || base === 'percentage_point') return true;
  const traits = TRAITS[indicator];
  if (traits === undefined) return false;
  if (traits.bases.includes(base) || traits.per?.[base] !== undefined) return true;
  const currency = base === 'vnd' || base === 'usd' ? base : undefined;
  return currency !== undefined && traits.bases.some((b) => b.includes(currency));
}

/** The basis of a movement: its own, the clause's, that of the movement before, or the one at the end of the list. */
function basisOf(
  reading: Reading,
  all: Whole,
  context: Context,
  indicator: string,
): { readonly id: string; readonly basePeriod?: string } | 'gap' | undefined {
  const period = periodOf(reading, all);
  const found = reading.basis ?? reading.frame.basis ?? all.bases.get(reading.clause);
  if (reading.basePeriod !== undefined) return { id: 'yoy' };
  if (found?.kind === 'gap') return 'gap';
  // "cao hơn 3% so với giá trong nước" is a gap; "tăng 3% so với lúc mở bán" a movement on an unnamed base.
  if (found?.kind === 'unknown' && reading.role.gap === true) return 'gap';
  const resolved = found === undefined ? undefined : resolveBasis(found, period, context.refDate);
  if (resolved !== undefined) {
    const average = resolved.id === 'yoy' && isAverage(reading, indicator);
    return average ? { id: 'average' } : resolved;
  }
  const quoted = reading.clause.quantity.base;
  // A quotation moves against the one before when nothing else is said.
  if (
    indicator.endsWith('-price') &&
    quoted !== 'percent' &&
    quoted !== 'times' &&
    reading.frame.outlook === undefined
  ) {
    return { id: 'prev' };
  }
  if (found === undefined && isAverage(reading, indicator)) return { id: 'average' };
  const usual = TRAITS[indicator]?.basis;
  return usual === undefined || reading.frame.outlook !== undefined ? undefined : { id: usual };
}

function isAverage(reading: Reading, indicator: string): boolean {
  return (indicator === 'cpi' || indicator === 'core-inflation') && reading.frame.average === true;
}

/** The basis of the movement before, else that of the one at the end of the list. */
function inheritedBases(readings: readonly Reading[]): Map<Clause, Basis> {
  const bases = new Map<Clause, Basis>();
  let before: Basis | undefined;
  for (const { clause, basis } of readings) {
    if (before !== undefined) bases.set(clause, before);
    if (basis !== undefined && basis.kind !== 'level' && basis.kind !== 'gap' && basis.kind !== 'unknown')
      before = basis;
  }
  let behind: { readonly basis: Basis; readonly unit: string | undefined } | undefined;
  for (const { clause, basis, role } of readings.toReversed()) {
    if (behind?.unit === clause.quantity.base && behind !== undefined && !bases.has(clause)) {
      bases.set(clause, behind.basis);
    }
    if (role.role === 'change' && basis !== undefined) behind = { basis, unit: clause.quantity.base };
    else if (role.role !== 'change' && role.role !== 'level') behind = undefined;
  }
  return bases;
}

function levelBasis(
  reading: Reading,
  all: Whole,
  context: Context,
  indicator: string,
  fromTo: boolean,
): { readonly basis: string | null; readonly direction?: Direction } {
  if (fromTo) return { basis: 'from_to' };
  const flat = reading.role.direction === 'flat' || trailing(reading) !== undefined;
  if (!flat) return { basis: null };
  const resolved = basisOf(reading, all, context, indicator);
  return { basis: resolved === undefined || resolved === 'gap' ? null : resolved.id };
}

/** "…, không đổi so với hôm qua" behind a level, with no number of its own. */
function trailing(reading: Reading): Direction | undefined {
  const { after } = reading.clause;
  const comma = after.findIndex((m) => m.kind === 'mark' && m.mark === ',');
  const verb = after[comma + 1];
  if (comma < 0 || verb?.kind !== 'entry') return undefined;
  const { kind } = verb.entry;
  return kind === 'flat' || kind === 'up' || kind === 'down' ? kind : undefined;
}

function directionOf(reading: Reading): Direction | null {
  return reading.role.direction ?? trailing(reading) ?? null;
}

function originOf(
  from: Reading,
  unit: string,
  context: Context,
): { readonly from_value: number; readonly from_period?: string } | undefined {
  void context;
  const { quantity } = from.clause;
  const target = unitBase(unit);
  const bases = quantity.base === undefined ? target.base : quantity.base;
  const own = unitFor(bases, quantity.mantissa, quantity.scale);
  const { factor } = unitBase(own.unit);
  const value =
    own.unit === unit ? own.value : Number(((own.value * factor) / target.factor).toPrecision(15));
  return { from_value: value, ...(from.ownPeriod === undefined ? {} : { from_period: from.ownPeriod }) };
}

function extraFigure(
  reading: Reading,
  all: Whole,
  context: Context,
  from: Reading | undefined,
): Figure | undefined {
  const { role, clause } = reading;
  const [first] = candidates(reading);
  const branch = BRANCHES.has(reading.frame.items[0]?.id ?? '');
  const indicator = first?.id ?? (branch ? 'iip' : undefined);
  if (indicator === undefined || indicator === 'other') return undefined;
  const base = common(reading, indicator, all, context);
  if (role.role === 'plan' && role.direction !== undefined) {
    return figure(
      context,
      { ...base, value: null, unit: null },
      {
        direction: role.direction,
        change: clause.quantity.mantissa,
        basis: 'vs_plan',
        change_unit: 'percent',
      },
    );
  }
  const origin = from === undefined || role.role !== 'share' ? undefined : originOf(from, 'percent', context);
  const direction = role.direction ?? (from === undefined ? undefined : lastDirection(from.clause.before));
  const named =
    reading.basis === undefined ? undefined : resolveBasis(reading.basis, base.period, context.refDate);
  const ratioBasis = role.role === 'plan' ? (named?.id ?? 'vs_plan') : null;
  const kind = role.role === 'plan' ? 'plan-ratio' : role.role === 'share' ? 'share' : 'contribution';
  return figure(
    context,
    {
      ...base,
      value: clause.quantity.mantissa,
      unit: clause.quantity.base ?? 'percent',
      ...(clause.quantity.max === undefined ? {} : { value_max: clause.quantity.max }),
      ...(approxOf(reading) ?? {}),
      ...(origin ?? {}),
      kind,
    },
    { direction: direction ?? null, change: null, basis: origin === undefined ? ratioBasis : 'from_to' },
  );
}

function common(
  reading: Reading,
  indicator: string,
  all: Whole,
  context: Context,
): Omit<Head, 'value' | 'unit'> {
  void context;
  const { frame, clause } = reading;
  const item = frame.items.at(-1)?.id ?? frame.slug;
  const [market] = frame.markets.slice(-1);
  // Of several provinces told together the number is nobody's own.
  const place =
    frame.places.find(({ spot }) => spot) ?? (frame.places.length === 1 ? frame.places[0] : undefined);
  const base = reading.basePeriod;
  const kind = frame.outlook ?? (clause.quantity.base === 'locality' ? 'count' : undefined);
  const of = clause.quantity.of;
  return {
    indicator,
    period: periodOf(reading, all),
    ...(place === undefined ? {} : { place: place.id }),
    estimated: base === undefined && frame.estimated,
    ...(kind === undefined ? {} : { kind }),
    ...(item === undefined ? {} : { item }),
    ...(market === undefined ? {} : { market }),
    ...(of === undefined ? {} : { of }),
  };
}

/** The period of a figure: its clause's, else the only one the sentence has. */
function periodOf(reading: Reading, all: Whole): string | null {
  const own = reading.frame.period ?? all.period;
  const base = reading.basePeriod;
  if (base === undefined || own === undefined) return own ?? null;
  return shiftYears(own, base.year === undefined ? -1 : base.year - Number(own.slice(0, 4)));
}

function approxOf(reading: Reading): { readonly approx: 'below' | 'above' | 'around' } | undefined {
  for (const mention of reading.clause.before.slice(-2)) {
    if (mention.kind !== 'entry') continue;
    if (mention.entry.kind === 'approx') return { approx: mention.entry.id as 'below' | 'above' | 'around' };
    if (mention.entry.tokens[0] === 'vượt') return { approx: 'above' };
  }
  return undefined;
}

/** "giá vàng thế giới" is told apart by its unit; the world is no market of ours. */
function withoutWorld(figure: Figure): Figure {
  if (figure.market !== 'abroad') return figure;
  const { market: _, ...rest } = figure;
  return rest;
}

/** "Hưng Yên và Hải Dương cùng tăng 6%" is two figures. */
function spread(figures: readonly Figure[], statement: Statement): Figure[] {
  const first = statement.level ?? statement.changes[0];
  const places = first?.frame.places ?? [];
  const both = first?.clause.before.some((m) => m.kind === 'entry' && m.entry.kind === 'both');
  if (both !== true || places.length < 2 || figures.length === 0) return [...figures];
  return places.flatMap((place) => figures.map((one) => ({ ...one, place: place.id })));
}

function without<K extends keyof Frame>(frame: Frame, key: K): Frame {
  const { [key]: _, ...rest } = frame;
  return rest as Frame;
}
