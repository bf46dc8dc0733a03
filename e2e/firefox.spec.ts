import { existsSync } from 'node:fs';
import { firefox } from '@playwright/test';
import { lines, readable, run } from './support/shells';
import { expect, test } from './support/test';

/** A smoke test, as Firefox is not where the console is tested in full: the main path, once. */
test('the main path works in Firefox: sign in, a shell that answers, compliance, parameters', async ({
  openShell,
}) => {
  test.skip(!existsSync(firefox.executablePath()), 'no Firefox here (npx playwright install firefox)');
  const browser = await firefox.launch();
  const page = await browser.newPage({ viewport: { width: 1440, height: 900 } });
  await openShell('ada', 'web-3', page);
  await readable(page);
  await run(page, 'web-3', 'echo $((6*7))');
  await expect.poll(() => lines(page, 'web-3')).toContain('42');
  await page.getByRole('link', { name: 'Compliance' }).click();
  await expect(page.getByRole('heading', { name: 'Patch compliance' })).toBeVisible();
  await page.getByRole('link', { name: 'Parameters' }).click();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await browser.close();
});
