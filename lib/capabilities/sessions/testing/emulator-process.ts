import { type ChildProcess, spawn } from 'node:child_process';
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
}

const root = fileURLToPath(new URL('../../../../', import.meta.url));

/** The emulator as a person runs it: a process of its own, reached over HTTP and nothing else. */
export async function startEmulatorProcess(): Promise<EmulatorProcess> {
  const runDir = await mkdtemp(join(tmpdir(), 'quarterdeck-sessions-'));
  const child = spawn(process.execPath, ['node_modules/tsx/dist/cli.mjs', 'emulator/main.ts'], {
    cwd: root,
    env: { ...process.env, EMULATOR_PORT: '0', EMULATOR_TLS_PORT: '0', EMULATOR_RUN_DIR: runDir },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  await saysReady(child);
  const facts = ready.parse(JSON.parse(await readFile(join(runDir, 'ready.json'), 'utf8')));
  return {
    ...facts,
    async stop() {
      const gone = new Promise((resolve) => child.once('exit', resolve));
      child.kill('SIGTERM');
      await gone;
      await rm(runDir, { recursive: true, force: true });
    },
  };
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
