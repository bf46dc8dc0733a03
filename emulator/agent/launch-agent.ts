import { spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import { mkdtemp, open, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { agentEntry } from './agent-entry';
import { AgentLink } from './agent-link';
import { agentEnvironment } from './agent-settings';

/** Where an agent process may outlive the emulator, and for how long. */
export interface AgentStay {
  /** The folder that keeps the world: the next emulator on it finds the agent by a file there. */
  readonly dataDir: string;
  readonly staysMs: number;
}

interface LaunchOptions {
  readonly log: (line: string) => void;
  readonly onDeath: () => void;
  readonly stay: AgentStay | undefined;
}

const address = z.object({ socket: z.string().min(1), pid: z.number().int().positive() });
const addressFile = ({ dataDir }: AgentStay) => join(dataDir, 'agent.json');

/** The agent that an earlier emulator on the same data folder left running, if there is one that we understand. */
export async function adoptAgent({ stay, ...events }: LaunchOptions): Promise<AgentLink | undefined> {
  if (!stay) return undefined;
  const text = await readFile(addressFile(stay), 'utf8').catch(() => '{}');
  const left = address.safeParse(JSON.parse(text));
  const link = left.success ? await AgentLink.open(left.data.socket, events) : undefined;
  if (!link || !left.success) return undefined;
  if (await link.hello) return link;
  // One of another version: it must not go on serving nodes that the next one serves.
  endProcess(left.data.pid);
  return undefined;
}

function endProcess(pid: number): void {
  try {
    process.kill(pid, 'SIGTERM');
  } catch {
    // It has ended meanwhile.
  }
}

/** Starts an agent process. Throws where it ends before it can be reached. */
export async function launchAgent({ stay, ...events }: LaunchOptions): Promise<AgentLink> {
  // Short, since the name of a socket may have 100 characters, and nobody else may look into it: keys pass there.
  const folder = await mkdtemp(join(tmpdir(), 'quarterdeck-agent-'));
  const socket = join(folder, 'link');
  try {
    const pid = await listening(socket, events.log, stay);
    if (stay) await writeFile(addressFile(stay), JSON.stringify({ socket, pid }), { mode: 0o600 });
    const link = await AgentLink.open(socket, {
      ...events,
      // A process that was killed has not tidied up after itself.
      onDeath: () => {
        rmSync(folder, { recursive: true, force: true });
        events.onDeath();
      },
    });
    if (link) return link;
    throw new Error('The built-in agent ended before it could be reached.');
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Resolves when the process listens, with its number. */
async function listening(socket: string, log: (line: string) => void, stay: AgentStay | undefined) {
  const { file, execArgv, env } = agentEntry();
  const settings = agentEnvironment({ socket, staysMs: stay?.staysMs ?? 0 });
  // What outlives us writes its complaints to a file: a pipe to nobody would end it.
  const complaints = stay && (await open(join(stay.dataDir, 'agent.log'), 'a', 0o600));
  const child = spawn(process.execPath, [...execArgv, file], {
    // A closed list: whatever the emulator was started with, keys among it, is not the agent's to know.
    env: { ...env, ...settings, NODE_ENV: 'production', PATH: process.env.PATH, TMPDIR: process.env.TMPDIR },
    stdio: ['ignore', 'pipe', complaints?.fd ?? 'pipe'],
    // A group of its own, or what ends our group would end it too.
    detached: stay !== undefined,
  });
  await complaints?.close();
  child.stderr?.on('data', (bytes: Buffer) => log(`agent: ${bytes.toString().trimEnd()}`));
  await new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', () => reject(new Error('The built-in agent ended at its start.')));
    child.stdout?.once('data', () => resolve());
  });
  if (stay) {
    child.unref();
    child.stdout?.destroy();
  }
  return child.pid;
}
