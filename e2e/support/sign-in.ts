import { expect, type Page } from '@playwright/test';
import type { TestWorld } from './world';

/** The story of the README: one button, the provider's page, and back on the list of nodes. */
export async function signIn(page: Page, world: TestWorld, person: string): Promise<void> {
  await page.goto(`${world.url}/`);
  await page.getByRole('button', { name: /sign in/i }).click();
  await enterPassword(page, person, world.emulator.password);
  await expect(page.getByRole('heading', { name: /^Nodes/ })).toBeVisible();
}

/** The emulator's provider page: name and password. */
export async function enterPassword(page: Page, person: string, password: string): Promise<void> {
  await page.getByLabel('User name').fill(person);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Sign in' }).click();
}
