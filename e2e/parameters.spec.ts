import { execFileSync } from 'node:child_process';
import type { Locator, Page } from '@playwright/test';
import { violationsInBothThemes } from './support/accessibility';
import {
  edit,
  heading,
  notices,
  openParameter,
  plain,
  save,
  secret,
  valueField,
} from './support/parameter-pages';
import { expect, test } from './support/test';
import type { TestWorld } from './support/world';

const folder = (page: Page, name: string): Locator =>
  page.getByRole('treeitem', { name: new RegExp(`^${name},`) });
const grid = (page: Page): Locator => page.getByRole('grid', { name: 'Parameters' });
const find = (page: Page): Locator => page.getByRole('combobox', { name: 'Find parameters' });

/** The AWS CLI with the emulator's full-access key; the key of another account would be another key. */
const runCli = (world: TestWorld, command: string, input = ''): string =>
  execFileSync('/bin/sh', ['-c', command], {
    encoding: 'utf8',
    input,
    stdio: ['pipe', 'pipe', 'ignore'],
    env: {
      NODE_ENV: 'test',
      PATH: process.env.PATH,
      AWS_ACCESS_KEY_ID: world.emulator.accessKeyId,
      AWS_SECRET_ACCESS_KEY: world.emulator.secretAccessKey,
      AWS_ENDPOINT_URL: world.emulator.url,
      AWS_PAGER: '',
    },
  });

/** Presses the nth "Copy as CLI" and answers the command that it shows. */
async function copied(page: Page, button: Locator): Promise<string> {
  await button.click();
  const panel = page.getByRole('dialog', { name: 'AWS CLI command' });
  const command = await panel.locator('pre').innerText();
  await panel.getByRole('button', { name: 'Close' }).click();
  return command;
}

test('a parameter is found by its path and by its name, with the keyboard, and the address holds both', async ({
  page,
  signIn,
}) => {
  await signIn('ada');
  await page.getByRole('link', { name: 'Parameters' }).click();
  await expect(folder(page, 'staging')).toBeVisible();
  // Folders come in with the pages of the listing: the last one is known when all are read.
  await expect(page.getByRole('button', { name: 'Stop', exact: true })).toBeHidden();
  await folder(page, 'All parameters').focus();
  await page.keyboard.press('End');
  await expect(folder(page, 'staging')).toBeFocused();
  await page.keyboard.press('ArrowRight');
  await expect(folder(page, 'web')).toBeVisible();
  await page.keyboard.press('End');
  await expect(folder(page, 'web')).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/path=%2Fstaging%2Fweb/);
  await expect(page.getByRole('navigation', { name: 'Path' })).toContainText('stagingweb');
  await find(page).fill('release/version');
  await find(page).press('Enter');
  await expect(grid(page).getByRole('link', { name: 'release/version' }).first()).toBeVisible();
  await expect(grid(page).getByRole('link', { name: 'log/level' })).toHaveCount(0);
  await page.reload();
  await grid(page).getByRole('link', { name: 'release/version' }).first().click();
  await expect(heading(page, plain)).toBeVisible();
  await page.goBack();
  await page.goBack();
  await page.goBack();
  await expect(page).not.toHaveURL(/path=/);
});

test('a filter that fits nothing says so and can be cleared', async ({ page, signIn }) => {
  await signIn('ada');
  await page.goto('/parameters?filter=has**no-such-parameter');
  await expect(page.getByText('No parameters match')).toBeVisible();
  await page.getByRole('button', { name: 'Clear filters' }).first().click();
  await expect(grid(page).getByRole('link').first()).toBeVisible();
});

