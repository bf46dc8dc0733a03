import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run, startChild } from '../../scripts/run/child.mjs';
import { freePort } from '../../scripts/run/preflight.mjs';
import { root } from '../../scripts/run/root.mjs';
import { begun } from '../begun';
import { alternate, type Bench, bar, Series } from '../row';

const rounds = 3;

/** Seconds from the command to the line that names the password, behind the console's URL. The demo is then ended. */
async function secondsToUrl(folder: string): Promise<number> {
  const [port, emulatorPort, tlsPort] = await Promise.all([freePort(), freePort(), freePort()]);
  const env = {
    ...process.env,
    PORT: String(port),
    EMULATOR_PORT: String(emulatorPort),
    EMULATOR_TLS_PORT: String(tlsPort),
  };
  const start = performance.now();
  let printed = () => {};
  const url = new Promise<void>((resolve) => {
    printed = resolve;
  });
  const onLine = (line: string) => line.includes('Password') && printed();
  const child = startChild('demo', 'npm', ['run', 'demo'], { cwd: folder, env, onLine });
  const stop = begun(() => child.signal('SIGINT'));
  const ended = await Promise.race([url, child.ended]);
  const seconds = (performance.now() - start) / 1e3;
  await stop();
  await child.ended;
  if (ended !== undefined) throw new Error(`npm run demo ended with ${ended}:\n${child.output()}`);
  return seconds;
}

export const demo: Bench = {
  name: 'demo',
  about: '`npm run demo` when everything is installed and built',
  async measure() {
    const again = new Series(() => secondsToUrl(root));
    await alternate(rounds, [again]);
    const figure = again.median;
    return [{ what: 'to the printed URL, again', figure, unit: 's', bar: bar('≤ 10 s', figure <= 10) }];
  },
};

export const demoFresh: Bench = {
  name: 'demo-fresh',
  about: '`git clone` and `npm run demo` in an empty folder: installs and builds',
  onlyWhenNamed: true,
  async measure() {
    const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-fresh-'));
    try {
      await run('git', ['clone', '--quiet', root, folder], { quiet: true, what: 'git clone' });
      const figure = await secondsToUrl(folder);
      return [
        { what: 'to the printed URL, fresh clone', figure, unit: 's', bar: bar('≤ 240 s', figure <= 240) },
      ];
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  },
};
