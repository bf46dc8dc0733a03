import type { Socket } from 'node:net';
import type { AgentHost } from './agent-process';
import { type AgentMessage, type HostMessage, hostMessage } from './host-messages';
import { MessageLine } from './message-line';

/** The emulator dials as soon as it is told that it can: past this it is gone. */
const firstLinkMsMax = 30_000;

/** The agent's end of the link to the emulator, and what its loss means. */
export class HostLink {
  #line: MessageLine<HostMessage> | undefined;
  #deadline: NodeJS.Timeout;

  constructor(
    private readonly host: AgentHost,
    private readonly options: { readonly staysMs: number; readonly end: () => void },
  ) {
    this.#deadline = setTimeout(options.end, firstLinkMsMax);
  }

  /** An emulator dialled: the first one, or the next after it was started anew. It displaces the one before. */
  joined(socket: Socket): void {
    clearTimeout(this.#deadline);
    const displaced = this.#line;
    const line = new MessageLine(socket, hostMessage, (message) => this.host.receive(message));
    this.#line = line;
    displaced?.close();
    socket.once('close', () => {
      if (this.#line === line) this.#lost();
    });
    line.say(this.host.hello);
  }

  say(message: AgentMessage): void {
    this.#line?.say(message);
  }

  sessionOver(): void {
    if (!this.#line) this.#endIfIdle();
  }

  #lost(): void {
    this.#line = undefined;
    if (this.options.staysMs === 0) this.options.end();
    this.#deadline = setTimeout(this.options.end, this.options.staysMs);
    this.#endIfIdle();
  }

  /** Nobody to serve and nothing to keep: a new emulator starts a new agent. */
  #endIfIdle(): void {
    if (this.host.sessions.length === 0) this.options.end();
  }
}
