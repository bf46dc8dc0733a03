import type { Page } from '@playwright/test';
import { dock, pane, run, tab } from './support/shells';
import { expect, test } from './support/test';

/** From now on the server seems to run another build: the answer is its own but for the build's name. */
const pretendNewBuild = (page: Page) =>
  page.route(/\/api\/trpc\/me\.pulse/, async (route) => {
    const answer = await route.fetch();
    const text = (await answer.text()).replace(/"buildId":"[^"]*"/, '"buildId":"a-newer-one"');
    await route.fulfill({ response: answer, body: text });
  });

test('with a live shell nothing takes the page away unasked, and signing out ends the shell unless told', async ({
  page,
  openShell,
}) => {
  await openShell('ada', 'web-3');
  await run(page, 'web-3', 'true');

  await page.context().setOffline(true);
  await expect(page.getByText('This browser is offline.')).toBeVisible();
  await page.context().setOffline(false);
  await expect(page.getByText('This browser is offline.')).toBeHidden();
  await expect(pane(page, 'web-3')).toContainText('Connected');

  await pretendNewBuild(page);
  await expect(page.getByText('A new version of the console is there.')).toContainText(
    'Open shells come back',
  );
  await page.getByRole('button', { name: 'Not now' }).click();
  await expect(page.getByText('A new version of the console is there.')).toBeHidden();
  await page.unroute(/\/api\/trpc\/me\.pulse/);

  const asked = page.waitForEvent('dialog');
  await page.close({ runBeforeUnload: true });
  const question = await asked;
  expect(question.type()).toBe('beforeunload');
  await question.dismiss();
  await expect(tab(page, 'web-3')).toBeVisible();

  await page.getByRole('button', { name: /^Signed in as/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  const dialog = page.getByRole('dialog', { name: 'Sign out' });
  await expect(dialog.getByRole('checkbox', { name: 'web-3' })).toBeChecked();
  await dialog.getByRole('button', { name: 'Sign out' }).click();
  // The provider still knows who it was: no password is asked for.
  await page.getByRole('button', { name: /sign in/i }).click();
  await expect(page.getByRole('heading', { name: /^Nodes/ })).toBeVisible();
  await expect(dock(page)).toBeHidden();
  await page.getByRole('link', { name: 'Sessions' }).click();
  await expect(page.getByRole('heading', { name: /^Sessions \(0 live/ })).toBeVisible();
});
