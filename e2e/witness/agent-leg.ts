import { randomUUID } from 'node:crypto';
import { pause } from './client-leg';
import { agentKeepalive, type Link, openLink } from './link';
import { createChannel, type NodeGateway, pathSegment, signedUpgrade, TokenRefused } from './node-request';

export interface AgentLegListener {
  /** `first` is true for the session's first socket only. */
  opened(first: boolean): void;
  binary(bytes: Buffer): void;
  fault(what: string): void;
  lost(): void;
  /** The service says that the session is over already. */
  terminated(): void;
  /** No socket could be had any more. */
  gaveUp(reason: string): void;
}

const attemptsMax = 6;
const firstDelayMs = 100;

/** The agent's end of the wire: a fresh token and a signed upgrade for every socket (sections 2.3, 3, 13.2). */
export class AgentLeg {
  #link: Link | undefined;
  #opened = 0;
  #over = false;

  constructor(
    private readonly gateway: NodeGateway,
    private readonly sessionId: string,
    private readonly instanceId: string,
    private readonly listener: AgentLegListener,
  ) {}

  send(bytes: Buffer): void {
    this.#link?.send(bytes);
  }

  /** First attempt at once, then five more with doubling delays; a terminated session ends the attempts. */
  async connect(): Promise<void> {
    let reason = '';
    for (let attempt = 0; attempt < attemptsMax && !this.#over; attempt += 1) {
      if (attempt > 0) await pause(firstDelayMs * 2 ** (attempt - 1));
      try {
        return await this.#dial();
      } catch (error) {
        reason = String(error);
        if (error instanceof TokenRefused && error.sessionIsOver) return this.listener.terminated();
      }
    }
    if (!this.#over) this.listener.gaveUp(reason);
  }

  /** Loses the socket as a dead network does; the leg comes back by itself. */
  drop(): void {
    this.#link?.drop();
  }

  /** Ends TCP without a close frame, for good. */
  end(): void {
    this.#over = true;
    const link = this.#link;
    this.#link = undefined;
    link?.drop();
  }

  async #dial(): Promise<void> {
    const path = `/v1/data-channel/${pathSegment(this.sessionId)}`;
    const greeting = { MessageSchemaVersion: '1.0', RequestId: randomUUID(), ClientId: '' };
    const token = await createChannel(this.gateway, path, greeting);
    const { url, headers } = await signedUpgrade(this.gateway, path, { role: 'publish_subscribe' });
    const openFrame = {
      MessageSchemaVersion: '1.0',
      RequestId: randomUUID(),
      TokenValue: token,
      ClientInstanceId: this.instanceId,
      ClientId: '',
    };
    let mine: Link | undefined;
    await openLink(
      url,
      { headers, ca: this.gateway.ca, keepalive: agentKeepalive, openFrame },
      {
        opened: (link) => {
          mine = link;
          this.#take(link);
        },
        binary: (bytes) => this.listener.binary(bytes),
        text: (text) => this.listener.fault(`text frame: ${text}`),
        closed: () => {
          if (mine === this.#link) this.#lost();
        },
      },
    );
  }

  #take(link: Link): void {
    if (this.#over) {
      link.drop();
      return;
    }
    this.#link = link;
    this.#opened += 1;
    this.listener.opened(this.#opened === 1);
  }

  #lost(): void {
    this.#link = undefined;
    if (this.#over) return;
    this.listener.lost();
    void this.connect();
  }
}
