import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { withBrowser } from '../browser/browser';
import { installListProbe } from '../browser/list-probe';
import { callsMade } from '../calls-made';
import { region } from '../local-aws';
import { type Bench, bar, median, type Row } from '../row';

const nodes = 10_000;
/** All in one scope: the bars are per scope. */
const seed = { generated: [{ account: '111122223333', region, count: nodes }] };
const wheelSteps = 150;
const wheelPixels = 900;
const filterText = 'web-12';

const read = (page: Page) => page.evaluate(() => ({ ...window.listProbe, watchFrames: undefined }));

/** Until everything was read: the title counts all of them. */
const allRead = (page: Page) =>
  page.getByRole('heading', { name: new RegExp(`^Nodes.*${nodes.toLocaleString('en')}`) }).waitFor();

/** Without the patch column, which would ask for patch states. */
const withoutPatches = '/nodes?columns=name,state';

async function settled(page: Page): Promise<void> {
  await allRead(page);
  await page.waitForLoadState('networkidle');
}

async function callRows(page: Page, counts: () => Promise<ReadonlyMap<string, number>>): Promise<Row[]> {
  // The page on which the role was taken has begun to list: what it asked for is not this page's.
  await page.goto('about:blank');
  const before = await counts();
  await page.goto(withoutPatches);
  await settled(page);
  const made = await counts();
  const row = (operation: string, words: string, isMet: (figure: number) => boolean): Row => {
    const figure = (made.get(operation) ?? 0) - (before.get(operation) ?? 0);
    return { what: `calls, ${operation}`, figure, unit: '', bar: bar(words, isMet(figure)) };
  };
  const states = made.get(patchStates) ?? 0;
  return [
    row('DescribeInstanceProperties', '≤ 10', (figure) => figure > 0 && figure <= 10),
    row('DescribeInstances', '≤ 10', (figure) => figure > 0 && figure <= 10),
    row('GetResources', 'pages of 100 for mi- nodes only', (figure) => figure > 0 && figure <= nodes / 100),
    {
      what: `calls, ${patchStates}, not shown`,
      figure: states,
      unit: '',
      bar: bar('none', states === 0),
    },
  ];
}

const patchStates = 'DescribeInstancePatchStates';

async function patchRow(page: Page, counts: () => Promise<ReadonlyMap<string, number>>): Promise<Row> {
  await page.goto('/nodes');
  await settled(page);
  const figure = (await counts()).get(patchStates) ?? 0;
  return {
    what: `calls, ${patchStates}, shown`,
    figure,
    unit: '',
    bar: bar('≤ 200', figure > 0 && figure <= 200),
  };
}

async function screenRows(page: Page): Promise<Row[]> {
  const { firstRowAtMs, firstAnswerAtMs, longTasks } = await read(page);
  const first = (firstRowAtMs ?? Number.NaN) - (firstAnswerAtMs ?? Number.NaN);
  return [
    {
      what: 'first rows after the first answer',
      figure: first,
      unit: 'ms',
      bar: bar('≤ 1 s', first <= 1000),
    },
    { what: 'longest task while all pages arrive', figure: Math.max(0, ...longTasks), unit: 'ms' },
  ];
}

async function scrollRows(page: Page): Promise<Row[]> {
  await page.evaluate(() => {
    window.listProbe.longTasks.length = 0;
    window.listProbe.watchFrames(true);
  });
  await page.locator('[data-table-scroller]').hover();
  for (let step = 0; step < wheelSteps; step += 1) await page.mouse.wheel(0, wheelPixels);
  await page.evaluate(() => window.listProbe.watchFrames(false));
  const { longTasks, frames, blankFrames } = await read(page);
  const longest = Math.max(0, ...longTasks);
  return [
    {
      what: 'longest task while scrolling (0: none over 50 ms)',
      figure: longest,
      unit: 'ms',
      bar: bar('none over 50 ms', longest <= 50),
    },
    {
      what: `frames with a blank row, of ${frames}`,
      figure: blankFrames,
      unit: '',
      bar: bar('none', blankFrames === 0),
    },
  ];
}

async function filterRows(page: Page): Promise<Row[]> {
  const find = page.getByRole('combobox', { name: 'Find nodes' });
  await find.click();
  await page.evaluate(() => {
    window.listProbe.keys.length = 0;
  });
  for (const key of [...filterText, 'Enter']) {
    const before = (await read(page)).keys.length;
    await page.keyboard.press(key);
    await page.waitForFunction((count) => window.listProbe.keys.length > count, before);
  }
  const { keys } = await read(page);
  const longest = Math.max(...keys);
  return [
    { what: 'filter keystroke to its frame, median', figure: median(keys), unit: 'ms' },
    {
      what: 'the same, longest (Enter, which filters, among them)',
      figure: longest,
      unit: 'ms',
      bar: bar('≤ 100 ms', longest <= 100),
    },
  ];
}

export const fleet: Bench = {
  name: 'fleet',
  about: '10,000 nodes in one account and Region, in the real console',
  async measure() {
    const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-bench-'));
    const file = join(folder, 'seed.json');
    writeFileSync(file, JSON.stringify(seed));
    try {
      return await withBrowser({ emulatorEnv: { EMULATOR_SEED: file } }, async ({ world, page }) => {
        await page.addInitScript(installListProbe);
        const counts = () => callsMade(world.emulator, 'ada');
        const calls = await callRows(page, counts);
        const shown = await patchRow(page, counts);
        const screen = await screenRows(page);
        return [...calls, shown, ...screen, ...(await scrollRows(page)), ...(await filterRows(page))];
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
