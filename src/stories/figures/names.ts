import { createRequire } from 'node:module';
import type { Language } from '../../news/chat.ts';

interface Name {
  readonly kind: 'indicator' | 'item' | 'market';
  readonly id: string;
  readonly vi: string;
  readonly en?: string;
}

const names = new Map(
  (createRequire(import.meta.url)('./names.json') as readonly Name[]).map((name) => [
    `${name.kind}:${name.id}`,
    name,
  ]),
);

/** What a reader calls an indicator, an item or a market; undefined for a slug we have no name for. */
export function displayName(kind: Name['kind'], id: string, language: Language): string | undefined {
  const name = names.get(`${kind}:${id}`);
  return language === 'en' ? (name?.en ?? name?.vi) : name?.vi;
}

/** Every indicator with its name, for reading what people type. */
export function indicatorNames(
  language: Language,
): readonly { readonly id: string; readonly name: string }[] {
  return [...names.values()]
    .filter(({ kind }) => kind === 'indicator')
    .map(({ id, vi, en }) => ({ id, name: language === 'en' ? (en ?? vi) : vi }));
}
