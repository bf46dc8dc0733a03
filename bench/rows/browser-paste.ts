import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { Hands } from '../browser/hands';
import { bar, type Row } from '../row';

/** Issue 3, acceptance 1: lines of at most 4,000 bytes, which is what a terminal's driver takes in one. */
const lineBytes = 4_000;
const pasteBytes = 1_000_000;
const output = 20_000_000;

/** A paste as the browser makes it out of the person's keys. */
const paste = `(() => {
  const data = new DataTransfer();
  data.setData('text/plain', ('p'.repeat(${lineBytes - 1}) + '\\n').repeat(${pasteBytes / lineBytes}));
  document.activeElement.dispatchEvent(
    new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true }));
})()`;

/** A paste into a program that counts what it reads, and what the page holds behind much output. */
export async function pasteRows(hands: Hands): Promise<Row[]> {
  await hands.run('window.terminalProbe.forgetTail()');
  await hands.type(`stty -echo; printf 'RE''ADY\\n'; head -c ${pasteBytes} | md5sum; stty echo`);
  await hands.press('Enter');
  await hands.until(`window.terminalProbe.tail.endsWith('READY\\r\\n')`);
  const start = performance.now();
  await hands.run(paste);
  await hands.run(
    `[...document.querySelectorAll('[role="dialog"] button')].find((each) => each.textContent.trim() === 'Paste')?.click()`,
  );
  await hands.until(`/[0-9a-f]{32}  -/.test(window.terminalProbe.tail)`);
  const seconds = (performance.now() - start) / 1e3;
  const sum = await hands.look(`/([0-9a-f]{32})  -/.exec(window.terminalProbe.tail)[1]`, z.string());
  const text = `${'p'.repeat(lineBytes - 1)}\n`.repeat(pasteBytes / lineBytes);
  const exact = createHash('md5').update(text).digest('hex') === sum;
  return [
    {
      what: 'paste of 1 MB, until the program had it all',
      figure: seconds,
      unit: 's',
      bar: bar('byte for byte', exact),
    },
    ...(await memoryRows(hands)),
  ];
}

async function memoryRows(hands: Hands): Promise<Row[]> {
  const before = await hands.heapBytes();
  await hands.run('window.terminalProbe.restart()');
  await hands.type(`head -c ${output} /dev/zero | tr '\\0' x | fold -w 100`);
  await hands.press('Enter');
  await hands.until(`window.terminalProbe.drawnBytes >= ${output}`);
  const after = await hands.heapBytes();
  return [
    { what: "the page's heap before", figure: before / 1e6, unit: 'MB' },
    { what: 'the same behind 20 MB of output (10,000 lines kept)', figure: after / 1e6, unit: 'MB' },
  ];
}
