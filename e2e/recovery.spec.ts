import type { Page } from '@playwright/test';
import { choosePlace } from './support/choose-place';
import { preferKey } from './support/prefer-key';
import { lines, pane, readable, run, showNodes, startSession, tab } from './support/shells';
import { signIn } from './support/sign-in';
import { expect, test } from './support/test';
import { startWorld, type TestWorld } from './support/world';

test.setTimeout(240_000);

/** How long the browser stays offline besides: E2E_OFFLINE_SECONDS=60 is run by hand, the reasoning is the same. */
const offlineMs = 1_000 * Number(process.env.E2E_OFFLINE_SECONDS ?? 0);

let asked = 0;

/** What the shell says only if it is the process that it was: a variable of its own. Each answer is told from those before. */
async function isStill(page: Page, mark: string): Promise<void> {
  asked += 1;
  await run(page, 'web-3', `clear; echo "still $MARK ${asked}"`);
  await expect.poll(() => lines(page, 'web-3')).toContain(`still ${mark} ${asked}`);
}

const says = (page: Page, words: string | RegExp) => expect(pane(page, 'web-3')).toContainText(words);

async function openShell(page: Page, world: TestWorld): Promise<void> {
  // The browser asks before a page with shells is left.
  page.on('dialog', (dialog) => void dialog.accept());
  await signIn(page, world, 'ada');
  await choosePlace(page, 'ada', '111122223333|eu-west-1');
  await showNodes(page, { name: 'web-3' });
  await startSession(page, 'web-3');
  await readable(page);
}

test('the same shell comes back after a reload, a dead console, a dead relay and a dead network', async ({
  browser,
}) => {
  // Credentials that are good for less than the test takes: every token is asked for with fresh ones.
  const world = await startWorld({ keepsWorld: true, emulatorEnv: { EMULATOR_STS_SECONDS: '15' } });
  try {
    const context = await browser.newContext({ baseURL: world.url });
    const page = await context.newPage();
    await openShell(page, world);
    await run(page, 'web-3', 'MARK=kept; clear; echo before-the-reload');
    await expect.poll(() => lines(page, 'web-3')).toContain('before-the-reload');

    await page.reload();
    await says(page, 'Connected');
    await expect.poll(() => lines(page, 'web-3')).toContain('before-the-reload');
    await isStill(page, 'kept');

    const [copy] = await Promise.all([
      context.waitForEvent('page'),
      page.evaluate(() => void window.open(location.href)),
    ]);
    await expect(copy.getByRole('heading', { name: /^Nodes/ })).toBeVisible();
    await expect.poll(() => copy.evaluate(() => JSON.stringify(sessionStorage))).not.toContain('-shell:');
    await expect(tab(copy, 'web-3')).toBeHidden();
    await copy.close();
    await isStill(page, 'kept');

    await world.killConsole();
    await world.control('faults', { cutEverySeconds: 1 });
    await says(page, 'Reconnecting');
    await world.endFaults();
    await world.restartConsole();
    await isStill(page, 'kept');

    await world.killEmulator();
    await says(page, 'Reconnecting');
    await world.restartEmulator();
    await isStill(page, 'kept');

    await context.setOffline(true);
    await world.control('faults', { cutEverySeconds: 1 });
    // Offline, the browser may hold back the news of the cut with what was on its way.
    await says(page, /Reconnecting|Not answering/);
    await page.waitForTimeout(offlineMs);
    await world.endFaults();
    await context.setOffline(false);
    await isStill(page, 'kept');
  } finally {
    await world.stop();
  }
});

test('an encrypted session works in the browser, survives a reload, and ends where its key is refused', async ({
  browser,
  world,
}) => {
  const page = await (await browser.newContext({ baseURL: world.url })).newPage();
  const wire: string[] = [];
  page.on('websocket', (socket) => {
    const add = ({ payload }: { payload: string | Buffer }) => void wire.push(payload.toString('latin1'));
    socket.on('framesent', add);
    socket.on('framereceived', add);
  });
  const allow = { Sid: 'All', Effect: 'Allow', Principal: '*', Action: 'kms:*', Resource: '*' };
  await preferKey(world, [allow]);
  await openShell(page, world);
  await run(page, 'web-3', 'MARK=sealed; clear; echo plain"-"text');
  await expect.poll(() => lines(page, 'web-3')).toContain('plain-text');
  await expect(
    pane(page, 'web-3').getByTitle(/^Encrypted with the KMS key arn:aws:kms:.*:key\//),
  ).toBeVisible();
  await page.reload();
  await isStill(page, 'sealed');
  expect(wire.join('')).toContain('KMSEncryption');
  expect(wire.join('')).not.toMatch(/plain|still|MARK/);

  const deny = { ...allow, Sid: 'NoKeys', Effect: 'Deny', Action: 'kms:GenerateDataKey' };
  await preferKey(world, [allow, deny]);
  await showNodes(page, { name: 'db-1' });
  await startSession(page, 'db-1');
  await expect(pane(page, 'db-1')).toContainText('kms:GenerateDataKey');
  await page.context().close();
});
