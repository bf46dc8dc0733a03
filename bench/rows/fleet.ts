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

async function callRows(page: Page, counts: () => Promise<ReadonlyMap<string, number>>): Promise<Row[]> {
  await allRead(page);
  await page.getByRole('button', { name: 'Refresh' }).waitFor();
  await page.waitForLoadState('networkidle');
  const made = await counts();
  const row = (operation: string, max: number | undefined): Row => {
    const figure = made.get(operation) ?? 0;
    const base = { what: `calls, ${operation}`, figure, unit: '' };
    return max === undefined ? base : { ...base, bar: bar(`≤ ${max}`, figure <= max && figure > 0) };
  };
  const states = made.get('DescribeInstancePatchStates') ?? 0;
  return [
    row('DescribeInstanceProperties', 10),
    row('DescribeInstances', 10),
    row('GetResources', undefined),
    {
      what: 'calls, DescribeInstancePatchStates while the column is not shown',
      figure: states,
      unit: '',
      bar: bar('none', states === 0),
    },
  ];
}

/** Patch states are asked for when they are shown. */
async function patchRow(page: Page, counts: () => Promise<ReadonlyMap<string, number>>): Promise<Row> {
  await page.goto('/patching');
  await page
    .getByRole('heading', { name: /^Patch/ })
    .first()
    .waitFor();
  await page.waitForLoadState('networkidle');
  const figure = (await counts()).get('DescribeInstancePatchStates') ?? 0;
  const what = 'calls, DescribeInstancePatchStates, compliance page open';
  return { what, figure, unit: '', bar: bar('≤ 200', figure <= 200 && figure > 0) };
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
        await allRead(page);
        await world.control('reset');
        await page.addInitScript(installListProbe);
        await page.goto('/nodes');
        const counts = () => callsMade(world.emulator, 'ada');
        const calls = await callRows(page, counts);
        const screen = await screenRows(page);
        const rows = [...calls, ...screen, ...(await scrollRows(page)), ...(await filterRows(page))];
        return [...rows, await patchRow(page, counts)];
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
