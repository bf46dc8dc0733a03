import type { Locator, Page } from '@playwright/test';
import { startHoldingLine } from './support/holding-line';
import { beginEdit, heading, notices, plain, save, valueField } from './support/parameter-pages';
import { signIn as signInTo } from './support/sign-in';
import { expect, test } from './support/test';
import { startWorld } from './support/world';

const raceHeading = (page: Page): Locator =>
  page.getByRole('heading', { name: 'Two saves at the same moment' });

test('the second of two edits is stopped and shows both; a merge then saves over what was shown', async ({
  browser,
  page,
  signIn,
}) => {
  const other = await (await browser.newContext()).newPage();
  await Promise.all([signIn('ada'), signIn('olu', other)]);
  await beginEdit(page, plain, 'from ada');
  await beginEdit(other, plain, 'from olu');
  await save(other).click();
  await expect(notices(other)).toContainText(`Saved ${plain}`);
  await save(page).click();
  await expect(page.getByRole('heading', { name: 'Your save was stopped' })).toBeVisible();
  await expect(
    page.getByText(/olu@example\.com saved version \d+ .*, after you opened version \d+\./),
  ).toBeVisible();
  await expect(page.getByRole('heading', { name: /^Theirs · version/ }).locator('..')).toContainText(
    'from olu',
  );
  await expect(page.getByRole('heading', { name: /^Yours/ }).locator('..')).toContainText('from ada');
  await expect(page.getByRole('heading', { name: /^Base · version/ })).toBeVisible();
  await page.getByRole('button', { name: 'Edit a merge' }).click();
  await expect(save(page)).toBeDisabled();
  await valueField(page).fill('from both');
  await save(page).click();
  await expect(notices(page)).toContainText(`Saved ${plain}`);
  await expect(page.getByRole('table', { name: 'Versions' })).toContainText('from olu');
  await other.context().close();
});

test('of two saves in flight at once the lost race is detected and both values are shown', async ({
  browser,
}) => {
  const line = await startHoldingLine();
  const world = await startWorld({ consoleEnv: { AWS_ENDPOINT_URL_SSM: line.url } });
  line.leadTo(world.emulator.url);
  const pages = await Promise.all(
    (['ada', 'olu'] as const).map(async (person) => {
      const page = await (await browser.newContext({ baseURL: world.url })).newPage();
      await signInTo(page, world, person);
      await beginEdit(page, plain, `from ${person}`);
      return { page, person };
    }),
  );
  // Both writes wait on the line to AWS: by then both consoles have checked, and found nobody before them.
  line.hold('AmazonSSM.PutParameter', pages.length);
  await Promise.all(pages.map(({ page }) => save(page).click()));
  await Promise.all(
    pages.map(({ page }) =>
      expect(raceHeading(page).or(notices(page).getByText(`Saved ${plain}`))).toBeVisible(),
    ),
  );
  const lost = await Promise.all(pages.map(({ page }) => raceHeading(page).isVisible()));
  expect(lost.filter(Boolean)).toHaveLength(1);
  const [loser, winner] = lost[0] ? pages : [...pages].reverse();
  if (!loser || !winner) throw new Error('Two people saved.');
  const theirs = loser.page.getByRole('heading', { name: /^By .* · version \d+$/ }).locator('..');
  await expect(theirs).toContainText(`from ${winner.person}`);
  const ours = loser.page.getByRole('heading', { name: /^Yours · version \d+, in force$/ }).locator('..');
  await expect(ours).toContainText(`from ${loser.person}`);
  await loser.page.getByRole('button', { name: /^Put version \d+ back$/ }).click();
  await expect(notices(loser.page)).toContainText(`Saved ${plain}`);
  await expect(loser.page.locator('pre').first()).toHaveText(`from ${winner.person}`);
  await Promise.all(pages.map(({ page }) => page.context().close()));
  await world.stop();
  await line.stop();
});

test('an unsaved edit outlives a walk to another page, and a sign-in that has ended', async ({
  page,
  signIn,
}) => {
  await signIn('ada');
  await beginEdit(page, plain, 'half a thought');
  await page.getByRole('link', { name: 'Sessions' }).click();
  await expect(heading(page, /^Sessions/)).toBeVisible();
  await page.goBack();
  await expect(valueField(page)).toHaveValue('half a thought');
  const cookies = await page.context().cookies();
  await page.context().clearCookies();
  await save(page).click();
  await expect(page.getByRole('button', { name: 'Sign in again' })).toBeVisible();
  await expect(valueField(page)).toHaveValue('half a thought');
  await page.context().addCookies(cookies);
  await save(page).click();
  await expect(notices(page)).toContainText(`Saved ${plain}`);
});

test('olu saves under /staging and is refused elsewhere, in words, with the edit kept', async ({
  page,
  signIn,
}) => {
  const name = '/shared/e2e';
  await signIn('olu');
  await page.goto('/parameters/create?path=/shared');
  await page.getByRole('button', { name: 'Account and Region' }).click();
  await page.getByRole('option', { name: 'Staging · eu-west-1' }).click();
  await page.getByRole('textbox', { name: 'Name' }).fill(name);
  await valueField(page).fill('typed with care');
  await page.getByRole('button', { name: 'Create parameter' }).click();
  await expect(page.getByRole('main')).toContainText('ssm:PutParameter');
  await expect(page.getByRole('main')).toContainText('QuarterdeckOperator');
  await expect(valueField(page)).toHaveValue('typed with care');
});
