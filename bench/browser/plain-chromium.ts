import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { begun } from '../begun';

export interface PlainChromium {
  /** Where its debugger listens (`ws://…`). */
  readonly debuggerUrl: string;
  stop(): Promise<void>;
}

/** A Chromium that nobody watches: whoever measures attaches and lets go as it pleases. */
export async function startPlainChromium(executablePath: string): Promise<PlainChromium> {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-chromium-'));
  const args = [
    '--headless=new',
    '--remote-debugging-port=0',
    `--user-data-dir=${folder}`,
    '--window-size=1440,900',
    '--no-first-run',
    // Chromium's own sandbox needs a user that is not root.
    ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    'about:blank',
  ];
  const child = spawn(executablePath, args, { stdio: ['ignore', 'ignore', 'pipe'] });
  const stop = begun(async () => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill();
      await once(child, 'exit');
    }
    rmSync(folder, { recursive: true, force: true, maxRetries: 5 });
  });
  try {
    return { debuggerUrl: await debuggerUrlOf(child), stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

async function debuggerUrlOf({ stderr }: ChildProcess): Promise<string> {
  if (!stderr) throw new Error('Chromium has no stderr.');
  for await (const line of createInterface(stderr)) {
    const [, url] = /DevTools listening on (ws:\S+)/.exec(line) ?? [];
    if (url) return url;
  }
  throw new Error('Chromium ended without saying where its debugger listens.');
}
