import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { agentEntry } from './agent-entry';
import { agentMessage, type HostedNode, type HostMessage, nodeKey } from './host-messages';

/** A node that has not connected after this is not going to; the process is slow or the machine overloaded. */
const attachMsMax = 20_000;
/** How long the process may take to end its shells. */
const stopMsMax = 3000;

interface Waiting {
  readonly resolve: () => void;
  readonly reject: (reason: Error) => void;
}

/** The agent process seen from the emulator. */
export class AgentProcess {
  readonly #child: ChildProcess;
  readonly #waiting = new Map<string, Waiting[]>();
  readonly #attached = new Set<string>();
  #ending = false;

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
    this.#child.once('exit', () => this.#died());
  }

  send(message: HostMessage): void {
    if (this.#child.connected) this.#child.send(message);
  }

  /** Resolves when all of them are connected; rejects when one is not in time, or the process ends. */
  async attach(endpoint: string, nodes: readonly HostedNode[]): Promise<void> {
    const missing = nodes.filter((node) => !this.#attached.has(nodeKey(node)));
    const connected = missing.map((node) => this.#connected(nodeKey(node)));
    this.send({ kind: 'attach', endpoint, nodes: missing });
    let late: NodeJS.Timeout | undefined;
    const tooLate = new Promise<never>((_resolve, reject) => {
      late = setTimeout(() => reject(new Error('The built-in agent is too slow to connect.')), attachMsMax);
    });
    await Promise.race([Promise.all(connected), tooLate]).finally(() => clearTimeout(late));
  }

  /** Ends it with all its shells. */
  async stop(): Promise<void> {
    this.#ending = true;
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return;
    const exit = once(this.#child, 'exit');
    if (this.#child.connected) this.#child.disconnect();
    const kill = setTimeout(() => this.#child.kill('SIGKILL'), stopMsMax);
    await exit;
    clearTimeout(kill);
  }

  #connected(key: string): Promise<void> {
    return new Promise((resolve, reject) => {
      this.#waiting.set(key, [...(this.#waiting.get(key) ?? []), { resolve, reject }]);
    });
  }

  #heard(message: unknown): void {
    const read = agentMessage.parse(message);
    if (read.kind === 'log') {
      this.events.log(`agent: ${read.line}`);
      return;
    }
    this.#attached.add(read.node);
    for (const { resolve } of this.#waiting.get(read.node) ?? []) resolve();
    this.#waiting.delete(read.node);
  }

  #died(): void {
    for (const { reject } of [...this.#waiting.values()].flat())
      reject(new Error('The built-in agent ended.'));
    this.#waiting.clear();
    if (!this.#ending) this.events.onDeath();
  }
}
