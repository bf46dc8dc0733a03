import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import type { World } from '../world/world';
import { AgentSupervisor } from './agent-supervisor';
import type { AgentStay } from './launch-agent';

export interface AgentOptions {
  readonly world: World;
  /** Where the agent reaches the emulator: its loopback http URL. */
  readonly url: string;
  readonly log: (line: string) => void;
  /** Below it the nodes' home folders lie; a temporary folder without it. */
  readonly runDir?: string;
  /** Where the process may outlive this one with its shells; without it, it never does. */
  readonly stay?: AgentStay | undefined;
}

export interface RunningAgent {
  /** Resolves when every node attached at start is connected; rejects where that does not come about. */
  readonly connected: Promise<void>;
  /**
   * For a reset: stops every node, lets `replant` make the world anew, and starts with the nodes it then has. Nobody of
   * the old world knocks at the new one.
   */
  refresh(replant: () => Promise<void>): Promise<void>;
  /** `agentStays`: where it may, the process and its shells are left for the next emulator. */
  stop(how?: { agentStays: boolean }): Promise<void>;
}

/** Runs the built-in agent and resolves when every node it attaches at start is connected. */
export async function startAgent(options: AgentOptions): Promise<RunningAgent> {
  const agent = await beginAgent(options);
  try {
    await agent.connected;
    return agent;
  } catch (error) {
    await agent.stop();
    throw error;
  }
}

/**
 * Runs the built-in agent as a process of its own, whose nodes connect one after the other. When it dies they lose
 * their connection and their shells, and it is started again.
 */
export async function beginAgent({ runDir, stay, ...options }: AgentOptions): Promise<RunningAgent> {
  const temporary = runDir === undefined ? await mkdtemp(join(tmpdir(), 'quarterdeck-nodes-')) : undefined;
  const supervisor = new AgentSupervisor({
    ...options,
    stay,
    homes: resolve(temporary ?? runDir ?? '', 'nodes'),
  });
  const stop = async (how = { agentStays: false }) => {
    await supervisor.stop(how);
    if (temporary) await rm(temporary, { recursive: true, force: true });
  };
  return { connected: supervisor.start(), refresh: (replant) => supervisor.refresh(replant), stop };
}
