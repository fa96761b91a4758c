import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { describe, expect, it } from 'vitest';

const src = resolve(import.meta.dirname, '../src');

/** The import table of docs/design.md: what each room may import besides itself. */
const rooms: Readonly<Record<string, readonly string[] | 'everything'>> = {
  news: [],
  text: ['news'],
  sources: ['news', 'text'],
  stories: ['news', 'text'],
  digest: ['news', 'text', 'stories'],
  chart: ['news', 'text', 'stories'],
  delivery: ['news', 'digest', 'ports'],
  bot: ['news', 'digest', 'ports'],
  ports: ['news'],
  jobs: ['news', 'text', 'sources', 'stories', 'chart', 'digest', 'delivery', 'ports'],
  store: ['news', 'ports'],
  web: ['news', 'digest', 'ports'],
  llm: ['news', 'ports'],
  cli: 'everything',
  wiring: 'everything',
};

const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.ts'));

function importsOf(file: string): readonly string[] {
  const text = readFileSync(join(src, file), 'utf8');
  return Array.from(
    text.matchAll(/^(?:import|export)[^'"]*?from\s+'([^']+)'|^import\s+'([^']+)'/gmu),
    (match) => match[1] ?? match[2] ?? '',
  );
}

function roomOf(file: string): string | undefined {
  const [first, ...rest] = file.split(sep);
  return rest.length === 0 ? undefined : first;
}

describe('the import table', () => {
  it('knows every room', () => {
    const present = new Set(files.map(roomOf).filter((room) => room !== undefined));
    expect([...present].filter((room) => !(room in rooms))).toEqual([]);
  });

  it.each(files.filter((file) => roomOf(file) !== undefined))('holds for %s', (file) => {
    const room = roomOf(file) ?? '';
    const allowed = rooms[room];
    if (allowed === 'everything') return;
    const wrong = importsOf(file)
      .filter((name) => name.startsWith('.'))
      .map((name) => relative(src, resolve(src, dirname(file), name)))
      .filter((target) => ![room, ...(allowed ?? [])].includes(roomOf(target) ?? target));
    expect(wrong).toEqual([]);
  });

  it.each(
    files.filter((file) => ['news', 'text', 'stories', 'digest', 'delivery'].includes(roomOf(file) ?? '')),
  )('keeps clock, environment, network and chance out of %s', (file) => {
    const text = readFileSync(join(src, file), 'utf8');
    expect(text).not.toMatch(
      /Date\.now\(|new Date\(\)|Math\.random\(|process\.env|\bfetch\(|from 'node:(?:http|https|net|dns|child_process)'/u,
    );
  });

  it('reads the environment only at the entrance', () => {
    const readers = files.filter((file) => readFileSync(join(src, file), 'utf8').includes('process.env'));
    expect(readers.filter((file) => !/^(?:main\.ts|cli\/)/u.test(file))).toEqual([]);
  });
});