test('a parameter is created, edited with what changes in view, and deleted', async ({ page, signIn }) => {
  const name = '/staging/e2e/greeting';
  await signIn('ada');
  await page.goto('/parameters?path=/staging');
  await expect(folder(page, 'web')).toBeVisible();
  await page.keyboard.press('n');
  await expect(heading(page, 'Create parameter')).toBeVisible();
  await page.getByRole('button', { name: 'Account and Region' }).click();
  await page.getByRole('option', { name: 'Staging · eu-west-1' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill('/staging//x');
  await expect(page.getByText('No empty level')).toBeVisible();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await valueField(page).fill('hello');
  await page.getByRole('button', { name: 'Create parameter' }).click();
  await expect(heading(page, name)).toBeVisible();
  await expect(notices(page)).toContainText(`Created ${name}.`);

  await page.keyboard.press('e');
  await valueField(page).fill('hello, world');
  await expect(page.getByRole('region', { name: 'What changes' })).toContainText('added: hello, world');
  await save(page).click();
  await expect(notices(page)).toContainText(`Saved ${name} as version 2.`);
  await expect(page.getByRole('table', { name: 'Versions' }).getByRole('row')).toHaveCount(3);
  await expect(page.getByRole('region', { name: 'Changes between versions' })).toContainText('hello, world');

  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  const question = page.getByRole('dialog', { name: 'Delete 1 parameter?' });
  await expect(question).toContainText(name);
  await question.getByRole('button', { name: 'Delete', exact: true }).click();
  await expect(notices(page)).toContainText(`Deleted ${name}.`);
  await expect(page.getByRole('grid', { name: 'Parameters' })).toBeVisible();
  await expect(grid(page).getByRole('link', { name: 'greeting' })).toHaveCount(0);
});

test('several are deleted only after their folder is typed, and exactly those that were shown', async ({
  page,
  signIn,
}) => {
  await signIn('ada');
  await page.goto('/parameters?path=/staging/web/http&filter=is*account*Staging&filter=is*region*eu-west-1');
  const rows = grid(page).getByRole('checkbox', { name: /^Select \// });
  await expect(rows).toHaveCount(2);
  await page.getByRole('checkbox', { name: /Select all/ }).click();
  await page.getByRole('button', { name: 'Delete', exact: true }).click();
  const question = page.getByRole('dialog', { name: 'Delete 2 parameters?' });
  await expect(question).toContainText('/staging/web/http/allowed-origins');
  await expect(question).toContainText('/staging/web/http/timeout-ms');
  const confirm = question.getByRole('button', { name: 'Delete', exact: true });
  await expect(confirm).toBeDisabled();
  await question
    .getByRole('textbox', { name: 'Type /staging/web/http to confirm' })
    .fill('/staging/web/http');
  await confirm.click();
  await expect(notices(page)).toContainText('Deleted 2 parameters.');
  await expect(rows).toHaveCount(0);
  // The same names in three other places were not selected.
  await page.goto('/parameters?path=/staging/web/http');
  await expect(rows).toHaveCount(6);
});

test('a SecureString is masked until it is asked for, and again when the page is hidden', async ({
  page,
  signIn,
}) => {
  const bodies: string[] = [];
  page.on('response', async (response) => {
    if (response.url().includes('/api/trpc/')) bodies.push(await response.text().catch(() => ''));
  });
  await signIn('ada');
  await openParameter(page, secret);
  await expect(page.getByText('••••••').first()).toBeVisible();
  await expect(page.getByText('AWS records it in CloudTrail under your name.').first()).toBeVisible();
  await expect(page.getByRole('table', { name: 'Versions' })).toBeVisible();
  const before = bodies.join('\n');
  await page.getByRole('button', { name: 'Reveal value', exact: true }).click();
  const shown = page.locator('pre').first();
  const value = await shown.innerText();
  expect(value.length).toBeGreaterThan(8);
  expect(before).not.toContain(value);
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  await expect(page.getByRole('button', { name: 'Reveal value', exact: true })).toBeVisible();
  expect(await page.content()).not.toContain(value);
});

test('vic cannot reveal: the refusal names kms:Decrypt, the key and the role', async ({ page, signIn }) => {
  await signIn('vic');
  await page.goto('/parameters?path=/staging/web/database');
  await page.getByRole('button', { name: 'Reveal value of password' }).first().click();
  const refusal = page.getByRole('main');
  await expect(refusal).toContainText('kms:Decrypt');
  await expect(refusal).toContainText(/arn:aws:kms:[a-z0-9-]+:\d{12}:key\//);
  await expect(refusal).toContainText('QuarterdeckViewer');
  await openParameter(page, secret);
  await page.getByRole('button', { name: 'Reveal value', exact: true }).click();
  await expect(page.getByRole('main')).toContainText('kms:Decrypt');
});

test('each copied command does what its button does', async ({ page, signIn, world }) => {
  const place = { account: world.emulator.account, region: 'eu-west-1' };
  const name = '/staging/web/release/version';
  await signIn('ada');
  await page.goto('/parameters?path=/staging/web&filter=is*region*eu-west-1');
  const list = await copied(page, page.getByRole('button', { name: 'Copy as CLI' }));
  expect(runCli(world, list)).toContain(name);

  await openParameter(page, name, place);
  const get = await copied(page, page.getByRole('button', { name: 'Copy as CLI' }).first());
  expect(runCli(world, get)).toContain('"Value"');
  const history = await copied(page, page.getByRole('button', { name: 'Copy history as CLI' }));
  expect(runCli(world, history)).toContain('"Parameters"');
  await edit(page).click();
  await valueField(page).fill('https://x.example/\'quoted\' "twice" $HOME');
  const put = await copied(page, page.getByRole('button', { name: 'Copy as CLI' }).last());
  runCli(world, put);
  const { Parameter } = JSON.parse(runCli(world, get)) as { Parameter: { Value: string } };
  expect(Parameter.Value).toBe('https://x.example/\'quoted\' "twice" $HOME');

  await openParameter(page, secret, place);
  await edit(page).click();
  await page.getByRole('textbox', { name: 'New value' }).fill('typed-on-the-page');
  const putSecret = await copied(page, page.getByRole('button', { name: 'Copy as CLI' }).last());
  expect(putSecret).not.toContain('typed-on-the-page');
  runCli(world, putSecret, 'typed-at-the-prompt\n');
  const getSecret = await copied(page, page.getByRole('button', { name: 'Copy as CLI' }).first());
  expect(runCli(world, getSecret)).toContain('typed-at-the-prompt');
});

test('list, parameter, edit and create are accessible in both themes', async ({ page, signIn }) => {
  await signIn('ada');
  await page.goto('/parameters?path=/staging/web');
  await expect(grid(page).getByRole('link').first()).toBeVisible();
  expect(await violationsInBothThemes(page)).toEqual([]);
  await openParameter(page, plain);
  await expect(page.getByRole('table', { name: 'Versions' })).toBeVisible();
  expect(await violationsInBothThemes(page)).toEqual([]);
  await edit(page).click();
  await valueField(page).fill('another');
  expect(await violationsInBothThemes(page)).toEqual([]);
  await page.goto('/parameters/create?path=/staging');
  await valueField(page).fill('x');
  expect(await violationsInBothThemes(page)).toEqual([]);
});
