import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { z } from 'zod';

const ready = z.object({
  url: z.string(),
  accessKeyId: z.string(),
  secretAccessKey: z.string(),
});

export interface EmulatorProcess extends z.infer<typeof ready> {
  stop(): Promise<void>;
  /** As after a crash; `restart` starts it again on the same port and folders, with its world. */
  kill(): Promise<void>;
  restart(): Promise<void>;
}

const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** The emulator as a person runs it: a process of its own, reached over HTTP and nothing else. */
export async function startEmulatorProcess(): Promise<EmulatorProcess> {
  const runDir = await mkdtemp(join(tmpdir(), 'quarterdeck-sessions-'));
  let child = await start(runDir, '0');
  const facts = ready.parse(JSON.parse(await readFile(join(runDir, 'ready.json'), 'utf8')));
  const end = async (signal: NodeJS.Signals) => {
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
  };
  return {
    ...facts,
    kill: () => end('SIGKILL'),
    async restart() {
      child = await start(runDir, new URL(facts.url).port);
    },
    async stop() {
      // Ctrl-C means all of it: its agent too, which would otherwise keep live shells for a next emulator.
      await end('SIGINT');
      await rm(runDir, { recursive: true, force: true });
    },
  };
}

/** Of every emulator of this process. */
const secret = randomUUID();

async function start(runDir: string, port: string): Promise<ChildProcess> {
  const child = spawn(process.execPath, ['--import', 'tsx', 'emulator/main.ts'], {
    cwd: root,
    env: {
      ...process.env,
      EMULATOR_PORT: port,
      EMULATOR_TLS_PORT: '0',
      EMULATOR_RUN_DIR: runDir,
      EMULATOR_DATA_DIR: join(runDir, 'world'),
      // Otherwise each start makes another.
      EMULATOR_ACCESS_KEY: `AKIAGIVENGIVENGIVEN1:${secret}:111122223333`,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  await saysReady(child);
  return child;
}

function saysReady(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    let said = '';
    child.stdout?.on('data', (data) => {
      said += String(data);
      if (/^ *Password /m.test(said)) resolve();
    });
    child.stderr?.on('data', (data) => {
      said += String(data);
    });
    child.once('exit', (code) => reject(new Error(`The emulator ended with ${code}: ${said}`)));
  });
}
