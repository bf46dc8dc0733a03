import { accessSync, constants } from 'node:fs';
import { delimiter, join } from 'node:path';
import { startChild, waitUntilHealthy } from '../../scripts/run/child.mjs';
import { freePort } from '../../scripts/run/preflight.mjs';
import { begun } from '../begun';

const startMsMax = 60_000;

const isThere = (program: string): boolean =>
  (process.env.PATH ?? '').split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });

/** moto's server, the emulator most people use; undefined where it is not on PATH. */
export async function startMoto(): Promise<{ url: string; stop(): Promise<void> } | undefined> {
  if (!isThere('moto_server')) return undefined;
  const port = await freePort();
  const child = startChild('moto_server', 'moto_server', ['-H', '127.0.0.1', '-p', String(port)], {
    env: process.env,
  });
  const url = `http://127.0.0.1:${port}`;
  await waitUntilHealthy(child, `${url}/moto-api/`, startMsMax);
  return { url, stop: begun(() => child.stop()) };
}
