import { type AgentMessage, type HostedNode, type HostMessage, nodeKey } from './host-messages';
import { NodeAgent } from './node-agent';

/** Nodes that connect at the same time: enough to be quick, few enough to leave the emulator some air. */
const attachingMax = 8;

/** All nodes of this process, driven by what the emulator says. */
export class AgentHost {
  readonly #agents = new Map<string, NodeAgent>();
  #waiting: (() => Promise<void>)[] = [];
  #attaching = 0;

  constructor(
    private readonly tell: (message: AgentMessage) => void,
    private readonly events: { sessionOver(): void; end(): void },
  ) {}

  receive(message: HostMessage): void {
    if (message.kind === 'attach') for (const node of message.nodes) this.#attach(node, message.endpoint);
    else if (message.kind === 'heartbeat') this.#heartbeat();
    else if (message.kind === 'keep') this.#keep(message.nodes);
    else if (message.kind === 'end') this.events.end();
    else {
      const agent = this.#agents.get(message.node);
      if (agent) agent.credentials = message.credentials;
    }
  }

  /** What an emulator that was started anew has to know. */
  get hello(): AgentMessage {
    const nodes = [...this.#agents.values()].map(({ node: { account, region, id } }) => ({
      account,
      region,
      id,
    }));
    return { kind: 'hello', pid: process.pid, nodes, sessions: this.sessions };
  }

  /** Sessions of all nodes that are not over. */
  get sessions(): string[] {
    return [...this.#agents.values()].flatMap((agent) => agent.sessions);
  }

  stop(): void {
    for (const agent of this.#agents.values()) agent.stop();
  }

  #attach(node: HostedNode, endpoint: string): void {
    const key = nodeKey(node);
    const found = this.#agents.get(key);
    if (found) {
      found.reach(endpoint, node.credentials);
      return;
    }
    const agent = new NodeAgent(
      node,
      endpoint,
      (line) => this.tell({ kind: 'line', line }),
      this.events.sessionOver,
    );
    this.#agents.set(key, agent);
    this.#waiting.push(() => agent.attach());
    this.#next();
  }

  #keep(keys: readonly string[]): void {
    const kept = new Set(keys);
    for (const [key, agent] of this.#agents) {
      if (kept.has(key)) continue;
      this.#agents.delete(key);
      agent.stop();
    }
  }

  #next(): void {
    while (this.#attaching < attachingMax) {
      const attach = this.#waiting.shift();
      if (!attach) return;
      this.#attaching += 1;
      void attach().finally(() => {
        this.#attaching -= 1;
        this.#next();
      });
    }
  }

  #heartbeat(): void {
    for (const agent of this.#agents.values())
      agent.heartbeat().catch((error: unknown) => this.tell({ kind: 'line', line: String(error) }));
  }
}
