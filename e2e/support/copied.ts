import { expect, type Locator, type Page } from '@playwright/test';

/** Presses Copy as CLI (the one in `within`, where a page has several) and reads the command it shows. */
export async function copiedCommand(page: Page, within: Page | Locator = page): Promise<string> {
  await within.getByRole('button', { name: 'Copy as CLI', exact: true }).click();
  const panel = page.getByRole('dialog', { name: 'AWS CLI command' });
  const command = await panel.locator('pre').innerText();
  expect(command).toContain('aws ');
  await panel.getByRole('button', { name: 'Close' }).click();
  return command;
}
