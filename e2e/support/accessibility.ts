import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';

/** All that a theme changes: it swaps colours and leaves the document alone. */
const colourRules = ['color-contrast', 'link-in-text-block'];

/** What axe finds on the page as it is now, in words. */
async function violations(page: Page, rules?: string[]): Promise<string[]> {
  // For pages without frames the same result; gathering frames takes a page of its own, and seconds, each time.
  const axe = new AxeBuilder({ page }).setLegacyMode();
  const theme = await page.locator('html').getAttribute('data-theme');
  const { violations: found } = await (rules ? axe.withRules(rules) : axe).analyze();
  return found.map(
    ({ id, nodes }) => `${theme} ${page.url()} ${id}: ${nodes.map(({ html }) => html).join(' ')}`,
  );
}

/** Violations in the theme the page has and, as far as colours go, in the other one, which it has afterwards. */
export async function violationsInBothThemes(page: Page): Promise<string[]> {
  const inThis = await violations(page);
  await page.getByRole('button', { name: /^Use (dark|light) theme$/ }).click();
  return [...inThis, ...(await violations(page, colourRules))];
}
