import { readFileSync } from 'node:fs';
import { preferSessions, terminateAll } from './support/session-rules';
import { columns, lastNumber, lines, pane, readable, run, startSession, tab } from './support/shells';
import { expect, test } from './support/test';

test('a shell answers from the node, is as wide as it looks, follows the window, and is recorded and played', async ({
  page,
  openShell,
}) => {
  const violations: string[] = [];
  page.on('console', (message) => {
    if (/Content Security Policy/i.test(message.text())) violations.push(message.text());
  });
  await openShell('ada', 'web-3');
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

  await page.getByRole('button', { name: 'Screen of web-3' }).click();
  await page.getByRole('menuitem', { name: 'Record', exact: true }).click();
  await run(page, 'web-3', 'clear; echo needle-$((6*7))');
  await expect.poll(() => lines(page, 'web-3')).toContain('needle-42');
  const saving = page.waitForEvent('download');
  await pane(page, 'web-3')
    .getByRole('button', { name: /Recording/ })
    .click();
  const recording = readFileSync(await (await saving).path());
  await page.getByRole('link', { name: 'Sessions' }).click();
  await page.getByRole('button', { name: 'Play a recording' }).click();
  const file = { name: 'web-3.cast', mimeType: 'application/octet-stream', buffer: recording };
  await page.getByLabel('Recording to play').setInputFiles(file);
  const search = page.getByLabel('Search in the recording');
  const position = page.getByRole('slider', { name: 'Position' });
  await search.fill('needle-43');
  await search.press('Enter');
  await expect(page.getByText('Not found')).toBeVisible();
  await expect(position).toHaveValue('0');
  await search.fill('needle-42');
  await search.press('Enter');
  await expect(page.getByText('Not found')).toBeHidden();
  await expect(position).not.toHaveValue('0');
  await page.getByLabel('Speed').selectOption('16');
  await page.getByRole('button', { name: 'Play', exact: true }).click();
  await expect.poll(() => position.evaluate((at: HTMLInputElement) => at.value === at.max)).toBe(true);
  expect(violations.filter((text) => /style/.test(text))).toEqual([]);
});

test('two shells on two nodes stay alive while the person walks through the pages', async ({
  page,
  openShell,
}) => {
  await openShell('ada', 'web-3');
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

test('everything in the dock is reached by the keyboard, the terminal can be left, and in full screen it has every key', async ({
  page,
  openShell,
}) => {
  await openShell('ada', 'web-3');
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

  await readable(page);
  await page.getByRole('button', { name: 'More for web-3' }).click();
  await page.getByRole('menuitem', { name: 'Full screen, all keys to the shell' }).click();
  await expect(page.getByText('Every key goes to the shell. Hold Esc to leave.')).toBeVisible();
  await expect(pane(page, 'web-3').getByRole('textbox', { name: 'Terminal input' })).toBeFocused();
  await run(page, 'web-3', 'clear; stty raw -echo; echo listening; cat -v');
  await expect.poll(() => lines(page, 'web-3')).toContain('listening');
  for (const key of ['Control+w', 'Control+t', 'Escape']) await page.keyboard.press(key);
  await expect.poll(async () => (await lines(page, 'web-3')).join('')).toContain('^W^T^[');
  await page.getByRole('button', { name: 'Leave full screen' }).click();
  await expect.poll(() => page.evaluate(() => document.fullscreenElement)).toBeNull();
  await expect(page.getByRole('heading', { name: /^Nodes/ })).toBeVisible();

  await tab(page, 'web-3').focus();
  await page.keyboard.press('Delete');
  await page.getByRole('dialog').getByRole('button', { name: 'End session' }).click();
  await expect(page.getByRole('region', { name: 'Terminal dock' })).toBeHidden();
});

test('a shell that is over says why, and by whom where it is known, and can be started again in its tab', async ({
  page,
  openShell,
  world,
}) => {
  const shell = pane(page, 'web-3');
  const again = async () => {
    await shell.getByRole('button', { name: 'Start again' }).click();
    await expect(shell.getByText('Ended:')).toBeHidden();
    await expect(shell).toContainText('Connected');
  };
  const minute = { advanceMs: 61_000 };
  await openShell('ada', 'web-3');
  await readable(page);
  await run(page, 'web-3', 'exit');
  await expect(pane(page, 'web-3').getByText('Ended:')).toBeVisible();
  await pane(page, 'web-3').getByRole('button', { name: 'Start again' }).click();
  await run(page, 'web-3', 'echo $((40+2))');
  await expect.poll(() => lastNumber(page, 'web-3')).toBe(42);

  await terminateAll(world);
  await expect(shell).toContainText('Session terminated by');
  await shell.getByRole('button', { name: 'Who ended it?' }).click();
  await expect(shell).toContainText('Ended by emulator.');

  await preferSessions(world, {
    idleSessionTimeout: '1',
    cloudWatchLogGroupName: 'sessions',
    cloudWatchEncryptionEnabled: false,
  });
  await again();
  await expect(shell.getByTitle(/sessions/).getByText('Logged')).toBeVisible();
  await world.control('clock', minute);
  await expect(shell).toContainText('timed out due to inactivity');

  await preferSessions(world, { maxSessionDuration: '1' });
  await again();
  await expect(shell.getByText('Not logged')).toBeVisible();
  await world.control('clock', minute);
  await expect(shell).toContainText('reached its maximum duration');
});
