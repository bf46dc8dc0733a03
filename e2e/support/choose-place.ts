import type { Page } from '@playwright/test';

const roleOf = {
  ada: 'QuarterdeckAdministrator',
  olu: 'QuarterdeckOperator',
  vic: 'QuarterdeckViewer',
} as const;

/** One account and Region only, as a person leaves the scope picker. Takes effect with the next page. */
export async function choosePlace(page: Page, person: keyof typeof roleOf, place: string): Promise<void> {
  const choice = { places: [place], roles: { [place]: roleOf[person] }, recent: [] };
  await page.evaluate(([key, text]) => localStorage.setItem(key, text), [
    `quarterdeck-scopes:${person}`,
    JSON.stringify(choice),
  ] as const);
}
