import { type ChildProcess, fork } from 'node:child_process';
import { agentEntry } from './agent-entry';
import { agentMessage, type HostedNode, type HostMessage, nodeKey } from './host-messages';

/** How long the process may take to end its shells. */
const stopMsMax = 3000;

/** The agent process seen from the emulator. */
export class AgentProcess {
  readonly #child: ChildProcess;
  readonly #told = new Set<string>();
  #ending = false;
  /** Resolves when the process is gone, for whatever reason. */
  readonly ended: Promise<void>;

  constructor(private readonly events: { log: (line: string) => void; onDeath: () => void }) {
    const { file, execArgv, env } = agentEntry();
    this.#child = fork(file, [], {
      execArgv: [...execArgv],
      // A closed list: whatever the emulator was started with, keys among it, is not the agent's to know.
      env: { ...env, NODE_ENV: 'production', PATH: process.env.PATH, TMPDIR: process.env.TMPDIR },
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    this.#child.stderr?.on('data', (bytes: Buffer) => events.log(`agent: ${bytes.toString().trimEnd()}`));
    this.#child.on('message', (message) => this.#heard(message));
    this.#child.once('error', (error) => events.log(`agent: ${error.message}`));
    this.ended = new Promise((resolve) => this.#child.once('exit', () => resolve()));
    this.#child.once('exit', () => {
      if (!this.#ending) events.onDeath();
    });
  }

  send(message: HostMessage): void {
    if (this.#child.connected) this.#child.send(message);
  }

  /** Hands these nodes over; each is handed over once. */
  attach(endpoint: string, nodes: readonly HostedNode[]): void {
    const fresh = nodes.filter((node) => !this.#told.has(nodeKey(node)));
    for (const node of fresh) this.#told.add(nodeKey(node));
    if (fresh.length > 0) this.send({ kind: 'attach', endpoint, nodes: fresh });
  }

  /** Ends it with all its shells. */
  async stop(): Promise<void> {
    this.#ending = true;
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    if (this.#child.connected) this.#child.disconnect();
    const kill = setTimeout(() => this.#child.kill('SIGKILL'), stopMsMax);
    await this.ended;
    clearTimeout(kill);
  }

  #heard(message: unknown): void {
    this.events.log(`agent: ${agentMessage.parse(message).line}`);
  }
}
