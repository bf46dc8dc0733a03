import AxeBuilder from '@axe-core/playwright';
import type { Locator, Page } from '@playwright/test';
import { dock, lines, pane, readable, run, showNodes, tab, takeRole } from './support/shells';
import { expect, test } from './support/test';

const inputs = (page: Page) => dock(page).getByRole('textbox', { name: 'Terminal input' });

/** The middle of what is on the page. */
async function boxOf(element: Locator): Promise<{ x: number; y: number }> {
  const box = await element.boundingBox();
  if (!box) throw new Error('It is not on the page.');
  return { x: box.x + box.width / 2, y: box.y + box.height / 2 };
}

/** What axe finds in the page as it is, in both themes: the class and the attribute are what the frame sets. */
async function accessible(page: Page, state: string): Promise<void> {
  for (const theme of ['dark', 'light']) {
    await page.evaluate((to) => {
      document.documentElement.dataset.theme = to;
      document.body.classList.toggle('awsui-dark-mode', to === 'dark');
    }, theme);
    const { violations } = await new AxeBuilder({ page }).analyze();
    expect(violations.map(({ id, nodes }) => `${state} ${theme} ${id}: ${nodes[0]?.html}`)).toEqual([]);
  }
}

test('panes are parted, walked, resized and closed by the keyboard, and none loses its screen', async ({
  page,
  openShell,
}) => {
  await openShell('ada', 'web-3');
  await readable(page);
  await run(page, 'web-3', 'clear; echo first-pane');
  await expect.poll(() => lines(page, 'web-3')).toContain('first-pane');
  await page.keyboard.press('Alt+Shift+Equal');
  await expect(inputs(page)).toHaveCount(2);
  await expect(inputs(page).nth(1)).toBeFocused();
  await expect(pane(page, 'web-3').getByText('Connected')).toHaveCount(2);
  await page.keyboard.press('Control+Shift+ArrowLeft');
  await expect(inputs(page).nth(0)).toBeFocused();
  expect(await lines(page, 'web-3')).toContain('first-pane');

  const edge = page.getByRole('separator', { name: 'Width of the panes' });
  await edge.focus();
  await page.keyboard.press('ArrowLeft');
  await expect(edge).toHaveAttribute('aria-valuenow', '45');
  const line = await boxOf(edge);
  await page.mouse.move(line.x, line.y);
  await page.mouse.down();
  await page.mouse.move(line.x + 200, line.y, { steps: 4 });
  await page.mouse.up();
  await expect.poll(async () => Number(await edge.getAttribute('aria-valuenow'))).toBeGreaterThan(55);

  await page.getByRole('button', { name: 'More for web-3' }).first().click();
  await page.getByRole('menuitem', { name: 'Type to all panes' }).click();
  await expect(dock(page).getByText('Typing goes to 2 of 2 panes')).toBeVisible();
  await inputs(page).nth(0).focus();
  await page.keyboard.type('echo to-$((6*7))\n');
  await expect
    .poll(async () => (await lines(page, 'web-3')).filter((line) => line === 'to-42').length)
    .toBe(2);
  await accessible(page, 'typing to all panes');

  await inputs(page).nth(1).focus();
  await page.keyboard.press('Control+Shift+ArrowUp');
  await page.keyboard.press('F2');
  await page.getByLabel('Tab name').fill('disks');
  await page.keyboard.press('Enter');
  await expect(tab(page, 'disks')).toBeVisible();

  await page.getByRole('button', { name: 'More for web-3' }).nth(1).click();
  await page.getByRole('menuitem', { name: 'Move to a tab of its own' }).click();
  await expect(dock(page).getByText(/Typing goes to/)).toBeHidden();
  await inputs(page).focus();
  await page.keyboard.press('Control+Shift+ArrowUp');
  await page.keyboard.press('Shift+ArrowLeft');
  await expect(page.getByRole('tab').first()).toContainText('web-3');
  await expect(tab(page, 'web-3')).toBeFocused();
  await tab(page, 'web-3').dragTo(tab(page, 'disks'), { targetPosition: { x: 70, y: 12 } });
  await expect(page.getByRole('tab').first()).toContainText('disks');
  await tab(page, 'web-3').focus();
  await page.keyboard.press('Delete');
  await page.getByRole('dialog').getByRole('button', { name: 'End session' }).click();
  await expect(page.getByRole('tab')).toHaveCount(1);
  expect(await lines(page, 'disks')).toContain('first-pane');
});

test('a session starts with a reason, a document and its parameters, and a refused form keeps what was typed', async ({
  page,
  signIn,
}) => {
  await signIn('ada');
  await takeRole(page, 'ada');
  await showNodes(page, { name: 'web-3' });
  await page.getByRole('checkbox', { name: 'Select web-3', exact: true }).first().click();

  await page.getByRole('button', { name: 'Forward a port' }).first().click();
  const forward = page.getByRole('dialog', { name: 'Forward a port of web-3' });
  await forward.getByLabel('portNumber', { exact: true }).fill('99999');
  await forward.getByRole('button', { name: 'Copy as CLI' }).click();
  await expect(forward.getByText('It must be a number from 1 to 65535')).toBeVisible();
  await expect(forward.getByText('Fill in what is marked first.')).toBeVisible();
  await forward.getByLabel('portNumber', { exact: true }).click();
  await expect(forward.getByText('Fill in what is marked first.')).toBeHidden();
  await forward.getByLabel('portNumber', { exact: true }).fill('5432');
  await forward.getByRole('button', { name: 'Copy as CLI' }).click();
  const command = forward.getByRole('dialog', { name: 'AWS CLI command' });
  await expect(command).toContainText('--document-name AWS-StartPortForwardingSession');
  await expect(command).toContainText('portNumber');
  await expect(command).toBeInViewport({ ratio: 1 });
  await expect(forward.getByText(/Session Manager plugin on that machine/)).toBeVisible();
  await expect(forward.getByRole('button', { name: /^Start/ })).toBeHidden();
  await forward.getByRole('button', { name: 'Cancel' }).click();

  await page.getByRole('button', { name: 'Start with options' }).first().click();
  const dialog = page.getByRole('dialog', { name: 'Start a session on web-3' });
  await dialog.getByLabel('Reason').fill('Look at the disks');
  await dialog.getByRole('button', { name: /Session document/ }).click();
  await page.getByRole('option', { name: 'AWS-StartInteractiveCommand' }).click();
  await expect(dialog.getByLabel('command', { exact: true })).toBeVisible();
  await dialog.getByRole('button', { name: 'Start session' }).click();
  await expect(dialog.getByText('A value is needed: the document has no default.')).toBeVisible();
  await expect(dialog.getByLabel('Reason')).toHaveValue('Look at the disks');
  await accessible(page, 'start dialog');
  await dialog.getByLabel('command', { exact: true }).fill('echo $((40+2)); sleep 600');
  await dialog.getByRole('button', { name: 'Start session' }).click();
  await expect(pane(page, 'web-3')).toContainText('Connected');
  await readable(page);
  await expect.poll(() => lines(page, 'web-3')).toContain('42');
  await page.getByRole('link', { name: 'Sessions' }).click();
  await expect(page.getByRole('main').getByText('Look at the disks')).toBeVisible();
});
