import type { ProbeResult } from '../../news/probe.ts';
import type { Source } from '../../news/source.ts';
import type { Instant } from '../../news/time.ts';
import { publisherAt } from './catalogue.ts';
import { discover, type DiscoveryDeps, type FoundFeed } from './discover.ts';
import { addressKey, bareHost, typedAddress } from '../web/source-address.ts';
import { completeSource } from './sources-file.ts';

export interface ProbeDeps extends DiscoveryDeps {
  /** Sources that are there already, for recognising duplicates and taken ids. */
  readonly known: readonly Source[];
}

/** Reads what an admin typed as a source, under all guards, storing nothing. See `discover` for what may be typed. */
export async function probeSource(typed: string, deps: ProbeDeps): Promise<ProbeResult> {
  const discovery = await discover(typed, deps);
  if (discovery.kind === 'problem') {
    const { problem, detail } = discovery;
    return { kind: 'problem', problem, ...(detail !== undefined && { detail }) };
  }
  const { best, others, siteTitle } = discovery;
  const { feed } = best;
  const url = best.movedTo ?? best.url;
  const duplicateOf = sameSource([typedAddress(typed), best.url, best.movedTo], deps.known);
  const source = settle(best, url, siteTitle, deps.known);
  const dates = feed.items.flatMap((item) => (item.publishedAt === undefined ? [] : [item.publishedAt]));
  const newestAt = dates.length > 0 ? Math.max(...dates) : undefined;
  return {
    kind: 'feed',
    source,
    title: feed.title,
    items: feed.items.length,
    ...(newestAt !== undefined && { newestAt }),
    samples: newestFirst(feed.items)
      .slice(0, 5)
      .map((item) => item.title),
    warnings: [...feed.warnings, ...ownWarnings(best, others, newestAt, deps)],
    ...(duplicateOf !== undefined && { duplicateOf }),
  };
}

/** The id of the known source that any of these addresses belongs to. */
export function sameSource(
  addresses: readonly (string | undefined)[],
  known: readonly Source[],
): string | undefined {
  const keys = new Set(addresses.flatMap((address) => (address === undefined ? [] : [addressKey(address)])));
  return known.find((source) => keys.has(addressKey(source.url) ?? ''))?.id;
}

function settle(
  found: FoundFeed,
  url: string,
  siteTitle: string | undefined,
  known: readonly Source[],
): Source {
  const host = new URL(url).hostname;
  const publisher =
    publisherAt(host) ??
    known.find((source) => bareHost(new URL(source.url).hostname) === bareHost(host))?.publisher ??
    siteName(siteTitle) ??
    siteName(found.feed.title) ??
    bareHost(host);
  const section = found.feed.title
    .replace(/\s*[-–|]?\s*\bRSS(?: Feed)?\b\s*[-–|:]?/gi, ' ')
    .trim()
    .slice(0, 120);
  const name =
    section === '' || section.includes(publisher) ? section || publisher : `${publisher} - ${section}`;
  return completeSource({ url, name, publisher }, new Set(known.map((source) => source.id)));
}

/** "Trang chủ | Báo Bình Dương" → "Báo Bình Dương": of a title's parts the one that names a publisher, else the last short one. */
function siteName(title: string | undefined): string | undefined {
  const parts = (title ?? '')
    .split(/\s+[|–—-]\s+|\s*[|»]\s*/)
    .map((part) => part.replace(/\b(?:RSS(?: Feed)?|Feed)\b/gi, '').trim())
    .filter((part) => part !== '' && !/^(?:trang chủ|home|tin mới(?: nhất)?|tin tức)$/i.test(part));
  const named = parts.find((part) =>
    /^(?:báo|tạp chí|thời báo|đài|cổng|bộ|sở|cục|tổng cục|ubnd|hiệp hội)\s/i.test(part),
  );
  const chosen = named ?? parts.at(-1);
  return chosen !== undefined && chosen.length <= 60 ? chosen : undefined;
}

function ownWarnings(
  best: FoundFeed,
  others: readonly { readonly url: string }[],
  newestAt: Instant | undefined,
  { now }: DiscoveryDeps,
): readonly string[] {
  const warnings: string[] = [];
  const days = newestAt === undefined ? undefined : Math.floor((now - newestAt) / 86_400_000);
  if (newestAt === undefined) warnings.push('Không mục nào có ngày đăng đọc được.');
  else if (days !== undefined && days > 14) warnings.push(`Tin mới nhất đã cũ ${days} ngày.`);
  if (best.movedTo !== undefined) warnings.push('Nguồn đã chuyển địa chỉ; địa chỉ mới sẽ được dùng.');
  if (others.length > 0) {
    const shown = others.slice(0, 5).map((other) => other.url);
    warnings.push(`Trang này còn ${others.length} nguồn khác, ví dụ: ${shown.join(', ')}`);
  }
  return warnings;
}

function newestFirst<T extends { readonly publishedAt?: Instant }>(items: readonly T[]): readonly T[] {
  return items.toSorted((a, b) => (b.publishedAt ?? 0) - (a.publishedAt ?? 0));
}
