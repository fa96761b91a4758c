import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { commands } from '../src/bot/commands.ts';

const root = resolve(import.meta.dirname, '..');
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(root, 'docs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.md'))
    .map((file) => join('docs', file)),
];
const known = new Set(commands.flatMap(({ name, aliases }) => [name, ...aliases]));
const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
  scripts: Readonly<Record<string, string>>;
};

/** Written with a slash too: addresses of the HTTP server, and what is said to BotFather. */
const NOT_OURS = new Set([
  'healthz',
  'readyz',
  'metrics',
  'd',
  'story',
  'tg',
  'zalo',
  'newbot',
  'revoke',
  'setinline',
]);

const textOf = (page: string): string => readFileSync(join(root, page), 'utf8');
/** What is written as code: `…` and fenced blocks. */
const codeIn = (text: string): readonly string[] =>
  Array.from(text.matchAll(/```[^\n]*\n(.*?)```|`([^`\n]+)`/gsu), (match) => match[1] ?? match[2] ?? '');

describe.each(pages)('%s', (page) => {
  it('names only commands that exist', () => {
    const named = codeIn(textOf(page)).flatMap((code) =>
      Array.from(code.matchAll(/^\/([a-z]+)(?=$|[\s,…<[]|\.(?!\w))/gmu), (match) => match[1] ?? ''),
    );
    expect(named.filter((name) => !known.has(name) && !NOT_OURS.has(name))).toEqual([]);
  });

  it('names only npm scripts that exist', () => {
    const named = Array.from(
      textOf(page).matchAll(/\bnpm (?:run (?:--silent )?|(?=test|start))([\w:-]+)/gu),
      (match) => match[1] ?? '',
    );
    expect(named.filter((name) => !(name in scripts))).toEqual([]);
  });

  it('links only to files that exist', () => {
    const links = Array.from(
      textOf(page).matchAll(/\]\((?!https?:|#|mailto:)([^)#\s]+)/gu),
      (match) => match[1] ?? '',
    );
    expect(links.filter((link) => !existsSync(resolve(root, page, '..', link)))).toEqual([]);
  });
});
