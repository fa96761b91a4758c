import type { Source, SourceHints } from '../../news/source.ts';
import { publisherAt } from './catalogue.ts';
import { jsonFaultLine } from './json-fault.ts';
import { readOpml } from './opml.ts';
import { addressKey, bareHost, typedAddress } from '../web/source-address.ts';
import { sourceId } from './source-id.ts';

export type SourcesFile =
  | { readonly sources: readonly Source[]; readonly warnings: readonly string[] }
  /** Everything that is wrong, in Vietnamese, each with its place in the file. */
  | { readonly errors: readonly string[] };

/** What a declaration may leave out; `url` alone is enough. */
export interface DraftSource {
  readonly url: string;
  readonly id?: string;
  readonly name?: string;
  readonly publisher?: string;
  readonly homepage?: string;
  readonly topics?: readonly string[];
  readonly lang?: string;
  readonly enabled?: boolean;
  readonly hints?: SourceHints;
}

/**
 * Reads the file of the `SOURCES` setting: a JSON list of sources (`url` is enough, the rest is filled in) or OPML.
 * Either every source is right or the errors name each wrong one by its line (for broken JSON) or its place and field.
 */
export function parseSourcesFile(text: string): SourcesFile {
  const content = text.replace(/^\uFEFF/, '').trim();
  if (content === '') return { errors: ['Tệp nguồn tin trống.'] };
  if (content.startsWith('<')) return fromOpml(content);
  let parsed: unknown;
  try {
    parsed = JSON.parse(content);
  } catch {
    return { errors: [`Tệp nguồn tin không phải JSON hợp lệ: sai ở dòng ${jsonFaultLine(content)}.`] };
  }
  const list = Array.isArray(parsed) ? parsed : isRecord(parsed) ? parsed['sources'] : undefined;
  if (!Array.isArray(list)) {
    return {
      errors: [
        'Tệp nguồn tin phải là một danh sách JSON, ví dụ [{"url":"https://vnexpress.net/rss/kinh-doanh.rss"}].',
      ],
    };
  }
  const errors: string[] = [];
  const drafts: DraftSource[] = [];
  for (const [index, entry] of (list as unknown[]).entries()) {
    const draft = checkDraft(entry, index + 1, errors);
    if (draft !== undefined) drafts.push(draft);
  }
  if (errors.length === 0 && drafts.length === 0) errors.push('Tệp nguồn tin không có nguồn nào.');
  if (errors.length > 0) return { errors };
  return settle(drafts, []);
}

/** Fills in what a draft leaves out; `taken` are the ids in use. */
export function completeSource(draft: DraftSource, taken: ReadonlySet<string>): Source {
  const url = new URL(draft.url);
  const publisher = draft.publisher ?? publisherAt(url.hostname) ?? bareHost(url.hostname);
  const name = draft.name ?? publisher;
  return {
    id: draft.id ?? sourceId(draft.url, name, taken),
    name,
    publisher,
    url: draft.url,
    homepage: draft.homepage ?? url.origin,
    topics: draft.topics ?? [],
    lang: draft.lang ?? 'vi',
    enabled: draft.enabled ?? true,
    ...(draft.hints !== undefined && { hints: draft.hints }),
  };
}

function fromOpml(content: string): SourcesFile {
  const reading = readOpml(content);
  if (reading === undefined) return { errors: ['Tệp XML này không phải OPML: không có mục <outline> nào.'] };
  if (reading.feeds.length === 0) return { errors: ['Tệp OPML không có nguồn nào (thiếu xmlUrl).'] };
  return settle(reading.feeds, reading.warnings);
}

function settle(drafts: readonly DraftSource[], said: readonly string[]): SourcesFile {
  const warnings = [...said];
  const errors: string[] = [];
  const taken = new Set(drafts.flatMap((draft) => (draft.id === undefined ? [] : [draft.id])));
  const seenIds = new Set<string>();
  const seenAddresses = new Map<string, string>();
  const sources: Source[] = [];
  for (const draft of drafts) {
    const key = addressKey(draft.url) ?? draft.url;
    const twin = seenAddresses.get(key);
    if (twin !== undefined) {
      warnings.push(`Bỏ qua ${draft.url}: trùng với ${twin}.`);
      continue;
    }
    seenAddresses.set(key, draft.url);
    const source = completeSource(draft, taken);
    if (seenIds.has(source.id)) errors.push(`Mã nguồn "${source.id}" được dùng hai lần.`);
    seenIds.add(source.id);
    taken.add(source.id);
    sources.push(source);
  }
  return errors.length > 0 ? { errors } : { sources, warnings };
}

