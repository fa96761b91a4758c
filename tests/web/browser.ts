import { accessSync, constants } from 'node:fs';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser, Page } from 'playwright-core';

/** Debian's Chromium, put there by `node scripts/setup.mjs --browser`. */
const path = '/usr/bin/chromium';

/** Whether there is a browser to look with. */
export const hasBrowser = isProgram(path);

const axeSource = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

export interface Look {
  readonly scheme: 'light' | 'dark';
  /** In CSS pixels. */
  readonly width: number;
}

export interface Seen {
  readonly status: number;
  /** Rules of WCAG 2.1 AA and good practice that the page breaks, with the first place. */
  readonly violations: readonly string[];
  /** What the browser complained of: blocked styles, missing pictures, errors. */
  readonly complaints: readonly string[];
  /** Pixels that stick out to the right. */
  readonly overflow: number;
  /** Pictures that could not be shown. */
  readonly broken: readonly string[];
}

export async function openBrowser(): Promise<Browser> {
  // Containers give neither a sandbox nor a large /dev/shm; we look at nothing but our own pages.
  return chromium.launch({
    executablePath: path,
    args: ['--no-sandbox', '--disable-dev-shm-usage', '--disable-gpu'],
  });
}

/** Opens a page as a reader would and looks at it. `visit` may do more with it before it is closed. */
export async function look(
  browser: Browser,
  url: string,
  { scheme, width }: Look,
  visit: (page: Page) => Promise<void> = async () => undefined,
): Promise<Seen> {
  const context = await browser.newContext({
    colorScheme: scheme,
    viewport: { width, height: 800 },
    bypassCSP: false,
    locale: 'vi-VN',
  });
  try {
    const page = await context.newPage();
    const complaints: string[] = [];
    page.on('console', (message) => {
      if (['error', 'warning'].includes(message.type())) complaints.push(message.text());
    });
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('requestfailed', (request) => complaints.push(`failed: ${request.url()}`));
    const response = await page.goto(url, { waitUntil: 'load' });
    const overflow = await page.evaluate<number>(
      'document.documentElement.scrollWidth - document.documentElement.clientWidth',
    );
    const broken = await page.evaluate<string[]>(
      '[...document.images].filter((image) => image.naturalWidth === 0).map((image) => image.src)',
    );
    await visit(page);
    // Evaluated through the debugger, which the page's policy does not bind.
    await page.evaluate(axeSource);
    const found = await page.evaluate<{ violations: { id: string; nodes: { html: string }[] }[] }>(
      'axe.run(document, { resultTypes: ["violations"] })',
    );
    return {
      status: response?.status() ?? 0,
      violations: found.violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html ?? ''}`),
      complaints,
      overflow,
      broken,
    };
  } finally {
    await context.close();
  }
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
