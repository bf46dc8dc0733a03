import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { z } from 'zod';
import { joinNode, Printer, printedDigests } from './support/joined-node';
import { pane, run, showNodes, startSession, takeRole } from './support/shells';
import { amount, heapMegabytes, soaking, soakTimeoutMs, tell } from './support/soak';
import { textOf, theStream, watchStreams } from './support/stream-watch';
import { expect, test } from './support/test';
import type { TestWorld } from './support/world';

test.setTimeout(soakTimeoutMs);

const node = 'press-7';
/** What a page may hold undrawn (`lib/capabilities/sessions/worker/output-feed.ts`): the rest waits in the worker. */
const aheadBytesMax = 500_000;
/** What AWS's agent prints at most, waiting for nobody (data-channel paper section 10). */
const agentBytesPerSecond = 1_000_000;

const digests = (page: Page): Promise<string[]> => page.evaluate(() => window.streamWatch.digests(0));

const faultReport = z.object({ counts: z.record(z.string(), z.object({ cuts: z.number() })) });

/** How often each session with faults was cut since they hold. */
async function cuts(world: TestWorld): Promise<number[]> {
  const answer = await fetch(`${world.emulator.url}/_emulator/faults`);
  return Object.values(faultReport.parse(await answer.json()).counts).map((counts) => counts.cuts);
}

/** A shell whose agent prints on demand and has no send window, as AWS's has none. */
async function openPrinter(page: Page, world: TestWorld) {
  const printer = new Printer();
  const habits = { habits: 'windowless', alwaysHandshake: true } as const;
  const { agent } = await joinNode(world.emulator, node, { program: () => printer, ...habits });
  await takeRole(page, 'ada');
  await showNodes(page, { name: node });
  await startSession(page, node);
  const session = await agent.nextSession();
  /** True once so many bytes are printed and acknowledged: they are with the browser then. */
  const isWith = (bytes: number) => printer.printedBytes === bytes && session.outbox.unacknowledged === 0;
  return { printer, agent, isWith };
}

test('what comes too fast for a slow screen arrives whole, with a bounded part of it in the page, which answers', async ({
  page,
  signIn,
  world,
}) => {
  const bytes = amount(1_200_000, 20_000_000);
  await watchStreams(page);
  await signIn('ada');
  const { printer, agent } = await openPrinter(page, world);
  await page.evaluate(() => window.streamWatch.draw(100_000));
  printer.printUpTo(bytes, agentBytesPerSecond);
  const more = pane(page, node).getByRole('button', { name: `More for ${node}` });
  const split = page.getByRole('menuitem', { name: 'Split right' });
  const clicksMs: number[] = [];
  let drawn = 0;
  do {
    const startMs = performance.now();
    await more.click();
    await expect(split).toBeVisible();
    clicksMs.push(performance.now() - startMs);
    await page.keyboard.press('Escape');
    await expect(split).toBeHidden();
    // At the pace of the screen: a hand that never rests would be what slows it.
    const next = Math.min(bytes, drawn + 20_000);
    await expect
      .poll(async () => {
        drawn = (await theStream(page)).drawnBytes;
        return drawn;
      })
      .toBeGreaterThanOrEqual(next);
  } while (drawn < bytes);
  clicksMs.sort((one, other) => one - other);
  const [median, most] = [clicksMs[clicksMs.length >> 1], clicksMs.at(-1)];
  tell(
    `${clicksMs.length} clicks: ${median?.toFixed(0)} ms, at most ${most?.toFixed(0)} ms; heap ${await heapMegabytes(page)} MB`,
  );
  if (soaking) expect(await digests(page)).toEqual(printedDigests(bytes));
  // A screen that stands still: the queue fills up, the connection is given up, and nothing of it is lost either.
  const overfull = soaking ? 70_000_000 : 0;
  if (soaking) {
    await page.evaluate(() => window.streamWatch.draw(0));
    printer.printUpTo(bytes + overfull, agentBytesPerSecond);
    await expect(pane(page, node)).toContainText('draws what has come first', { timeout: 240_000 });
    tell(
      `queue full: heap ${await heapMegabytes(page)} MB, ${printer.printedBytes - bytes} bytes printed by then`,
    );
    await page.evaluate(() => window.streamWatch.draw(null));
    const drawnBytes = async () => (await theStream(page)).drawnBytes;
    await expect.poll(drawnBytes, { timeout: 240_000 }).toBe(bytes + overfull);
    await expect(pane(page, node)).toContainText('Connected');
    tell(`drained: heap ${await heapMegabytes(page)} MB`);
  }
  expect((await theStream(page)).aheadBytesMost).toBeLessThanOrEqual(aheadBytesMax);
  expect(await digests(page)).toEqual(printedDigests(bytes + overfull));
  agent.stop();
});

