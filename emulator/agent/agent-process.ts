import { type AgentMessage, type HostedNode, type HostMessage, nodeKey } from './host-messages';
import { NodeAgent } from './node-agent';

/** Nodes that connect at the same time: enough to be quick, few enough to leave the emulator some air. */
const attachingMax = 8;

/** All nodes of this process, driven by what the emulator says. */
export class AgentHost {
  readonly #agents = new Map<string, NodeAgent>();
  #waiting: (() => Promise<void>)[] = [];
  #attaching = 0;

  constructor(private readonly tell: (message: AgentMessage) => void) {}

  receive(message: HostMessage): void {
    if (message.kind === 'attach') for (const node of message.nodes) this.#attach(node, message.endpoint);
    else if (message.kind === 'heartbeat') this.#heartbeat();
    else {
      const agent = this.#agents.get(message.node);
      if (agent) agent.credentials = message.credentials;
    }
  }

  stop(): void {
    for (const agent of this.#agents.values()) agent.stop();
  }

  #attach(node: HostedNode, endpoint: string): void {
    const key = nodeKey(node);
    if (this.#agents.has(key)) return;
    const agent = new NodeAgent(node, endpoint, (line) => this.tell({ line }));
    this.#agents.set(key, agent);
    this.#waiting.push(() => agent.attach());
    this.#next();
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
      agent.heartbeat().catch((error: unknown) => this.tell({ line: String(error) }));
  }
}
