import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Locator, Page } from '@playwright/test';
import { z } from 'zod';
import { violationsInBothThemes } from './support/accessibility';
import { enterPassword, signIn as signInTo } from './support/sign-in';
import { expect, test } from './support/test';
import { startWorld, type TestWorld } from './support/world';

const grid = (page: Page): Locator => page.getByRole('grid', { name: 'Nodes' });
/** Rows of nodes: each has a checkbox that names it. */
const rows = (page: Page): Locator =>
  grid(page)
    .getByRole('row')
    .filter({ has: page.getByRole('checkbox', { name: /^Select (?!all)/ }) });
/** Rows the grid has, painted or not: how many of them are painted depends on the height it has just now. */
const rowsInAll = async (page: Page): Promise<number> =>
  Number(await grid(page).getAttribute('aria-rowcount'));
const find = (page: Page): Locator => page.getByRole('combobox', { name: 'Find nodes' });

/** The listing is complete: nothing is being read any more. */
async function allRead(page: Page): Promise<void> {
  await expect(rows(page).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Stop', exact: true })).toBeHidden();
}

async function openNode(page: Page, name: string): Promise<void> {
  await page.goto(`/nodes?filter=${encodeURIComponent(`is*name*${name}`)}`);
  await grid(page).getByRole('link', { name, exact: true }).first().click();
  await expect(page.getByRole('heading', { level: 1, name, exact: true })).toBeVisible();
}

/** The AWS CLI with the emulator's full-access key of Production. */
const runCli = (world: TestWorld, command: string): string =>
  execFileSync('/bin/sh', ['-ec', command], {
    encoding: 'utf8',
    env: {
      ...process.env,
      AWS_ACCESS_KEY_ID: world.emulator.accessKeyId,
      AWS_SECRET_ACCESS_KEY: world.emulator.secretAccessKey,
      AWS_ENDPOINT_URL: world.emulator.url,
      AWS_PAGER: '',
    },
  });

test('nodes are found by name, the address holds the filter, and Back takes it away', async ({
  page,
  signIn,
}) => {
  await signIn('ada');
  await allRead(page);
  const before = await rowsInAll(page);
  await find(page).fill('bastion-1');
  await find(page).press('Enter');
  await expect(rows(page)).toHaveCount(1);
  await page.reload();
  await expect(rows(page)).toHaveCount(1);
  await page.goBack();
  await expect.poll(() => rowsInAll(page)).toBe(before);
});

test('a filter that fits nothing says so and can be cleared', async ({ page, signIn }) => {
  await signIn('ada');
  await allRead(page);
  await find(page).fill('no-such-node');
  await find(page).press('Enter');
  await expect(page.getByText('No nodes match')).toBeVisible();
  await grid(page).locator('..').getByRole('button', { name: 'Clear filters' }).click();
  await expect(rows(page).first()).toBeVisible();
});

test('a number in the strip is the length of the list under it', async ({ page, signIn }) => {
  await signIn('ada');
  await allRead(page);
  const lost = page.getByRole('group', { name: 'Summary' }).getByRole('button', { name: /Connection lost/ });
  const count = Number.parseInt(await lost.innerText(), 10);
  await lost.click();
  await expect(lost).toHaveAttribute('aria-pressed', 'true');
  await expect(rows(page)).toHaveCount(count);
  await lost.click();
  await expect(lost).toHaveAttribute('aria-pressed', 'false');
});

test('the keyboard moves, selects, extends, selects all and opens', async ({ page, signIn }) => {
  await signIn('ada');
  await allRead(page);
  const selected = grid(page).getByRole('row', { selected: true });
  await grid(page).focus();
  await page.keyboard.press('ArrowDown');
  await page.keyboard.press(' ');
  await expect(selected).toHaveCount(1);
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await expect(selected).toHaveCount(3);
  await page.keyboard.press('Escape');
  await expect(selected).toHaveCount(0);
  await page.keyboard.press('ControlOrMeta+a');
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/\((\d+)\/\1\)/);
  await page.keyboard.press('Home');
  const first = await rows(page).first().getByRole('link').innerText();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('heading', { level: 1, name: first, exact: true })).toBeVisible();
});

test('sorting goes up, down and back, and is kept in the address', async ({ page, signIn }) => {
  await signIn('ada');
  await allRead(page);
  const header = page.getByRole('columnheader', { name: 'Agent version' });
  await header.getByRole('button').click();
  await expect(header).toHaveAttribute('aria-sort', 'ascending');
  await header.getByRole('button').click();
  await expect(header).toHaveAttribute('aria-sort', 'descending');
  await page.reload();
  await expect(header).toHaveAttribute('aria-sort', 'descending');
});

