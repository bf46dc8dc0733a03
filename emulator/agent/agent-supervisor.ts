import { attachNodesBy } from '../services/ssmmessages/connect-node';
import { controlUp, endSessionsOfNodes } from '../services/ssmmessages/switchboard';
import type { Place, World } from '../world/world';
import { AgentProcess } from './agent-child';
import type { HostedNode } from './host-messages';
import { HostedNodes } from './hosted-nodes';

/** Heartbeat period of AWS's agent, by world time (agent-service paper section 3). */
const heartbeatEveryMs = 5 * 60_000;
/** Nodes that have not connected after this are not going to: the machine is overloaded or the process broken. */
const connectMsMax = 30_000;
/** A crashed agent is started again after this, doubled for each crash in a row. */
const restartAfterMs = 500;
const restartAfterMsMax = 30_000;

interface SupervisorOptions {
  readonly world: World;
  readonly url: string;
  readonly log: (line: string) => void;
  /** An absolute path: the folder of the nodes' home folders. */
  readonly homes: string;
}

/** Keeps one agent process running for the nodes of a world. */
export class AgentSupervisor {
  readonly #nodes: HostedNodes;
  #process: AgentProcess;
  #crashes = 0;
  #stopped = false;
  #restart: NodeJS.Timeout | undefined;
  #cancelHeartbeat = () => {};

  constructor(private readonly options: SupervisorOptions) {
    this.#nodes = new HostedNodes(options.world, options.homes);
    this.#process = this.#launch();
    attachNodesBy(options.world, (place, node) => this.#attachOne(place, node.id));
  }

  async start(): Promise<void> {
    await this.#attachAll();
    this.#beat();
  }

  async refresh(): Promise<void> {
    clearTimeout(this.#restart);
    await this.#process.stop();
    this.#nodes.forget();
    this.#process = this.#launch();
    await this.#attachAll();
  }

  async stop(): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#restart);
    this.#cancelHeartbeat();
    await this.#process.stop();
  }

  #launch(): AgentProcess {
    return new AgentProcess({ log: this.options.log, onDeath: () => this.#died() });
  }

  #died(): void {
    const { world, log } = this.options;
    // Its shells are gone with it: whoever waits for them is told at once.
    endSessionsOfNodes(world, (place, id) => this.#nodes.isHosted(place, id));
    if (this.#stopped) return;
    log(
      `The built-in agent ended by itself; its ${this.#nodes.size} nodes are disconnected until it is back.`,
    );
    const afterMs = Math.min(restartAfterMsMax, restartAfterMs * 2 ** this.#crashes);
    this.#crashes += 1;
    this.#restart = setTimeout(() => {
      this.#process = this.#launch();
      this.#attachAll().catch((error: unknown) => log(String(error)));
    }, afterMs);
  }

  /** Those of the start, and generated ones that were attached meanwhile. */
  async #attachAll(): Promise<void> {
    await this.#connect(await this.#nodes.hostedNow());
    this.#crashes = 0;
  }

  /** Resolves when the relay can reach all of them. */
  async #connect(nodes: readonly HostedNode[]): Promise<void> {
    const { url, world } = this.options;
    const { ended } = this.#process;
    this.#process.attach(url, nodes);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error('The built-in agent is too slow to connect.')), connectMsMax);
    });
    const gone = ended.then(() => {
      throw new Error('The built-in agent ended before its nodes were connected.');
    });
    const up = Promise.all(nodes.map((node) => controlUp(world, node, node.id)));
    await Promise.race([up, gone, late]).finally(() => clearTimeout(timer));
  }

  async #attachOne(place: Place, id: string): Promise<boolean> {
    const node = await this.#nodes.host(place, id);
    if (!node) return false;
    try {
      await this.#connect([node]);
      return true;
    } catch (error) {
      this.options.log(String(error));
      return false;
    }
  }

  #beat(): void {
    const { clock } = this.options.world;
    this.#cancelHeartbeat = clock.wakeAt(clock.now() + heartbeatEveryMs, () => {
      for (const renewed of this.#nodes.renewCredentials()) this.#process.send({ kind: 'renew', ...renewed });
      this.#process.send({ kind: 'heartbeat' });
      this.#beat();
    });
  }
}
