import { expect, type Page } from '@playwright/test';
import { pane } from './shells';

/** Pastes as the browser makes it out of the person's keys; what is asked is answered with Paste. */
export async function paste(page: Page, nodeName: string, text: string): Promise<void> {
  const field = pane(page, nodeName).getByRole('textbox', { name: 'Terminal input' });
  await field.evaluate((element, value) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', value);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
  await page.getByRole('dialog').getByRole('button', { name: 'Paste', exact: true }).click();
  await expect(field).toBeFocused();
}
