import { choosePlace } from './support/choose-place';
import { dock, pane, run, showNodes, startSession } from './support/shells';
import { expect, test } from './support/test';

const production = '111122223333|eu-west-1';

test('vic may not reveal a SecureString nor open a shell: each refusal names action, resource and role', async ({
  page,
  signIn,
}) => {
  await signIn('vic');
  await choosePlace(page, 'vic', production);
  await page.goto(
    '/parameters/edit?account=111122223333&region=eu-west-1&name=%2Fprod%2Fbilling%2Fdatabase%2Fpassword',
  );
  await page
    .getByRole('button', { name: /^Reveal/ })
    .first()
    .click();
  const refusal = page.getByText(/kms:Decrypt/).first();
  await expect(refusal).toBeVisible();
  await expect(page.getByText(/QuarterdeckViewer/).first()).toBeVisible();
  await expect(page.getByText(/arn:aws:kms:eu-west-1:111122223333:key\//).first()).toBeVisible();

  await showNodes(page, { name: 'web-3' });
  await startSession(page, 'web-3');
  await expect(dock(page)).toContainText('ssm:StartSession');
  await expect(dock(page)).toContainText('QuarterdeckViewer');
  await expect(dock(page)).toContainText(/instance\/i-[0-9a-f]{17}/);
});

test('olu works on a staging node, and IAM refuses a production node though the button is there', async ({
  page,
  signIn,
}) => {
  await signIn('olu');
  await choosePlace(page, 'olu', production);
  await showNodes(page, { name: 'web-5' });
  await startSession(page, 'web-5');
  await run(page, 'web-5', 'true');
  await expect(pane(page, 'web-5')).toContainText('Connected');
  await showNodes(page, { name: 'web-3' });
  const start = page.getByRole('button', { name: 'Start session' }).first();
  await page.getByRole('checkbox', { name: 'Select web-3', exact: true }).click();
  await expect(start).toBeEnabled();
  await start.click();
  await expect(dock(page).getByRole('status').filter({ hasText: 'ssm:StartSession' })).toContainText(
    'QuarterdeckOperator',
  );
});

test('olu cannot make a production node a staging one, by no spelling of the tag', async ({
  page,
  signIn,
}) => {
  await signIn('olu');
  await choosePlace(page, 'olu', production);
  await showNodes(page, { name: 'web-3' });
  await page.getByRole('link', { name: 'web-3', exact: true }).click();
  await page.getByRole('button', { name: 'Edit tags' }).click();
  await expect(page.getByText('Locked')).toBeVisible();
  await page.getByRole('button', { name: 'Add tag' }).click();
  await page.getByRole('textbox', { name: 'Key of new tag' }).fill('environment');
  await page.getByRole('textbox', { name: 'Value of environment' }).fill('staging');
  await expect(page.getByText('The tag environment decides who has access to the node.')).toBeVisible();
  await expect(page.getByRole('button', { name: 'Save changes' })).toBeDisabled();
});
