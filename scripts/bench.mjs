import { readFileSync } from 'node:fs';
import { findOrInstallChromium } from './run/browser.mjs';
import { buildConsoleWhenStale, buildEmulatorWhenStale } from './run/build.mjs';
import { startChild } from './run/child.mjs';
import { installWhenStale } from './run/install.mjs';
import { requireNode } from './run/preflight.mjs';
import { root } from './run/root.mjs';
import { runScript, say } from './run/say.mjs';

/**
 * Bundled, because tsx keeps function names and so makes @noble/hashes ten times slower than it is in a browser; that
 * one package is bundled as well, as the console's Worker has it.
 */
async function buildBench() {
  const { build } = await import('esbuild');
  const { dependencies, devDependencies } = JSON.parse(readFileSync(`${root}package.json`, 'utf8'));
  await build({
    entryPoints: { main: `${root}bench/main.ts`, echo: `${root}bench/peers/echo.ts` },
    outdir: `${root}.build/bench`,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    external: Object.keys({ ...dependencies, ...devDependencies }).filter((name) => name !== '@noble/hashes'),
    sourcemap: 'linked',
    absWorkingDir: root,
    logLevel: 'error',
  });
  await build({
    entryPoints: [`${root}bench/peers/bare-xterm.ts`],
    outdir: `${root}.build/bench`,
    bundle: true,
    format: 'iife',
    absWorkingDir: root,
    logLevel: 'error',
  });
}

/** `npm run bench [-- name …]`: measures; asserts nothing. */
await runScript(async () => {
  requireNode();
  await installWhenStale();
  await buildEmulatorWhenStale();
  await buildConsoleWhenStale();
  await buildBench();
  const chromium = await findOrInstallChromium();
  const env = { ...process.env, ...(chromium ? { QUARTERDECK_CHROMIUM: chromium } : {}) };
  const args = ['--enable-source-maps', `${root}.build/bench/main.mjs`, ...process.argv.slice(2)];
  const child = startChild('bench', process.execPath, args, { cwd: root, env, onLine: say });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => void child.stop());
  return child.ended;
});
