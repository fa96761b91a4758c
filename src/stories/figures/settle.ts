import type { Basis } from './bases.ts';
import { resolvePeriod } from './calendar.ts';
import type { Clause } from './clauses.ts';
import type { Context, Frame } from './frame.ts';
import { without } from './frame.ts';
import type { Mention } from './mentions.ts';
import type { Role } from './roles.ts';
import { TRAITS } from './traits.ts';

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
export function settle(frame: Frame, clause: Clause, role: Role, fresh: boolean, context: Context): Settled {
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
  let apart = false;
  for (const mention of clause.after) {
    // What stands behind a comma is said of something else, save the time and the base.
    if (mention.kind === 'mark' && !isCount(clause)) apart = true;
    if (apart && (mention.kind === 'entry' || mention.kind === 'place')) continue;
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
        if (entry.kind === 'indicator' && entry.weak === true && !isThing(clause)) break;
        if (
          entry.kind === 'indicator' &&
          (role.role === 'share' || role.role === 'plan') &&
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
        } else if (
          entry.kind === 'indicator' &&
          role.role === 'change' &&
          entry.weak !== true &&
          ofWhich(clause, mention)
        ) {
          // "thấp hơn mức tăng 3,29% của CPI bình quân chung"
          own = { ...own, indicators: [entry], items: [] };
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
      case 'word':
        // "Trung Quốc chi 1,2 tỷ USD mua rau quả Việt Nam": what others buy of ours is our export.
        if (
          mention.word === 'việt' &&
          own.markets.length > 0 &&
          own.items.length > 0 &&
          own.indicators.length === 0
        ) {
          own = { ...own, indicators: [{ kind: 'indicator', id: 'export', tokens: [] }] };
          onward = own;
        }
        break;
      case 'number':
      case 'mark':
        break;
    }
  }
  if (isNational(clause)) own = { ...own, places: [] };
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

/** "mức tăng 9,1% của cả nước" */
function isNational({ after: [of, first, second] }: Clause): boolean {
  if (of?.kind !== 'word' || of.word !== 'của' || first?.kind !== 'word' || second?.kind !== 'word')
    return false;
  return (first.word === 'cả' && second.word === 'nước') || (first.word === 'toàn' && second.word === 'quốc');
}

/** The indicator comes right behind "của", and the number right before it. */
function ofWhich({ after }: Clause, mention: Mention): boolean {
  const of = after[0];
  return of?.kind === 'word' && of.word === 'của' && after[1] === mention;
}

/** Things counted take their indicator from a weak word too: "350 xe làm thủ tục", "2.890 vụ vi phạm". */
function isThing(clause: Clause): boolean {
  return (
    isCount(clause) ||
    ['case', 'person', 'train', 'product', 'tonne', 'teu'].includes(clause.quantity.base ?? '')
  );
}
