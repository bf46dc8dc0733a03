import { isAgentConnected } from '../services/ssm/nodes/agent-connections';
import type { Session } from '../services/ssm/sessions/store';
import { attachNodesBy } from '../services/ssmmessages/connect-node';
import { controlUp, endKeptSessions, endSessions } from '../services/ssmmessages/switchboard';
import type { Place, World } from '../world/world';
import type { AgentLink } from './agent-link';
import { type HostedNode, nodeKey } from './host-messages';
import { HostedNodes } from './hosted-nodes';
import { type AgentStay, adoptAgent, launchAgent } from './launch-agent';

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
  /** Where the process may outlive this one; undefined: it never does. */
  readonly stay: AgentStay | undefined;
}

/** Keeps one agent process running for the nodes of a world. */
export class AgentSupervisor {
  readonly #nodes: HostedNodes;
  #process: AgentLink | undefined;
  #crashes = 0;
  #stopped = false;
  /** The nodes attached at start are still on their way. */
  #starting = true;
  #started: Promise<void> = Promise.resolve();
  #restart: NodeJS.Timeout | undefined;
  #cancelHeartbeat = () => {};

  constructor(private readonly options: SupervisorOptions) {
    this.#nodes = new HostedNodes(options.world, options.homes);
    attachNodesBy(options.world, {
      starting: () => this.#starting,
      attach: (place, node) =>
        node.attachOnDemand ? this.#attachOne(place, node.id) : this.#awaitStart(place, node.id),
    });
  }

  /** Resolves when every node attached at start is connected. */
  async start(): Promise<void> {
    this.#started = this.#start().finally(() => {
      this.#starting = false;
    });
    await this.#started;
    if (!this.#stopped) this.#beat();
  }

  async #start(): Promise<void> {
    const adopted = await this.#adopt();
    if (!adopted) this.#endKept(() => true);
    this.#process = adopted ?? (await this.#launch());
    // Stopped while it was starting: nobody else would end it.
    if (this.#stopped) await this.#process.stop();
    else await this.#attachAll();
  }

  async refresh(replant: () => Promise<void>): Promise<void> {
    clearTimeout(this.#restart);
    await this.#process?.stop();
    await replant();
    this.#nodes.forget();
    this.#process = await this.#launch();
    await this.#attachAll();
  }

  /** `agentStays`: its shells are left for the next emulator on the same data folder. */
  async stop({ agentStays }: { agentStays: boolean }): Promise<void> {
    this.#stopped = true;
    clearTimeout(this.#restart);
    this.#cancelHeartbeat();
    if (agentStays && this.options.stay) this.#process?.leave();
    else await this.#process?.stop();
  }

  get #launchOptions() {
    const { log, stay } = this.options;
    return { log, stay, onDeath: () => this.#died() };
  }

  #launch(): Promise<AgentLink> {
    return launchAgent(this.#launchOptions);
  }

  /** The agent that the emulator before this one left, with its shells. */
  async #adopt(): Promise<AgentLink | undefined> {
    const process = await adoptAgent(this.#launchOptions);
    const hello = await process?.hello;
    if (!process || !hello) return undefined;
    await this.#nodes.takeOver(hello.nodes);
    const nodes = await this.#nodes.hostedNow();
    process.send({ kind: 'keep', nodes: nodes.map(nodeKey) });
    const running = new Set(hello.sessions);
    this.#endKept(({ id }) => !running.has(id));
    return process;
  }

  /** Whatever a kept world says of a session: where its shell is gone, so is it. */
  #endKept(isGone: (session: Session) => boolean): void {
    const { world } = this.options;
    endKeptSessions(world, (session) => this.#nodes.isOurs(session) && isGone(session));
  }

  #died(): void {
    const { log } = this.options;
    // Its shells are gone with it: whoever waits for them is told at once.
    endSessions(this.options.world, (session) => this.#nodes.isOurs(session));
    // A process that was not to be adopted is not ours to start again.
    if (this.#stopped || !this.#process) return;
    log(
      `The built-in agent ended by itself; its ${this.#nodes.size} nodes are disconnected until it is back.`,
    );
    const afterMs = Math.min(restartAfterMsMax, restartAfterMs * 2 ** this.#crashes);
    this.#crashes += 1;
    this.#restart = setTimeout(() => {
      this.#startAgain().catch((error: unknown) => log(String(error)));
    }, afterMs);
  }

  async #startAgain(): Promise<void> {
    this.#process = await this.#launch();
    await this.#attachAll();
  }

  /** Those of the start, and generated ones that were attached meanwhile. */
  async #attachAll(): Promise<void> {
    await this.#connect(await this.#nodes.hostedNow());
    this.#crashes = 0;
  }

  /** Resolves when the relay can reach all of them. */
  async #connect(nodes: readonly HostedNode[]): Promise<void> {
    const { url, world } = this.options;
    const process = this.#process;
    if (!process) throw new Error('The built-in agent has not started.');
    process.attach(url, nodes);
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_resolve, reject) => {
      timer = setTimeout(() => reject(new Error('The built-in agent is too slow to connect.')), connectMsMax);
    });
    const gone = process.ended.then(() => {
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

  /** A node of the start that is asked for before it is there. */
  async #awaitStart(place: Place, id: string): Promise<boolean> {
    if (!this.#starting) return false;
    const up = controlUp(this.options.world, place, id);
    await Promise.race([up, this.#started.catch(() => undefined)]);
    return isAgentConnected(this.options.world, place, id);
  }

  #beat(): void {
    const { clock } = this.options.world;
    this.#cancelHeartbeat = clock.wakeAt(clock.now() + heartbeatEveryMs, () => {
      for (const renewed of this.#nodes.renewCredentials())
        this.#process?.send({ kind: 'renew', ...renewed });
      this.#process?.send({ kind: 'heartbeat' });
      this.#beat();
    });
  }
}
