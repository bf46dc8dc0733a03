import { buildEmulatorWhenStale } from './run/build.mjs';
import { startChild } from './run/child.mjs';
import { installWhenStale } from './run/install.mjs';
import { requireNode } from './run/preflight.mjs';
import { root } from './run/root.mjs';
import { runScript } from './run/say.mjs';

/** `npm run emulator`: the local AWS on its own. It prints where it listens itself. */
await runScript(async () => {
  requireNode();
  await installWhenStale();
  await buildEmulatorWhenStale();
  const child = startChild(
    'emulator',
    process.execPath,
    ['--enable-source-maps', `${root}.build/emulator/main.mjs`],
    {
      env: { ...process.env, EMULATOR_AGENT_ENTRY: `${root}.build/emulator/agent.mjs` },
      onLine: (line) => process.stdout.write(`${line}\n`),
    },
  );
  for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM', 'SIGHUP']))
    process.on(signal, () => void child.stop());
  return child.ended;
});