test('the exported CSV has exactly the rows and columns shown', async ({ page, signIn }) => {
  await signIn('ada');
  await page.goto(`/nodes?columns=name,region&filter=${encodeURIComponent('begins*name*web-')}`);
  await allRead(page);
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: 'Export CSV' }).click();
  const file = await (await download).path();
  const lines = readFileSync(file, 'utf8').trimEnd().split('\r\n');
  expect(lines[0]).toBe('Name,Region');
  await expect(page.getByText(`${lines.length - 1} matches`).first()).toBeVisible();
  expect(lines.slice(1).every((line) => /^web-\d+,(eu-west-1|us-east-1)$/.test(line))).toBe(true);
});

test('the chosen scopes decide what is listed and are kept', async ({ page, signIn }) => {
  await signIn('ada');
  await allRead(page);
  await page.getByRole('button', { name: /^Scope:/ }).click();
  await page.getByRole('checkbox', { name: /^Staging/ }).uncheck();
  await page.keyboard.press('Escape');
  await expect(page.getByRole('button', { name: /^Scope: Production ·/ })).toBeVisible();
  await expect(grid(page).getByRole('gridcell', { name: 'Staging', exact: true })).toHaveCount(0);
  await page.reload();
  await expect(page.getByRole('button', { name: /^Scope: Production ·/ })).toBeVisible();
});

test('a node’s page says its facts and where they come from', async ({ page, signIn }) => {
  await signIn('vic');
  await openNode(page, 'web-3');
  await expect(page.getByText(/From SSM DescribeInstanceProperties, read/)).toBeVisible();
  await expect(page.getByText('EC2 instance')).toBeVisible();
});

test('a node that cannot take a session says why', async ({ page, signIn }) => {
  await signIn('ada');
  await openNode(page, 'bastion-1');
  await expect(page.getByText(/Start session:.*Last seen/)).toBeVisible();
  await expect(page.getByRole('button', { name: 'Start session' })).toBeDisabled();
});

test('tags are edited in place, the access tag is locked, and the copied command does the same', async ({
  page,
  context,
  world,
  signIn,
}) => {
  await context.grantPermissions(['clipboard-read', 'clipboard-write']);
  await signIn('ada');
  await openNode(page, 'web-3');
  await page.getByRole('button', { name: 'Edit tags' }).click();
  await expect(page.getByRole('textbox', { name: 'Value of Environment' })).toHaveCount(0);
  await expect(page.getByText('Locked')).toBeVisible();
  await page.getByRole('button', { name: 'Add tag' }).click();
  await page.getByRole('textbox', { name: 'Key of new tag' }).fill('Owner');
  await page.getByRole('textbox', { name: 'Value of Owner' }).fill("Ada's team");
  await page.getByRole('button', { name: 'Copy as CLI' }).last().click();
  const panel = page.getByRole('dialog', { name: 'AWS CLI command' });
  const command = await panel.getByText(/^aws ec2 create-tags/).innerText();
  await panel.getByRole('button', { name: 'Close' }).click();
  await page.getByRole('button', { name: 'Save changes' }).click();
  await expect(page.getByText('Tags of web-3 saved.')).toBeVisible();
  await expect(page.getByText("Ada's team")).toBeVisible();

  runCli(world, command.replace("Ada'\\''s team", 'from the CLI'));
  await page.getByRole('button', { name: 'Refresh' }).click();
  await expect(page.getByText('from the CLI')).toBeVisible();
});

test('a tag edit that AWS refuses names action, resource and role, and loses nothing', async ({
  page,
  signIn,
}) => {
  await signIn('vic');
  await openNode(page, 'web-3');
  await page.getByRole('button', { name: 'Edit tags' }).click();
  await page.getByRole('textbox', { name: 'Value of Team' }).fill('Mine');
  await page.getByRole('button', { name: 'Save changes' }).click();
  const refusal = page.getByText(/QuarterdeckViewer may not perform ec2:CreateTags/);
  await expect(refusal).toContainText('instance/i-');
  await expect(page.getByRole('textbox', { name: 'Value of Team' })).toHaveValue('Mine');
});

test('the palette finds a node by name from what is loaded', async ({ page, signIn }) => {
  await signIn('ada');
  await allRead(page);
  await page.keyboard.press('Control+k');
  await page.getByRole('combobox', { name: 'Search' }).fill('bastion');
  await page
    .getByRole('option', { name: /bastion-1/ })
    .first()
    .click();
  await expect(page.getByRole('heading', { level: 1, name: 'bastion-1' })).toBeVisible();
});

test('the theme is there before the first paint after it was chosen', async ({ page, signIn }) => {
  await signIn('ada');
  await page.getByRole('button', { name: 'Use dark theme' }).click();
  const html = await (await page.request.get(page.url())).text();
  expect(html).toContain('data-theme="dark"');
  expect(html).toContain('awsui-dark-mode');
});

