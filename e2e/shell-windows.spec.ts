import { dock, lines, pane, readable, run, tab } from './support/shells';
import { expect, test } from './support/test';

test('a shell moves into a window of its own and comes back when that closes, the same process all along', async ({
  page,
  openShell,
}) => {
  await openShell('ada', 'web-3');
  await readable(page);
  await run(page, 'web-3', 'MARK=kept; clear; echo "here $MARK"');
  await expect.poll(() => lines(page, 'web-3')).toContain('here kept');
  const opening = page.waitForEvent('popup');
  await pane(page, 'web-3').getByRole('button', { name: 'More for web-3' }).click();
  await page.getByRole('menuitem', { name: 'Move to a window of its own' }).click();
  const own = await opening;
  await expect(pane(own, 'web-3')).toContainText('Connected');
  await expect(dock(page)).toBeHidden();
  await expect.poll(() => lines(own, 'web-3')).toContain('here kept');
  await run(own, 'web-3', 'echo "there $MARK"');
  await expect.poll(() => lines(own, 'web-3')).toContain('there kept');
  own.on('dialog', (question) => void question.accept());
  await own.close({ runBeforeUnload: true });
  await expect(tab(page, 'web-3')).toBeVisible();
  await run(page, 'web-3', 'echo "back $MARK"');
  await expect.poll(() => lines(page, 'web-3')).toContain('back kept');
});
