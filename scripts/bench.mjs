import { buildConsoleWhenStale, buildEmulatorWhenStale } from './run/build.mjs';
import { startChild } from './run/child.mjs';
import { installWhenStale } from './run/install.mjs';
import { requireNode } from './run/preflight.mjs';
import { root } from './run/root.mjs';
import { runScript, say } from './run/say.mjs';

/** `npm run bench [-- name …]`: measures; asserts nothing. */
await runScript(async () => {
  requireNode();
  await installWhenStale();
  await buildEmulatorWhenStale();
  await buildConsoleWhenStale();
  const args = [`${root}node_modules/tsx/dist/cli.mjs`, 'bench/main.ts', ...process.argv.slice(2)];
  return startChild('bench', process.execPath, args, { cwd: root, env: process.env, onLine: say }).ended;
});