test('a person without any role sees who they are, what was looked for and what to send', async ({
  page,
  world,
}) => {
  await world.control('oidc', { person: 'vic', groups: ['gardeners'] });
  await page.goto('/');
  await page.getByRole('button', { name: /sign in/i }).click();
  await enterPassword(page, 'vic', world.emulator.password);
  await expect(page.getByRole('heading', { name: 'No role for you yet' })).toBeVisible();
  await expect(page.getByText('gardeners').first()).toBeVisible();
  await expect(page.getByText(/quarterdeck-viewers/).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Copy request' })).toBeVisible();
});

test('every state of the list is accessible, in both themes', async ({ page, signIn }) => {
  await signIn('ada');
  await page.goto('/states');
  const links = page.getByRole('main').getByRole('link');
  await expect(links.first()).toBeVisible();
  const addresses = await links.evaluateAll((found) => found.map((link) => link.getAttribute('href') ?? ''));
  const ofNodes = addresses.filter((address) => address.includes('room=nodes'));
  expect(ofNodes.length).toBeGreaterThan(8);
  for (const address of ofNodes) {
    await page.goto(address);
    await expect(page.getByRole('heading', { level: 1, name: /^Nodes/ })).toBeVisible();
    expect(await violationsInBothThemes(page)).toEqual([]);
  }
});

test('a new filter takes the selection away: no action reaches a node out of sight', async ({
  page,
  signIn,
}) => {
  await signIn('ada');
  await allRead(page);
  await rows(page).first().getByRole('checkbox').click();
  await expect(page.getByRole('button', { name: 'Start session' }).first()).toBeVisible();
  await find(page).fill('db-');
  await find(page).press('Enter');
  await expect(grid(page).getByRole('row', { selected: true })).toHaveCount(0);
});

test('10,000 nodes: usable from the first page, and no more calls than pages', async ({ browser }) => {
  const world = await startWorld({ emulatorEnv: { EMULATOR_NODES: '10000' } });
  try {
    const page = await browser.newPage();
    const asked: { operation: string; scope: string; source: string }[] = [];
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      release = resolve;
    });
    await page.route(/\/api\/trpc\/nodes\.(list|listTags)\b/, async (route) => {
      const input = z
        .object({
          scope: z.object({ account: z.string(), region: z.string() }),
          cursor: z.string().nullable(),
          source: z.string().optional(),
        })
        .parse(route.request().postDataJSON());
      const { account, region } = input.scope;
      const operation = route.request().url().includes('listTags') ? 'listTags' : 'list';
      asked.push({ operation, scope: `${account} ${region}`, source: input.source ?? '' });
      if (operation === 'list' && input.cursor !== null) await held;
      await route.continue();
    });
    await signInTo(page, world, 'ada');
    await expect(rows(page).first()).toBeVisible();
    await expect(page.getByRole('button', { name: 'Stop', exact: true })).toBeVisible();
    await find(page).fill('node-');
    await expect(find(page)).toHaveValue('node-');
    await find(page).fill('');
    release();
    await expect(page.getByRole('button', { name: 'Stop', exact: true })).toBeHidden({ timeout: 120_000 });
    await expect(page.getByRole('heading', { level: 1 })).toHaveText(/\(10,0\d\d\)/);
    const scopes = [...new Set(asked.map(({ scope }) => scope))];
    expect(scopes).toHaveLength(4);
    for (const scope of scopes) {
      const count = (operation: string, source: string) =>
        asked.filter((call) => call.scope === scope && call.operation === operation && call.source === source)
          .length;
      expect(count('list', '')).toBeLessThanOrEqual(3);
      expect(count('listTags', 'ec2')).toBeLessThanOrEqual(3);
      expect(count('listTags', 'tagging')).toBeLessThanOrEqual(26);
    }
  } finally {
    await world.stop();
  }
});

test('the columns that a person chose are shown, are in the address, and stay', async ({ page, signIn }) => {
  await signIn('ada');
  const header = grid(page).getByRole('columnheader', { name: 'IP address' });
  await expect(rows(page).first()).toBeVisible();
  await expect(header).toBeHidden();
  await page.getByRole('button', { name: 'Table preferences' }).click();
  const dialog = page.getByRole('dialog', { name: 'Table preferences' });
  await dialog.getByRole('checkbox', { name: 'IP address' }).check();
  await dialog.getByRole('checkbox', { name: 'Last seen' }).uncheck();
  await dialog.getByRole('button', { name: 'Save preferences' }).click();
  await expect(header).toBeVisible();
  await expect(grid(page).getByRole('columnheader', { name: 'Last seen' })).toBeHidden();
  await expect(page).toHaveURL(/columns=/);
  await page.reload();
  await expect(header).toBeVisible();
});
