import { createHash, randomBytes } from 'node:crypto';
import type { Page } from '@playwright/test';
import { lines, pane, readable, run, showNodes, startSession, takeRole } from './support/shells';
import { expect, test } from './support/test';

const node = 'web-3';
const megabyte = 1_000_000;
/** Of at most 4,000 bytes, which is what a terminal's driver takes in one (Linux: 4,096). */
const line = 'Grüße, 漢字 und 👍 '.repeat(120).slice(0, 1_300);

const md5 = (bytes: string | Buffer): string => createHash('md5').update(bytes).digest('hex');

function pasted(bytes: number): string {
  const one = `${line}\n`;
  return one.repeat(Math.ceil(bytes / Buffer.byteLength(one)));
}

/** As the browser makes it out of the person's keys; what is asked is answered with Paste. */
async function paste(page: Page, text: string): Promise<void> {
  const field = pane(page, node).getByRole('textbox', { name: 'Terminal input' });
  await field.evaluate((element, value) => {
    const clipboardData = new DataTransfer();
    clipboardData.setData('text/plain', value);
    element.dispatchEvent(new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true }));
  }, text);
  await page.getByRole('dialog').getByRole('button', { name: 'Paste', exact: true }).click();
  await expect(field).toBeFocused();
}

test('a megabyte arrives byte for byte, pasted or sent as a file, and Ctrl+C ends a paste', async ({
  page,
  signIn,
}) => {
  test.setTimeout(240_000);
  await signIn('ada');
  await takeRole(page, 'ada');
  await showNodes(page, { name: node });
  await startSession(page, node);

  const text = pasted(megabyte);
  expect(Buffer.byteLength(`${line}\n`)).toBeLessThanOrEqual(4_000);
  await run(page, node, 'cat > pasted.txt');
  await paste(page, text);
  await page.keyboard.press('Control+d');
  await page.keyboard.type('clear; md5sum < pasted.txt\n');
  await readable(page);
  await expect.poll(() => lines(page, node), { timeout: 60_000 }).toContain(`${md5(text)}  -`);

  // Any bytes are no text: they go as a file.
  const bytes = randomBytes(megabyte);
  await run(page, node, `clear; stty raw -echo; echo RE""ADY; head -c ${megabyte} | md5sum; stty sane`);
  await expect.poll(() => lines(page, node)).toContain('READY');
  await pane(page, node)
    .getByRole('button', { name: `Screen of ${node}` })
    .click();
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.getByRole('menuitem', { name: 'Send a file as input' }).click(),
  ]);
  await chooser.setFiles({ name: 'any.bin', mimeType: 'application/octet-stream', buffer: bytes });
  await expect.poll(async () => (await lines(page, node)).join(' ')).toContain(`${md5(bytes)}  -`);

  await run(page, node, 'clear; cat > /dev/null');
  await paste(page, pasted(8 * megabyte));
  await page.keyboard.press('Control+c');
  await expect(pane(page, node)).toContainText(/[\d,]+ bytes were not sent: Ctrl-C stopped them/);
  await page.keyboard.type('clear; echo still $((6*7))\n');
  await expect.poll(() => lines(page, node), { timeout: 60_000 }).toContain('still 42');
});
