import type { BrowserContext, Page, Response } from '@playwright/test';
import { withBrowser } from '../browser/browser';
import { ownShare } from '../own-code';
import { type Bench, bar, type Row } from '../row';

const quietMs = 3_000;
const consolePages = ['/nodes', '/sessions', '/patching', '/parameters'];

/** Kilobytes of JavaScript as they came over the wire, and how many of them our own files fill. */
interface Weight {
  readonly all: number;
  readonly own: number;
}

async function weighed(response: Response): Promise<Weight> {
  const [{ responseBodySize }, code] = await Promise.all([response.request().sizes(), response.text()]);
  const all = responseBodySize / 1e3;
  const map = /\/\/# sourceMappingURL=(\S+)\s*$/.exec(code)?.[1];
  if (map === undefined) return { all, own: 0 };
  const answer = await fetch(new URL(map, response.url()));
  return { all, own: all * ownShare(code, await answer.json()) };
}

/** A busy machine is silent for longer between two requests than Playwright's "networkidle" waits. */
async function quiet(page: Page, asked: () => number): Promise<void> {
  await page.getByRole('heading', { level: 1 }).first().waitFor();
  let before: number;
  do {
    before = asked();
    await page.waitForTimeout(quietMs);
  } while (asked() > before);
}

/** Until the page asks for nothing more. */
async function transferred(page: Page, path: string): Promise<Weight> {
  const scripts: Promise<Weight>[] = [];
  page.on('response', (response) => {
    if (response.request().resourceType() === 'script')
      scripts.push(response.finished().then(() => weighed(response)));
  });
  await page.goto(path);
  await quiet(page, () => scripts.length);
  const weights = await Promise.all(scripts);
  const sum = (of: keyof Weight) => weights.reduce((total, weight) => total + weight[of], 0);
  return { all: sum('all'), own: sum('own') };
}

/** In a page with an empty cache. */
async function firstLoad(context: BrowserContext, path: string): Promise<Weight> {
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
      const signInPage = await firstLoad(context, '/sign-in');
      const rows = [row('/sign-in', signInPage.all, 180)];
      for (const path of consolePages) {
        const { all, own } = await firstLoad(context, path);
        rows.push(row(path, all, 520), row(`${path}, of which our own, by source maps`, own, 60));
      }
      return rows;
    }),
};
