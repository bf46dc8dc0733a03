import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Child } from '../../scripts/run/child.mjs';
import { consoleEnv, startConsoleProcess } from '../../scripts/run/console.mjs';
import { type EmulatorFacts, startEmulatorProcess } from '../../scripts/run/emulator.mjs';
import { freePort } from '../../scripts/run/preflight.mjs';

export interface WorldOptions {
  /** Further variables for the emulator, such as EMULATOR_NODES. */
  emulatorEnv?: Record<string, string>;
  /** Further variables for every console replica, such as DATABASE_URL. */
  consoleEnv?: Record<string, string>;
}

/** An emulator and a console as a person runs them: two processes that know of each other only by address. */
export interface TestWorld {
  /** The console, as a browser sees it. */
  readonly url: string;
  readonly emulator: EmulatorFacts;
  /** A folder that goes away with the world. */
  readonly folder: string;
  /** All that both processes have printed so far. */
  logs(): string;
  /** A write on the emulator's control API. */
  control(path: string, body?: unknown): Promise<void>;
  consoleProcess(): Child;
  /** Ends the console and starts it again on the same port with the same settings. */
  restartConsole(): Promise<void>;
  stop(): Promise<void>;
}

/** Starts a world on free ports, from what `npm run build` made. */
export async function startWorld(options: WorldOptions = {}): Promise<TestWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-e2e-'));
  const [port, emulatorPort, tlsPort] = await Promise.all([freePort(), freePort(), freePort()]);
  const url = `http://localhost:${port}`;
  const lines: string[] = [];
  const onLine = (line: string) => void lines.push(line);
  const { child, facts } = await startEmulatorProcess({
    runDir: folder,
    port: emulatorPort,
    tlsPort,
    consoleOrigins: [url],
    env: options.emulatorEnv ?? {},
    onLine,
  });
  const dataDir = join(folder, 'db');
  const env = consoleEnv({ port, publicUrl: url, emulator: facts, dataDir, env: options.consoleEnv ?? {} });
  let server = await startConsoleProcess({ port, env, onLine });
  return {
    url,
    emulator: facts,
    folder,
    logs: () => lines.join('\n'),
    control: (path, body) => control(facts.url, path, body),
    consoleProcess: () => server,
    async restartConsole() {
      await server.stop();
      server = await startConsoleProcess({ port, env, onLine });
    },
    async stop() {
      await server.stop();
      await child.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

async function control(url: string, path: string, body: unknown = {}): Promise<void> {
  const answer = await fetch(`${url}/_emulator/${path}`, {
    method: 'POST',
    headers: { 'x-emulator': '1', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`/_emulator/${path} answered ${answer.status}: ${await answer.text()}`);
}
