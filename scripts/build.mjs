import { buildConsoleWhenStale, buildEmulatorWhenStale } from './run/build.mjs';
import { requireNode } from './run/preflight.mjs';
import { runScript } from './run/say.mjs';

await runScript(async () => {
  requireNode();
  await buildEmulatorWhenStale();
  await buildConsoleWhenStale({ always: true });
});
