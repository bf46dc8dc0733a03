import { createHash } from 'node:crypto';
import { SSMClient } from '@aws-sdk/client-ssm';
import { expect, test } from 'vitest';
import { NodeShell } from '@/lib/capabilities/sessions/testing/node-shell';
import { aheadBytesMax } from '@/lib/capabilities/sessions/worker/output-feed';
import type { Program, ProgramHost } from '../witness/agent-program';
import { sessionScene } from './session-scene';

const lineBytes = 1_000;
const lines = 20_000;
const line = (at: number) => `${String(at).padStart(lineBytes - 1, '.')}\n`;

/** Prints 20 MB as fast as it may, a turn of the event loop for every ten lines. */
function flood(): Program {
  let host: ProgramHost | undefined;
  let at = 0;
  let paused = false;
  const run = () => {
    if (paused || at >= lines) return;
    for (const until = at + 10; at < until; at += 1) host?.output(line(at));
    setImmediate(run);
  };
  return {
    start(own) {
      host = own;
      run();
    },
    input() {},
    resize() {},
    pause: () => {
      paused = true;
    },
    resume() {
      paused = false;
      run();
    },
    kill() {
      at = lines;
    },
  };
}

test('20 MB of an agent without a send window arrive whole at a screen whose queue they fill', async () => {
  await using scene = await sessionScene({ bareAgent: { program: flood, habits: 'windowless' } });
  const shell = new NodeShell(new SSMClient(scene.aws), null, { outputBytesMax: 3_000_000 });
  shell.draws = false;
  await shell.start(scene.nodeId, { cols: 80, rows: 24 });
  // Draws nothing until its queue is full and the connection given up, then as fast as it can.
  const isFull = () => shell.links.some((link) => link.is === 'reconnecting' && link.why === 'catching-up');
  await shell.until(isFull);
  expect(shell.output.length).toBeLessThanOrEqual(aheadBytesMax);
  while (shell.output.length < lines * lineBytes) {
    await shell.until(() => shell.aheadBytes > 0);
    shell.drawOne();
  }
  const whole = createHash('sha256');
  for (let at = 0; at < lines; at += 1) whole.update(line(at));
  expect(createHash('sha256').update(shell.output).digest('hex')).toBe(whole.digest('hex'));
  expect(shell.aheadBytesMost).toBeLessThanOrEqual(aheadBytesMax);
  shell.close();
}, 120_000);
