import type { Reading } from './frame.ts';
import { measure } from './measure.ts';
import { distribute } from './respectively.ts';
import type { Direction, Role } from './roles.ts';

/** A level with the movements told of it, or movements alone. */
export interface Statement {
  level?: Reading;
  changes: Reading[];
  from?: Reading;
  /** The statement this one is an aside to: "2.926 dự án với 12,39 tỷ USD". */
  main?: Statement;
  readonly extra: Reading[];
}

export function group(readings: readonly Reading[]): Statement[] {
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
        const told = current?.level ?? current?.extra.at(-1);
        if (
          current !== undefined &&
          told !== undefined &&
          current.from === undefined &&
          next?.role.arrives !== true
        ) {
          current.from = reading;
        } else {
          from = reading;
        }
        break;
      }
      case 'level': {
        if (reading.clause.quantity.base === undefined && measure(reading) === undefined) {
          if (fresh) current = undefined;
          break;
        }
        const joins =
          current !== undefined &&
          current.level === undefined &&
          !fresh &&
          role.bare !== true &&
          sameTerm(current, reading) &&
          measure(reading) !== undefined &&
          sameMoney(current.changes.at(-1), reading) &&
          !opposite(current.changes.at(-1)?.role.direction, role.direction) &&
          (reading.clause.quantity.base !== 'percent' ||
            current.changes.at(-1)?.clause.quantity.base === 'percentage_point');
        const main =
          current?.level === undefined || measure(current.level) === undefined ? undefined : current;
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
        if (isOfAll(reading)) {
          const all = siblings(statements, reading);
          if (all.length > 1) {
            for (const one of all) one.changes.push(reading);
            break;
          }
        }
        if (from !== undefined && from.clause.quantity.base === 'percent' && role.arrives === true) {
          const moved = open();
          moved.changes.push(reading);
          moved.from = from;
          from = undefined;
          break;
        }
        const aspect = aspectOf(reading);
        const target = aspect === undefined ? undefined : aspectTarget(statements, aspect);
        if (target !== undefined) target.changes.push(reading);
        else if ((aspect === 'volume' || aspect === 'value') && current?.level !== undefined)
          open().changes.push(reading);
        else if (current !== undefined && !fresh && sameTerm(current, reading) && sameTime(current, reading))
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

/** "A 144.500 đồng/kg, B 145.500 đồng/kg, cùng giảm 500 đồng": a movement of all the levels before it. */
function isOfAll({ clause }: Reading): boolean {
  return clause.before.some((m) => m.kind === 'entry' && m.entry.kind === 'both');
}

function siblings(statements: readonly Statement[], { frame }: Reading): Statement[] {
  const last = statements.at(-1)?.level;
  const start = statements.findLastIndex(
    ({ level, changes }) =>
      level === undefined ||
      changes.length > 0 ||
      level.clause.quantity.base !== last?.clause.quantity.base ||
      level.frame.indicators[0]?.id !== frame.indicators[0]?.id,
  );
  return last === undefined ? [] : statements.slice(start + 1);
}

/** "giảm 167 đồng/kg …; giá CP 505 USD/tấn": a movement in dong is none of a level in dollars. */
function sameMoney(change: Reading | undefined, level: Reading): boolean {
  const money = (reading: Reading | undefined): string | undefined =>
    /^(?:vnd|usd|eur)/u.exec(reading?.clause.quantity.base ?? '')?.[0];
  const moved = money(change);
  const stood = money(level);
  return moved === undefined || stood === undefined || moved === stood;
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

/** "mua 128 triệu USD trong nửa cuối năm 2017, con số này tăng 169% trong nửa đầu năm 2018" */
function sameTime({ level }: Statement, { ownPeriod }: Reading): boolean {
  return level?.frame.period === undefined || ownPeriod === undefined || level.frame.period === ownPeriod;
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

/** What of the thing moved: "về lượng", "về số dự án", "dù lượng giảm 7%". */
export function aspectOf(reading: Reading): string | undefined {
  const aspect = [...reading.clause.after.slice(0, 4), ...reading.clause.before.slice(-4)].find(
    (m) => m.kind === 'entry' && m.entry.kind === 'aspect',
  );
  return aspect?.kind === 'entry' ? aspect.entry.id : undefined;
}
