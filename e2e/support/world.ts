import { randomBytes } from 'node:crypto';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { consoleEnv, startConsoleProcess } from '../../scripts/run/console.mjs';
import { type EmulatorFacts, startEmulatorProcess } from '../../scripts/run/emulator.mjs';
import { freePort } from '../../scripts/run/preflight.mjs';
import { journal } from './journal';
import { startRoundRobin } from './round-robin';

export interface WorldOptions {
  /** Further variables for the emulator, such as EMULATOR_NODES. */
  emulatorEnv?: Record<string, string>;
  /** Further variables for every console replica, such as DATABASE_URL. */
  consoleEnv?: Record<string, string>;
  /** Consoles behind a round-robin balancer; one without a balancer unless said. More than one need a DATABASE_URL. */
  replicas?: number;
  /** The emulator's world outlives the emulator. */
  keepsWorld?: boolean;
}

/** An emulator and a console as a person runs them: two processes that know of each other only by address. */
export interface TestWorld {
  /** The console, as a browser sees it. */
  readonly url: string;
  readonly emulator: EmulatorFacts;
  /** A folder that goes away with the world. */
  readonly folder: string;
  /** All that the console has printed so far. */
  consoleLogs(): string;
  /** All that the emulator has printed so far. It prints its own key and password: that is how a person gets them. */
  emulatorLogs(): string;
  /** A write on the emulator's control API. */
  control(path: string, body?: unknown): Promise<void>;
  /** Ends faults that were asked for by `control('faults', …)`. */
  endFaults(): Promise<void>;
  /** Every console is gone as after a crash. */
  killConsole(): Promise<void>;
  /** Ends every console and starts it again on the same port with the same settings; `between` is given its data folders. */
  restartConsole(between?: (dataDirs: readonly string[]) => Promise<void>): Promise<void>;
  /** The emulator, and so the relay of every session, is gone as after a crash. */
  killEmulator(): Promise<void>;
  /** Starts it again on the same ports and folders; with `keepsWorld` its sessions live on. */
  restartEmulator(): Promise<void>;
  /** Requests that each replica was given; empty where there is no balancer. */
  spread(): readonly number[];
  stop(): Promise<void>;
}

/** Starts a world on free ports, from what `npm run build` made. */
export async function startWorld(options: WorldOptions = {}): Promise<TestWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'quarterdeck-e2e-'));
  const [port, emulatorPort, tlsPort] = await Promise.all([freePort(), freePort(), freePort()]);
  const url = `http://localhost:${port}`;
  const worldDir = join(folder, 'world');
  const lines = { console: [] as string[], emulator: [] as string[] };
  const keep = (server: keyof typeof lines) => {
    const write = journal.writer(`${server} of ${url}`);
    return (line: string) => {
      lines[server].push(line);
      write(line);
    };
  };
  const runEmulator = () =>
    startEmulatorProcess({
      runDir: folder,
      port: emulatorPort,
      tlsPort,
      consoleOrigins: [url],
      env: {
        ...options.emulatorEnv,
        ...(options.keepsWorld && { EMULATOR_DATA_DIR: worldDir }),
      },
      onLine: keep('emulator'),
    });
  const { child: first, facts } = await runEmulator();
  let emulator = first;
  const ports = await replicaPorts(port, options.replicas ?? 1);
  const dataDirOf = (own: number) => join(folder, `db-${own}`);
  const start = (own: number) => {
    const dataDir = dataDirOf(own);
    const env = consoleEnv({
      port: own,
      publicUrl: url,
      emulator: facts,
      dataDir,
      env: options.consoleEnv ?? {},
    });
    return startConsoleProcess({
      port: own,
      env: { ...env, ENCRYPTION_KEYS: encryptionKey },
      onLine: keep('console'),
    });
  };
  const encryptionKey = randomBytes(32).toString('base64');
  let consoles = await Promise.all(ports.map(start)).catch(async (error: unknown) => {
    await emulator.stop();
    throw error;
  });
  const balancer = ports.length > 1 ? await startRoundRobin(port, ports) : undefined;
  return {
    url,
    emulator: facts,
    folder,
    consoleLogs: () => lines.console.join('\n'),
    emulatorLogs: () => lines.emulator.join('\n'),
    control: (path, body) => control(facts.url, path, body),
    endFaults: () => control(facts.url, 'faults', {}, 'DELETE'),
    async killConsole() {
      for (const each of consoles) each.signal('SIGKILL');
      await Promise.all(consoles.map((each) => each.ended));
    },
    async restartConsole(between) {
      await Promise.all(consoles.map((each) => each.stop()));
      await between?.(ports.map(dataDirOf));
      consoles = await Promise.all(ports.map(start));
    },
    async killEmulator() {
      emulator.signal('SIGKILL');
      await emulator.ended;
    },
    async restartEmulator() {
      await emulator.stop();
      emulator = (await runEmulator()).child;
    },
    spread: () => balancer?.counts ?? [],
    async stop() {
      await balancer?.stop();
      await Promise.all(consoles.map((each) => each.stop()));
      await emulator.stop();
      endLeftAgent(worldDir);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** The built-in agent outlives an emulator that keeps its world, for the next one to adopt. Here none comes any more. */
function endLeftAgent(worldDir: string): void {
  const file = join(worldDir, 'agent.json');
  if (!existsSync(file)) return;
  const { pid, socket } = leftAgent.parse(JSON.parse(readFileSync(file, 'utf8')));
  try {
    // Its socket goes with it: what has the number now would be somebody else.
    if (existsSync(socket)) process.kill(pid, 'SIGTERM');
  } catch {
    // It has ended meanwhile.
  }
}

const leftAgent = z.object({ pid: z.number().int().positive(), socket: z.string().min(1) });

/** One console listens where browsers look; several listen elsewhere, behind the balancer. */
const replicaPorts = (port: number, count: number): Promise<number[]> | number[] =>
  count > 1 ? Promise.all(Array.from({ length: count }, freePort)) : [port];

async function control(url: string, path: string, body: unknown = {}, method = 'POST'): Promise<void> {
  const answer = await fetch(`${url}/_emulator/${path}`, {
    method,
    headers: { 'x-emulator': '1', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  if (!answer.ok) throw new Error(`/_emulator/${path} answered ${answer.status}: ${await answer.text()}`);
}
