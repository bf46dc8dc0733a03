/** @typedef {import('@playwright/test').Page} Page */
/** @typedef {{ name: string, ready: () => Promise<void> }} Scene */

/** Two seconds of a shell, as "Record" writes them. */
const recording = [
  { version: 2, width: 80, height: 24, timestamp: 1_790_000_000, title: 'Disks of web-3' },
  [0.2, 'o', 'root@web-3:~# df -h /\r\n'],
  [
    0.9,
    'o',
    'Filesystem      Size  Used Avail Use% Mounted on\r\n/dev/nvme0n1p1   20G  \u001b[1;31m 19G\u001b[0m  1.0G  95% /\r\n',
  ],
  [1.8, 'o', 'root@web-3:~# '],
];

/** @param {Page} page @param {string} name */
async function startOn(page, name) {
  await page.goto(`/nodes?filter=is*name*${name}`);
  await page
    .getByRole('checkbox', { name: `Select ${name}`, exact: true })
    .first()
    .click();
  await page.getByRole('button', { name: 'Start session' }).first().click();
  await page
    .getByRole('tabpanel', { name: new RegExp(name) })
    .getByText('Connected')
    .waitFor();
}

/** @param {Page} page @param {string} menu @param {string} entry */
async function choose(page, menu, entry) {
  await page.getByRole('button', { name: menu }).first().click();
  await page.getByRole('menuitem', { name: entry, exact: true }).click();
}

/**
 * Shells, sessions, and how they are set up. `ready` brings the page into the scene.
 * @param {Page} page
 * @param {{ go: (path: string) => () => Promise<void>, settled: () => Promise<void>, takePlace: (place: string) => Promise<void> }} walk
 * @returns {AsyncGenerator<Scene>}
 */
export async function* sessionScenes(page, { go, settled, takePlace }) {
  const dialog = page.getByRole('dialog');
  yield {
    name: 'start-dialog',
    ready: async () => {
      await page.goto('/nodes?filter=is*name*web-3');
      await page.getByRole('checkbox', { name: 'Select web-3', exact: true }).first().click();
      await page.getByRole('button', { name: 'Start with options' }).first().click();
      await dialog.getByRole('button', { name: /Session document/ }).click();
      await page.getByRole('option', { name: 'AWS-StartInteractiveCommand' }).click();
      await dialog.getByLabel('command', { exact: true }).waitFor();
    },
  };
  await startOn(page, 'web-3');
  await page.keyboard.type('echo $((6*7)); tput cols; whoami\n');
  yield { name: 'shell', ready: settled };
  yield { name: 'sessions', ready: go('/sessions') };
  yield {
    name: 'shell-menu',
    ready: () => page.getByRole('button', { name: 'More for web-3' }).click(),
  };
  await page.keyboard.press('Escape');
  yield {
    name: 'terminal-settings',
    ready: () => choose(page, 'Screen of web-3', 'Terminal settings'),
  };
  await page.keyboard.press('Escape');
  await startOn(page, 'db-1');
  await startOn(page, 'cache-1');
  yield { name: 'shell-tabs', ready: settled };
  await choose(page, 'More for cache-1', 'Bring all tabs into this one');
  await choose(page, 'More for cache-1', 'Type to all panes');
  yield { name: 'shell-panes', ready: settled };
  yield {
    name: 'shell-close',
    ready: () => page.getByTitle('Close cache-1 and 2 more').click(),
  };
  await dialog.getByRole('button', { name: /^End/ }).click();
  yield { name: 'shell-ended', ready: settled };
  // This account keeps logs, the other does not.
  await takePlace('444455556666|eu-west-1');
  const at = 'account=444455556666&region=eu-west-1';
  await startOn(page, 'checkout-1');
  await page.keyboard.type('uptime; exit\n');
  await page.getByText('Ended:').first().waitFor();
  yield {
    name: 'session-log',
    ready: async () => {
      await go('/sessions?filter=is*status*Terminated')();
      await page.getByRole('row').nth(1).getByRole('checkbox').click();
      await page.getByRole('button', { name: 'Read log from S3' }).click();
      await page.getByRole('region', { name: 'Log text' }).waitFor();
    },
  };
  yield { name: 'session-preferences', ready: go(`/sessions/preferences?${at}`) };
  yield {
    name: 'session-preferences-edit',
    ready: async () => {
      await page.getByLabel('Idle timeout').fill('15');
      await page.getByLabel('Maximum duration').fill('2000');
    },
  };
  await page.getByRole('button', { name: 'Discard changes' }).click();
  yield { name: 'session-documents', ready: go('/sessions/documents') };
  const document = `/sessions/document?${at}`;
  yield { name: 'session-document', ready: go(`${document}&name=AWS-StartInteractiveCommand`) };
  yield { name: 'session-document-create', ready: go(document) };
  yield { name: 'player', ready: go('/sessions/player') };
  yield {
    name: 'player-playing',
    ready: async () => {
      const [chooser] = await Promise.all([
        page.waitForEvent('filechooser'),
        page.getByRole('button', { name: 'Choose file' }).click(),
      ]);
      const text = recording.map((line) => JSON.stringify(line)).join('\n');
      await chooser.setFiles({
        name: 'disks.cast',
        mimeType: 'application/x-asciicast',
        buffer: Buffer.from(text),
      });
      await page.getByRole('slider', { name: 'Position' }).press('End');
    },
  };
}