function checkDraft(entry: unknown, place: number, errors: string[]): DraftSource | undefined {
  const before = errors.length;
  const wrong = (field: string, why: string): undefined => {
    errors.push(`Nguồn thứ ${place}, trường "${field}": ${why}`);
  };
  if (typeof entry === 'string') return checkDraft({ url: entry }, place, errors);
  if (!isRecord(entry)) {
    errors.push(`Nguồn thứ ${place}: phải là một đối tượng có trường "url".`);
    return undefined;
  }
  const text = (field: string, longest: number): string | undefined => {
    const value = entry[field];
    if (value === undefined || value === null) return undefined;
    if (typeof value !== 'string' || value.trim() === '')
      return wrong(field, 'phải là chữ, không được để trống.');
    if (value.length > longest) return wrong(field, `dài quá ${longest} ký tự.`);
    return value.trim().normalize('NFC');
  };
  const url = typeof entry['url'] === 'string' ? typedAddress(entry['url']) : undefined;
  if (url === undefined)
    wrong('url', 'cần một địa chỉ http hoặc https, ví dụ "https://vnexpress.net/rss/kinh-doanh.rss".');
  const id = text('id', 64);
  if (id !== undefined && !/^[a-z0-9]+(?:-[a-z0-9]+)*$/.test(id)) {
    wrong('id', 'chỉ gồm chữ thường không dấu, số và gạch nối, ví dụ "vnexpress-kinh-doanh".');
  }
  const homepage = text('homepage', 2048);
  if (homepage !== undefined && typedAddress(homepage) === undefined)
    wrong('homepage', 'cần một địa chỉ http hoặc https.');
  const name = text('name', 200);
  const publisher = text('publisher', 200);
  const lang = text('lang', 12);
  const enabled = entry['enabled'];
  if (enabled !== undefined && typeof enabled !== 'boolean') wrong('enabled', 'phải là true hoặc false.');
  const topics = entry['topics'];
  if (
    topics !== undefined &&
    !(Array.isArray(topics) && topics.every((topic) => typeof topic === 'string'))
  ) {
    wrong('topics', 'phải là một danh sách chữ, ví dụ ["trade"].');
  }
  const hints = checkHints(entry['hints'], wrong);
  if (errors.length > before || url === undefined) return undefined;
  return {
    url,
    ...(id !== undefined && { id }),
    ...(name !== undefined && { name }),
    ...(publisher !== undefined && { publisher }),
    ...(homepage !== undefined && { homepage }),
    ...(lang !== undefined && { lang }),
    ...(topics !== undefined && { topics: topics as string[] }),
    ...(enabled !== undefined && { enabled: enabled as boolean }),
    ...(hints !== undefined && { hints }),
  };
}

const hintChecks: Readonly<Record<keyof SourceHints, (value: unknown) => string | undefined>> = {
  dateOrder: (value) =>
    value === 'month-first' || value === 'day-first' ? undefined : 'phải là "month-first" hoặc "day-first".',
  dateOffset: (value) =>
    typeof value === 'string' && /^[+-]\d{2}:\d{2}$/.test(value) ? undefined : 'phải có dạng "+07:00".',
  encoding: (value) =>
    typeof value === 'string' && value !== '' ? undefined : 'phải là tên bảng mã, ví dụ "utf-8".',
  teaserOnly: (value) => (typeof value === 'boolean' ? undefined : 'phải là true hoặc false.'),
  listPage: (value) =>
    typeof value === 'string' && value !== '' ? undefined : 'phải là mã của một trang danh sách.',
};

function checkHints(
  value: unknown,
  wrong: (field: string, why: string) => undefined,
): SourceHints | undefined {
  if (value === undefined || value === null) return undefined;
  if (!isRecord(value)) return wrong('hints', 'phải là một đối tượng.');
  for (const [name, hint] of Object.entries(value)) {
    const check = Object.hasOwn(hintChecks, name) ? hintChecks[name as keyof SourceHints] : undefined;
    const why = check === undefined ? 'không có gợi ý tên này.' : check(hint);
    if (why !== undefined) wrong(`hints.${name}`, why);
  }
  return value;
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
