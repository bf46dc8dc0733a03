import type { Locator, Page } from '@playwright/test';
import { violationsInBothThemes } from './support/accessibility';
import { expect, test } from './support/test';

const summary = (page: Page): Locator => page.getByRole('group', { name: 'Summary' });
const rows = (page: Page): Locator =>
  page
    .getByRole('grid', { name: 'Nodes' })
    .getByRole('row')
    .filter({ has: page.getByRole('checkbox', { name: /^Select (?!all)/ }) });
const matches = (page: Page): Locator => page.getByText(/^[\d,]+ match(es)?$/).first();

async function openCompliance(page: Page): Promise<void> {
  await page.getByRole('link', { name: 'Compliance' }).click();
  await expect(page.getByRole('heading', { name: 'Patch compliance' })).toBeVisible();
  await expect(rows(page).first()).toBeVisible();
  await expect(page.getByText(/^Counted /)).toBeHidden();
}

const numberIn = async (button: Locator): Promise<number> =>
  Number(/([\d,]+)/.exec((await button.innerText()).replaceAll(/\d+%/g, ''))?.[1]?.replaceAll(',', ''));

test('every number is the length of the table it filters, and Back takes the filter away', async ({
  page,
  signIn,
}) => {
  await signIn('vic');
  await openCompliance(page);
  const tiles = await summary(page).getByRole('button').all();
  expect(tiles).toHaveLength(6);
  for (const tile of tiles) {
    const count = await numberIn(tile);
    await tile.click();
    await expect(tile).toHaveAttribute('aria-pressed', 'true');
    await expect(matches(page)).toHaveText(new RegExp(`^${count} match`));
    await page.goBack();
    await expect(tile).toHaveAttribute('aria-pressed', 'false');
  }
});

test('the three states part the fleet that the nodes page counts', async ({ page, signIn }) => {
  await signIn('vic');
  const heading = page.getByRole('heading', { level: 1 });
  await expect(rows(page).first()).toBeVisible();
  await expect(page.getByRole('button', { name: 'Stop', exact: true })).toBeHidden();
  await expect(heading).toHaveText(/\([\d,]+\)/);
  const all = await numberIn(heading);
  await openCompliance(page);
  const states = page.getByRole('region', { name: 'Nodes by state' }).getByRole('button');
  const counts = await Promise.all((await states.all()).map(numberIn));
  expect(counts).toHaveLength(3);
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(all);
});

test('each part of each bar, shown as a table, filters to as many nodes as it says', async ({
  page,
  signIn,
}) => {
  await signIn('vic');
  await openCompliance(page);
  const card = page.getByRole('region', { name: 'Nodes missing patches by severity' });
  await card.getByRole('button', { name: 'Show as table' }).click();
  for (const grouping of ['Account', 'Region', 'Platform', 'Patch group']) {
    await card.getByLabel('Stacked by').selectOption({ label: grouping });
    const part = card.getByRole('button', { name: /^[1-9]\d* nodes: / }).first();
    const count = await numberIn(part);
    await part.click();
    await expect(matches(page)).toHaveText(new RegExp(`^${count} match`));
  }
});

/** A point of the page at which this shape is on top: the middle of a slice's box is the hole of the ring. */
function pointInside(shape: Element): { x: number; y: number } {
  const { left, top, width, height } = shape.getBoundingClientRect();
  for (let step = 0; step < 400; step += 1) {
    const x = left + (width * ((step % 20) + 0.5)) / 20;
    const y = top + (height * (Math.floor(step / 20) + 0.5)) / 20;
    if (document.elementFromPoint(x, y) === shape) return { x, y };
  }
  throw new Error('The slice is covered everywhere.');
}

test('a slice of the drawn chart filters as its legend does', async ({ page, signIn }) => {
  await signIn('vic');
  await openCompliance(page);
  const legend = page
    .getByRole('region', { name: 'Nodes by state' })
    .getByRole('button', { name: /^Non-compliant/ });
  const slice = page.getByRole('region', { name: 'Nodes by state' }).locator('path[name="Non-compliant"]');
  const { x, y } = await slice.evaluate(pointInside);
  await page.mouse.click(x, y);
  await expect(legend).toHaveAttribute('aria-pressed', 'true');
  await expect(matches(page)).toHaveText(new RegExp(`^${await numberIn(legend)} match`));
});

test("a node's patches carry classification, severity, state and CVEs, and count as its row says", async ({
  page,
  signIn,
}) => {
  await signIn('vic');
  await openCompliance(page);
  await summary(page)
    .getByRole('button', { name: /Non-compliant/ })
    .click();
  await rows(page).first().getByRole('link').click();
  await expect(page.getByRole('tab', { name: 'Patches' })).toHaveAttribute('aria-selected', 'true');
  const patches = page.getByRole('grid', { name: 'Patches' });
  await expect(patches.getByRole('row').nth(1)).toBeVisible();
  for (const header of ['Title', 'State', 'Severity', 'Classification', 'CVEs'])
    await expect(patches.getByRole('columnheader', { name: header })).toBeVisible();
  await expect(patches.getByText(/CVE-\d{4}-\d+/).first()).toBeVisible();
  const report = page.getByRole('term').filter({ hasText: /^missing$/ });
  const missing = Number(await report.locator('..').getByRole('definition').innerText());
  await page.getByRole('combobox', { name: 'Find patches' }).fill('State = Missing');
  await page.keyboard.press('Enter');
  await expect(matches(page)).toHaveText(new RegExp(`^${missing} match`));
});

test('the compliance page is accessible in both themes', async ({ page, signIn }) => {
  await signIn('vic');
  await openCompliance(page);
  expect(await violationsInBothThemes(page)).toEqual([]);
});
