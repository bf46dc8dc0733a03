import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { attachNodesBy } from '../services/ssmmessages/connect-node';
import { endSessionsOfNodes } from '../services/ssmmessages/switchboard';
import type { Place, World } from '../world/world';
import { AgentProcess } from './agent-child';

import { HostedNodes } from './hosted-nodes';

export interface AgentOptions {
  readonly world: World;
  /** Where the agent reaches the emulator: its loopback http URL. */
  readonly url: string;
  readonly log: (line: string) => void;
  /** Below it the nodes' home folders lie; a temporary folder without it. */
  readonly runDir?: string;
}

export interface RunningAgent {
  /** Starts anew with the nodes the world has now: after a reset. */
  refresh(): Promise<void>;
  stop(): Promise<void>;
}

/** Heartbeat period of AWS's agent, by world time (agent-service paper section 3). */
const heartbeatEveryMs = 5 * 60_000;
/** A crashed agent is started again after this, doubled for each crash in a row. */
const restartAfterMs = 500;
const restartAfterMsMax = 30_000;

/**
 * Runs the built-in agent as a process of its own and resolves when every node it attaches at start is connected.
 * When it dies its nodes lose their connection and their shells, and it is started again.
 */
export async function startAgent({ world, url, log, runDir }: AgentOptions): Promise<RunningAgent> {
  const temporary = runDir === undefined ? await mkdtemp(join(tmpdir(), 'quarterdeck-nodes-')) : undefined;
  const nodes = new HostedNodes(world, join(temporary ?? runDir ?? '', 'nodes'));
  let stopped = false;
  let crashes = 0;
  let child = launch();
  let again: NodeJS.Timeout | undefined;
  let cancelHeartbeat = () => {};

  function launch(): AgentProcess {
    return new AgentProcess({ log, onDeath: () => crashed() });
  }

  function crashed(): void {
    endSessionsOfNodes(world, (place, id) => nodes.isHosted(place, id));
    if (stopped) return;
    log(`The built-in agent ended by itself; its ${nodes.size} nodes are disconnected until it is back.`);
    const afterMs = Math.min(restartAfterMsMax, restartAfterMs * 2 ** crashes);
    crashes += 1;
    again = setTimeout(() => {
      child = launch();
      attachAll().catch((error: unknown) => log(String(error)));
    }, afterMs);
  }

  /** Those of the start, and generated ones that were attached meanwhile. */
  async function attachAll(): Promise<void> {
    await child.attach(url, await nodes.hostedNow());
    crashes = 0;
  }

  function beat(): void {
    cancelHeartbeat = world.clock.wakeAt(world.clock.now() + heartbeatEveryMs, () => {
      for (const renewed of nodes.renewCredentials()) child.send({ kind: 'renew', ...renewed });
      child.send({ kind: 'heartbeat' });
      beat();
    });
  }

  async function attachOne(place: Place, id: string): Promise<boolean> {
    const node = await nodes.host(place, id);
    return (
      node !== undefined &&
      child.attach(url, [node]).then(
        () => true,
        () => false,
      )
    );
  }

  attachNodesBy(world, (place, node) => attachOne(place, node.id));
  await attachAll();
  beat();
  return {
    async refresh() {
      await child.stop();
      nodes.forget();
      child = launch();
      await attachAll();
    },
    async stop() {
      stopped = true;
      clearTimeout(again);
      cancelHeartbeat();
      await child.stop();
      if (temporary) await rm(temporary, { recursive: true, force: true });
    },
  };
}
