import { appendFileSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildConsoleWhenStale, buildEmulatorWhenStale } from './run/build.mjs';
import { consoleEnv, startConsoleProcess } from './run/console.mjs';
import { startEmulatorProcess } from './run/emulator.mjs';
import { installWhenStale } from './run/install.mjs';
import { requireFreePort, requireNode } from './run/preflight.mjs';
import { Refusal, runScript, say } from './run/say.mjs';
import { welcome } from './run/welcome.mjs';

/** @param {string | undefined} text @param {number} otherwise */
const portOf = (text, otherwise) => (text ? Number(text) : otherwise);

/** @type {(() => Promise<void> | void)[]} what to undo, last first */
const undo = [];

async function demo() {
  requireNode();
  const port = portOf(process.env.PORT, 3000);
  const emulatorPort = portOf(process.env.EMULATOR_PORT, 4577);
  const tlsPort = portOf(process.env.EMULATOR_TLS_PORT, 4578);
  await requireFreePort(port, 'console', 'PORT');
  await requireFreePort(emulatorPort, 'emulator', 'EMULATOR_PORT');
  await requireFreePort(tlsPort, "emulator's TLS", 'EMULATOR_TLS_PORT');
  await installWhenStale();
  await buildEmulatorWhenStale();
  await buildConsoleWhenStale();

  const stopped = new Promise((resolve) => {
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.once(signal, () => resolve(signal));
  });
  const runDir = mkdtempSync(join(tmpdir(), 'quarterdeck-demo-'));
  undo.push(() => rmSync(runDir, { recursive: true, force: true }));
  const publicUrl = process.env.PUBLIC_URL ?? `http://localhost:${port}`;
  const { child: emulator, facts } = await startEmulatorProcess({
    runDir,
    port: emulatorPort,
    tlsPort,
    consoleOrigins: [new URL(publicUrl).origin],
    onLine: linesTo(join(runDir, 'emulator.log')),
  });
  undo.push(() => emulator.stop());
  const env = consoleEnv({
    port,
    publicUrl,
    emulator: facts,
    dataDir: join(runDir, 'db'),
    env: fromCaller(),
  });
  const consoleLog = join(runDir, 'console.log');
  const server = await startConsoleProcess({ port, env, onLine: linesTo(consoleLog) });
  undo.push(() => server.stop());

  say(welcome({ publicUrl, facts, consoleLog }));
  const died = Promise.race([emulator, server].map((child) => child.ended.then(() => child)));
  const first = await Promise.race([stopped, died]);
  if (typeof first === 'object') throw new Refusal(`The ${first.name} ended:\n${first.output()}`);
  say('Stopping…');
}

/** @param {string} file @returns {(line: string) => void} */
const linesTo = (file) => (line) => appendFileSync(file, `${line}\n`);

/** Settings of the console that a person may hand to the demo as well. */
function fromCaller() {
  const names = ['DATABASE_URL', 'ENCRYPTION_KEYS', 'QUARTERDECK_CONFIG', 'LOG_LEVEL', 'SIGN_IN_HOURS'];
  return Object.fromEntries(names.flatMap((name) => (process.env[name] ? [[name, process.env[name]]] : [])));
}

await runScript(async () => {
  try {
    await demo();
  } finally {
    for (const step of undo.reverse()) await step();
  }
});
process.exit();
