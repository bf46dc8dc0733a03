import { connect, type Socket } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';
import {
  type AgentHello,
  type AgentMessage,
  agentMessage,
  type HostedNode,
  type HostMessage,
  nodeKey,
} from './host-messages';
import { MessageLine } from './message-line';

/** How long the process may take to end its shells. */
const stopMsMax = 3000;

interface LinkEvents {
  readonly log: (line: string) => void;
  /** The process ended, or broke, by itself. */
  readonly onDeath: () => void;
}

/** The agent process seen from the emulator: one that it started, or one that an earlier emulator left. */
export class AgentLink {
  readonly #line: MessageLine<AgentMessage>;
  readonly #told = new Set<string>();
  #ending = false;
  /** Resolves when the process is gone, for whatever reason. */
  readonly ended: Promise<void>;
  #said: (hello: AgentHello) => void = () => {};
  readonly #hello = new Promise<AgentHello>((resolve) => {
    this.#said = resolve;
  });

  private constructor(
    socket: Socket,
    private readonly events: LinkEvents,
  ) {
    this.#line = new MessageLine(socket, agentMessage, (message) => this.#heard(message));
    this.ended = new Promise((resolve) => socket.once('close', () => resolve()));
    socket.once('close', () => {
      if (!this.#ending) events.onDeath();
    });
  }

  /** Dials a process; undefined where none listens. */
  static async open(path: string, events: LinkEvents): Promise<AgentLink | undefined> {
    const socket = connect(path);
    const open = await new Promise<boolean>((resolve) => {
      socket.once('connect', () => resolve(true));
      socket.once('error', () => resolve(false));
    });
    return open ? new AgentLink(socket, events) : undefined;
  }

  /** Who it is and what it has; undefined when it ends before it says so. */
  get hello(): Promise<AgentHello | undefined> {
    return Promise.race([this.#hello, this.ended.then(() => undefined)]);
  }

  send(message: HostMessage): void {
    this.#line.say(message);
  }

  /** Hands these nodes over; each is handed over once. */
  attach(endpoint: string, nodes: readonly HostedNode[]): void {
    const fresh = nodes.filter((node) => !this.#told.has(nodeKey(node)));
    for (const node of fresh) this.#told.add(nodeKey(node));
    if (fresh.length > 0) this.send({ kind: 'attach', endpoint, nodes: fresh });
  }

  /** Ends the process with all its shells. */
  async stop(): Promise<void> {
    this.#ending = true;
    this.send({ kind: 'end' });
    const hello = await this.hello;
    const late = new AbortController();
    const kill = delay(stopMsMax, undefined, { signal: late.signal }).then(
      () => hello && killed(hello.pid),
      () => {},
    );
    await this.ended;
    late.abort();
    await kill;
  }

  /** Lets go of the process without a word: it keeps its shells for the next emulator. */
  leave(): void {
    this.#ending = true;
    this.#line.close();
  }

  #heard(message: AgentMessage): void {
    if (message.kind === 'hello') this.#said(message);
    else this.events.log(`agent: ${message.line}`);
  }
}

function killed(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch {
    // It has ended meanwhile.
  }
}
