import type { BrowserContext, Page } from '@playwright/test';
import { withBrowser } from '../browser/browser';
import { ownKilobytes } from '../own-code';
import { type Bench, bar, type Row } from '../row';

const consolePages = ['/nodes', '/sessions', '/patching', '/parameters'];

/** Kilobytes of JavaScript as they came over the wire, until the page asks for nothing more. */
async function transferred(page: Page, path: string): Promise<number> {
  const sizes: Promise<number>[] = [];
  page.on('requestfinished', (request) => {
    if (request.resourceType() !== 'script') return;
    sizes.push(request.sizes().then(({ responseBodySize }) => responseBodySize));
  });
  await page.goto(path);
  await page.waitForLoadState('networkidle');
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0) / 1e3;
}

/** In a page with an empty cache. */
async function firstLoad(context: BrowserContext, path: string): Promise<number> {
  const browser = context.browser();
  if (!browser) throw new Error('The browser is gone.');
  const storageState = path === '/sign-in' ? undefined : await context.storageState();
  const baseURL = new URL(context.pages()[0]?.url() ?? '').origin;
  const fresh = await browser.newContext({ baseURL, storageState });
  try {
    return await transferred(await fresh.newPage(), path);
  } finally {
    await fresh.close();
  }
}

const row = (what: string, figure: number, max: number): Row => ({
  what,
  figure,
  unit: 'kB',
  bar: bar(`≤ ${max} kB`, figure <= max),
});

export const weight: Bench = {
  name: 'weight',
  about: 'gzipped JavaScript of a first visit, as a real browser receives it',
  measure: () =>
    withBrowser({}, async ({ context }) => {
      const rows = [row('/sign-in', await firstLoad(context, '/sign-in'), 180)];
      for (const path of consolePages) rows.push(row(path, await firstLoad(context, path), 520));
      for (const path of consolePages)
        rows.push(
          row(`${path}, our own at most (all its modules, gzipped alone)`, await ownKilobytes(path), 60),
        );
      return rows;
    }),
};
