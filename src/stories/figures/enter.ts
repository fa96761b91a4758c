import { resolvePeriod } from './calendar.ts';
import type { Clause } from './clauses.ts';
import type { Context, Frame } from './frame.ts';
import { EMPTY, MACRO, without } from './frame.ts';
import type { Mention } from './mentions.ts';
import { subjectOf } from './subjects.ts';
import type { Entry } from './words.ts';

interface Entered {
  readonly frame: Frame;
  readonly fresh: boolean;
  /** Speaks of somebody the lexicon does not know; what is inherited does not hold for it. */
  readonly alien: boolean;
}

const ENDS_SENTENCE = new Set(['.', '?', '!']);

const THIS = /^this-/u;

/** Indicators whose name is a verb of its own: "xử phạt", "phát hiện". */
const ACTS = new Set(['fines', 'violations', 'seized-goods', 'capital-increase']);

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
  'power-output',
  'cargo-throughput',
  'container-throughput',
  'state-revenue',
  'ecommerce-sales',
  'tourist-arrivals',
  'labour-use-index',
]);

/** Takes what the words before a number say into the frame; brackets keep it apart and give it back. */
export function enter(frame: Frame, clause: Clause, outer: Frame[], context: Context): Entered {
  let now: Frame = frame;
  let fresh = false;
  let verb = false;
  let within = false;
  let last: Mention | undefined;
  let estimated: boolean | undefined;
  let renamed = false;
  let averaged = false;
  // The first indicator of a phrase is its head: "lãi suất cho vay … với doanh nghiệp xuất khẩu".
  let head = false;
  let opened = false;
  let semicolon = false;
  const seen = new Set<string>();
  for (const mention of clause.before) {
    switch (mention.kind) {
      case 'mark':
        head = false;
        if (mention.mark === ';') semicolon = true;
        if (mention.mark === '(') {
          // A gap ends where the bracket opens: "thấp hơn CPI chung (tăng 4,12%)".
          if (now.basis?.kind === 'gap') now = without(now, 'basis');
          outer.push(now);
          opened = true;
        } else if (mention.mark === ')') {
          now = closed(outer.pop(), now, opened);
          opened = false;
        }
        // A quotation holds several sentences; nothing is inherited across their ends.
        else if (ENDS_SENTENCE.has(mention.mark)) now = EMPTY;
        break;
      case 'period': {
        // "quý I/2025 …, kéo IIP quý này …"
        if (mention.period.kind === 'relative' && THIS.test(mention.period.name) && now.period !== undefined)
          break;
        const whole = mention.period.kind === 'relative' && mention.period.name === 'whole-year';
        const period =
          whole && now.period !== undefined
            ? now.period.slice(0, 4)
            : resolvePeriod(mention.period, context.refDate, now.outlook !== undefined);
        if (now.period !== undefined && now.period !== period) {
          fresh = true;
          if (!averaged) now = without(now, 'average');
        }
        now = { ...without(now, 'daily'), period };
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
        const entry = ofNewProjects(ofFed(mention.entry, context), now);
        if (entry.tokens.includes('bình') && entry.tokens.includes('quân')) {
          now = { ...now, average: true };
          averaged = true;
        }
        if (entry.kind === 'share' && entry.tokens.at(-1) === 'trọng') now = { ...now, share: true };
        if (entry.kind === 'indicator') {
          const sibling = last?.kind === 'entry' && last.entry.kind === 'item';
          // "tăng lương tối thiểu vùng 7,2%": what is moved is named anew.
          if (last?.kind === 'entry' && (last.entry.kind === 'up' || last.entry.kind === 'down'))
            head = false;
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
              markets: sibling || seen.has('market') ? now.markets : [],
            };
            head = true;
          }
          if (entry.weak !== true) {
            fresh = true;
            renamed = true;
            if (ACTS.has(entry.id)) verb = true;
          }
        } else if (entry.kind === 'item') {
          // "lúa tại Đồng Tháp …; gạo xuất khẩu …": another market, told anew.
          const elsewhere = entry.price !== undefined && semicolon && entry.price !== frame.items[0]?.price;
          now = {
            ...without(now, 'slug'),
            ...(elsewhere && !seen.has('place') ? { places: [] } : {}),
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
        } else if (entry.kind === 'per-day') {
          now = { ...now, daily: true };
        } else if (entry.kind === 'within') {
          within = true;
          head = false;
        } else if (entry.kind === 'to' || entry.kind === 'up' || entry.kind === 'down') {
          verb = true;
        }
        break;
      }
      case 'word':
        // "nâng tỷ lệ doanh thu phụ trợ lên 27%"
        if (mention.word === 'lệ' && last?.kind === 'word' && last.word === 'tỷ')
          now = { ...now, share: true };
        // "… của Thái Lan ở mức 340 USD, trong khi gạo Việt Nam 369 USD": ours again.
        if (mention.word === 'việt' && !seen.has('market') && now.items.length > 0)
          now = { ...without(now, 'foreign'), markets: [] };
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
  const slugged = (subject.branch || frame.slug !== undefined) && BRANCHED.has(now.indicators[0]?.id ?? '');
  return {
    frame: slugged && !seen.has('item') ? { ...now, slug: subject.slug, items: [] } : now,
    fresh: true,
    alien: !slugged,
  };
}

/** Behind a bracket what went before it holds again; brackets around no number may still have said where: "KCN X (Quảng Ninh)". */
function closed(outer: Frame | undefined, inner: Frame, empty: boolean): Frame {
  if (outer === undefined) return inner;
  return empty && outer.places.length === 0 && inner.places.length > 0
    ? { ...outer, places: inner.places }
    : outer;
}

/** "Fed hạ lãi suất": of a central bank the rate is its own. */
function ofFed(entry: Entry, { sentence }: Context): Entry {
  return entry.id === 'other' && entry.tokens.join(' ') === 'lãi suất' && FED.test(sentence)
    ? { ...entry, id: 'policy-rate' }
    : entry;
}

/** "2.254 dự án FDI cấp mới, tổng vốn đăng ký 10 tỷ USD": the capital of those projects. */
function ofNewProjects(entry: Entry, { indicators }: Frame): Entry {
  const bare = entry.id === 'fdi-registered' && /^(?:tổng |số )?vốn đăng ký$/u.test(entry.tokens.join(' '));
  return bare && indicators.some(({ id }) => id === 'fdi-projects' || id === 'fdi-new')
    ? { ...entry, id: 'fdi-new' }
    : entry;
}

const FED = /\bFed\b|Cục Dự trữ Liên bang|\bECB\b/u;

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
