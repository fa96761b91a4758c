import type { Token } from './tokens.ts';
import { readEntry } from './words.ts';

/** The words of "Nghị định 15", "Công điện 9"; Nam Định and "phân phối điện" are none. */
const DOCUMENTS: Readonly<Record<string, readonly string[]>> = {
  định: ['nghị', 'quyết', 'quy'],
  quyết: ['nghị'],
  tư: ['thông'],
  văn: ['công'],
  điện: ['công'],
  lệnh: ['sắc', 'pháp', 'mệnh'],
  luật: [],
  thị: ['chỉ'],
  chuẩn: ['tiêu', 'quy'],
};

function isDocument(word: string, before: string): boolean {
  const first = DOCUMENTS[word];
  return first !== undefined && (first.length === 0 || first.includes(before));
}
const ORDINALS = new Set([
  'số',
  'thứ',
  'khóa',
  'vòng',
  'đợt',
  'top',
  'lộ',
  'ql',
  'tl',
  'đt',
  'ct',
  'khoản',
  'chương',
  'bến',
  'mốc',
  'phường',
  'quận',
  'hạng',
  'cấp',
  'iso',
  'hs',
  'mã',
  'km',
  'lô',
  'tầng',
  'nhóm',
  'loại',
  'covid',
  'ban',
  'size',
  'cỡ',
  'chỉ đạo',
]);

/**
 * The index behind a number that can never be a figure, with all that belongs to it: document numbers, ordinals,
 * grades of goods, ages, clock times, telephone numbers, spans of years. Undefined when token `at` begins no such thing.
 */
export function readTrap(tokens: readonly Token[], at: number): number | undefined {
  const token = tokens[at]!;
  if (token.kind !== 'number') return undefined;
  const before = tokens[at - 1];
  const next = tokens[at + 1];
  const document = readDocument(tokens, at);
  if (document !== undefined) return document;
  if (next?.t === ':' && tokens[at + 2]?.kind === 'number' && next.start === token.end) {
    let end = at + 3;
    while (tokens[end]?.t === ':' && tokens[end + 1]?.kind === 'number') end += 2;
    return end;
  }
  if (/^0\d{1,3}$|^0\d{2,3}\.\d{3}|^\d{10,}$|^\d+\.\d{4}\.\d+$/u.test(token.t))
    return telephoneEnd(tokens, at);
  if (next?.t === '%' && tokens[at + 2]?.t === 'tấm' && readEntry(tokens, at) !== undefined) return undefined;
  // "5% tấm" where the grade is not one of the lexicon's; "100% vốn nước ngoài".
  if (
    next?.t === '%' &&
    (tokens[at + 2]?.t === 'tấm' || (token.t === '100' && tokens[at + 2]?.t === 'vốn'))
  ) {
    return at + 3;
  }
  if (next?.t === 'tuổi' || (next?.t === 'giờ' && token.number?.scale === 1)) return at + 2;
  if (
    next?.kind === 'word' &&
    next.start === token.end &&
    /^(?:h\d{0,2}|s|cst|gr?|kg|kv|g|mm|cm|k)$/u.test(next.t)
  ) {
    return at + 2;
  }
  // "kỳ hạn 24 tháng", "bình 12 kg": how long, how big.
  if (next !== undefined && token.number?.scale === 1 && isSize(next.t, before?.t ?? '')) return at + 2;
  if (next?.t === '-' && isYear(token) && isYear(tokens[at + 2])) return at + 3;
  if (before !== undefined && ORDINALS.has(before.t) && !hasMeasure(token, tokens, at))
    return skipRun(tokens, at);
  if (before?.t === 'lần' && tokens[at - 2]?.t !== 'gấp' && next?.t !== '%') return at + 1;
  return undefined;
}

const PACKS = new Set(['bình', 'bao', 'thùng', 'hộp', 'túi', 'gói', 'chai', 'can', 'lon']);
const WEIGHTS = new Set(['kg', 'lít', 'gram', 'ml', 'g']);

function isSize(unit: string, before: string): boolean {
  return (unit === 'tháng' && before === 'hạn') || (WEIGHTS.has(unit) && PACKS.has(before));
}

/** "22/2018/TT-BCT", "Nghị định 15/2022/NĐ-CP", "Quyết định số 1279": a document's number up to its last letter. */
function readDocument(tokens: readonly Token[], at: number): number | undefined {
  const before = tokens[at - 1];
  const named =
    before !== undefined &&
    (isDocument(before.t, tokens[at - 2]?.t ?? '') ||
      (before.t === 'số' && isDocument(tokens[at - 2]?.t ?? '', tokens[at - 3]?.t ?? '')));
  let end = at + 1;
  let letters = false;
  while (end < tokens.length && tokens[end]!.start === tokens[end - 1]!.end) {
    const { kind, t } = tokens[end]!;
    if (kind === 'mark' && t !== '/' && t !== '-') break;
    if (kind === 'word') letters = letters || (tokens[end - 1]!.t === '/' && tokens[end]!.capital);
    end++;
  }
  if (letters && /^(?:19|20)\d\d$/u.test(tokens[at + 2]?.t ?? '')) return end;
  if (letters && named) return end;
  return named && !hasMeasure(tokens[at]!, tokens, at) ? end : undefined;
}

function telephoneEnd(tokens: readonly Token[], at: number): number {
  let end = at + 1;
  while (
    end < tokens.length &&
    (tokens[end]!.kind === 'number' ||
      ((tokens[end]!.t === '-' || tokens[end]!.t === '.') && tokens[end + 1]?.kind === 'number'))
  ) {
    if (tokens[end]!.number?.unit !== undefined) break;
    end++;
  }
  return end;
}

function hasMeasure(token: Token, tokens: readonly Token[], at: number): boolean {
  return (
    tokens[at + 1]?.t === '%' ||
    (token.number !== undefined &&
      (token.number.scale > 1 || token.number.unit !== undefined) &&
      token.number.unit !== 'lần')
  );
}

function skipRun(tokens: readonly Token[], at: number): number {
  let end = at + 1;
  while (
    tokens[end]?.t === '-' &&
    tokens[end + 1]?.kind === 'number' &&
    tokens[end]!.start === tokens[end - 1]!.end
  )
    end += 2;
  return end;
}

function isYear(token: Token | undefined): boolean {
  return token !== undefined && /^(?:19|20)\d\d$/u.test(token.t);
}
