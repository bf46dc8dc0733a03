import { randomUUID } from 'node:crypto';
import { clientKeepalive, type Link, openLink } from './link';

export interface ClientLegOptions {
  /** PEM of the certificate authority to trust for wss. */
  ca?: string;
  /** Extra headers of the upgrade, such as a browser's Origin. */
  headers?: Record<string, string>;
  /** ResumeSession's TokenValue; undefined means the session is over. When given, a lost socket is replaced by itself. */
  resumeWith?: () => Promise<string | undefined>;
}

export interface ClientLegListener {
  binary(bytes: Buffer): void;
  fault(what: string): void;
  lost(): void;
  /** ResumeSession gave no token. */
  noToken(): void;
  /** Every attempt to resume failed. */
  gaveUp(): void;
}

const resumeAttempts = 6;
const firstResumeDelayMs = 100;

/** The client's end of the wire: one socket at a time, replaced with a fresh token after a loss (section 13.1). */
export class ClientLeg {
  readonly #clientId = randomUUID();
  #link: Link | undefined;
  #over = false;

  constructor(
    private readonly streamUrl: string,
    private readonly clientVersion: string,
    private readonly options: ClientLegOptions,
    private readonly listener: ClientLegListener,
  ) {}

  send(bytes: Buffer): void {
    this.#link?.send(bytes);
  }

  /** Replaces the socket, if there is one. Resolves when the upgrade is done and the open frame is sent. */
  async connect(token: string): Promise<void> {
    const old = this.#link;
    this.#link = undefined;
    old?.drop();
    let mine: Link | undefined;
    await openLink(
      this.streamUrl,
      { ...this.options, keepalive: clientKeepalive, openFrame: this.#openFrame(token) },
      {
        opened: (link) => {
          mine = link;
          if (this.#over) link.drop();
          else this.#link = link;
        },
        binary: (bytes) => this.listener.binary(bytes),
        text: (text) => this.listener.fault(`text frame: ${text}`),
        closed: () => {
          if (mine === this.#link) this.#lost();
        },
      },
    );
  }

  /** Loses the socket as a dead network does. */
  drop(): void {
    this.#link?.drop();
  }

  /** Ends for good: with close code 1000, or by ending TCP as AWS's plugin does. */
  end(how: 'close' | 'drop'): void {
    this.#over = true;
    const link = this.#link;
    this.#link = undefined;
    if (how === 'close') link?.close();
    else link?.drop();
  }

  #openFrame(token: string) {
    return {
      MessageSchemaVersion: '1.0',
      RequestId: randomUUID(),
      TokenValue: token,
      ClientId: this.#clientId,
      ClientVersion: this.clientVersion,
    };
  }

  #lost(): void {
    this.#link = undefined;
    if (this.#over) return;
    this.listener.lost();
    if (this.options.resumeWith) void this.#resume(this.options.resumeWith);
  }

  /** First attempt at once, then five more with doubling delays. */
  async #resume(resumeWith: () => Promise<string | undefined>): Promise<void> {
    for (let attempt = 0; attempt < resumeAttempts && !this.#over; attempt += 1) {
      if (attempt > 0) await pause(firstResumeDelayMs * 2 ** (attempt - 1));
      try {
        const token = await resumeWith();
        if (!token) return this.listener.noToken();
        return await this.connect(token);
      } catch (error) {
        this.listener.fault(`resume attempt ${attempt + 1} failed: ${String(error)}`);
      }
    }
    if (!this.#over) this.listener.gaveUp();
  }
}

/** The protocol's own waits between attempts to reconnect, in ms. */
export function pause(delayMs: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, delayMs));
}
