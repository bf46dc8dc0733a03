import {
  columns,
  lastNumber,
  lines,
  pane,
  readable,
  run,
  showNodes,
  startSession,
  tab,
  takeRole,
} from './support/shells';
import { expect, test } from './support/test';

test('a shell answers from the node, is as wide as it looks, and follows the window', async ({
  page,
  signIn,
}) => {
  const violations: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) violations.push(message.text());
  });
  await signIn('ada');
  await takeRole(page, 'ada');
  await showNodes(page, { name: 'web-3' });
  await startSession(page, 'web-3');
  await readable(page);
  await run(page, 'web-3', 'echo $((6*7))');
  await expect.poll(() => lastNumber(page, 'web-3')).toBe(42);
  await run(page, 'web-3', 'clear; tput cols');
  const wide = await columns(page, 'web-3');
  await expect.poll(() => lastNumber(page, 'web-3')).toBe(wide);
  await page.setViewportSize({ width: 1000, height: 900 });
  await expect.poll(() => columns(page, 'web-3')).toBeLessThan(wide);
  await run(page, 'web-3', 'clear; tput cols');
  await expect.poll(() => lastNumber(page, 'web-3')).toBe(await columns(page, 'web-3'));
  expect(violations.filter((text) => /style/.test(text))).toEqual([]);
});

test('two shells on two nodes stay alive while the person walks through the pages', async ({
  page,
  signIn,
}) => {
  await signIn('ada');
  await takeRole(page, 'ada');
  await showNodes(page, { name: 'web-3' });
  await startSession(page, 'web-3');
  await readable(page);
  await run(page, 'web-3', 'MARK=first; hostname');
  await page.getByRole('link', { name: 'Sessions' }).click();
  await expect(page.getByRole('heading', { name: /^Sessions/ })).toBeVisible();
  await page.getByRole('link', { name: 'Nodes' }).click();
  await startSession(page, 'db-1');
  await run(page, 'db-1', 'MARK=second');
  await page.getByRole('link', { name: 'Sessions' }).click();
  await expect(page.getByRole('heading', { name: /^Sessions/ })).toBeVisible();
  await run(page, 'db-1', 'clear; echo "now $MARK"');
  await expect.poll(() => lines(page, 'db-1')).toContain('now second');
  await tab(page, 'web-3').click();
  await run(page, 'web-3', 'clear; echo "now $MARK"');
  await expect.poll(() => lines(page, 'web-3')).toContain('now first');
});

test('everything in the dock is reached by the keyboard, and the terminal can be left', async ({
  page,
  signIn,
}) => {
  await signIn('ada');
  await takeRole(page, 'ada');
  await showNodes(page, { name: 'web-3' });
  await startSession(page, 'web-3');
  await run(page, 'web-3', 'true');
  await page.keyboard.press('Control+Shift+ArrowUp');
  await expect(tab(page, 'web-3')).toBeFocused();
  await page.keyboard.press('ArrowDown');
  await expect(pane(page, 'web-3').getByRole('textbox', { name: 'Terminal input' })).toBeFocused();
  await page.keyboard.press('Control+Shift+ArrowUp');
  const edge = page.getByRole('separator', { name: 'Height of the terminal dock' });
  const before = Number(await edge.getAttribute('aria-valuenow'));
  await edge.focus();
  await page.keyboard.press('ArrowUp');
  await expect(edge).toHaveAttribute('aria-valuenow', String(before + 20));
  await tab(page, 'web-3').focus();
  await page.keyboard.press('Delete');
  await page.getByRole('dialog').getByRole('button', { name: 'End session' }).click();
  await expect(page.getByRole('region', { name: 'Terminal dock' })).toBeHidden();
});

test('a shell that was left says why it ended and can be started again in its tab', async ({
  page,
  signIn,
}) => {
  await signIn('ada');
  await takeRole(page, 'ada');
  await showNodes(page, { name: 'web-3' });
  await startSession(page, 'web-3');
  await readable(page);
  await run(page, 'web-3', 'exit');
  await expect(pane(page, 'web-3').getByText('Ended:')).toBeVisible();
  await pane(page, 'web-3').getByRole('button', { name: 'Start again' }).click();
  await run(page, 'web-3', 'echo $((40+2))');
  await expect.poll(() => lastNumber(page, 'web-3')).toBe(42);
});
