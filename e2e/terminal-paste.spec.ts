import { createHash, randomBytes } from 'node:crypto';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { paste } from './support/pasted';
import { lines, pane, readable, run, showNodes, startSession, takeRole } from './support/shells';
import { expect, test } from './support/test';

const node = 'web-3';
const megabyte = 1_000_000;
/** Of at most 4,000 bytes, which is what a terminal's driver takes in one (Linux: 4,096). */
const line = 'Grüße, 漢字 und 👍 '.repeat(120).slice(0, 1_300);

/** Unacknowledged at most (data-channel paper section 7): what Ctrl+C cannot overtake. */
const windowBytes = 65_536;
/** What the built-in agent takes for a program that does not read, with a frame or two and the terminal's own buffer. */
const agentTakesBytes = 280_000;

const md5 = (bytes: string | Buffer): string => createHash('md5').update(bytes).digest('hex');

function pasted(bytes: number): string {
  const one = `${line}\n`;
  return one.repeat(Math.ceil(bytes / Buffer.byteLength(one)));
}

test('a megabyte arrives byte for byte, pasted or sent as a file, and Ctrl+C ends a paste', async ({
  page,
  signIn,
  world,
}) => {
  test.setTimeout(240_000);
  await signIn('ada');
  await takeRole(page, 'ada');
  await showNodes(page, { name: node });
  await startSession(page, node);

  const text = pasted(megabyte);
  expect(Buffer.byteLength(`${line}\n`)).toBeLessThanOrEqual(4_000);
  await run(page, node, 'cat > pasted.txt');
  await paste(page, node, text);
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
  await paste(page, node, pasted(8 * megabyte));
  await page.keyboard.press('Control+c');
  await expect(pane(page, node)).toContainText(/[\d,]+ bytes were not sent: Ctrl-C stopped them/);
  await page.keyboard.type('clear; echo still $((6*7))\n');
  await expect.poll(() => lines(page, node), { timeout: 60_000 }).toContain('still 42');

  // A program that does not read: what is under way when Ctrl+C is pressed reaches it, then Ctrl+C, and nothing else.
  const go = join(world.folder, 'go');
  const reader = `until [ -s ${go} ]; do sleep 0.1; done; head -c $(cat ${go}) | md5sum; stty sane`;
  await run(page, node, `clear; stty raw -echo; echo RE""ADY; ${reader}`);
  await expect.poll(() => lines(page, node)).toContain('READY');
  const typed = Buffer.from(pasted(4 * megabyte).replaceAll('\n', '\r'));
  await paste(page, node, pasted(4 * megabyte));
  await page.keyboard.press('Control+c');
  const notice = pane(page, node).getByText(/[\d,]+ bytes were not sent: Ctrl-C stopped them/);
  const unsent = Number((await notice.innerText()).replace(/ bytes.*/s, '').replace(/\D/g, ''));
  const sent = typed.length - unsent;
  expect(sent).toBeLessThanOrEqual(windowBytes + agentTakesBytes);
  writeFileSync(go, String(sent + 1));
  const got = md5(Buffer.concat([typed.subarray(0, sent), Buffer.from('\x03')]));
  await expect.poll(async () => (await lines(page, node)).join(' ')).toContain(`${got}  -`);
  await run(page, node, 'clear; echo now $((6*7))');
  await expect.poll(() => lines(page, node)).toContain('now 42');
});
