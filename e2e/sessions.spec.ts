import { dock, pane, run, showNodes, startSession, takeRole } from './support/shells';
import { expect, test } from './support/test';

const heading = /^Sessions/;

test('a session of one’s own is listed live, and terminating it ends the shell with the reason', async ({
  page,
  openShell,
}) => {
  await openShell('ada', 'web-3');
  await run(page, 'web-3', 'true');
  await page.getByRole('link', { name: 'Sessions' }).click();
  await expect(page.getByRole('heading', { name: heading })).toContainText('1 live');
  await page
    .getByRole('row', { name: /ada@example\.com \(you\)/ })
    .getByRole('checkbox')
    .click();
  await expect(page.getByRole('region', { name: 'Session details' })).toContainText('Session ID');
  await page.getByRole('button', { name: 'Terminate', exact: true }).click();
  const question = page.getByRole('dialog', { name: 'Terminate 1 session?' });
  await expect(question).toContainText('You on i-');
  await question.getByRole('button', { name: 'Terminate 1 session' }).click();
  await expect(pane(page, 'web-3').getByText('Ended:')).toBeVisible();
  await expect(page.getByRole('heading', { name: heading })).toContainText('0 live, 1 past');
});

test('vic is refused a session, with action, resource and role', async ({ page, openShell }) => {
  await openShell('vic', 'web-3');
  const refusal = dock(page).getByRole('status');
  await expect(refusal).toContainText('ssm:StartSession');
  await expect(refusal).toContainText('QuarterdeckViewer');
  await expect(refusal).toContainText(/i-[0-9a-f]{17}/);
});

test('olu may open a shell on a staging node and is refused on a production node by IAM', async ({
  page,
  signIn,
}) => {
  await signIn('olu');
  await takeRole(page, 'olu');
  await showNodes(page, { 'tag:Environment': 'staging', state: 'Online', platformType: 'Linux' });
  const staging = page.getByRole('checkbox', { name: /^Select (web|checkout)/ }).first();
  const name = (await staging.getAttribute('aria-label'))?.replace('Select ', '') ?? '';
  await startSession(page, name);
  await run(page, name, 'true');
  await showNodes(page, { 'tag:Environment': 'production', name: 'web-3' });
  await startSession(page, 'web-3');
  await expect(dock(page).getByRole('status').filter({ hasText: 'ssm:StartSession' })).toContainText(
    'QuarterdeckOperator',
  );
});

test('another person’s session is named in the confirmation before it is cut off', async ({
  browser,
  page,
  signIn,
}) => {
  const other = await (await browser.newContext()).newPage();
  await signIn('olu', other);
  await takeRole(other, 'olu');
  await showNodes(other, { 'tag:Environment': 'staging' });
  const name =
    (await other
      .getByRole('checkbox', { name: /^Select (web|checkout)/ })
      .first()
      .getAttribute('aria-label')) ?? '';
  await startSession(other, name.replace('Select ', ''));
  await run(other, name.replace('Select ', ''), 'true');
  await signIn('ada');
  await takeRole(page, 'ada');
  await page.getByRole('link', { name: 'Sessions' }).click();
  await page
    .getByRole('row', { name: /olu@example\.com/ })
    .getByRole('checkbox')
    .click();
  await page.getByRole('button', { name: 'Terminate', exact: true }).click();
  const question = page.getByRole('dialog', { name: 'Terminate 1 session?' });
  await expect(question).toContainText('olu@example.com on');
  await question.getByRole('button', { name: 'Terminate 1 session' }).click();
  await expect(dock(other).getByText('Ended:')).toBeVisible();
});