test('numbered lines and an echo lose and double nothing on a wire that drops, doubles, moves and cuts', async ({
  page,
  signIn,
  world,
}) => {
  const stop = join(world.folder, 'stop');
  await watchStreams(page, { keepsText: true });
  await signIn('ada');
  await takeRole(page, 'ada');
  await showNodes(page, { name: 'web-3' });
  await startSession(page, 'web-3');
  const counting = 'i=$((i+1)); echo line $i; sleep 0.02';
  await run(page, 'web-3', `stty -echo; i=0; until [ -e ${stop} ]; do ${counting}; done; echo all $i`);
  await expect.poll(() => textOf(page, 0)).toContain('line 1\r\n');
  await page.getByRole('button', { name: 'Another session on web-3' }).click();
  await run(page, 'web-3', 'stty -echo; echo READY; cat');
  await expect.poll(() => textOf(page, 1)).toContain('READY\r\n');

  const cutEverySeconds = amount(2, 10);
  const faults = { dropPercent: 10, duplicatePercent: 5, reorderPercent: 10, cutEverySeconds };
  await world.control('faults', faults);
  const echoed = async () => (await textOf(page, 1)).split('READY\r\n')[1] ?? '';
  let typed = '';
  let last = 0;
  for (
    let each: number[] = [];
    each.length < 2 || Math.min(...each) < amount(3, 12);
    each = await cuts(world)
  ) {
    for (let line = 0; line < 20; line += 1) {
      last += 1;
      typed += `${last}\r\n`;
      await page.keyboard.type(`${last}\n`);
    }
    await expect.poll(async () => (await echoed()).length).toBeGreaterThan(typed.length - 1_000);
  }
  writeFileSync(stop, '');
  await expect.poll(() => textOf(page, 0)).toMatch(/all \d+\r\n/);
  await expect.poll(echoed).toBe(typed);
  const printed = (await textOf(page, 0)).match(/^line \d+(?=\r\n)/gm) ?? [];
  const count = Number(/^all (\d+)/m.exec(await textOf(page, 0))?.[1]);
  expect(printed).toEqual(Array.from({ length: count }, (_, index) => `line ${index + 1}`));
  tell(`${count} lines printed, ${last} echoed, cut ${await cuts(world)} times`);
  await world.endFaults();
});

/** What a browser does to a page behind others for long: it is told, draws no frame, and gets its timers when we say. */
async function hide(page: Page): Promise<void> {
  await page.evaluate(() => {
    Object.defineProperty(document, 'visibilityState', { configurable: true, value: 'hidden' });
    Object.defineProperty(document, 'hidden', { configurable: true, value: true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  // In the page's future, however long the way there takes.
  await page.clock.pauseAt((await page.evaluate(() => Date.now())) + 60_000);
}

async function show(page: Page): Promise<void> {
  await page.clock.resume();
  await page.evaluate(() => {
    Reflect.deleteProperty(document, 'visibilityState');
    Reflect.deleteProperty(document, 'hidden');
    document.dispatchEvent(new Event('visibilitychange'));
  });
}

test('a page hidden for ten minutes, with its timers held to one a minute, loses nothing of what came and of a cut', async ({
  page,
  signIn,
  world,
}) => {
  const bytes = amount(4_000_000, 20_000_000);
  // Of the page alone: a worker's timers are not clamped by a browser either.
  await page.clock.install();
  await watchStreams(page);
  await signIn('ada');
  const { printer, agent, isWith } = await openPrinter(page, world);
  await expect(pane(page, node)).toContainText('Connected');
  await hide(page);
  printer.printUpTo(bytes / 2, agentBytesPerSecond);
  // All of it is acknowledged, so it is in the browser; the page was given its part and has drawn none.
  await expect.poll(() => isWith(bytes / 2)).toBe(true);
  tell(`hidden, half of it printed: heap ${await heapMegabytes(page)} MB`);
  const { drawnBytes, bytes: inPage } = await theStream(page);
  expect(drawnBytes).toBe(0);
  expect(inPage).toBeLessThanOrEqual(aheadBytesMax);

  await world.control('faults', { cutEverySeconds: 1 });
  await expect.poll(async () => Math.max(0, ...(await cuts(world)))).toBeGreaterThan(0);
  await world.endFaults();
  printer.printUpTo(bytes, agentBytesPerSecond);
  // `fastForward` runs each timer that is due once, as a browser does with a clamped page.
  for (let minute = 0; minute < 10; minute += 1) await page.clock.fastForward(60_000);
  await expect
    .poll(async () => {
      await page.clock.fastForward(60_000);
      return isWith(bytes);
    })
    .toBe(true);
  await show(page);
  await expect.poll(async () => (await theStream(page)).drawnBytes).toBe(bytes);
  expect((await theStream(page)).aheadBytesMost).toBeLessThanOrEqual(aheadBytesMax);
  expect(await digests(page)).toEqual(printedDigests(bytes));
  await expect(pane(page, node)).toContainText('Connected');
  agent.stop();
});
