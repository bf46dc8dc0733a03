import { mkdirSync } from 'node:fs';
import { consoleEnv, startConsoleProcess } from './run/console.mjs';
import { startEmulatorProcess } from './run/emulator.mjs';
import { installWhenStale } from './run/install.mjs';
import { requireFreePort, requireNode } from './run/preflight.mjs';
import { root } from './run/root.mjs';
import { runScript, say } from './run/say.mjs';
import { welcome } from './run/welcome.mjs';

/** `npm run dev`: emulator and console, both reloading on change; state is kept in .quarterdeck/dev. */
await runScript(async () => {
  requireNode();
  const port = Number(process.env.PORT ?? 3000);
  const emulatorPort = Number(process.env.EMULATOR_PORT ?? 4577);
  const tlsPort = Number(process.env.EMULATOR_TLS_PORT ?? 4578);
  await requireFreePort(port, 'console', 'PORT');
  await requireFreePort(emulatorPort, 'emulator', 'EMULATOR_PORT');
  await requireFreePort(tlsPort, "emulator's TLS", 'EMULATOR_TLS_PORT');
  await installWhenStale();
  const runDir = `${root}.quarterdeck/dev`;
  mkdirSync(runDir, { recursive: true });
  const publicUrl = `http://localhost:${port}`;
  const onLine = (/** @type {string} */ line) => say(line);
  const emulator = await startEmulatorProcess({
    runDir,
    port: emulatorPort,
    tlsPort,
    consoleOrigins: [publicUrl],
    // The same people, password and client secret after each reload, or every save would sign everybody out.
    env: { EMULATOR_DATA_DIR: `${runDir}/world` },
    onLine,
    watch: true,
  });
  const env = consoleEnv({ port, publicUrl, emulator: emulator.facts, dataDir: `${runDir}/db` });
  const server = await startConsoleProcess({ port, env, onLine, dev: true });
  say(welcome({ publicUrl, facts: emulator.facts }));
  await new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, resolve);
    void Promise.race([emulator.child.ended, server.ended]).then(resolve);
  });
  await server.stop();
  await emulator.child.stop();
});
process.exit();
