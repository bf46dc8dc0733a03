import { expect, type Locator, type Page } from '@playwright/test';

const places = [
  '111122223333|eu-west-1',
  '111122223333|us-east-1',
  '444455556666|eu-west-1',
  '444455556666|us-east-1',
];
const roles = {
  ada: 'QuarterdeckAdministrator',
  olu: 'QuarterdeckOperator',
  vic: 'QuarterdeckViewer',
} as const;

/** The choice a person makes once in a browser: this role everywhere. Takes effect with the next page. */
export async function takeRole(page: Page, person: keyof typeof roles): Promise<void> {
  const choice = {
    places,
    roles: Object.fromEntries(places.map((place) => [place, roles[person]])),
    recent: [],
  };
  await page.evaluate(([key, text]) => localStorage.setItem(key, text), [
    `quarterdeck-scopes:${person}`,
    JSON.stringify(choice),
  ] as const);
}

/** Selects one node by its exact name (the first of that name) and presses Start session. */
export async function startSession(page: Page, nodeName: string): Promise<void> {
  await page
    .getByRole('checkbox', { name: `Select ${nodeName}`, exact: true })
    .first()
    .click();
  await page.getByRole('button', { name: 'Start session' }).first().click();
}

/** Leaves only nodes of that name in the listing, by its address: the filter is part of it. */
export async function showNodes(page: Page, conditions: Record<string, string>): Promise<void> {
  const query = Object.entries(conditions).map(
    ([key, value]) => `filter=${encodeURIComponent(`is*${key}*${value}`)}`,
  );
  await page.goto(`/nodes?${query.join('&')}`);
}

export const dock = (page: Page): Locator => page.getByRole('region', { name: 'Terminal dock' });
export const tab = (page: Page, nodeName: string): Locator => page.getByRole('tab', { name: nodeName });
export const pane = (page: Page, nodeName: string): Locator =>
  page.getByRole('tabpanel', { name: new RegExp(nodeName) });

/** The screen as a screen reader is told it: one list item a line. */
export async function readable(page: Page): Promise<void> {
  const mode = page.getByRole('button', { name: 'Screen reader mode' });
  if ((await mode.getAttribute('aria-pressed')) !== 'true') await mode.click();
}

/** Types a command into the terminal in front, once its prompt is there. */
export async function run(page: Page, nodeName: string, command: string): Promise<void> {
  await expect(pane(page, nodeName)).toContainText('Connected');
  await pane(page, nodeName).getByRole('textbox', { name: 'Terminal input' }).focus();
  await page.keyboard.type(`${command}\n`);
}

/** Lines on the screen, without the ends of lines that are only blank. */
export const lines = async (page: Page, nodeName: string): Promise<string[]> => {
  const items = await pane(page, nodeName).getByRole('listitem').allInnerTexts();
  return items.map((line) => line.trimEnd());
};

/** The last line that is a number and nothing else. */
export const lastNumber = async (page: Page, nodeName: string): Promise<number | undefined> =>
  (await lines(page, nodeName))
    .filter((line) => /^\d+$/.test(line))
    .map(Number)
    .at(-1);

/** Columns of the terminal in front, as its bar says. */
export async function columns(page: Page, nodeName: string): Promise<number> {
  const words = await pane(page, nodeName).getByTitle('Columns × rows').innerText();
  return Number(words.split(' ')[0]);
}
