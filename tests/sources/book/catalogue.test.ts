import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { catalogue, publisherAt } from '../../../src/sources/book/catalogue.ts';
import { listPageOf } from '../../../src/sources/list/list-page.ts';
import { addressKey, bareHost } from '../../../src/sources/web/source-address.ts';

const reference = resolve(import.meta.dirname, '../../../../shared/reference/sources.json');
const known = existsSync(reference);

describe('the catalogue', () => {
  const sources = catalogue();

  it('gives every source an id and an address of its own', () => {
    expect(new Set(sources.map((source) => source.id)).size).toBe(sources.length);
    expect(new Set(sources.map((source) => addressKey(source.url))).size).toBe(sources.length);
  });

  it.each(sources.map((source) => [source.id, source] as const))('holds %s to its word', (id, source) => {
    expect(id).toMatch(/^[a-z0-9]+(?:-[a-z0-9]+)*$/);
    expect(id.length).toBeLessThanOrEqual(64);
    expect(source.name.normalize('NFC')).toBe(source.name);
    expect(source.url).toMatch(/^https?:\/\//);
    expect(new URL(source.url).href).toBe(source.url);
    const site = bareHost(new URL(source.homepage ?? '').hostname);
    const host = bareHost(new URL(source.url).hostname);
    expect(host === site || host.endsWith(`.${site}`)).toBe(true);
    expect(source.topics.length).toBeGreaterThan(0);
    expect(publisherAt(new URL(source.url).hostname)).toBe(source.publisher);
    expect(source.hints?.dateOffset ?? '+07:00').toMatch(/^[+-]\d\d:\d\d$/);
    expect(listPageOf(source.hints)?.id).toBe(source.hints?.listPage);
  });

  it.skipIf(!known)('holds every source of the shared reference (skipped where it is absent)', () => {
    const wanted = JSON.parse(readFileSync(reference, 'utf8')) as readonly Record<string, unknown>[];
    const own = new Map(sources.map((source) => [source.id, source]));
    for (const each of wanted) {
      const { id, name, publisher, url, homepage, topics, lang, enabled } = each;
      expect(own.get(String(id))).toMatchObject({
        id,
        name,
        publisher,
        url,
        homepage,
        topics,
        lang,
        enabled,
      });
    }
    const others = sources.filter((source) => !wanted.some((each) => each['id'] === source.id));
    expect(others.every((source) => source.hints?.listPage !== undefined && !source.enabled)).toBe(true);
  });

  it('knows a publisher by any of its hosts', () => {
    expect(publisherAt('www.cafef.vn')).toBe('CafeF');
    expect(publisherAt('m.cafef.vn')).toBe('CafeF');
    expect(publisherAt('e.vnexpress.net')).toBe('VnExpress');
    expect(publisherAt('vn')).toBeUndefined();
    expect(publisherAt('example.com')).toBeUndefined();
  });
});
