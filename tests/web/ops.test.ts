import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it, vi } from 'vitest';
import { parse } from 'yaml';
import { openSite } from './house.ts';
import type { OpenSite } from './house.ts';

let site: OpenSite;

beforeAll(async () => {
  site = await openSite('2024-02-21T07:30+07:00');
  site.telegram.says('/trogiup', { from: 2 });
  await vi.waitFor(
    () => {
      if (site.telegram.sent(2).length === 0) throw new Error('no answer yet');
    },
    { timeout: 10_000 },
  );
});

afterAll(async () => {
  await site.close();
});

function file(name: string): string {
  return readFileSync(new URL(`../../ops/${name}`, import.meta.url), 'utf8');
}

interface Rule {
  readonly alert: string;
  readonly expr: string;
}

interface Panel {
  readonly targets: readonly { readonly expr: string }[];
}

it('alerts and dashboard speak of figures that there are', async () => {
  const { body } = await site.get('/metrics');
  const known = new Set(Array.from(body.matchAll(/^# TYPE (\w+)/gmu), ([, name]) => name));
  const rules = (parse(file('alerts.yml')) as { groups: { rules: Rule[] }[] }).groups.flatMap(
    (each) => each.rules,
  );
  const { panels } = JSON.parse(file('grafana-dashboard.json')) as { panels: Panel[] };
  const said = [
    ...rules.map(({ expr }) => expr),
    ...panels.flatMap(({ targets }) => targets.map(({ expr }) => expr)),
  ];
  expect(said.length).toBeGreaterThan(20);
  const named = said.flatMap((expr) => expr.match(/\b(?:diemtin|process)_\w+/gu) ?? []);
  expect(named.filter((name) => !known.has(name.replace(/_bucket$/u, '')))).toEqual([]);
});

it('counts the answers it gave and how long they took', async () => {
  const { body } = await site.get('/metrics');
  expect(body).toMatch(/diemtin_answer_seconds_count\{platform="telegram"\} 1/u);
});
