import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { withoutBoilerplate } from '../../src/text/boilerplate.ts';
import { foldForSearch, foldTone, nfc } from '../../src/text/fold.ts';
import { sentences } from '../../src/text/sentences.ts';
import { tokens } from '../../src/text/tokens.ts';

const path = fileURLToPath(new URL('../../../shared/reference/vietnamese-text-cases.json', import.meta.url));
const present = existsSync(path);
interface Case {
  readonly id: string;
  readonly kind: string;
  readonly input: string;
  readonly expected: unknown;
}
const cases: readonly Case[] = present
  ? (JSON.parse(readFileSync(path, 'utf8')) as { cases: Case[] }).cases
  : [];
const does: Readonly<Record<string, (input: string) => unknown>> = {
  sentences,
  tokens,
  fold: foldForSearch,
  nfc,
  tone: foldTone,
  boilerplate: withoutBoilerplate,
};

describe.skipIf(!present)(
  'the reference cases of Vietnamese text (skipped where ../shared is absent)',
  () => {
    it.each(cases.filter(({ kind }) => kind in does))('$kind: $id', ({ kind, input, expected }) => {
      expect(does[kind]!(input)).toEqual(expected);
    });
  },
);
