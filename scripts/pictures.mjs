import { cpSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { findOrInstallChromium } from './run/browser.mjs';
import { buildConsoleWhenStale, buildEmulatorWhenStale } from './run/build.mjs';
import { consoleEnv, startConsoleProcess } from './run/console.mjs';
import { startEmulatorProcess } from './run/emulator.mjs';
import { installWhenStale } from './run/install.mjs';
import { freePort, requireNode } from './run/preflight.mjs';
import { root } from './run/root.mjs';
import { runScript, say } from './run/say.mjs';
import { readmeScenes, scenes } from './run/scenes.mjs';

const folder = `${root}.build/pictures`;
const sizes = { wide: { width: 1440, height: 900 }, narrow: { width: 390, height: 844 } };
const themes = /** @type {const} */ (['light', 'dark']);

/** @returns {Promise<{ url: string, password: string, stop: () => Promise<void> }>} an emulator and a console */
async function startWorld() {
  const runDir = mkdtempSync(join(tmpdir(), 'quarterdeck-pictures-'));
  const [port, emulatorPort, tlsPort] = await Promise.all([freePort(), freePort(), freePort()]);
  const url = `http://localhost:${port}`;
  const { child, facts } = await startEmulatorProcess({
    runDir,
    port: emulatorPort,
    tlsPort,
    consoleOrigins: [url],
  });
  const env = consoleEnv({ port, publicUrl: url, emulator: facts, dataDir: join(runDir, 'db') });
  const server = await startConsoleProcess({ port, env });
  const stop = async () => {
    await server.stop();
    await child.stop();
    rmSync(runDir, { recursive: true, force: true });
  };
  return { url, password: facts.password, stop };
}

/**
 * `npm run pictures [-- name …]`: every page and state as PNG, light and dark, wide and narrow, into .build/pictures.
 * The README's go to docs/pictures.
 */
await runScript(async () => {
  requireNode();
  await installWhenStale();
  const executablePath = await findOrInstallChromium();
  await buildEmulatorWhenStale();
  await buildConsoleWhenStale();
  const { chromium } = await import('@playwright/test');
  const browser = await chromium.launch({
    executablePath,
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  const world = await startWorld();
  mkdirSync(folder, { recursive: true });
  const wanted = process.argv.slice(2);
  try {
    for (const [size, viewport] of Object.entries(sizes))
      for (const theme of themes) {
        const context = await browser.newContext({ viewport, baseURL: world.url });
        await context.addCookies([{ name: 'qd-theme', value: theme, url: world.url }]);
        const page = await context.newPage();
        const missing = new Set(wanted);
        for await (const { name, ready } of scenes(page, world)) {
          await ready(); // Also where it is not wanted: the next scene goes on from here.
          if (wanted.length > 0 && !missing.delete(name)) continue;
          const file = `${folder}/${name}-${theme}-${size}.png`;
          await page.screenshot({ path: file, animations: 'disabled' });
          if (size === 'wide' && readmeScenes.includes(name)) {
            mkdirSync(`${root}docs/pictures`, { recursive: true });
            cpSync(file, `${root}docs/pictures/${name}-${theme}.png`);
          }
          say(file.slice(root.length));
          if (wanted.length > 0 && missing.size === 0) break;
        }
        await context.close();
      }
  } finally {
    await browser.close();
    await world.stop();
  }
});
process.exit();
