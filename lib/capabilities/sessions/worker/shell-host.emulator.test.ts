import type { SSMClient } from '@aws-sdk/client-ssm';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { type EmulatorProcess, startEmulatorProcess } from '../testing/emulator-process';
import { clientOf, NodeShell, onlineLinuxNode } from '../testing/node-shell';
import { aheadBytesMax } from './output-feed';

/** Real sockets, a real PTY, the emulator as a process: only the page is played. */
let emulator: EmulatorProcess;
let ssm: SSMClient;
let node: string;
let shell: NodeShell;

beforeAll(async () => {
  emulator = await startEmulatorProcess();
  ssm = clientOf(emulator);
  node = await onlineLinuxNode(ssm);
}, 180_000);
afterEach(() => shell.close());
afterAll(async () => {
  ssm.destroy();
  await emulator.stop();
});

async function openShell(size = { cols: 131, rows: 33 }): Promise<void> {
  shell = new NodeShell(ssm);
  await shell.start(node, size);
  await shell.saw(/[$#] $/);
}

test('a shell answers, at the width and height it was opened with', async () => {
  await openShell();
  shell.type('echo $((6*7)) $(stty size)\r');
  await shell.saw(/^42 33 131\r$/m);
}, 20_000);

test('a new size reaches the program in it', async () => {
  await openShell();
  shell.resize({ cols: 97, rows: 21 });
  shell.type('stty size\r');
  await shell.saw(/^21 97\r$/m);
}, 20_000);

test('a cut connection comes back to the same shell, with no byte lost or doubled', async () => {
  await openShell();
  shell.type(
    'stty -echo; MARK=kept; for i in $(seq 1 400); do echo line-$i; sleep 0.002; done; echo "end $MARK"\r',
  );
  await shell.saw(/line-50\r/);
  shell.cut();
  await shell.saw(/^end kept\r$/m);
  const numbers = [...shell.output.matchAll(/^line-(\d+)\r$/gm)].map(([, number]) => Number(number));
  expect(numbers).toEqual(Array.from({ length: 400 }, (_, at) => at + 1));
  expect(shell.links.map(({ is }) => is)).toContain('reconnecting');
  expect(shell.links.at(-1)?.is).toBe('connected');
}, 30_000);

test('3 MB arrive whole at a page that draws when it likes, and is never further behind than it may be', async () => {
  await openShell();
  shell.draws = false;
  shell.type('head -c 3000000 /dev/zero | tr "\\0" x; echo; echo all-of"-"it\r');
  while (!/^all-of-it\r$/m.test(shell.output)) {
    await shell.until(() => shell.aheadBytes > 0);
    shell.drawOne();
  }
  expect(shell.aheadBytesMost).toBeLessThanOrEqual(aheadBytesMax);
  expect(shell.output.match(/x{1000,}/)?.[0]).toHaveLength(3_000_000);
}, 180_000);

test('leaving the shell ends it, behind its last byte', async () => {
  await openShell();
  shell.type('echo good"-"bye; exit\r');
  await shell.until(() => shell.end !== null);
  expect(shell.end?.why).toBe('ended-by-service');
  expect(shell.output).toMatch(/^good-bye\r$/m);
}, 20_000);
