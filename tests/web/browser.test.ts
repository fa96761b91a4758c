import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasBrowser, look, openBrowser } from './browser.ts';
import type { Look } from './browser.ts';
import { ADMIN, openSite } from './house.ts';
import type { OpenSite } from './house.ts';

/** A cheap phone in the dark, and a desk. */
const looks: readonly Look[] = [
  { scheme: 'dark', width: 320 },
  { scheme: 'light', width: 1024 },
];

const clean = { status: 200, violations: [], complaints: [], overflow: 0, broken: [] };

/** Shown in the list of tests, so that nobody takes a skip for a pass. */
const place = hasBrowser
  ? 'in Chromium'
  : 'SKIPPED, there is no /usr/bin/chromium (node scripts/setup.mjs --browser puts it there): in Chromium';

// oxlint-disable-next-line vitest/valid-title -- the title says why it is skipped
describe.skipIf(!hasBrowser)(place, () => {
  let site: OpenSite;
  let browser: Browser;

  beforeAll(async () => {
    site = await openSite('2024-02-21T07:30+07:00');
    browser = await openBrowser();
  }, 60_000);

  afterAll(async () => {
    await browser.close();
    await site.close();
  });

  async function storyWithFigures(): Promise<string> {
    const all = await site.house.app.store.stories.between(0, Date.parse('2024-03-01T00:00+07:00'));
    const [first] = all.toSorted((x, y) => y.figures.length - x.figures.length);
    return `/story/${first?.id ?? ''}`;
  }

  const pages = {
    'the digest of today': async () => '/',
    'the digest of another day': async () => '/d/2024-02-19',
    'a story': storyWithFigures,
    'a search': async () => '/tim?q=xuat+khau+lang+son',
    'the indicators': async () => '/solieu',
    'a chart with its table': async () => '/solieu/iip',
  };

  describe.each(Object.entries(pages))('%s', (_, path) => {
    it.each(looks)(
      'is readable at $width px in the $scheme, accessible, and the browser has nothing to complain of',
      async (how) => {
        expect(await look(browser, site.address + (await path()), how)).toEqual(clean);
      },
      60_000,
    );
  });

  it('opens the details of a figure without a script', async () => {
    const path = await pages['a story']();
    await look(browser, site.address + path, looks[0]!, async (page) => {
      const detail = page.locator('details').first();
      await detail.locator('summary').click();
      expect(await detail.locator('blockquote').isVisible()).toBe(true);
    });
  }, 60_000);

  it('shows dark charts in the dark', async () => {
    const shown = new Map<string, string>();
    for (const how of looks)
      await look(browser, `${site.address}/solieu/iip`, how, async (page) => {
        shown.set(how.scheme, await page.evaluate<string>('document.images[0].currentSrc'));
      });
    expect(shown.get('dark')).toContain('?nen=toi');
    expect(shown.get('light')).not.toContain('?nen=toi');
  }, 60_000);

  it('lets an admin in by one tap, and the page behind is as good', async () => {
    const ticket = await site.house.app.store.operatorDoor.ticket(`telegram:${ADMIN}`);
    await site.house.app.jobs.watch();
    const seen = await look(browser, `${site.address}/vanhanh/vao?ve=${ticket}`, looks[0]!, async (page) => {
      await page.getByRole('button').click();
      await page.waitForURL('**/vanhanh');
      expect(await page.title()).toBe('Vận hành');
    });
    expect(seen).toEqual(clean);
  }, 60_000);
});
