import type { Locator, Page } from '@playwright/test';
import { expect } from './test';

/** Where the demo's parameters below are, among other places. */
export const staging = { account: '444455556666', region: 'eu-west-1' };
export const plain = '/staging/web/release/version';
export const secret = '/staging/web/database/password';

export const heading = (page: Page, name: string | RegExp): Locator =>
  page.getByRole('heading', { level: 1, name });
export const edit = (page: Page): Locator => page.getByRole('button', { name: 'Edit', exact: true });
export const valueField = (page: Page): Locator => page.getByRole('textbox', { name: 'Value' });
export const save = (page: Page): Locator => page.getByRole('button', { name: 'Save changes' });
export const notices = (page: Page): Locator => page.getByRole('region', { name: 'Notifications' });

/** The page of one parameter, read. */
export async function openParameter(page: Page, name: string, place = staging): Promise<void> {
  await page.goto(`/parameters/edit?${new URLSearchParams({ ...place, name })}`);
  await expect(heading(page, name)).toBeVisible();
}

/** Opens the parameter and types another value, without saving. */
export async function beginEdit(page: Page, name: string, value: string): Promise<void> {
  await openParameter(page, name);
  await edit(page).click();
  await valueField(page).fill(value);
}
