import { createRequire } from 'node:module';
import type { Source } from '../../news/source.ts';
import { bareHost } from '../web/source-address.ts';

const declared = createRequire(import.meta.url)('./catalogue.json') as readonly Source[];

/** The feeds we know of, as they are declared beside this file: Vietnamese papers, news agencies, ministries. */
export function catalogue(): readonly Source[] {
  return declared;
}

/**
 * The publisher that lives at a host, by the hosts of the catalogue's feeds and home pages: `m.cafef.vn` and
 * `www.cafef.vn` are CafeF. Undefined for a host nobody of ours lives at.
 */
export function publisherAt(host: string): string | undefined {
  let rest = bareHost(host);
  for (;;) {
    const found = publishers.get(rest);
    if (found !== undefined) return found;
    const dot = rest.indexOf('.');
    if (dot === -1 || dot === rest.lastIndexOf('.')) return undefined;
    rest = rest.slice(dot + 1);
  }
}

const publishers = new Map<string, string>();
for (const source of declared) {
  for (const address of [source.homepage, source.url]) {
    if (address === undefined) continue;
    const host = bareHost(new URL(address).hostname);
    if (!publishers.has(host)) publishers.set(host, source.publisher);
  }
}
