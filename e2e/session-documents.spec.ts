import type { Locator, Page } from '@playwright/test';
import { violationsInBothThemes } from './support/accessibility';
import { takeRole } from './support/shells';
import { expect, test } from './support/test';

/** The trail of a page leads to Sessions as well. */
const sideNav = (page: Page): Locator => page.getByRole('navigation', { name: 'Console' });

test('preferences are edited at their fields, shown as a diff, and in force once saved', async ({
  page,
  signIn,
}) => {
  await signIn('ada');
  await takeRole(page, 'ada');
  await sideNav(page).getByRole('link', { name: 'Sessions' }).click();
  await page.getByRole('button', { name: 'Preferences', exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Session preferences' })).toBeVisible();
  const idle = page.getByLabel('Idle timeout');
  await idle.fill('90');
  await expect(page.getByText('Whole minutes from 1 to 60; empty means 20.').first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save changes' })).toBeDisabled();
  await idle.fill('15');
  await expect(page.getByRole('region', { name: 'What changes' })).toContainText(
    '"idleSessionTimeout": "15"',
  );
  expect(await violationsInBothThemes(page)).toEqual([]);
  // An edit is not lost by looking elsewhere.
  await page.getByRole('link', { name: 'Parameters' }).click();
  await sideNav(page).getByRole('link', { name: 'Sessions' }).click();
  await page.getByRole('button', { name: 'Preferences', exact: true }).click();
  await expect(idle).toHaveValue('15');
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(
    page.getByText(/Saved SSM-SessionManagerRunShell: version \d+ is in force/).first(),
  ).toBeVisible();
  await expect(idle).toHaveValue('15');
});

test('documents are listed, made, read and edited', async ({ page, signIn }) => {
  await signIn('ada');
  await takeRole(page, 'ada');
  await sideNav(page).getByRole('link', { name: 'Sessions' }).click();
  await page.getByRole('button', { name: 'Documents', exact: true }).click();
  await expect(page.getByRole('link', { name: 'AWS-StartInteractiveCommand' }).first()).toBeVisible();
  expect(await violationsInBothThemes(page)).toEqual([]);
  await page.getByRole('button', { name: 'Create document' }).click();
  await page.getByLabel('Name').fill('tail-a-log');
  await page.getByLabel('Content').fill('{ "schemaVersion": "1.0"');
  await expect(page.getByText(/^Not JSON:/).first()).toBeVisible();
  expect(await violationsInBothThemes(page)).toEqual([]);
  await page
    .getByLabel('Content')
    .fill('{ "schemaVersion": "1.0", "sessionType": "Standard_Stream", "inputs": {} }');
  await page.getByRole('button', { name: 'Create document' }).click();
  await expect(page.getByRole('heading', { name: 'tail-a-log' })).toBeVisible();
  const content = page.getByLabel('Content');
  await content.fill((await content.inputValue()).replace('{}', '{ "idleSessionTimeout": "5" }'));
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Saved tail-a-log: version 2 is in force.').first()).toBeVisible();
});
