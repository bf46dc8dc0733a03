import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from '@playwright/test';
import { bundleTestFile } from '@/lib/data-channel/testing/chromium/bundle';

const room = fileURLToPath(new URL('../lib/data-channel/', import.meta.url));
/** Reads the sources themselves, which a page cannot. */
const needNode = ['purity.test.ts'];
const files = readdirSync(room).filter((name) => name.endsWith('.test.ts') && !needNode.includes(name));

// A page without a console: nothing to see in a trace.
test.use({ trace: 'off', screenshot: 'off' });

// A page with nothing of ours in it; https, since WebCrypto and randomUUID want a secure context.
const blank = 'https://data-channel.test/';

for (const file of files) {
  test(`lib/data-channel/${file} holds in Chromium as it does in Node`, async ({ page }) => {
    await page.route(`${blank}**`, (route) =>
      route.fulfill({ contentType: 'text/html', body: '<!doctype html>' }),
    );
    await page.goto(blank);
    await page.addScriptTag({ content: await bundleTestFile(`${room}${file}`) });
    const outcomes = await page.evaluate<{ name: string; error: string | null }[]>('globalThis.outcomes');
    expect(outcomes.length).toBeGreaterThan(0);
    expect(outcomes.filter(({ error }) => error !== null)).toEqual([]);
  });
}
