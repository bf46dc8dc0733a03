import { PGlite } from '@electric-sql/pglite';
import type { Page } from '@playwright/test';
import { choosePlace } from './support/choose-place';
import { lines, pane, readable, run, showNodes, startSession, tab } from './support/shells';
import { enterPassword, signIn } from './support/sign-in';
import { expect, test } from './support/test';
import { startWorld, type TestWorld } from './support/world';

/** The second window: one press, and the provider's page where it asks again. It closes by itself. */
async function signInAgain(page: Page, world: TestWorld, person: string): Promise<void> {
  const opened = page.context().waitForEvent('page');
  await page.getByRole('button', { name: 'Sign in again' }).click();
  const popup = await opened;
  const closed = popup.waitForEvent('close');
  await popup.getByRole('button', { name: /sign in/i }).click();
  const asked = popup.getByLabel('Password').waitFor();
  const first = await Promise.race([
    closed.then(() => 'closed'),
    asked.then(() => 'asked').catch(() => 'closed'),
  ]);
  if (first === 'asked') await enterPassword(popup, person, world.emulator.password);
  await closed;
}

/** The hours of every sign-in are over now: nothing else shortens those of one that was begun. */
async function expireSignIns(dataDirs: readonly string[]): Promise<void> {
  for (const dataDir of dataDirs) {
    const database = new PGlite(dataDir);
    const { affectedRows } = await database.query('update sign_ins set expires_at = $1', [Date.now()]);
    expect(affectedRows).toBeGreaterThan(0);
    await database.close();
  }
}

test('an expired sign-in with two shells and an unsaved edit open loses nothing', async ({ browser }) => {
  const world = await startWorld();
  try {
    const page = await (await browser.newContext({ baseURL: world.url })).newPage();
    await signIn(page, world, 'ada');
    await choosePlace(page, 'ada', '111122223333|eu-west-1');
    await showNodes(page, { name: 'web-3' });
    await startSession(page, 'web-3');
    await readable(page);
    await run(page, 'web-3', 'MARK=first');
    await page.getByRole('button', { name: 'Clear filters' }).first().click();
    await startSession(page, 'db-1');
    await run(page, 'db-1', 'MARK=second');
    await page.getByRole('link', { name: 'Parameters' }).click();
    await page.getByRole('link', { name: '/prod/billing/cache/endpoint' }).click();
    await page.getByRole('button', { name: 'Edit', exact: true }).click();
    await page.getByRole('textbox', { name: 'Value' }).fill('edited before it expired');

    await world.restartConsole(expireSignIns);
    await expect(page.getByText('Shells and unsaved edits stay open.')).toBeVisible();
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expect(page.getByRole('textbox', { name: 'Value' })).toHaveValue('edited before it expired');
    await run(page, 'db-1', 'clear; echo "still $MARK"');
    await expect.poll(() => lines(page, 'db-1')).toContain('still second');

    await signInAgain(page, world, 'ada');
    await expect(page.getByText('Shells and unsaved edits stay open.')).toBeHidden();
    await page.getByRole('button', { name: 'Save changes' }).click();
    await expect(page.getByRole('textbox', { name: 'Value' })).toBeHidden();
    await expect(page.getByText('edited before it expired').first()).toBeVisible();
    await tab(page, 'web-3').click();
    await run(page, 'web-3', 'clear; echo "still $MARK"');
    await expect.poll(() => lines(page, 'web-3')).toContain('still first');
    await expect(pane(page, 'web-3')).toContainText('Connected');
  } finally {
    await world.stop();
  }
});
